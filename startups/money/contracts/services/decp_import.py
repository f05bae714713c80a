"""Brings contracts in from a DECP file: all or nothing, and the same again changes nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from startups.core.services.facts import Actor, create_facts, update_facts
from startups.money.contracts.decp.located import DecpError
from startups.money.contracts.decp.records import DecpFile, Firm, PublishedContract
from startups.money.contracts.models import (
    Contract,
    ContractHolder,
    ContractModification,
    Subcontract,
)
from startups.money.contracts.selectors.contracts import Holder, chain
from startups.money.enums import Technique

from .contracts import tell_users, write_holders

type Key = tuple[str, str]


class RefusedFile(Exception):
    """A file of which nothing was written, with every reason."""

    def __init__(self, errors: Sequence[DecpError]) -> None:
        super().__init__("\n".join(map(str, errors)))
        self.errors = tuple(errors)


@dataclass
class DecpOutcome:
    """What an import did. ``changed`` are contracts known before, of which something differed."""

    created: list[Contract] = field(default_factory=list)
    changed: list[Contract] = field(default_factory=list)
    unchanged: int = 0
    modifications: int = 0
    notes: list[DecpError] = field(default_factory=list)


@transaction.atomic
def import_decp(
    *, decp_file: DecpFile, on: date, actor: Actor, reason: str, dry_run: bool = False
) -> DecpOutcome:
    """Writes the contracts of ``decp_file``, their holders, modifications and subcontracts.

    What is recorded of a contract and not in the file stays: names, notice, tax rate, users. A
    framework agreement that is neither in the file nor recorded is kept as its reference, and
    tied once it comes. Raises RefusedFile, also when a modification is recorded otherwise:
    those are never changed. Side effects: history; journal of the startups that use it.
    """
    if decp_file.errors:
        raise RefusedFile(decp_file.errors)
    work = _DecpImport(decp_file.contracts, on=on, actor=actor, reason=reason)
    work.outcome.notes.extend(decp_file.notes)
    work.write()
    if work.errors:
        raise RefusedFile(work.errors)
    if dry_run:
        transaction.set_rollback(True)
    return work.outcome


class _DecpImport:
    def __init__(
        self, published: Sequence[PublishedContract], *, on: date, actor: Actor, reason: str
    ) -> None:
        self.published, self.on = published, on
        self.actor, self.reason = actor, reason
        self.outcome = DecpOutcome()
        self.errors: list[DecpError] = []
        self.known = _known(published)
        self.touched: set[Key] = set()
        self.before = set(self.known)

    def write(self) -> None:
        self._create([one for one in self.published if one.key not in self.known])
        for one in self.published:
            contract = self.known[one.key]
            self._facts(one, contract)
            self._holders(one, contract)
            self._modifications(one, contract)
            self._subcontracts(one, contract)
        self._tie_frameworks()
        self._count()

    def _create(self, new: Sequence[PublishedContract]) -> None:
        """All the new rows at once; those that they come under are tied afterwards."""
        rows = create_facts(
            model=Contract,
            rows=[Contract(**_values(one)) for one in new],
            actor=self.actor,
            reason=self.reason,
        )
        self.known |= {(row.buyer_siret, row.reference): row for row in rows}
        self.outcome.created = rows
        holders = [
            ContractHolder(contract=self.known[one.key], position=position, **_firm(firm))
            for one in new
            for position, firm in enumerate(one.holders)
        ]
        self._add(ContractHolder, holders)

    def _add(self, model: Any, rows: list[Any]) -> None:
        create_facts(model=model, rows=rows, actor=self.actor, reason=self.reason)

    def _facts(self, one: PublishedContract, contract: Contract) -> None:
        if one.key not in self.before:
            return
        values = _values(one)
        if values["framework_reference"] != contract.framework_reference:
            values["framework"] = None  # tied again afterwards
        if update_facts(instance=contract, values=values, actor=self.actor, reason=self.reason):
            self.touched.add(one.key)

    def _holders(self, one: PublishedContract, contract: Contract) -> None:
        if one.key not in self.before:
            return
        holders = [Holder(firm.kind, firm.identifier) for firm in one.holders]
        if write_holders(contract, holders, actor=self.actor, reason=self.reason):
            self.touched.add(one.key)

    def _modifications(self, one: PublishedContract, contract: Contract) -> None:
        recorded = (
            {row.number: row for row in contract.modifications.all()}
            if one.key in self.before
            else {}
        )
        new = []
        for change in one.modifications:
            row = ContractModification(
                contract=contract,
                number=change.number,
                notified_on=change.notified_on,
                ceiling=change.ceiling,
                months=change.months,
                holders=[_firm(firm) for firm in change.holders],
            )
            if change.number not in recorded:
                new.append(row)
            elif not _same(row, recorded[change.number]):
                message = _("Modification %(number)s is recorded otherwise, and never changes.")
                reason = message % {"number": change.number}
                self.errors.append(DecpError(change.line, f"{one.path}.modifications", reason))
        self._add(ContractModification, new)
        self.outcome.modifications += len(new)
        if new:
            self.touched.add(one.key)

    def _subcontracts(self, one: PublishedContract, contract: Contract) -> None:
        recorded = (
            {row.number: row for row in contract.subcontracts.all()}
            if one.key in self.before
            else {}
        )
        new = []
        for part in one.subcontracts:
            values = {
                **_firm(part.firm),
                "amount": part.amount,
                "notified_on": part.notified_on,
                "months": part.months,
            }
            if part.number not in recorded:
                new.append(Subcontract(contract=contract, number=part.number, **values))
            elif update_facts(
                instance=recorded[part.number],
                values=values,
                actor=self.actor,
                reason=self.reason,
            ):
                self.touched.add(one.key)
        self._add(Subcontract, new)
        if new:
            self.touched.add(one.key)

    def _tie_frameworks(self) -> None:
        """Ties what came under nothing known to what is known now, of the file or not."""
        waiting = list(Contract.objects.exclude(framework_reference="").filter(framework=None))
        frameworks = _frameworks(waiting)
        tree = dict(Contract.objects.order_by("pk").values_list("pk", "framework"))
        lines = {one.key: one for one in self.published}
        for contract in waiting:
            key = (contract.buyer_siret, contract.reference)
            above = frameworks.get((contract.buyer_siret, contract.framework_reference))
            if above is None:
                self._note_framework(lines.get(key), contract)
            elif contract.pk not in chain(above.pk, tree):  # none comes under itself
                row = self.known.get(key, contract)
                values = {"framework": above}
                update_facts(instance=row, values=values, actor=self.actor, reason=self.reason)
                tree[contract.pk] = above.pk
                self.touched.add(key)

    def _note_framework(self, one: PublishedContract | None, contract: Contract) -> None:
        if one:
            message = _("Framework agreement %(reference)s is not recorded: kept as its reference.")
            reason = message % {"reference": contract.framework_reference}
            self.outcome.notes.append(DecpError(one.line, f"{one.path}.idAccordCadre", reason))

    def _count(self) -> None:
        changed = [key for key in self.known if key in self.before & self.touched]
        self.outcome.changed = [self.known[key] for key in changed]
        self.outcome.unchanged = len(self.before) - len(changed)
        for contract in self.outcome.changed:
            tell_users(contract, on=self.on, actor=self.actor, reason=self.reason)


def _known(published: Iterable[PublishedContract]) -> dict[Key, Contract]:
    """Those of the file that are recorded already, locked."""
    wanted = {one.key for one in published}
    rows = Contract.objects.select_for_update().order_by("pk")
    rows = rows.filter(buyer_siret__in={buyer for buyer, _reference in wanted})
    rows = rows.prefetch_related("holders", "modifications", "subcontracts")
    recorded = {(row.buyer_siret, row.reference): row for row in rows}
    return {key: row for key, row in recorded.items() if key in wanted}


def _frameworks(waiting: Iterable[Contract]) -> dict[Key, Contract]:
    """What these contracts say that they come under, by buyer and reference.

    A reference is the buyer's own; where that buyer has none of it, the one framework agreement
    of that reference of another buyer is meant (a central purchasing body).
    """
    wanted = {(row.buyer_siret, row.framework_reference) for row in waiting}
    rows = Contract.objects.filter(reference__in={reference for _buyer, reference in wanted})
    by_reference: dict[str, list[Contract]] = {}
    for row in rows:
        by_reference.setdefault(row.reference, []).append(row)
    frameworks = {}
    for buyer, reference in wanted:
        same = by_reference.get(reference, [])
        own = [row for row in same if row.buyer_siret == buyer]
        others = [row for row in same if row.technique == Technique.FRAMEWORK]
        if own:
            frameworks[buyer, reference] = own[0]
        elif len(others) == 1:
            frameworks[buyer, reference] = others[0]
    return frameworks


def _values(one: PublishedContract) -> dict[str, Any]:
    names = ["buyer_siret", "reference", "purpose", "nature", "procedure", "technique", "cpv"]
    names += ["ceiling", "notified_on", "months", "framework_reference"]
    return {name: getattr(one, name) for name in names}


def _firm(firm: Firm) -> dict[str, str]:
    return {"kind": firm.kind, "identifier": firm.identifier}


def _same(one: ContractModification, other: ContractModification) -> bool:
    names = ("notified_on", "ceiling", "months", "holders")
    return all(getattr(one, name) == getattr(other, name) for name in names)
