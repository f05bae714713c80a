"""Records public contracts, what modifies them, and corrects what was recorded wrongly."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from startups.core.enums import ActKind
from startups.core.formats import short_day
from startups.core.services.facts import Actor, create_facts, delete_facts, sign, update_facts
from startups.core.validators import validate_siret
from startups.money.contracts.models import Contract, ContractHolder, ContractModification
from startups.money.contracts.selectors.contracts import Holder
from startups.money.enums import IdentifierKind
from startups.money.words import check_amount, need_reason
from startups.registry.services.journal import record_act


@transaction.atomic
def record_contract(
    *,
    values: Mapping[str, Any],
    holders: Sequence[Holder],
    on: date,
    actor: Actor,
    reason: str = "",
) -> Contract:
    """Records a contract and who holds it, whoever leads first.

    ``values`` are fields of ``Contract``; ``ceiling`` in euros excluding tax. Raises
    ValidationError, by field. Side effects: history; no journal, since nobody uses it yet.
    """
    contract = Contract(**values)
    _check(contract)
    check_holders(holders)
    sign(contract, actor=actor, reason=reason).save()
    write_holders(contract, holders, actor=actor, reason=reason)
    return contract


@transaction.atomic
def correct_contract(
    *,
    contract: Contract,
    values: Mapping[str, Any],
    holders: Sequence[Holder],
    on: date,
    actor: Actor,
    reason: str,
) -> list[str]:
    """Sets what was recorded wrongly of a contract; returns what changed.

    What the parties change is a modification, with its own date, not a correction. Raises
    ValidationError. Side effects: history; journal of the startups that use it.
    """
    locked = Contract.objects.select_for_update().get(pk=contract.pk)
    wanted = Contract(**{f.attname: getattr(locked, f.attname) for f in _fields()})
    wanted._state.adding = False
    for name, value in values.items():
        setattr(wanted, name, value)
    _check(wanted)
    check_holders(holders)
    changed = [name for name, value in values.items() if getattr(locked, name) != value]
    if _is_held_otherwise(locked, holders):
        changed.append("holders")
    if not changed:
        return []
    need_reason(reason)
    update_facts(instance=locked, values=values, actor=actor, reason=reason)
    write_holders(locked, holders, actor=actor, reason=reason)
    tell_users(locked, on=on, actor=actor, reason=reason)
    return changed


@transaction.atomic
def modify_contract(
    *, contract: Contract, values: Mapping[str, Any], on: date, actor: Actor, reason: str = ""
) -> ContractModification:
    """Records a modification, in force from its own date on; never changed afterwards.

    ``values``: ``notified_on``, and what changes of ``ceiling`` (euros excl. tax), ``months``
    and ``holders``; ``number`` is the next where it is not given. Raises ValidationError. Side
    effects: history; journal of the startups that use it.
    """
    locked = Contract.objects.select_for_update().get(pk=contract.pk)
    known = list(locked.modifications.all())
    holders = values.get("holders") or []
    row = ContractModification(
        contract=locked,
        number=values.get("number") or max((m.number for m in known), default=0) + 1,
        notified_on=values["notified_on"],
        ceiling=values.get("ceiling"),
        months=values.get("months"),
        holders=[{"kind": h.kind, "identifier": h.identifier} for h in holders],
    )
    _check_modification(row, known)
    if holders:
        check_holders(holders)
    sign(row, actor=actor, reason=reason).save()
    tell_users(
        locked, on=on, actor=actor, reason=reason, detail=f"{locked.reference}: {row.number}"
    )
    return row


def check_holders(holders: Sequence[Holder]) -> None:
    """Raises ValidationError unless there is somebody, each once and rightly identified."""
    if not holders:
        raise ValidationError({"holders": _("Say who holds it.")})
    seen = set()
    for holder in holders:
        check_identifier(holder.kind, holder.identifier)
        if (holder.kind, holder.identifier) in seen:
            message = _("%(number)s is there twice.") % {"number": holder.identifier}
            raise ValidationError({"holders": message})
        seen.add((holder.kind, holder.identifier))


def check_identifier(kind: str, identifier: str) -> None:
    """Raises ValidationError for a number that is none, or a SIRET whose keys are wrong."""
    if not identifier.strip():
        raise ValidationError({"holders": _("Give its number.")})
    if kind == IdentifierKind.SIRET:
        try:
            validate_siret(identifier)
        except ValidationError as error:
            raise ValidationError({"holders": f"{identifier}: {error.messages[0]}"}) from error


def write_holders(
    contract: Contract, holders: Sequence[Holder], *, actor: Actor, reason: str
) -> bool:
    """Makes ``holders`` those of the contract, in that order; returns whether any changed.

    A name that is not given does not take away one that is known.
    """
    if not _is_held_otherwise(contract, holders):
        return False
    existing = {(row.kind, row.identifier): row for row in contract.holders.all()}
    wanted = {(holder.kind, holder.identifier): holder for holder in holders}
    gone = [row for key, row in existing.items() if key not in wanted]
    delete_facts(rows=gone, actor=actor, reason=reason)
    added = []
    for position, (key, holder) in enumerate(wanted.items()):
        if key not in existing:
            row = ContractHolder(
                contract=contract,
                position=position,
                kind=holder.kind,
                identifier=holder.identifier,
                name=holder.name,
            )
            added.append(row)
        else:
            row = existing[key]
            values = {"position": position, "name": holder.name or row.name}
            update_facts(instance=row, values=values, actor=actor, reason=reason)
    create_facts(model=ContractHolder, rows=added, actor=actor, reason=reason)
    return True


def _is_held_otherwise(contract: Contract, holders: Sequence[Holder]) -> bool:
    rows = list(contract.holders.all())
    keys = [(row.kind, row.identifier) for row in rows]
    if keys != [(holder.kind, holder.identifier) for holder in holders]:
        return True
    pairs = zip(rows, holders, strict=True)
    return any(holder.name and holder.name != row.name for row, holder in pairs)


def tell_users(
    contract: Contract, *, on: date, actor: Actor, reason: str, detail: str = ""
) -> None:
    """Writes the act in the journal of each startup that uses the contract by name."""
    for use in contract.uses.select_related("startup"):
        record_act(
            startup=use.startup,
            kind=ActKind.CONTRACT_RECORDED,
            on=on,
            actor=actor,
            reason=reason,
            detail=detail or str(contract)[:500],
        )


def _fields() -> list[Any]:
    return list(Contract._meta.concrete_fields)


def _check(contract: Contract) -> None:
    """What the model refuses, and a framework agreement that would come under itself."""
    contract.full_clean()
    check_amount(contract.ceiling, field="ceiling")
    above, seen = contract.framework, {contract.pk}
    while above is not None:
        if above.pk in seen:
            message = _("It would come under itself.")
            raise ValidationError({"framework": message})
        seen.add(above.pk)
        above = above.framework


def _check_modification(row: ContractModification, known: Sequence[ContractModification]) -> None:
    contract = row.contract
    if row.notified_on < contract.notified_on:
        message = _("A modification comes after the contract is notified.")
        raise ValidationError({"notified_on": message})
    if row.ceiling is None and row.months is None and not row.holders:
        raise ValidationError(_("Say what changes: the ceiling, the length or the holders."))
    if row.ceiling is not None:
        check_amount(Decimal(row.ceiling), field="ceiling")
    for other in known:
        if other.number == row.number:
            message = _("The contract has a modification of that number.")
            raise ValidationError({"number": message})
        earlier, later = sorted((other, row), key=lambda change: change.number)
        if earlier.notified_on > later.notified_on:
            message = _("Modification %(number)s is dated %(day)s: their order says otherwise.")
            words = {"number": other.number, "day": short_day(other.notified_on)}
            raise ValidationError({"notified_on": message % words})
    row.full_clean(exclude=["contract"])
