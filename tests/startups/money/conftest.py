"""The cast, its money, and a browser for each role."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from startups.money.contracts.models import Contract
from startups.money.models import Commitment, Funding
from tests import clock
from tests.access.cast import Cast, CastAsOf

from .making import (
    make_contract,
    make_correction,
    make_funding,
    make_modification,
    make_order,
    make_payment,
)

ON = date(2026, 8, 20)
# What nobody else may read.
SECRET = "Secret-de-notre-startup"


@pytest.fixture
def today() -> date:
    """The day on which requests are answered."""
    clock.go_to(ON)
    return ON


@pytest.fixture
def cast(today: date, cast_as_of: CastAsOf) -> Cast:
    return cast_as_of(today=today)


@pytest.fixture
def contract(cast: Cast) -> Contract:
    """One that our incubator uses."""
    made = make_contract(users=[cast.our_incubator], purpose=f"{SECRET} marché")
    make_modification(made, "2026-05-01", months=36)
    return made


@pytest.fixture
def order(cast: Cast, contract: Contract) -> Commitment:
    """One of ours, corrected, paid in part."""
    made = make_order(
        cast.ours, 1_000, contract=contract, reference=f"{SECRET} commande", note=f"{SECRET} note"
    )
    make_correction(made, -100, reason=f"{SECRET} erreur")
    make_payment(made, 300, reference=f"{SECRET} facture")
    return made


@pytest.fixture
def funding(cast: Cast) -> Funding:
    return make_funding(cast.ours, agreement=f"{SECRET} convention")


@pytest.fixture
def sign_in(cast: Cast) -> Any:
    """A browser in which ``role`` is signed in."""

    def signed_in(role: str) -> Client:
        client = Client()
        if role != "anonymous":
            client.force_login(cast.users[role])
        return client

    return signed_in
