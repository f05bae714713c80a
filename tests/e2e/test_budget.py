"""The budget of the portfolio in a real browser: accessible, valid, narrow, without scripts."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from startups.money.statements.models import Statement
from startups.registry.models import Startup
from tests import clock
from tests.access.cast import Cast, CastAsOf
from tests.factories import make_organisation, make_startup
from tests.startups.money.budget.ledgers import add_money
from tests.startups.money.making import make_contract, make_funding, make_order

from .helpers import assert_accessible, sign_in
from .test_money import assert_narrow

# The server shares the database of the test only if it starts after it is there.
pytestmark = pytest.mark.usefixtures("django_db_setup")

NARROW, WIDE = {"width": 375, "height": 800}, {"width": 1280, "height": 900}
PARTS = ("enveloppes", "marches", "commandes", "ecarts")


@pytest.fixture
def cast(transactional_db: None, cast_as_of: CastAsOf) -> Cast:
    return cast_as_of(today=clock.today())


@pytest.fixture
def money(cast: Cast) -> list[Startup]:
    """A portfolio with something of everything: passed, near its end, stuck, not explained."""
    today = clock.today()
    names = ("Semoir des villes", "Herse", "Charrue")
    startups = [cast.ours, *(make_startup(n, incubators=[cast.our_incubator]) for n in names)]
    add_money(startups, lines=6, payer=make_organisation("Direction générale du blé tendre"))
    passed = make_startup("Moulin", incubators=[cast.our_incubator])
    make_funding(passed, 10_000, end=today + timedelta(days=40))
    contract = make_contract(users=[cast.our_incubator], ceiling=10_000, reference="MS-1")
    order = make_order(passed, 11_500, contract=contract, reference="BC-2026-117")
    make_order(passed, 800, reference="D-9", ordered_on=None, quoted_on="2026-03-01")
    statement = Statement.objects.create(
        startup=passed,
        year=2026,
        half="1",
        state="submitted",
        submitted_on=today,
        submitted_by=cast.users["intrapreneur"],
    )
    statement.lines.create(activity=order.activity, resource=order.resource, committed=11_000)
    return [*startups, passed]


def addresses() -> list[str]:
    position, lines = reverse("budget:position"), reverse("budget:lines")
    return [
        f"{position}?by=startup&sort=-granted",
        f"{position}?by=supplier&year=2026",
        f"{position}?q=rien",
        f"{lines}?by=source&value=own_budget.&figure=available",
        f"{lines}?by=year&value=2001&figure=paid",
        reverse("budget:watch"),
        *(reverse("budget:watch_part", args=(part,)) for part in PARTS),
    ]


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
def test_pages_are_accessible_valid_and_narrow(
    live_server: Any, page: Any, money: Any, cast: Cast, assert_valid_html: Any, size: Any
) -> None:
    page.set_viewport_size(size)
    sign_in(page, cast.users["manager"], live_server.url)
    for address in addresses():
        response = page.goto(live_server.url + address)
        assert response.status == 200, address
        assert_valid_html(response.text())
        assert_accessible(page)
        assert_narrow(page)


def test_from_a_figure_to_its_lines_to_the_order_without_scripts(
    live_server: Any, browser: Any, money: Any, cast: Cast
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, cast.users["committee"], live_server.url)
    page.goto(live_server.url + reverse("budget:position"))
    page.select_option("#id_by", "startup")
    page.fill("#id_q", "")
    page.click(".money-find button")
    row = page.locator("tbody tr", has_text="Moulin")
    figure = row.locator("td").nth(1).inner_text()
    row.locator("td a").nth(1).click()

    assert page.locator("tfoot td a, tfoot td.money-amount").last.inner_text() == figure
    page.click("text=BC-2026-117")
    assert page.inner_text("h1") == "BC-2026-117"


def test_the_money_of_a_startup_says_when_it_runs_out(
    live_server: Any, page: Any, money: list[Startup], cast: Cast
) -> None:
    sign_in(page, cast.users["manager"], live_server.url)
    page.goto(live_server.url + reverse("team_money:index", args=(money[-1].slug,)))
    assert page.locator(".fr-alert--warning").count() >= 1
    assert_accessible(page)
    assert_narrow(page)
