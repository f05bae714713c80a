"""Opening a startup by hand."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from startups.core.enums import ActKind
from startups.lifecycle.enums import Phase
from startups.lifecycle.models import PhasePeriod
from startups.registry.models import Incubator, JournalEntry, PublishedText, Startup
from startups.reviews.enums import DueBasis, ReviewState
from startups.reviews.services.opening import open_startup
from startups.reviews.services.reviews.planning import plan_reviews
from startups.signals import startup_opened
from tests.factories import make_incubator, make_startup

from .browser import filled

DAY = date(2026, 8, 20)


def opened(incubator: Incubator, **options: Any) -> Startup:
    given: dict[str, Any] = {
        "ghid": "mes.aides",
        "name": "Mes Aides",
        "incubators": [incubator],
        "phase": Phase.INVESTIGATION,
        "start": DAY,
        "on": DAY,
        "actor": None,
        "reason": "comité",
    }
    return open_startup(**given | options)


@pytest.fixture
def incubator(db: None) -> Incubator:
    return make_incubator("Fabrique")


def test_opening_writes_facts_ties_phase_and_journal(
    incubator: Incubator, administrator: Any
) -> None:
    startup = opened(incubator, actor=administrator, mission="Dire ses droits")

    assert (startup.slug, startup.mission) == ("mes-aides", "Dire ses droits")
    assert list(startup.incubators.all()) == [incubator]
    assert list(startup.phases.values_list("phase", "start")) == [("investigation", DAY)]
    assert "mes aides" in PublishedText.objects.get(startup=startup).search_text
    row = Startup.history.get(id=startup.pk)
    assert (row.history_user, row.history_change_reason) == (administrator, "comité")
    acts = JournalEntry.objects.filter(startup=startup).order_by("pk")
    assert [act.kind for act in acts] == [
        ActKind.OPENED,
        ActKind.PHASE_CHANGED,
        ActKind.REVIEW_PLANNED,
    ]


@pytest.mark.parametrize("phase", sorted(set(Phase) - {"investigation"}))
def test_the_first_phase_obeys_the_table(phase: Phase, incubator: Incubator) -> None:
    allowed = {Phase.CONSTRUCTION, Phase.ACCELERATION}

    with pytest.raises(ValidationError):
        opened(incubator, phase=phase, reason=" ")
    if phase in allowed:
        assert opened(incubator, phase=phase).phases.get().phase == phase
    else:
        with pytest.raises(ValidationError):
            opened(incubator, phase=phase)
        assert not Startup.objects.exists()


def test_the_first_review_is_due_by_the_rule_or_on_the_day_that_was_set(
    incubator: Incubator,
) -> None:
    by_rule = opened(incubator).reviews.get()
    chosen = opened(incubator, ghid="b", first_review_on=date(2026, 11, 2)).reviews.get()

    assert (by_rule.due_on, by_rule.due_basis) == (date(2027, 2, 20), DueBasis.PHASE_START)
    assert (chosen.due_on, chosen.due_basis) == (date(2026, 11, 2), DueBasis.OPENING)
    plan_reviews(on=date(2026, 9, 1))
    chosen.refresh_from_db()
    assert chosen.due_on == date(2026, 11, 2)


def test_a_startup_that_opens_later_keeps_the_day_of_its_first_review(
    incubator: Incubator,
) -> None:
    later, review_on = date(2026, 10, 1), date(2027, 1, 15)

    startup = opened(incubator, start=later, first_review_on=review_on)

    plan_reviews(on=DAY)
    plan_reviews(on=later)
    review = startup.reviews.get()
    assert (review.state, review.due_on) == (ReviewState.PLANNED, review_on)


@pytest.mark.parametrize("day", [DAY, date(2020, 1, 1)])
def test_the_first_review_is_not_in_the_past(day: date, incubator: Incubator) -> None:
    with pytest.raises(ValidationError) as refused:
        opened(incubator, first_review_on=day)

    assert list(refused.value.message_dict) == ["first_review_on"]
    assert not Startup.objects.exists()


@pytest.mark.parametrize("ghid", ["mes.aides", "Mes.Aides", " mes.aides "])
def test_identifier_that_is_taken_is_refused(ghid: str, incubator: Incubator) -> None:
    make_startup(ghid="mes.aides")

    with override("en"), pytest.raises(ValidationError, match=r"mes\.aides is already taken"):
        opened(incubator, ghid=ghid)

    assert Startup.objects.count() == 1


@pytest.mark.parametrize("ghid", ["", "a/b", "../a", ".a", "a b", "a\nb", "a'b", "-a"])
def test_identifier_names_a_file(ghid: str, incubator: Incubator) -> None:
    with pytest.raises(ValidationError):
        opened(incubator, ghid=ghid)


@pytest.mark.parametrize("ghid", ["forêt-voisine", "TourDEau", "bourg_partage", "a", "mon.n.1"])
def test_identifiers_of_content_files_are_good(ghid: str, incubator: Incubator) -> None:
    assert opened(incubator, ghid=ghid).ghid == ghid


def test_two_identifiers_never_share_an_address(incubator: Incubator) -> None:
    addresses = {opened(incubator, ghid=ghid).slug for ghid in ("a.b", "a-b", "a_b")}

    assert addresses == {"a-b", "a-b-2", "a-b-3"}


def test_listener_is_told_within_the_transaction(incubator: Incubator) -> None:
    heard: list[dict[str, Any]] = []

    def refuse(sender: type[Startup], **told: Any) -> None:
        heard.append(told)
        raise RuntimeError("no page")

    startup_opened.connect(refuse)
    try:
        with pytest.raises(RuntimeError):
            opened(incubator)
    finally:
        startup_opened.disconnect(refuse)

    assert {"startup", "on", "actor", "reason"} <= set(heard[0])
    assert not Startup.objects.exists()
    assert not PhasePeriod.objects.exists()


def test_form_opens_a_startup(admin: Client, administrator: Any, incubator: Incubator) -> None:
    url = reverse("backoffice_startups:add")

    response = admin.post(
        url,
        filled(
            admin.get(url).text,
            name="Mes Aides",
            ghid="mes.aides",
            mission="Dire ses droits",
            lead_incubator=incubator.pk,
            phase="investigation",
            start="2026-08-20",
            reason="Comité du 20 août",
        ),
    )

    startup = Startup.objects.get()
    assert response["Location"] == reverse("backoffice_startups:inspect", args=[startup.pk])
    assert (startup.ghid, startup.name) == ("mes.aides", "Mes Aides")
    entry = ModelLogEntry.objects.get(action="startups.open")
    assert (entry.user, entry.data["reason"]) == (administrator, "Comité du 20 août")


def test_form_says_what_is_wrong_and_keeps_what_was_typed(
    admin: Client, incubator: Incubator
) -> None:
    make_startup(ghid="mes.aides")
    url = reverse("backoffice_startups:add")

    response = admin.post(
        url, filled(admin.get(url).text, name="Typed", ghid="mes.aides", start="2026-08-20")
    )

    form = response.context["form"]
    assert set(form.errors) == {"ghid", "lead_incubator"}
    assert "The identifier mes.aides is already taken." in response.text
    assert 'value="Typed"' in response.text


def test_form_wants_a_reason_for_a_later_phase(admin: Client, incubator: Incubator) -> None:
    url = reverse("backoffice_startups:add")
    typed = {
        "name": "Mes Aides",
        "ghid": "mes.aides",
        "lead_incubator": incubator.pk,
        "phase": "acceleration",
        "start": "2026-08-20",
        "first_review_on": "2099-01-31",
    }

    refused = admin.post(url, filled(admin.get(url).text, **typed))
    admin.post(url, filled(refused.text, reason="Reprise d’un autre réseau"))

    assert set(refused.context["form"].errors) == {"reason"}
    startup = Startup.objects.get()
    assert startup.phases.get().phase == Phase.ACCELERATION
    assert startup.reviews.get().due_on == date(2099, 1, 31)
