"""The database says what the pure ledger says, on every day and along every axis."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from startups.money.enums import FundingKind
from startups.money.forecast import ForecastOutcome
from startups.money.ledger import AXES, Position, position, positions_by
from startups.money.models import Activity, Commitment, Funding, Payment, Resource
from startups.money.selectors.envelopes import envelope_ends, forecasts
from startups.money.selectors.position import PositionScope, lines_of, position_of, positions, whole
from startups.registry.models import Startup
from tests import effort
from tests.factories import make_incubator, make_organisation, make_startup

from .making import FIRM

pytestmark = pytest.mark.django_db

START = date(2025, 1, 1)
# One firm under two names, and one that is known by its name alone.
SUPPLIERS = (
    {"supplier": "Atelier", "supplier_siret": FIRM},
    {"supplier": "ATELIER SAS", "supplier_siret": FIRM},
    {"supplier": "Atelier"},
)


def some_day(chance: random.Random) -> date:
    return START + timedelta(days=chance.randrange(700))


def some_amount(chance: random.Random, least: int = 1) -> Decimal:
    return Decimal(chance.randrange(least, 5_000_000)) / 100


def make_ledger(chance: random.Random, startups: list[Startup], lines: int) -> None:
    """Fundings, orders, credit notes, payments and refunds, over two years."""
    payer = make_organisation()
    activities, resources = list(Activity.objects.all()), list(Resource.objects.all())
    for number in range(lines):
        startup = chance.choice(startups)
        day = some_day(chance)
        funding = Funding.objects.create(
            startup=startup,
            kind=FundingKind.SPONSOR,
            source=payer,
            amount=some_amount(chance),
            granted_on=day,
            start=day,
            end=day + timedelta(days=300),
        )
        order = Commitment.objects.create(
            startup=startup,
            funding=chance.choice((funding, None)),
            reference=f"BC-{number}",
            **chance.choice(SUPPLIERS),
            amount=some_amount(chance),
            activity=chance.choice(activities),
            resource=chance.choice(resources),
            covers_from=day,
            covers_until=day + timedelta(days=100),
            ordered_on=chance.choice((some_day(chance), None)),
            quoted_on=START,
        )
        if order.ordered_on:
            add_what_follows(chance, order, number)


def add_what_follows(chance: random.Random, order: Commitment, number: int) -> None:
    Payment.objects.create(commitment=order, paid_on=some_day(chance), amount=some_amount(chance))
    Payment.objects.create(
        commitment=order, paid_on=some_day(chance), amount=Decimal("-0.01"), reason="trop perçu"
    )
    Commitment.objects.create(
        startup=order.startup,
        funding=order.funding,
        reference=f"AV-{number}",
        supplier=order.supplier,
        supplier_siret=order.supplier_siret,
        amount=-some_amount(chance),
        activity=order.activity,
        resource=order.resource,
        covers_from=order.covers_from,
        covers_until=order.covers_until,
        ordered_on=some_day(chance),
        corrects=order,
        reason="avoir",
    )


@pytest.mark.chance
@pytest.mark.parametrize("seed", effort.seeds(2, 60))
def test_database_and_ledger_agree_to_the_cent(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    ours, theirs = make_incubator(), make_incubator()
    startups = [
        make_startup("Semoir", incubators=[ours, theirs], phases=[("construction", START)]),
        make_startup("Herse", incubators=[theirs], phases=[("construction", "2025-09-01")]),
        make_startup("Charrue"),
    ]
    make_ledger(chance, startups, lines=15)
    for _number in range(4):
        on = some_day(chance)
        lines = [line for startup in startups for line in lines_of(startup=startup, on=on)]
        assert whole(on=on) == position(lines, on)
        for axis in AXES:
            assert positions(on=on, axis=axis) == positions_by(lines, on, axis)
            for value, expected in positions_by(lines, on, axis).items():
                assert whole(on=on, scope=PositionScope(where=((axis, value),))) == expected
        for startup in startups:
            assert position_of(startup, on=on) == position(
                [line for line in lines if line.startup == startup.pk], on
            )


def test_axes_narrow_together() -> None:
    """One startup, one year and one source: the lines that have all three, and no other."""
    chance = random.Random(7)  # noqa: S311  # not for secrets
    startups = [make_startup("Semoir"), make_startup("Herse")]
    make_ledger(chance, startups, lines=12)
    on = date(2026, 6, 30)
    lines = [line for startup in startups for line in lines_of(startup=startup, on=on)]
    for one in {(line.startup, line.year, line.source) for line in lines}:
        scope = PositionScope(where=tuple(zip(("startup", "year", "source"), one, strict=True)))
        expected = [line for line in lines if (line.startup, line.year, line.source) == one]
        assert whole(on=on, scope=scope) == position(expected, on) != Position()


def test_scope_leaves_the_others_out() -> None:
    chance = random.Random(1)  # noqa: S311  # not for secrets
    ours, theirs = make_startup("Semoir"), make_startup("Herse")
    make_ledger(chance, [ours], lines=3)
    make_ledger(chance, [theirs], lines=3)
    scope = PositionScope(Startup.objects.filter(pk=ours.pk))
    on = date(2027, 1, 1)
    assert list(positions(on=on, axis="startup", scope=scope)) == [ours.pk]
    assert whole(on=on, scope=scope) == position_of(ours, on=on) != Position()


@pytest.mark.parametrize("count", [1, 3, 12])
def test_positions_and_forecasts_cost_the_same_whatever_their_number(count: int) -> None:
    chance = random.Random(count)  # noqa: S311  # not for secrets
    make_ledger(chance, [make_startup() for _number in range(count)], lines=count * 2)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        for axis in AXES:
            positions(on=date(2026, 1, 1), axis=axis)
        forecasts(on=date(2026, 1, 1))
    assert len(queries) == len(AXES) * 3 + 2 + 2  # incubators and phases; fundings and orders


def test_an_envelope_that_ends_is_told_by_startup() -> None:
    startup, other = make_startup(), make_startup()
    Funding.objects.create(
        startup=startup,
        kind=FundingKind.OWN_BUDGET,
        amount=60_000,
        granted_on=START,
        start=START,
        end=date(2026, 12, 31),
    )
    Commitment.objects.create(
        startup=startup,
        reference="BC-1",
        supplier="Atelier",
        amount=50_000,
        activity=Activity.objects.all()[0],
        resource=Resource.objects.all()[0],
        covers_from=START,
        covers_until=date(2025, 5, 31),
        ordered_on=START,
    )
    on = date(2025, 6, 15)
    assert forecasts(on=on)[startup.pk].outcome == ForecastOutcome.FORECAST
    assert envelope_ends(on=on) == {startup.pk: date(2025, 7, 15)}
    assert other.pk not in forecasts(on=on)
