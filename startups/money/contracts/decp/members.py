"""What each object of the DECP format holds, version 2.0.3, and the values that it knows."""

from startups.money.enums import ContractNature, IdentifierKind, Procedure, Technique

from .checks import (
    LARGEST_NUMBER,
    LONGEST_MONTHS,
    amount,
    cpv,
    day,
    flag,
    number,
    one_of,
    siret,
    some_of,
    text,
    whole,
)
from .reading import Member, Members, as_is

LONGEST_IDENTIFIER = 40

PLACES = (
    "Code postal",
    "Code commune",
    "Code arrondissement",
    "Code canton",
    "Code département",
    "Code région",
    "Code pays",
)
WAYS = ("Tranches", "Bons de commande", "Marchés subséquents", "Sans objet")
CLAUSES = (
    "Travaux",
    "Maitrise d'œuvre",
    "Fournitures courantes et services",
    "Marchés industriels",
    "Prestations intellectuelles",
    "Techniques de l'information et de la communication",
    "Pas de CCAG",
)
GROUPS = ("Conjoint", "Solidaire", "Pas de groupement")
PRICES = (
    "Définitif ferme",
    "Définitif actualisable",
    "Définitif révisable",
    "Provisoire",
)
PRICE_FORMS = ("Unitaire", "Forfaitaire", "Mixte")
PRICE_CHANGES = ("Ferme", "Actualisable", "Révisable")
SOCIAL = (
    "Clause sociale",
    "Critère social",
    "Marché réservé",
    "Pas de considération sociale",
)
ENVIRONMENTAL = (
    "Clause environnementale",
    "Critère environnemental",
    "Pas de considération environnementale",
)

MONTHS = whole(1, LONGEST_MONTHS)
ORDINAL = whole(1, LARGEST_NUMBER)
SHARE = number(0, 1)

CONTRACT: Members = {
    "id": Member(text(16)),
    "acheteur": Member(as_is),
    "nature": Member(one_of(ContractNature.values)),
    "objet": Member(text(1_000)),
    "codeCPV": Member(cpv),
    "techniques": Member(as_is),
    "modalitesExecution": Member(as_is),
    "idAccordCadre": Member(text(16), required=False),
    "marcheInnovant": Member(flag),
    "ccag": Member(one_of(CLAUSES)),
    "offresRecues": Member(whole(1, 1_000_000)),
    "attributionAvance": Member(flag),
    "tauxAvance": Member(SHARE, required=False),
    "typeGroupementOperateurs": Member(one_of(GROUPS)),
    "sousTraitanceDeclaree": Member(flag),
    "actesSousTraitance": Member(as_is, required=False),
    "procedure": Member(one_of(Procedure.values)),
    "lieuExecution": Member(as_is),
    "dureeMois": Member(MONTHS),
    "dateNotification": Member(day),
    "datePublicationDonnees": Member(day),
    "montant": Member(amount),
    "typesPrix": Member(as_is),
    "formePrix": Member(one_of(PRICE_FORMS)),
    "origineUE": Member(SHARE, required=False),
    "origineFrance": Member(SHARE, required=False),
    "titulaires": Member(as_is),
    "considerationsSociales": Member(as_is),
    "considerationsEnvironnementales": Member(as_is),
    "modificationsActesSousTraitance": Member(as_is, required=False),
    "modifications": Member(as_is, required=False),
}
# Objects within a contract that hold values only.
WITHIN: dict[str, Members] = {
    "acheteur": {"id": Member(siret)},
    "techniques": {"technique": Member(some_of(Technique.values))},
    "modalitesExecution": {"modaliteExecution": Member(some_of(WAYS))},
    "lieuExecution": {"code": Member(text(20)), "typeCode": Member(one_of(PLACES))},
    "typesPrix": {"typePrix": Member(some_of(PRICES))},
    "considerationsSociales": {"considerationSociale": Member(some_of(SOCIAL))},
    "considerationsEnvironnementales": {
        "considerationEnvironnementale": Member(some_of(ENVIRONMENTAL))
    },
}
FIRM: Members = {
    "typeIdentifiant": Member(one_of(IdentifierKind.values)),
    "id": Member(text(LONGEST_IDENTIFIER)),
}
MODIFICATION: Members = {
    "id": Member(ORDINAL),
    "dateNotificationModification": Member(day),
    "datePublicationDonneesModification": Member(day),
    "dureeMois": Member(MONTHS, required=False),
    "montant": Member(amount, required=False),
    "titulaires": Member(as_is, required=False),
}
SUBCONTRACT: Members = {
    "id": Member(ORDINAL),
    "sousTraitant": Member(as_is),
    "dureeMois": Member(MONTHS),
    "dateNotification": Member(day),
    "datePublicationDonnees": Member(day),
    "montant": Member(amount),
    "variationPrix": Member(one_of(PRICE_CHANGES)),
}
SUBCONTRACT_CHANGE: Members = {
    "id": Member(ORDINAL),
    "dureeMois": Member(MONTHS, required=False),
    "dateNotificationModificationSousTraitance": Member(day),
    "montant": Member(amount, required=False),
    "datePublicationDonnees": Member(day),
}
