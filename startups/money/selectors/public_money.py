"""What the public reads of the money of a startup; ``public_money_rows`` says whence it comes.

Orders and payments are not among it: what is said of them was worked out once, when a statement
was validated (``statements.services.publishing``), and never changes.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from startups.core.selectors.public_rows import PublicRow, RowPart, children, of_part
from startups.money.contracts.ceilings import CeilingChange, CeilingTerms
from startups.money.contracts.selectors.contracts import Holder, last_holders
from startups.money.half_years import HalfYear

from .public_money_rows import money_branches

__all__ = ["PublicMoney", "money_branches", "public_money"]

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class PublicFunding:
    """What was granted, in euros including tax; ``steps`` are its days and amounts."""

    kind: str
    source: str
    promotion: str
    agreement: str
    agreement_url: str
    granted_on: date
    start: date
    end: date
    decision: int
    steps: tuple[tuple[date, Decimal], ...]

    @property
    def amount(self) -> Decimal:
        return sum((amount for _day, amount in self.steps), ZERO)


@dataclass(frozen=True)
class PublicContract:
    """A contract as it was published. No amount: what is ordered under it is not public.

    Without a notice to lead to, nothing says that its purpose and its holders are public.
    """

    reference: str
    buyer: str
    nature: str
    procedure: str
    notified_on: date
    ends_on: date
    notice_url: str
    purpose: str = ""
    holders: tuple[str, ...] = ()


@dataclass(frozen=True)
class PublicFigure:
    """What was committed or spent in these half-years on these activities, by their labels."""

    halves: tuple[HalfYear, ...]
    amount: Decimal
    activities: tuple[str, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({half.year for half in self.halves}))


@dataclass(frozen=True)
class PublicStatement:
    """A statement: when it was published, how far the lines explain it, and its comment."""

    half: HalfYear
    published_on: date
    explained: str
    comment: str
    replaces: bool


@dataclass(frozen=True)
class PublicMoney:
    """All that is public; fundings, contracts and statements have the latest first."""

    fundings: tuple[PublicFunding, ...] = ()
    contracts: tuple[PublicContract, ...] = ()
    statements: tuple[PublicStatement, ...] = ()
    committed: tuple[PublicFigure, ...] = ()
    spent: tuple[PublicFigure, ...] = ()
    committed_kept_back: tuple[HalfYear, ...] = ()
    spent_kept_back: tuple[HalfYear, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.fundings or self.contracts or self.statements)


def public_money(rows: Sequence[PublicRow], *, on: date) -> PublicMoney:
    """Makes sense of the rows; no query."""
    activities = {row.code: row.name for row in of_part(rows, RowPart.ACTIVITY)}
    statements = sorted(of_part(rows, RowPart.STATEMENT), key=lambda row: (_day(row.day), row.key))
    published = [(_half(row), json.loads(row.text)) for row in statements]
    return PublicMoney(
        fundings=tuple(_fundings(rows)),
        contracts=tuple(_contracts(rows, on)),
        statements=tuple(sorted(map(_statement, statements), key=_when, reverse=True)),
        committed=_figures((each["committed"] for _half, each in published), activities),
        spent=_figures((each["spent"] for _half, each in published), activities),
        committed_kept_back=_kept_back(published, "committed_kept_back"),
        spent_kept_back=_kept_back(published, "spent_kept_back"),
    )


def _fundings(rows: Sequence[PublicRow]) -> list[PublicFunding]:
    granted = of_part(rows, RowPart.FUNDING)
    first = sorted((row for row in granted if not row.parent), key=lambda row: _day(row.day))
    return [_funding(row, children(granted, RowPart.FUNDING, row.key)) for row in reversed(first)]


def _funding(row: PublicRow, corrections: Sequence[PublicRow]) -> PublicFunding:
    last = corrections[-1] if corrections else row
    return PublicFunding(
        kind=row.code,
        source=row.name,
        promotion=row.fourth,
        agreement=row.text,
        agreement_url=row.second,
        granted_on=_day(row.day),
        start=date.fromisoformat(row.third),
        end=_day(last.until),
        decision=row.other,
        steps=tuple((_day(each.day), _amount(each.target)) for each in [row, *corrections]),
    )


def _contracts(rows: Sequence[PublicRow], on: date) -> list[PublicContract]:
    contracts = [_contract(rows, row, on) for row in of_part(rows, RowPart.CONTRACT)]
    return sorted(contracts, key=lambda one: (one.notified_on, one.reference), reverse=True)


def _contract(rows: Sequence[PublicRow], row: PublicRow, on: date) -> PublicContract:
    changes = sorted(children(rows, RowPart.CHANGE, row.key), key=lambda one: _day(one.day))
    lengths = [CeilingChange(_day(each.day), months=each.other) for each in changes]
    terms = CeilingTerms(_day(row.day), row.other, ZERO, ZERO, lengths)
    first = [
        Holder(each.code, each.text, each.name) for each in children(rows, RowPart.HOLDER, row.key)
    ]
    holders = last_holders(first, [json.loads(each.text) for each in changes])
    return PublicContract(
        reference=row.name,
        buyer=row.fourth,
        nature=row.code,
        procedure=row.third,
        notified_on=_day(row.day),
        ends_on=terms.ends_on(on),
        notice_url=row.second,
        purpose=row.text if row.second else "",
        holders=tuple(one.name or one.identifier for one in holders) if row.second else (),
    )


def _statement(row: PublicRow) -> PublicStatement:
    return PublicStatement(
        half=_half(row),
        published_on=_day(row.day),
        explained=json.loads(row.text)["explained"],
        comment=row.second.strip(),
        replaces=bool(row.parent),
    )


def _when(statement: PublicStatement) -> tuple[HalfYear, date]:
    return statement.half, statement.published_on


def _figures(
    snapshots: Iterable[Iterable[dict[str, Any]]], labels: Mapping[str, str]
) -> tuple[PublicFigure, ...]:
    return tuple(
        PublicFigure(
            halves=tuple(map(HalfYear.read, each["halves"])),
            amount=Decimal(each["amount"]),
            activities=tuple(labels.get(code, code) for code in each.get("activities", ())),
        )
        for figures in snapshots
        for each in figures
    )


def _kept_back(
    published: Iterable[tuple[HalfYear, dict[str, Any]]], name: str
) -> tuple[HalfYear, ...]:
    """The half-years of which something waits: each snapshot tells of those up to its own."""
    waiting: set[HalfYear] = set()
    for half, figures in published:
        later = {each for each in waiting if each > half}
        waiting = later | set(map(HalfYear.read, figures[name]))
    return tuple(sorted(waiting))


def _half(row: PublicRow) -> HalfYear:
    return HalfYear(row.other, row.code)


def _day(day: date | None) -> date:
    assert day  # noqa: S101  # what is public of money is dated
    return day


def _amount(amount: Decimal | None) -> Decimal:
    return (amount or ZERO).quantize(ZERO)
