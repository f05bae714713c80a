"""The portfolio budget with few startups and with many: its queries, and the ratio of its times."""

import random
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from statistics import median
from time import perf_counter

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from startups.lifecycle.enums import Phase
from startups.lifecycle.models import PhasePeriod
from startups.money.enums import FundingKind
from startups.money.models import Activity, Commitment, Funding, Payment, Resource
from startups.registry.models import Incubator, Startup, StartupIncubator

FEW, MANY = 50, 507
# Fundings, orders and payments of each startup: two hundred lines.
LINES = (4, 98, 98)
SUPPLIERS = 40
REQUESTS = 3
ADDRESSES = (
    *(
        (f"budget by {axis}", "position", f"by={axis}")
        for axis in ("startup", "incubator", "phase")
    ),
    ("budget by supplier, a year", "position", "by=supplier&year=2026"),
    ("lines of what is available", "lines", "by=startup&figure=available"),
    ("deadlines and alerts", "watch", ""),
)

type Tell = Callable[[str, float, str], None]
type Measure = tuple[float, int]


def bench_money(tell: Tell) -> None:
    """Makes the money, asks for the pages with few startups and with many, and tells.

    It says so where the number of queries is not the same.
    """
    client = _administrator()
    ledgers = Ledgers(timezone.localdate())
    ledgers.fill(range(FEW))
    few = [_measured(client, name, query) for _label, name, query in ADDRESSES]
    ledgers.fill(range(FEW, MANY))
    many = [_measured(client, name, query) for _label, name, query in ADDRESSES]
    for (label, *_address), before, after in zip(ADDRESSES, few, many, strict=True):
        tell(f"GET {label}", after[0], _detail(before, after))


def _detail(before: Measure, after: Measure) -> str:
    ratio = after[0] / before[0]
    same = "" if before[1] == after[1] else f", with {FEW}: {before[1]} (NOT THE SAME)"
    return (
        f"{MANY} startups × {sum(LINES)} lines: {ratio:4.1f} × the time with {FEW}, "
        f"{after[1]} queries{same}"
    )


def _measured(client: Client, name: str, query: str) -> Measure:
    """Seconds, the median of a few, and queries."""
    address = f"{reverse(f'budget:{name}')}?{query}"
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address}: {response.status_code}")
    count = len(queries)
    return median(_seconds(partial(client.get, address)) for _run in range(REQUESTS)), count


def _seconds(act: Callable[[], object]) -> float:
    began = perf_counter()
    act()
    return perf_counter() - began


def _administrator() -> Client:
    """A browser in which an administrator is signed in, their second factor shown."""
    user = get_user_model().objects.create_superuser("bench@people.example", "-")
    device = TOTPDevice.objects.create(user=user, name="bench", confirmed=True)
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()
    return client


class Ledgers:
    """Makes startups with their money, always the same."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.chance = random.Random(1)  # noqa: S311  # not for secrets
        self.incubators = list(Incubator.objects.order_by("pk")[:20])
        self.activities, self.resources = list(Activity.objects.all()), list(Resource.objects.all())

    def fill(self, numbers: Iterable[int]) -> None:
        """A startup for each of these numbers, with its two hundred lines."""
        startups = Startup.objects.bulk_create(
            Startup(ghid=f"bench-{n}", slug=f"bench-{n}", name=f"Budget {n:03}") for n in numbers
        )
        StartupIncubator.objects.bulk_create(
            StartupIncubator(startup=s, incubator=self.chance.choice(self.incubators), position=0)
            for s in startups
        )
        PhasePeriod.objects.bulk_create(
            PhasePeriod(startup=s, phase=phase, start=self.on - timedelta(days=days))
            for s in startups
            for phase, days in ((Phase.INVESTIGATION, 700), (Phase.CONSTRUCTION, 500))
        )
        fundings = Funding.objects.bulk_create(self._fundings(startups))
        orders = Commitment.objects.bulk_create(self._orders(fundings), batch_size=500)
        Payment.objects.bulk_create(
            (
                Payment(commitment=order, paid_on=self._day(), amount=order.amount)
                for order in orders[: len(startups) * LINES[2]]
            ),
            batch_size=500,
        )

    def _fundings(self, startups: Iterable[Startup]) -> Iterator[Funding]:
        for startup in startups:
            for _number in range(LINES[0]):
                day = self._day()
                yield Funding(
                    startup=startup,
                    kind=FundingKind.OWN_BUDGET,
                    amount=self._amount(),
                    granted_on=day,
                    start=day,
                    end=day + timedelta(days=700),
                )

    def _orders(self, fundings: list[Funding]) -> Iterator[Commitment]:
        by_startup = {funding.startup_id: funding for funding in fundings}
        for startup, funding in by_startup.items():
            for number in range(LINES[1]):
                day = self._day()
                yield Commitment(
                    startup_id=startup,
                    funding=funding,
                    reference=f"BC-{number}",
                    supplier=f"Atelier {self.chance.randrange(SUPPLIERS)}",
                    amount=(self._amount() / 100).quantize(Decimal("0.01")),
                    activity=self.chance.choice(self.activities),
                    resource=self.chance.choice(self.resources),
                    covers_from=day,
                    covers_until=day + timedelta(days=90),
                    ordered_on=day,
                    delivered_on=day,
                    invoiced_on=day,
                )

    def _day(self) -> date:
        return self.on - timedelta(days=self.chance.randrange(1, 700))

    def _amount(self) -> Decimal:
        return Decimal(self.chance.randrange(1_000_000, 20_000_000)) / 100
