"""The half-years of startups: which have a statement, how far it is, which are expected."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import QuerySet

from startups.money.enums import StatementState
from startups.money.half_years import HalfYear
from startups.money.statements.models import Statement
from startups.money.statements.reconciliation import Reconciliation, reconcile
from startups.registry.models import Startup

from .recorded import places_with_lines, recorded
from .remainders import beside, stated

GIVEN = frozenset({StatementState.SUBMITTED, StatementState.VALIDATED})


@dataclass(frozen=True)
class HalfRow:
    """A half-year of a startup.

    ``statement`` is the one in force, else the draft; ``coming`` the one that is to replace it.
    ``sums`` is the statement beside the lines: without one, nothing is stated. Amounts are in
    euros including tax.
    """

    startup: Startup
    half: HalfYear
    sums: Reconciliation
    has_lines: bool
    statement: Statement | None = None
    coming: Statement | None = None

    @property
    def states(self) -> set[str]:
        """Of what is in force, and of what is to replace it."""
        return {row.state for row in (self.statement, self.coming) if row}

    @property
    def returned_comment(self) -> str:
        """What a draft was sent back with, while it is one."""
        last = self.coming or self.statement
        return last.returned_comment if last and last.state == StatementState.DRAFT else ""

    @property
    def is_given(self) -> bool:
        """Whether one was submitted, or validated."""
        return bool(self.states & GIVEN)

    @property
    def due(self) -> date:
        """The last day on which its statement is in time."""
        return due_on(self.half)

    def is_asked(self, on: date) -> bool:
        """Whether it has ended with money in it, and no statement of it was given."""
        return self.half.has_ended(on) and not self.is_given and self.has_lines

    def is_expected(self, on: date) -> bool:
        """Whether it is asked and late."""
        return self.is_asked(on) and self.due < on


def due_on(half: HalfYear) -> date:
    """The last day on which the statement of ``half`` is in time."""
    return half.end + timedelta(days=settings.BUDGET_STATEMENT_DAYS)


def half_rows(*, startups: QuerySet[Startup], on: date) -> list[HalfRow]:
    """The half-years of ``startups`` that have lines or a statement.

    The last first, then by name. Five queries, whatever the number of startups and of lines.
    """
    named = {row.pk: row for row in startups}
    statements = Statement.objects.filter(startup__in=startups.order_by().values("pk"))
    stated_amounts, lines = stated(statements), recorded(on=on, startups=startups.order_by())
    rows = list(statements)
    places = _places(rows)
    listed = []
    for place in {*places, *lines}:
        statement, coming = places.get(place, (None, None))
        sums = (
            beside(statement, stated_amounts, lines).sums
            if statement
            else reconcile({}, lines.get(place, {}))
        )
        row = HalfRow(named[place[0]], place[1], sums, place in lines, statement, coming)
        listed.append(row)
    return _ordered(listed)


def rows_of(startup: Startup, *, on: date) -> list[HalfRow]:
    """The same for one startup, with the half-year that is under way, whose statement may begin."""
    rows = half_rows(startups=Startup.objects.filter(pk=startup.pk), on=on)
    now = HalfYear.of(on)
    if all(row.half != now for row in rows):
        rows.insert(0, HalfRow(startup, now, reconcile({}, {}), has_lines=False))
    return _ordered(rows)


def _ordered(rows: Iterable[HalfRow]) -> list[HalfRow]:
    by_name = sorted(rows, key=lambda row: (row.startup.name.casefold(), row.startup.pk))
    return sorted(by_name, key=lambda row: row.half, reverse=True)


type Place = tuple[int, HalfYear]


def _places(rows: Iterable[Statement]) -> dict[Place, tuple[Statement | None, Statement | None]]:
    """By startup and half-year: the statement in force or the draft, and the one to come."""
    places: dict[Place, tuple[Statement | None, Statement | None]] = {}
    for row in sorted(rows, key=lambda row: row.pk):
        place = (row.startup_id, HalfYear(row.year, row.half))
        now = places.get(place, (None, None))[0]
        replaces = row.replaces_id and row.state != StatementState.VALIDATED
        places[place] = (now, row) if replaces else (row, None)
    return places


@dataclass(frozen=True)
class Expected:
    """A half-year of which a statement is late; see ``HalfRow.is_expected``."""

    startup: Startup
    half: HalfYear


def statements_expected(*, startups: QuerySet[Startup], on: date) -> list[Expected]:
    """What is expected of ``startups`` on the day ``on``, without adding anything up; four queries.

    The same as ``half_rows`` says, for who has to look at the whole portfolio.
    """
    last = HalfYear.of(on - timedelta(days=settings.BUDGET_STATEMENT_DAYS)).previous
    given = Statement.objects.filter(
        startup__in=startups.order_by().values("pk"), state__in=sorted(GIVEN)
    )
    rows = given.values_list("startup", "year", "half")
    done = {(key, HalfYear(year, half)) for key, year, half in rows}
    late = places_with_lines(startups=startups, until=last.end) - done
    named = startups.in_bulk({key for key, _half in late})
    return [Expected(named[key], half) for key, half in late]
