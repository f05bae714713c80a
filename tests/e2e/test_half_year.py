"""A whole half-year, in one run: from the invitation of an intrapreneur to the next review.

Each acts in a browser of their own, signed in as anybody is, and only through the pages.
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.half_year.scene import begin, sign_in_staff

from .accounts import as_in_production
from .half_year import afterwards, session, staff, team

FIELDS_AT_MOST = 12


@pytest.fixture
def site(transactional_db: None, live_server: Any, settings: Any) -> str:
    return as_in_production(live_server, settings)


def test_a_half_year(site: str, page_at: Callable[..., Page]) -> None:
    year = begin(site, page_at)
    sign_in_staff(year)

    staff.invite(year)
    team.accept(year)
    team.write_the_page(year)
    team.enter_figures(year)
    team.begin_the_dossier(year)
    fields = team.fill_in_the_dossier(year.team)
    assert 0 < len(fields) <= FIELDS_AT_MOST, fields
    team.submit_the_dossier(year.team)
    staff.give_the_dossier_back(year)
    team.complete_the_dossier(year)
    staff.give_an_opinion(year)
    session.call_a_session(year)
    session.record_who_is_there(year)
    session.sign_the_decision(year)
    session.close_the_session(year)

    afterwards.the_public_reads_it(year)
    afterwards.the_team_is_told(year)
    afterwards.the_calendar_goes_on(year)
    afterwards.all_is_recorded_once(year)


@pytest.mark.parametrize("targets", [1, 5])
def test_an_unchanged_dossier_takes_few_fields(
    site: str, page_at: Callable[..., Page], targets: int
) -> None:
    year = begin(site, page_at, targets=targets)
    sign_in_staff(year)
    staff.invite(year)
    team.accept(year)
    team.begin_the_dossier(year)

    fields = team.fill_in_the_dossier(year.team)

    assert len(fields) == 2 * targets + 2 <= FIELDS_AT_MOST
    team.submit_the_dossier(year.team)
