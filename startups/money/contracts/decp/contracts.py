"""Reads one contract of a DECP file, and what the schema cannot say of it."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from startups.money.enums import IdentifierKind, Technique

from .checks import ContractRefused, is_rounded, siret
from .located import Located
from .members import CONTRACT, FIRM, MODIFICATION, SUBCONTRACT, SUBCONTRACT_CHANGE, WITHIN
from .reading import ContractReading, as_is
from .records import Firm, PublishedContract, PublishedModification, PublishedSubcontract


def read_contract(node: Located, reading: ContractReading) -> PublishedContract | None:
    """The contract that ``node`` says; None when something of it is wrong."""
    before = len(reading.errors)
    said = reading.object(node, CONTRACT, closed=True)
    within = {
        name: reading.object(said[name], members)
        for name, members in WITHIN.items()
        if name in said
    }
    holders = read_firms(said["titulaires"], reading) if "titulaires" in said else ()
    changes = read_modifications(said, reading)
    subcontracts = read_subcontracts(said, reading)
    _check_origins(node, said, reading)
    if len(reading.errors) > before:
        return None
    _note_rounding(node, reading)
    return PublishedContract(
        line=node.line,
        path=node.path,
        buyer_siret=within["acheteur"]["id"],
        reference=said["id"],
        purpose=said["objet"],
        nature=said["nature"],
        procedure=said["procedure"],
        technique=_technique(node, within["techniques"]["technique"], reading),
        cpv=said["codeCPV"],
        ceiling=said["montant"],
        notified_on=said["dateNotification"],
        months=said["dureeMois"],
        holders=holders,
        framework_reference=said.get("idAccordCadre", ""),
        modifications=changes,
        subcontracts=subcontracts,
    )


def _technique(node: Located, found: list[str], reading: ContractReading) -> str:
    """The technique that is kept: the framework agreement before any other."""
    kept = Technique.FRAMEWORK if Technique.FRAMEWORK in found else Technique(found[0])
    if len(found) > 1:
        message = _("Of several techniques, “%(kept)s” is kept.")
        reading.note(node.value["techniques"], message % {"kept": kept.value})
    return kept.value


def _note_rounding(node: Located, reading: ContractReading) -> None:
    if is_rounded(node.value["montant"]):
        reading.note(node.value["montant"], _("The amount is rounded to the cent."))


def _check_origins(node: Located, said: dict[str, Any], reading: ContractReading) -> None:
    """French products are European products."""
    french, european = said.get("origineFrance"), said.get("origineUE")
    if french is not None and european is not None and french > european:
        message = _("The French share is not more than the European one (origineUE).")
        reading.refuse(node.value["origineFrance"], message)


def read_firms(node: Located, reading: ContractReading) -> tuple[Firm, ...]:
    """The holders in a list, in its order, each once."""
    found: list[Firm] = []
    for item in reading.items(node):
        inner = reading.wrapped(item, "titulaire", as_is)
        firm = read_firm(inner, reading) if inner else None
        if firm and firm in found:
            reading.refuse(item, _("This firm is there twice."))
        elif firm:
            found.append(firm)
    return tuple(found)


def read_firm(node: Located, reading: ContractReading) -> Firm | None:
    """The firm that an object identifies; a SIRET has right keys."""
    said = reading.object(node, FIRM)
    if len(said) < len(FIRM):
        return None
    if said["typeIdentifiant"] == IdentifierKind.SIRET:
        try:
            siret(node.value["id"])
        except ContractRefused as refusal:
            reading.refuse(node.value["id"], str(refusal))
            return None
    return Firm(said["typeIdentifiant"], said["id"])


def read_modifications(
    said: dict[str, Any], reading: ContractReading
) -> tuple[PublishedModification, ...]:
    """The modifications, in the order of their numbers, which is that of their dates."""
    found: list[tuple[Located, PublishedModification]] = []
    for item in reading.items(said["modifications"]) if "modifications" in said else ():
        inner = reading.wrapped(item, "modification", as_is)
        read = _modification(inner, reading) if inner else None
        if inner and read:
            found.append((inner, read))
    found.sort(key=lambda pair: pair[1].number)
    _check_order(found, said.get("dateNotification"), reading)
    return tuple(read for _node, read in found)


def _modification(node: Located, reading: ContractReading) -> PublishedModification | None:
    before = len(reading.errors)
    said = reading.object(node, MODIFICATION)
    holders = read_firms(said["titulaires"], reading) if "titulaires" in said else ()
    if len(reading.errors) > before:
        return None
    if "montant" in said and is_rounded(node.value["montant"]):
        reading.note(node.value["montant"], _("The amount is rounded to the cent."))
    return PublishedModification(
        number=said["id"],
        notified_on=said["dateNotificationModification"],
        ceiling=said.get("montant"),
        months=said.get("dureeMois"),
        holders=holders,
        line=node.line,
    )


def _check_order(
    found: list[tuple[Located, PublishedModification]],
    notified: date | None,
    reading: ContractReading,
) -> None:
    earlier = None
    for node, read in found:
        at = node.value["dateNotificationModification"]
        if notified and read.notified_on < notified:
            reading.refuse(at, _("A modification comes after the contract is notified."))
        if earlier and earlier.number == read.number:
            reading.refuse(node.value["id"], _("Two modifications have this number."))
        elif earlier and earlier.notified_on > read.notified_on:
            message = _("Modifications are numbered in the order of their dates.")
            reading.refuse(at, message)
        earlier = read


def read_subcontracts(
    said: dict[str, Any], reading: ContractReading
) -> tuple[PublishedSubcontract, ...]:
    """The subcontracts, each as its last modification leaves it."""
    found: dict[int, PublishedSubcontract] = {}
    for item in reading.items(said["actesSousTraitance"]) if "actesSousTraitance" in said else ():
        inner = reading.wrapped(item, "acteSousTraitance", as_is)
        read = _subcontract(inner, reading) if inner else None
        if inner and read and read.number in found:
            reading.refuse(inner.value["id"], _("Two subcontracts have this number."))
        elif read:
            found[read.number] = read
    if "modificationsActesSousTraitance" in said:
        _change_subcontracts(said["modificationsActesSousTraitance"], found, reading)
    return tuple(found.values())


def _subcontract(node: Located, reading: ContractReading) -> PublishedSubcontract | None:
    said = reading.object(node, SUBCONTRACT)
    firm = read_firm(said["sousTraitant"], reading) if "sousTraitant" in said else None
    if len(said) < len(SUBCONTRACT) or firm is None:
        return None
    return PublishedSubcontract(
        number=said["id"],
        firm=firm,
        amount=said["montant"],
        notified_on=said["dateNotification"],
        months=said["dureeMois"],
    )


def _change_subcontracts(
    node: Located, found: dict[int, PublishedSubcontract], reading: ContractReading
) -> None:
    changes = []
    for item in reading.items(node):
        inner = reading.wrapped(item, "modificationActeSousTraitance", as_is)
        if inner is None:
            continue
        said = reading.object(inner, SUBCONTRACT_CHANGE)
        if "id" in said and said["id"] not in found:
            reading.refuse(inner.value["id"], _("No subcontract has this number."))
        elif {name for name, m in SUBCONTRACT_CHANGE.items() if m.required} <= set(said):
            changes.append(said)
    for said in sorted(changes, key=lambda c: c["dateNotificationModificationSousTraitance"]):
        old = found[said["id"]]
        found[said["id"]] = replace(
            old,
            amount=said.get("montant", old.amount),
            months=said.get("dureeMois", old.months),
        )
