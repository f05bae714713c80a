"""Money in a real browser: accessible, valid, narrow, without scripts."""

from typing import Any

import pytest
from django.urls import reverse

from startups.money.contracts.models import Contract
from startups.money.models import Commitment
from tests import clock
from tests.access.cast import Cast, CastAsOf
from tests.startups.money.making import (
    make_contract,
    make_correction,
    make_funding,
    make_modification,
    make_order,
    make_payment,
)

from .helpers import assert_accessible, sign_in

# The server shares the database of the test only if it starts after it is there.
pytestmark = pytest.mark.usefixtures("django_db_setup")

ON_A_STARTUP = ("index", "order_add", "import", "fundings", "funding_add")
ON_AN_ORDER = (
    "order",
    "order_step",
    "order_correct",
    "order_credit",
    "order_pay",
    "order_refund",
)
ON_A_CONTRACT = ("page", "correct", "modify", "users")


@pytest.fixture
def cast(transactional_db: None, cast_as_of: CastAsOf) -> Cast:
    return cast_as_of(today=clock.today())


@pytest.fixture
def order(cast: Cast) -> Commitment:
    top = make_contract(users=[cast.our_incubator], technique="Accord-cadre", reference="AC-2026")
    contract = make_contract(
        users=[cast.our_incubator, cast.ours], framework=top, ceiling=9_000, reference="MS-1"
    )
    make_modification(contract, "2026-05-01", months=36, ceiling=10_000)
    made = make_order(cast.ours, 10_000, contract=contract, reference="BC-2026-001")
    make_correction(made, -500, reason="Remise", reference="AV-1")
    make_payment(made, 3_000, reference="F-1")
    make_order(cast.ours, 800, reference="D-2026-9", ordered_on=None, quoted_on="2026-03-01")
    funding = make_funding(cast.ours, 8_000, agreement="CONV-2026")
    make_funding(cast.ours, -1_000, corrects=funding, reason="Convention réduite")
    return made


def addresses(order: Commitment) -> list[str]:
    slug, contract = order.startup.slug, order.contract_id
    return [
        *(reverse(f"team_money:{name}", args=(slug,)) for name in ON_A_STARTUP),
        *(reverse(f"team_money:{name}", args=(slug, order.pk)) for name in ON_AN_ORDER),
        *(reverse(f"contracts:{name}") for name in ("list", "add")),
        *(reverse(f"contracts:{name}", args=(contract,)) for name in ON_A_CONTRACT),
    ]


def assert_narrow(page: Any) -> None:
    """Nothing sticks out: a reader scrolls one way only."""
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wide, f"{page.url} is wider than the screen"


def test_pages_are_accessible_valid_and_narrow(
    live_server, page, order, cast, assert_valid_html
) -> None:
    sign_in(page, cast.users["manager"], live_server.url)

    for address in addresses(order):
        response = page.goto(live_server.url + address)
        assert response.status == 200
        assert_valid_html(response.text())
        assert_accessible(page)
        assert_narrow(page)


def test_a_table_is_brought_in_without_scripts(live_server, browser, order, cast) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, cast.users["intrapreneur"], live_server.url)
    page.goto(live_server.url + reverse("team_money:import", args=(cast.ours.slug,)))
    head = "Référence\tFournisseur\tMontant\tActivité\tRessource\tDu mois\tCommandé le"
    page.fill("#id_text", f"{head}\nBC-2\tAtelier\tx\tSupport\tMatériel\t03/2026\t02/03/2026")
    page.click(".team-form button")
    assert page.locator("#lines").is_visible()

    page.fill("#id_text", page.input_value("#id_text").replace("\tx\t", "\t1 200,00\t"))
    page.click(".team-form button")
    assert "BC-2" in page.inner_text("table")
    page.click("main form button:not(.team-bar__button)")

    assert "BC-2" in page.inner_text("table")
    assert Commitment.objects.filter(reference="BC-2").count() == 1


def test_a_refused_order_is_accessible_and_leads_to_its_field(
    live_server, page, order, cast
) -> None:
    contract = Contract.objects.get(reference="MS-1")
    sign_in(page, cast.users["intrapreneur"], live_server.url)
    page.goto(live_server.url + reverse("team_money:order_add", args=(cast.ours.slug,)))
    page.select_option("#id_contract", str(contract.pk))
    page.fill("#id_amount", "beaucoup")
    page.click(".team-form button")
    page.wait_for_selector("#errors")

    assert_accessible(page)
    page.click("#errors a[href='#id_amount']")
    assert page.evaluate("document.activeElement.id") == "id_amount"
