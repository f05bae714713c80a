"""The money on a startup's page, in a real browser: accessible, valid, narrow."""

from datetime import date
from typing import Any

import pytest

from startups.figures.enums import ImpactLevel
from startups.lifecycle.enums import Phase
from startups.money.enums import FundingKind
from startups.registry.models import Startup
from tests.factories import make_organisation, make_published_startup
from tests.startups.figures.making import make_figure, make_indicator
from tests.startups.money.making import FIRM, OTHER_FIRM, make_contract, make_funding
from tests.startups.money.published import bucket, publish

from .helpers import assert_accessible

# The server shares the database of the test only if it starts after it is there.
pytestmark = pytest.mark.usefixtures("django_db_setup")


@pytest.fixture
def startup(transactional_db: None) -> Startup:
    made = make_published_startup(
        "Ma file",
        phases=[(Phase.INVESTIGATION, "2024-03-01"), (Phase.CONSTRUCTION, "2024-10-01")],
    )
    source = make_organisation("Direction interministérielle de l’accueil des usagers")
    make_funding(made, 180_000, granted_on=date(2024, 2, 20), agreement="CONV-2024-031")
    make_funding(
        made,
        "220000.50",
        kind=FundingKind.SPONSOR,
        source=source,
        granted_on=date(2025, 9, 2),
        agreement="CONV-2025-118",
        agreement_url="https://exemple.gouv.fr/conv-2025-118",
    )
    make_contract(
        users=[made],
        reference="2024-DEV-07",
        buyer_name="Direction du numérique",
        holders=[FIRM, OTHER_FIRM],
        notice_url="https://exemple.gouv.fr/avis",
    )
    make_contract(users=[made], reference="MAPA-12")
    _statements(made)
    indicator = make_indicator(
        made, "Usagers actifs par mois", public=True, level=ImpactLevel.USED, headline=True
    )
    make_figure(indicator, "2025-11-30", "1840")
    return made


def _statements(startup: Startup) -> None:
    publish(startup, "2024-1", committed_kept_back=["2024-1"], spent_kept_back=["2024-1"])
    both = ("2024-1", "2024-2")
    publish(
        startup,
        "2024-2",
        committed=[
            bucket("61234.50", *both),
            bucket("20400.00", *both, activities=("conception", "pilotage")),
        ],
        spent=[{"halves": list(both), "amount": "48000.00"}],
        explained="under_5",
    )
    publish(
        startup, "2025-1", committed=[bucket("70111.20", "2025-1")], comment="Une facture manque."
    )
    publish(
        startup,
        "2025-2",
        committed=[
            bucket("82000.00", "2025-2"),
            bucket("31999.99", "2025-2", activities=("conception", "hebergement-cloud", "support")),
        ],
        spent=[{"halves": ["2025-1", "2025-2"], "amount": "140000.00"}],
    )
    publish(startup, "2026-1", committed_kept_back=["2026-1"], spent_kept_back=["2026-1"])


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_section_is_accessible_valid_and_narrow(
    live_server: Any, page: Any, startup: Startup, assert_valid_html: Any, language: str
) -> None:
    response = page.goto(f"{live_server.url}{language}/startups/{startup.slug}/")
    assert response.status == 200
    assert page.locator("section[aria-labelledby=money] table").count() == 3
    assert_accessible(page)
    assert_valid_html(response.text())
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wide, f"{page.url} is wider than the screen"
