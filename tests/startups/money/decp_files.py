"""DECP files made from the rules of the format, version 2.0.3: right ones, and broken ones.

The rules are those of ``schema_decp_v2.0.3.json`` (github.com/139bercy/format-commande-publique).
"""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from .making import BUYER, FIRM, OTHER_FIRM

OTHER_BUYER = "21750001600019"
LA_POSTE = "35600000009075"
FRAMEWORK = {"technique": ["Accord-cadre"]}

type Json = dict[str, Any]


def firm(identifier: str = FIRM, kind: str = "SIRET") -> Json:
    return {"titulaire": {"typeIdentifiant": kind, "id": identifier}}


def contract(**fields: Any) -> Json:
    """A contract with everything that the format requires."""
    return {
        "id": "2026-042",
        "acheteur": {"id": BUYER},
        "nature": "Marché",
        "objet": "Développement de services numériques",
        "codeCPV": "72000000",
        "techniques": {"technique": ["Sans objet"]},
        "modalitesExecution": {"modaliteExecution": ["Bons de commande"]},
        "marcheInnovant": False,
        "ccag": "Techniques de l'information et de la communication",
        "offresRecues": 4,
        "attributionAvance": True,
        "tauxAvance": 0.1,
        "typeGroupementOperateurs": "Pas de groupement",
        "sousTraitanceDeclaree": False,
        "procedure": "Procédure adaptée",
        "lieuExecution": {"code": "75112", "typeCode": "Code commune"},
        "dureeMois": 24,
        "dateNotification": "2026-01-15",
        "datePublicationDonnees": "2026-02-01",
        "montant": 90000,
        "typesPrix": {"typePrix": ["Définitif ferme"]},
        "formePrix": "Mixte",
        "titulaires": [firm()],
        "considerationsSociales": {"considerationSociale": ["Clause sociale"]},
        "considerationsEnvironnementales": {
            "considerationEnvironnementale": ["Pas de considération environnementale"]
        },
    } | fields


def modification(number: int = 1, on: str = "2026-06-01", **fields: Any) -> Json:
    return {
        "modification": {
            "id": number,
            "dateNotificationModification": on,
            "datePublicationDonneesModification": "2026-07-01",
            **fields,
        }
    }


def subcontract(number: int = 1, **fields: Any) -> Json:
    return {
        "acteSousTraitance": {
            "id": number,
            "sousTraitant": {"typeIdentifiant": "SIRET", "id": OTHER_FIRM},
            "dureeMois": 6,
            "dateNotification": "2026-03-01",
            "datePublicationDonnees": "2026-03-15",
            "montant": 12000.5,
            "variationPrix": "Révisable",
            **fields,
        }
    }


def subcontract_change(number: int = 1, **fields: Any) -> Json:
    return {
        "modificationActeSousTraitance": {
            "id": number,
            "dateNotificationModificationSousTraitance": "2026-05-01",
            "datePublicationDonnees": "2026-05-15",
            **fields,
        }
    }


def concession(**fields: Any) -> Json:
    return {"id": "C-1", "autoriteConcedante": {"id": BUYER}, "nature": "Concession de service"}


def file_of(*contracts: Json, **others: Any) -> Json:
    return {"marches": {"marche": list(contracts), **others}}


def written(content: Json) -> bytes:
    """The file, one value a line."""
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


VALID: dict[str, Json] = {
    "a contract": file_of(contract()),
    "two contracts": file_of(contract(), contract(id="2026-043")),
    "the same number at two buyers": file_of(contract(), contract(acheteur={"id": OTHER_BUYER})),
    "a framework agreement": file_of(contract(id="AC", techniques=FRAMEWORK)),
    "a subsequent contract after its framework agreement": file_of(
        contract(id="AC", techniques=FRAMEWORK), contract(idAccordCadre="AC")
    ),
    "a subsequent contract before its framework agreement": file_of(
        contract(idAccordCadre="AC"), contract(id="AC", techniques=FRAMEWORK)
    ),
    "a subsequent contract of a central purchasing body": file_of(
        contract(id="AC", techniques=FRAMEWORK, acheteur={"id": OTHER_BUYER}),
        contract(idAccordCadre="AC"),
    ),
    "a framework agreement that is nowhere": file_of(contract(idAccordCadre="INCONNU")),
    "several techniques": file_of(
        contract(techniques={"technique": ["Catalogue électronique", "Accord-cadre"]})
    ),
    "a modification of the amount": file_of(contract(modifications=[modification(montant=120000)])),
    "a modification of the length": file_of(contract(modifications=[modification(dureeMois=36)])),
    "a modification of the holders": file_of(
        contract(modifications=[modification(titulaires=[firm(OTHER_FIRM)])])
    ),
    "a modification that changes nothing kept": file_of(contract(modifications=[modification()])),
    "modifications in any order": file_of(
        contract(
            modifications=[
                modification(2, "2026-09-01", montant=150000, dureeMois=48),
                modification(1, "2026-06-01", montant=120000),
            ]
        )
    ),
    "two modifications of one day": file_of(
        contract(modifications=[modification(1, montant=100000), modification(2, montant=110000)])
    ),
    "a subcontract": file_of(
        contract(sousTraitanceDeclaree=True, actesSousTraitance=[subcontract()])
    ),
    "a subcontract that was modified": file_of(
        contract(
            actesSousTraitance=[subcontract(), subcontract(2)],
            modificationsActesSousTraitance=[subcontract_change(montant=15000, dureeMois=9)],
        )
    ),
    "a joint group of firms": file_of(
        contract(typeGroupementOperateurs="Solidaire", titulaires=[firm(OTHER_FIRM), firm()])
    ),
    "a framework agreement with several holders": file_of(
        contract(techniques=FRAMEWORK, titulaires=[firm(), firm(OTHER_FIRM), firm(LA_POSTE)])
    ),
    "a European supplier": file_of(contract(titulaires=[firm("BE0123456789", "TVA")])),
    "suppliers from overseas and abroad": file_of(
        contract(
            titulaires=[
                firm("123456", "TAHITI"),
                firm("1234567.001", "RIDET"),
                firm("ACME-CH", "HORS-UE"),
            ]
        )
    ),
    "a contract of La Poste": file_of(contract(titulaires=[firm(LA_POSTE)])),
    "a contract of defence": file_of(contract(nature="Marché de défense ou de sécurité")),
    "every procedure": file_of(
        *(
            contract(id=f"P{number}", procedure=procedure)
            for number, procedure in enumerate(
                (
                    "Procédure adaptée",
                    "Appel d'offres ouvert",
                    "Appel d'offres restreint",
                    "Procédure avec négociation",
                    "Marché passé sans publicité ni mise en concurrence préalable",
                    "Dialogue compétitif",
                )
            )
        )
    ),
    "cents and more than cents": file_of(
        contract(montant=41666.667), contract(id="2", montant=1.5)
    ),
    "shares of origin": file_of(contract(origineUE=0.5, origineFrance=0.2)),
    "a CPV code with its control digit": file_of(contract(codeCPV="72000000-5")),
    "concessions beside": file_of(contract(), **{"contrat-concession": [concession()]}),
    "concessions only": {"marches": {"contrat-concession": [concession()]}},
    "nothing": {"marches": {"marche": []}},
}


def without(name: str) -> Json:
    found = contract()
    del found[name]
    return file_of(found)


# Name: the file, the path of the error, and what is on the line that it names.
BROKEN: dict[str, tuple[Json, str, str]] = {
    **{
        f"without {name}": (without(name), f"marches.marche[0].{name}", "{")
        for name in contract()
        if name != "tauxAvance"
    },
    "marches is missing": ({"contrats": []}, "", "{"),
    "marches is a list": ({"marches": [contract()]}, "marches", '"marches"'),
    "neither contracts nor concessions": ({"marches": {}}, "marches", '"marches"'),
    "marche is an object": ({"marches": {"marche": {}}}, "marches.marche", '"marche"'),
    "a contract is a text": (file_of("x"), "marches.marche[0]", '"x"'),  # type: ignore[arg-type]
    "a field of an older format": (
        file_of(contract(uid="x")),
        "marches.marche[0].uid",
        '"uid"',
    ),
    "an empty number": (file_of(contract(id="")), "marches.marche[0].id", '"id": ""'),
    "a blank number": (file_of(contract(id="  ")), "marches.marche[0].id", '"id": "  "'),
    "a number of seventeen characters": (
        file_of(contract(id="x" * 17)),
        "marches.marche[0].id",
        "xxxx",
    ),
    "a number that is a number": (file_of(contract(id=42)), "marches.marche[0].id", "42"),
    "a buyer without SIRET": (
        file_of(contract(acheteur={})),
        "marches.marche[0].acheteur.id",
        '"acheteur"',
    ),
    "a buyer with a wrong key": (
        file_of(contract(acheteur={"id": "13002526500014"})),
        "marches.marche[0].acheteur.id",
        "13002526500014",
    ),
    "a buyer with thirteen digits": (
        file_of(contract(acheteur={"id": "1300252650001"})),
        "marches.marche[0].acheteur.id",
        "1300252650001",
    ),
    "a nature of an older format": (
        file_of(contract(nature="Accord-cadre")),
        "marches.marche[0].nature",
        '"nature"',
    ),
    "a purpose of 1,001 characters": (
        file_of(contract(objet="x" * 1_001)),
        "marches.marche[0].objet",
        '"objet"',
    ),
    "a purpose with a null character": (
        file_of(contract(objet="a\x00b")),
        "marches.marche[0].objet",
        '"objet"',
    ),
    "half a character": (
        file_of(contract(objet="SURROGATE")),
        "marches.marche[0].objet",
        '"objet"',
    ),
    "a CPV code of seven digits": (
        file_of(contract(codeCPV="7200000")),
        "marches.marche[0].codeCPV",
        '"codeCPV"',
    ),
    "an unknown technique": (
        file_of(contract(techniques={"technique": ["Marché subséquent"]})),
        "marches.marche[0].techniques.technique",
        '"technique"',
    ),
    "no technique": (
        file_of(contract(techniques={"technique": []})),
        "marches.marche[0].techniques.technique",
        '"technique"',
    ),
    "a technique twice": (
        file_of(contract(techniques={"technique": ["Concours", "Concours"]})),
        "marches.marche[0].techniques.technique",
        '"technique"',
    ),
    "an unknown procedure": (
        file_of(contract(procedure="Marché négocié")),
        "marches.marche[0].procedure",
        '"procedure"',
    ),
    "an unknown kind of place": (
        file_of(contract(lieuExecution={"code": "75", "typeCode": "Code ville"})),
        "marches.marche[0].lieuExecution.typeCode",
        '"typeCode"',
    ),
    "yes instead of true": (
        file_of(contract(marcheInnovant="oui")),
        "marches.marche[0].marcheInnovant",
        '"marcheInnovant"',
    ),
    "no offer": (
        file_of(contract(offresRecues=0)),
        "marches.marche[0].offresRecues",
        '"offresRecues"',
    ),
    "an advance of more than all": (
        file_of(contract(tauxAvance=1.5)),
        "marches.marche[0].tauxAvance",
        '"tauxAvance"',
    ),
    "more French than European": (
        file_of(contract(origineUE=0.1, origineFrance=0.2)),
        "marches.marche[0].origineFrance",
        '"origineFrance"',
    ),
    "a length of no month": (
        file_of(contract(dureeMois=0)),
        "marches.marche[0].dureeMois",
        '"dureeMois"',
    ),
    "a length of a month and a half": (
        file_of(contract(dureeMois=1.5)),
        "marches.marche[0].dureeMois",
        '"dureeMois"',
    ),
    "a length of a thousand years": (
        file_of(contract(dureeMois=12_000)),
        "marches.marche[0].dureeMois",
        '"dureeMois"',
    ),
    "a length in words": (
        file_of(contract(dureeMois="24")),
        "marches.marche[0].dureeMois",
        '"dureeMois"',
    ),
    "a day that does not exist": (
        file_of(contract(dateNotification="2026-02-30")),
        "marches.marche[0].dateNotification",
        '"dateNotification"',
    ),
    "a French day": (
        file_of(contract(dateNotification="15/01/2026")),
        "marches.marche[0].dateNotification",
        '"dateNotification"',
    ),
    "a day with an hour": (
        file_of(contract(datePublicationDonnees="2026-02-01T00:00:00")),
        "marches.marche[0].datePublicationDonnees",
        '"datePublicationDonnees"',
    ),
    "a year that cannot be right": (
        file_of(contract(dateNotification="0202-01-15")),
        "marches.marche[0].dateNotification",
        '"dateNotification"',
    ),
    "an amount of nothing": (
        file_of(contract(montant=0)),
        "marches.marche[0].montant",
        '"montant"',
    ),
    "a negative amount": (
        file_of(contract(montant=-5)),
        "marches.marche[0].montant",
        '"montant"',
    ),
    "an amount in words": (
        file_of(contract(montant="90000")),
        "marches.marche[0].montant",
        '"montant"',
    ),
    "an amount beyond measure": (
        file_of(contract(montant=1e300)),
        "marches.marche[0].montant",
        '"montant"',
    ),
    "an amount that is null": (
        file_of(contract(montant=None)),
        "marches.marche[0].montant",
        '"montant"',
    ),
    "no holder": (
        file_of(contract(titulaires=[])),
        "marches.marche[0].titulaires",
        '"titulaires"',
    ),
    "a holder as the older format wrote it": (
        file_of(contract(titulaires=[{"typeIdentifiant": "SIRET", "id": FIRM}])),
        "marches.marche[0].titulaires[0].titulaire",
        "{",
    ),
    "a holder twice": (
        file_of(contract(titulaires=[firm(), firm()])),
        "marches.marche[0].titulaires[1]",
        "{",
    ),
    "a holder with a wrong key": (
        file_of(contract(titulaires=[firm(), firm("73282932000075")])),
        "marches.marche[0].titulaires[1].titulaire.id",
        "73282932000075",
    ),
    "a holder without number": (
        file_of(contract(titulaires=[{"titulaire": {"typeIdentifiant": "TVA"}}])),
        "marches.marche[0].titulaires[0].titulaire.id",
        '"titulaire"',
    ),
    "a holder of an unknown kind": (
        file_of(contract(titulaires=[firm("X", "UE")])),
        "marches.marche[0].titulaires[0].titulaire.typeIdentifiant",
        '"typeIdentifiant"',
    ),
    "a modification without number": (
        file_of(
            contract(
                modifications=[
                    {
                        "modification": {
                            "dateNotificationModification": "2026-06-01",
                            "datePublicationDonneesModification": "2026-06-01",
                        }
                    }
                ]
            )
        ),
        "marches.marche[0].modifications[0].modification.id",
        '"modification"',
    ),
    "a modification numbered zero": (
        file_of(contract(modifications=[modification(0)])),
        "marches.marche[0].modifications[0].modification.id",
        '"id": 0',
    ),
    "a modification before the contract": (
        file_of(contract(modifications=[modification(on="2026-01-14")])),
        "marches.marche[0].modifications[0].modification.dateNotificationModification",
        "2026-01-14",
    ),
    "two modifications of one number": (
        file_of(contract(modifications=[modification(7), modification(7, "2026-08-01")])),
        "marches.marche[0].modifications[1].modification.id",
        '"id": 7',
    ),
    "modifications numbered backwards": (
        file_of(contract(modifications=[modification(1, "2026-08-01"), modification(2)])),
        "marches.marche[0].modifications[1].modification.dateNotificationModification",
        "2026-06-01",
    ),
    "a modification with holders of nobody": (
        file_of(contract(modifications=[modification(titulaires=[])])),
        "marches.marche[0].modifications[0].modification.titulaires",
        '"titulaires"',
    ),
    "no modification in the list": (
        file_of(contract(modifications=[])),
        "marches.marche[0].modifications",
        '"modifications"',
    ),
    "a subcontract with a wrong key": (
        file_of(
            contract(
                actesSousTraitance=[
                    subcontract(sousTraitant={"typeIdentifiant": "SIRET", "id": "214356"})
                ]
            )
        ),
        "marches.marche[0].actesSousTraitance[0].acteSousTraitance.sousTraitant.id",
        "214356",
    ),
    "two subcontracts of one number": (
        file_of(contract(actesSousTraitance=[subcontract(9), subcontract(9)])),
        "marches.marche[0].actesSousTraitance[1].acteSousTraitance.id",
        '"id": 9',
    ),
    "a subcontract without amount": (
        file_of(contract(actesSousTraitance=[subcontract(montant=None)])),
        "marches.marche[0].actesSousTraitance[0].acteSousTraitance.montant",
        '"montant"',
    ),
    "a modification of no subcontract": (
        file_of(
            contract(
                actesSousTraitance=[subcontract()],
                modificationsActesSousTraitance=[subcontract_change(8)],
            )
        ),
        "marches.marche[0].modificationsActesSousTraitance[0].modificationActeSousTraitance.id",
        '"id": 8',
    ),
    "a contract twice": (
        file_of(contract(), contract(objet="Autre")),
        "marches.marche[1].id",
        "{",
    ),
    "a contract that comes under itself": (
        file_of(contract(idAccordCadre="2026-042")),
        "marches.marche[0].idAccordCadre",
        "{",
    ),
    "an empty framework agreement": (
        file_of(contract(idAccordCadre="")),
        "marches.marche[0].idAccordCadre",
        '"idAccordCadre"',
    ),
}

CUT = written(VALID["a contract"])[:-20]
# Name: the bytes, and the line of the error.
UNREADABLE: dict[str, tuple[bytes, int]] = {
    "an empty file": (b"", 1),
    "not JSON": (b"<marches/>", 1),
    "cut short": (CUT, CUT.count(b"\n") + 1),
    "a comma too many": (b'{"marches":\n{"marche": [],\n}}', 3),
    "a name twice": (b'{"marches":\n {"marche": [],\n "marche": []}}', 3),
    "not a number": (b'{"marches": {"marche":\n [NaN]}}', 2),
    "something after the end": (b'{"marches": {"marche": []}}\n\nx', 3),
    "a quotation mark not closed": (b'{\n"marches', 2),
    "not in UTF-8": ('{\n"objet": "Développement"}'.encode("latin-1"), 2),
    "too many levels": (b"[" * 200, 1),
}


def changed(name: str, change: Callable[[Json], None]) -> Json:
    """A valid file, changed."""
    content = deepcopy(VALID[name])
    change(content)
    return content
