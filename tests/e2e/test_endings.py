"""The end of a startup in a browser: typed and kept, signed by its owner, read by the public."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page, expect

from startups.endings.enums import ReceivingModel
from startups.endings.models import HandoverDossier, HandoverItem, StopDossier
from startups.endings.services.handover import write_handover
from startups.lifecycle.enums import Phase
from tests import clock
from tests.access.cast import Cast, CastAsOf
from tests.cms.test_public_course import decide, judge
from tests.factories import (
    make_handover_dossier,
    make_organisation,
    make_phase,
    make_published_startup,
    make_review,
    make_stop_dossier,
    make_target,
)

from .helpers import assert_accessible, sign_in


@pytest.fixture
def cast(transactional_db: None, cast_as_of: CastAsOf) -> Cast:
    return cast_as_of(today=clock.today())


def check(page: Page) -> None:
    """Accessible, and no wider than the screen."""
    assert_accessible(page)
    widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1], page.url


def address(live_server: Any, name: str, cast: Cast) -> str:
    return f"{live_server.url}{reverse(f'team_endings:{name}', args=(cast.ours.slug,))}"


def test_what_was_typed_outlives_the_session(page: Page, live_server: Any, cast: Cast) -> None:
    sign_in(page, cast.users["intrapreneur"], live_server.url)
    page.goto(address(live_server, "stop", cast))
    check(page)
    page.fill("#id_why", "Trop peu d’usages.")
    page.fill("#id_data_outcome", "Effacées")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.click(".team-form .fr-btn >> nth=0")
    expect(page).to_have_url(re.compile(reverse("login")))
    assert not StopDossier.objects.exists()

    sign_in(page, cast.users["intrapreneur"], live_server.url)
    page.goto(address(live_server, "stop", cast))
    expect(page.locator("#kept")).to_be_visible()
    expect(page.locator("#id_why")).to_have_value("Trop peu d’usages.")
    page.click(".team-form .fr-btn >> nth=0")
    expect(page.locator(".ending-gaps a").first).to_be_visible()
    check(page)

    draft = StopDossier.objects.get()
    assert (draft.why, draft.matters.get().outcome) == ("Trop peu d’usages.", "Effacées")
    page.reload()
    expect(page.locator("#kept")).to_be_hidden()


def test_what_was_kept_never_overwrites_what_another_wrote(
    page: Page, live_server: Any, cast: Cast
) -> None:
    sign_in(page, cast.users["intrapreneur"], live_server.url)
    page.goto(address(live_server, "stop", cast))
    page.fill("#id_why", "Le mien")
    StopDossier.objects.create(startup=cast.ours, why="Le leur", version=1)

    page.goto(address(live_server, "stop", cast))
    page.click(".team-form .fr-btn >> nth=0")

    expect(page.locator("#conflict")).to_be_visible()
    expect(page.locator("#id_why")).to_have_value("Le mien")
    check(page)
    assert StopDossier.objects.get().why == "Le leur"


def complete_handover(cast: Cast) -> None:
    """All but the signature."""
    values: dict[str, Any] = {
        "receiver": make_organisation("Direction qui reçoit").pk,
        "model": ReceivingModel.BUSINESS_TEAM.value,
        "owner_name": "Zoé Destinataire",
        "owner_email": "zoe@direction.example",
    }
    values |= dict.fromkeys(("summary", "learnt", "criteria", "fallback"), "Convenu.")
    for item in HandoverItem.objects.filter(official=True):
        values[f"item_{item.pk}_evidence"] = "Fait le 3 mars"
    today = clock.today()
    write_handover(startup=cast.ours, values=values, seen=0, on=today, actor=None)


def test_the_owner_signs_without_an_account(
    page: Page, page_at: Any, live_server: Any, cast: Cast
) -> None:
    complete_handover(cast)
    sign_in(page, cast.users["intrapreneur"], live_server.url)
    page.goto(address(live_server, "handover", cast))
    check(page)
    page.click(".ending-signature button")
    check(page)
    path = re.search(r"/contresignature/\S+", str(mail.outbox[-1].body))
    assert path

    viewport = page.viewport_size
    owner = page_at(viewport["width"] if viewport else 1280)
    owner.goto(f"{live_server.url}{path[0]}")
    check(owner)
    owner.click("button[name=answer]")
    expect(owner).to_have_url(f"{live_server.url}{reverse('countersigned')}")
    check(owner)
    owner.goto(f"{live_server.url}{path[0]}")
    check(owner)
    assert owner.locator("button[name=answer]").count() == 0

    assert HandoverDossier.objects.get().countersigned_on == clock.today()
    for name in ("index", "handover", "handover_preview"):
        page.goto(address(live_server, name, cast))
        check(page)


def test_the_public_reads_where_it_is_going_and_how_it_ended(
    page: Page, live_server: Any, cast: Cast
) -> None:
    going = make_published_startup(phases=[(Phase.CONSTRUCTION, "2020-01-01")])
    first, second = decide(going, "2025-07-01"), decide(going, "2026-01-05", stop_condition="Rien")
    judge(second, make_target(first))
    make_target(second)
    make_review(going, "planned", "2999-01-05")
    ended = []
    for phase, dossier in (
        (Phase.STOPPED, make_stop_dossier),
        (Phase.TRANSFERRED, make_handover_dossier),
    ):
        startup = make_published_startup(phases=[(Phase.CONSTRUCTION, "2020-01-01")])
        dossier(startup, period=make_phase(startup, phase, "2022-01-01"))
        ended.append(startup)
    for startup in (going, *ended):
        page.goto(f"{live_server.url}/startups/{startup.slug}/")
        for summary in page.locator("summary").all():
            summary.click()
        check(page)
