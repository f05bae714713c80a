"""A startup with years of money, its half-yearly statements, and everything that was public.

``live`` plays the half-years one after the other: orders, credit notes, late lines and payments
are recorded, the statement is validated, and then everything that the public may read is kept.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.test import Client

from startups.money.half_years import HalfYear
from startups.money.models import Commitment
from startups.money.services.corrections import credit_note
from startups.money.services.payments import record_payment
from startups.money.statements.models import Statement
from startups.money.statements.services import (
    open_statement,
    replace_statement,
    submit_statement,
    validate_statement,
)
from startups.registry.models import Startup
from tests import clock
from tests.factories import make_account, make_published_startup

from .making import activity, make_funding, make_order, resource

GRANTED = Decimal("200000.00")
HALVES = ("2023-2", "2024-1", "2024-2", "2025-1", "2025-2", "2026-1")
FIRMS = (
    ("Atelier du code", "73282932000074"),
    ("Boussole numérique", "40483304800022"),
    ("Chantier ouvert", ""),
    ("Digue et fils", ""),
    ("Estuaire conseil", ""),
)
ACTIVITIES = ("developpement", "conception", "deploiement", "pilotage")
AMOUNTS = re.compile(r"-?\d[\d\u202f\u00a0 ,.]*\d(?=[\u00a0\u202f ]?€)|€\s?-?\d[\d,.]*\d")


@dataclass
class Life:
    """A startup, and what was public of it after each of its statements, by address.

    ``rates`` are the day rates of its orders, by their keys.
    """

    startup: Startup
    versions: list[dict[str, str]] = field(default_factory=list)
    orders: list[Commitment] = field(default_factory=list)
    rates: dict[int, Decimal] = field(default_factory=dict)

    @property
    def texts(self) -> Iterator[str]:
        return (text for version in self.versions for text in version.values())


def public_answers(client: Client, startup: Startup) -> dict[str, str]:
    """Everything about a startup that anybody may read, by address."""
    page = f"/startups/{startup.slug}/"
    addresses = (
        page,
        f"/en{page}",
        f"{page}evenements.atom",
        "/evenements.atom",
        "/sitemap.xml",
        "/startups/?status=all",
    )
    found = {}
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        found[address] = response.text
    return found


def amounts_in(text: str) -> set[Decimal]:
    """The amounts in euros that a text says, in French or in English."""
    return {_read(found) for found in AMOUNTS.findall(text)}


def _read(written: str) -> Decimal:
    digits = re.sub(r"[^\d.,-]", "", written)
    if "," in digits and "." in digits:
        digits = digits.replace(",", "")
    return Decimal(digits.replace(",", "."))


def live(seed: int) -> Life:
    """Two to three years of a startup, read by anybody after each statement.

    Statements come late, out of order, or twice; whoever reads does so on the day of each.
    """
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    life = Life(make_published_startup(f"Produit {seed}"))
    make_funding(life.startup, GRANTED, granted_on=date(2023, 7, 3), agreement="CONV-2023-7")
    people = make_account(), make_account()
    waiting: list[HalfYear] = []
    for code in HALVES[chance.choice((0, 1, 2)) :]:
        half = HalfYear.read(code)
        _spend(life, half, chance)
        waiting.append(half)
        if chance.random() < 0.2 and code != HALVES[-1]:
            continue
        chance.shuffle(waiting)
        for each in waiting:
            publish(life, each, half.end + timedelta(days=20), people)
        waiting = []
    if chance.random() < 0.5:
        _state_again(life, chance, people)
    return life


def publish(life: Life, half: HalfYear, on: date, people: tuple[Any, Any]) -> None:
    """States a half-year, validates it, and keeps what is public from then on."""
    opened = open_statement(
        startup=life.startup, year=half.year, half=half.half, on=on, actor=people[0]
    )
    _validate(life, opened, on, people)


def _validate(life: Life, opened: Statement, on: date, people: tuple[Any, Any]) -> None:
    submit_statement(statement=opened, on=on, actor=people[0])
    opened.refresh_from_db()
    validate_statement(statement=opened, on=on, actor=people[1])
    clock.go_to(on)
    life.versions.append(public_answers(Client(), life.startup))


def _state_again(life: Life, chance: random.Random, people: tuple[Any, Any]) -> None:
    """A line that was forgotten, and the last statement replaced because of it."""
    last = HalfYear.read(HALVES[-1])
    _order(life, last, chance, day=last.start + timedelta(days=chance.randrange(170)))
    on = last.end + timedelta(days=60)
    old = life.startup.statements.get(year=last.year, half=last.half)
    opened = replace_statement(statement=old, reason="Une commande oubliée", on=on, actor=people[0])
    _validate(life, opened, on, people)


def _spend(life: Life, half: HalfYear, chance: random.Random) -> None:
    """What happens to the money of a small team in a half-year."""
    for _number in range(chance.choice((0, 1, 3, 5, 8))):
        day = half.start + timedelta(days=chance.randrange(175))
        if life.orders and chance.random() < 0.1:
            day -= timedelta(days=180)
        _order(life, half, chance, day)
    for order in life.orders:
        left = _unpaid(order)
        if left and chance.random() < 0.12:
            back = left if chance.random() < 0.4 else left / 2
            _take_back(order, back.quantize(Decimal("0.01")), half)
        elif left and chance.random() < 0.75:
            part = left if chance.random() < 0.8 else left / 2
            _pay(order, part.quantize(Decimal("0.01")), half)


def _order(life: Life, half: HalfYear, chance: random.Random, day: date) -> None:
    firm, siret = chance.choice(FIRMS[: chance.choice((1, 3, 5, 5))])
    days, rate = chance.randrange(5, 70), chance.choice((430, 495, 540, 610))
    number = len(life.orders) + 1
    made = make_order(
        life.startup,
        days * rate,
        reference=f"BC-secret-{life.startup.pk}-{number}",
        supplier=firm,
        supplier_siret=siret if chance.random() < 0.7 else "",
        activity=activity(chance.choice(ACTIVITIES)),
        resource=resource(chance.choice(("prestations", "personnel"))),
        ordered_on=day,
        covers_from=half.start,
        covers_until=half.end,
        note=f"{days} jours à {rate} euros",
    )
    life.orders.append(made)
    life.rates[made.pk] = Decimal(rate)


def _unpaid(order: Commitment) -> Decimal:
    ordered = order.amount + sum(row.amount for row in order.corrections.all())
    return ordered - sum((row.amount for row in order.payments.all()), Decimal(0))


def _take_back(order: Commitment, amount: Decimal, half: HalfYear) -> None:
    credit_note(commitment=order, amount=amount, on=half.end, actor=None, reason="Avoir")


def _pay(order: Commitment, amount: Decimal, half: HalfYear) -> None:
    record_payment(
        commitment=order,
        amount=amount,
        paid_on=half.end,
        on=half.end,
        actor=None,
        reference=f"FA-secret-{order.pk}",
    )
