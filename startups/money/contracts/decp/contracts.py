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
    fields = reading.object(node, CONTRACT, closed=True)
    within = {
        name: reading.object(fields[name], members)
        for name, members in WITHIN.items()
        if name in fields
    }
    holders = read_firms(fields["titulaires"], reading) if "titulaires" in fields else ()
    changes = read_modifications(fields, reading)
    subcontracts = read_subcontracts(fields, reading)
    _check_origins(node, fields, reading)
    if len(reading.errors) > before:
        return None
    _note_rounding(node, reading)
    return PublishedContract(
        line=node.line,
        path=node.path,
        buyer_siret=within["acheteur"]["id"],
        reference=fields["id"],
        purpose=fields["objet"],
        nature=fields["nature"],
        procedure=fields["procedure"],
        technique=_technique(node, within["techniques"]["technique"], reading),
        cpv=fields["codeCPV"],
        ceiling=fields["montant"],
        notified_on=fields["dateNotification"],
        months=fields["dureeMois"],
        holders=holders,
        framework_reference=fields.get("idAccordCadre", ""),
        modifications=changes,
        subcontracts=subcontracts,
    )


def _technique(node: Located, techniques: list[str], reading: ContractReading) -> str:
    """The technique that is kept: the framework agreement before any other."""
    kept = Technique.FRAMEWORK if Technique.FRAMEWORK in techniques else Technique(techniques[0])
    if len(techniques) > 1:
        message = _("Of several techniques, “%(kept)s” is kept.")
        reading.note(node.value["techniques"], message % {"kept": kept.value})
    return kept.value


def _note_rounding(node: Located, reading: ContractReading) -> None:
    if is_rounded(node.value["montant"]):
        reading.note(node.value["montant"], _("The amount is rounded to the cent."))


def _check_origins(node: Located, fields: dict[str, Any], reading: ContractReading) -> None:
    """French products are European products."""
    french, european = fields.get("origineFrance"), fields.get("origineUE")
    if french is not None and european is not None and french > european:
        message = _("The French share is not more than the European one (origineUE).")
        reading.refuse(node.value["origineFrance"], message)


def read_firms(node: Located, reading: ContractReading) -> tuple[Firm, ...]:
    """The holders in a list, in its order, each once."""
    firms: list[Firm] = []
    for item in reading.items(node):
        inner = reading.wrapped(item, "titulaire", as_is)
        firm = read_firm(inner, reading) if inner else None
        if firm and firm in firms:
            reading.refuse(item, _("This firm is there twice."))
        elif firm:
            firms.append(firm)
    return tuple(firms)


def read_firm(node: Located, reading: ContractReading) -> Firm | None:
    """The firm that an object identifies; a SIRET has right keys."""
    fields = reading.object(node, FIRM)
    if len(fields) < len(FIRM):
        return None
    if fields["typeIdentifiant"] == IdentifierKind.SIRET:
        try:
            siret(node.value["id"])
        except ContractRefused as refusal:
            reading.refuse(node.value["id"], str(refusal))
            return None
    return Firm(fields["typeIdentifiant"], fields["id"])


def read_modifications(
    fields: dict[str, Any], reading: ContractReading
) -> tuple[PublishedModification, ...]:
    """The modifications, in the order of their numbers, which is that of their dates."""
    modifications: list[tuple[Located, PublishedModification]] = []
    for item in reading.items(fields["modifications"]) if "modifications" in fields else ():
        inner = reading.wrapped(item, "modification", as_is)
        read = _modification(inner, reading) if inner else None
        if inner and read:
            modifications.append((inner, read))
    modifications.sort(key=lambda pair: pair[1].number)
    _check_order(modifications, fields.get("dateNotification"), reading)
    return tuple(read for _node, read in modifications)


def _modification(node: Located, reading: ContractReading) -> PublishedModification | None:
    before = len(reading.errors)
    fields = reading.object(node, MODIFICATION)
    holders = read_firms(fields["titulaires"], reading) if "titulaires" in fields else ()
    if len(reading.errors) > before:
        return None
    if "montant" in fields and is_rounded(node.value["montant"]):
        reading.note(node.value["montant"], _("The amount is rounded to the cent."))
    return PublishedModification(
        number=fields["id"],
        notified_on=fields["dateNotificationModification"],
        ceiling=fields.get("montant"),
        months=fields.get("dureeMois"),
        holders=holders,
        line=node.line,
    )


def _check_order(
    modifications: list[tuple[Located, PublishedModification]],
    notified: date | None,
    reading: ContractReading,
) -> None:
    earlier = None
    for node, read in modifications:
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
    fields: dict[str, Any], reading: ContractReading
) -> tuple[PublishedSubcontract, ...]:
    """The subcontracts, each as its last modification leaves it."""
    subcontracts: dict[int, PublishedSubcontract] = {}
    for item in (
        reading.items(fields["actesSousTraitance"]) if "actesSousTraitance" in fields else ()
    ):
        inner = reading.wrapped(item, "acteSousTraitance", as_is)
        read = _subcontract(inner, reading) if inner else None
        if inner and read and read.number in subcontracts:
            reading.refuse(inner.value["id"], _("Two subcontracts have this number."))
        elif read:
            subcontracts[read.number] = read
    if "modificationsActesSousTraitance" in fields:
        _change_subcontracts(fields["modificationsActesSousTraitance"], subcontracts, reading)
    return tuple(subcontracts.values())


def _subcontract(node: Located, reading: ContractReading) -> PublishedSubcontract | None:
    fields = reading.object(node, SUBCONTRACT)
    firm = read_firm(fields["sousTraitant"], reading) if "sousTraitant" in fields else None
    if len(fields) < len(SUBCONTRACT) or firm is None:
        return None
    return PublishedSubcontract(
        number=fields["id"],
        firm=firm,
        amount=fields["montant"],
        notified_on=fields["dateNotification"],
        months=fields["dureeMois"],
    )


def _change_subcontracts(
    node: Located, subcontracts: dict[int, PublishedSubcontract], reading: ContractReading
) -> None:
    changes = []
    for item in reading.items(node):
        inner = reading.wrapped(item, "modificationActeSousTraitance", as_is)
        if inner is None:
            continue
        change = reading.object(inner, SUBCONTRACT_CHANGE)
        if "id" in change and change["id"] not in subcontracts:
            reading.refuse(inner.value["id"], _("No subcontract has this number."))
        elif {name for name, m in SUBCONTRACT_CHANGE.items() if m.required} <= set(change):
            changes.append(change)
    for change in sorted(changes, key=lambda c: c["dateNotificationModificationSousTraitance"]):
        old = subcontracts[change["id"]]
        subcontracts[change["id"]] = replace(
            old,
            amount=change.get("montant", old.amount),
            months=change.get("dureeMois", old.months),
        )
