"""Changes of phase without a decision: what the table allows, and nothing else."""

from collections.abc import Callable
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from startups.lifecycle.enums import Phase
from startups.lifecycle.models import PhasePeriod
from startups.lifecycle.phases import phase_in_force
from startups.lifecycle.services.timeline import remove_period
from startups.registry.models import JournalEntry
from startups.reviews.enums import ReviewState
from startups.reviews.models import Review
from tests.access.cast import Cast
from tests.factories import make_decision, make_phase, make_review, make_stop_dossier

from .conftest import ON
from .sending import fill_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(sign_in: Callable[[str], Client]) -> Client:
    return sign_in("manager")


def index(cast: Cast) -> str:
    return reverse("reviews:phases", args=(cast.ours.slug,))


def change(cast: Cast, to: str) -> str:
    return reverse("reviews:phase_change", args=(cast.ours.slug, to))


def section(text: str, name: str) -> list[str]:
    page = BeautifulSoup(text, "html.parser")
    rows = page.select(f"section[aria-labelledby={name}] li")
    return [" ".join(row.stripped_strings) for row in rows]


def phase_of(cast: Cast, on: date = ON) -> Phase | None:
    return phase_in_force(cast.ours.phases.all(), on)


def test_the_page_lists_what_the_table_allows(cast: Cast, review: Review, manager: Client) -> None:
    text = manager.get(index(cast)).text

    assert section(text, "decided") == [
        "Start the acceleration (In acceleration) needs: a signed decision",
        "Hand over (Transferred) needs: a signed decision, "
        "a complete and countersigned hand-over dossier",
        "Stop (Stopped) needs: a signed decision, a complete closing dossier",
    ]
    assert section(text, "free") == [
        "Go back to the investigation (Under investigation) needs: a reason"
    ]
    assert f'href="{reverse("reviews:read", args=(review.pk,))}"' in text


def test_stepping_back_needs_a_reason(cast: Cast, manager: Client) -> None:
    refused = fill_in(manager, change(cast, "investigation"))
    done = fill_in(manager, change(cast, "investigation"), reason="Le besoin était mal compris")

    assert refused.status_code == 422
    assert done["Location"] == index(cast)
    assert phase_of(cast) == Phase.INVESTIGATION
    entry = JournalEntry.objects.get(kind="phase_changed")
    assert (entry.actor, entry.reason) == (cast.users["manager"], "Le besoin était mal compris")
    # The reviews follow: six months after the phase in force started.
    assert Review.objects.get(startup=cast.ours).due_on == date(2026, 12, 1)


@pytest.mark.parametrize("to", ["acceleration", "abandon", "transfere", "consolidation", "nulle"])
def test_what_needs_a_decision_or_is_not_in_the_table_is_not_found(
    to: str, cast: Cast, manager: Client
) -> None:
    before = PhasePeriod.objects.count()

    answer = manager.post(change(cast, to), {"start": "2026-06-01", "reason": "Forcé"})

    assert answer.status_code == 404
    assert PhasePeriod.objects.count() == before


def test_a_restart(cast: Cast, manager: Client) -> None:
    make_phase(cast.ours, Phase.STOPPED, "2026-01-01")

    text = manager.get(index(cast)).text
    fill_in(manager, change(cast, "acceleration"), reason="Un nouveau sponsor")

    assert [row.split(" (")[0] for row in section(text, "free")] == [
        "Restart with an investigation",
        "Restart under construction",
        "Restart in acceleration",
    ]
    assert phase_of(cast) == Phase.ACCELERATION


def test_an_owners_stop_needs_the_closing_dossier(cast: Cast, manager: Client) -> None:
    make_phase(cast.ours, Phase.TRANSFERRED, "2026-01-01")

    refused = fill_in(manager, change(cast, "abandon"), reason="Fermé par la direction")
    make_stop_dossier(cast.ours)
    fill_in(manager, change(cast, "abandon"), reason="Fermé par la direction")

    assert refused.status_code == 422
    assert "The closing dossier is not complete" in refused.text
    assert phase_of(cast) == Phase.STOPPED


def test_a_change_to_come_is_planned_and_can_be_taken_back(cast: Cast, manager: Client) -> None:
    fill_in(manager, change(cast, "investigation"), start="2026-09-01", reason="À la rentrée")
    planned = manager.get(index(cast)).text
    path = reverse("reviews:phase_take_back", args=(cast.ours.slug,))

    assert phase_of(cast) == Phase.CONSTRUCTION
    assert phase_of(cast, date(2026, 9, 1)) == Phase.INVESTIGATION
    assert "takes effect by itself on 1 September 2026" in planned
    assert not section(planned, "free")
    assert fill_in(manager, path).status_code == 422
    assert fill_in(manager, path, reason="Finalement non")["Location"] == index(cast)
    assert phase_of(cast, date(2026, 9, 1)) == Phase.CONSTRUCTION
    assert manager.get(path).status_code == 404


def test_what_a_decision_planned_is_not_taken_back(cast: Cast, manager: Client) -> None:
    before = make_review(cast.ours, ReviewState.DECIDED, due="2026-05-01")
    decision = make_decision(before, "advance", phase="acceleration", phase_from="2026-09-01")
    make_phase(cast.ours, Phase.ACCELERATION, "2026-09-01", decision=decision)
    path = reverse("reviews:phase_take_back", args=(cast.ours.slug,))

    text = manager.get(index(cast)).text
    refused = fill_in(manager, path, reason="Finalement non")

    assert "it cannot be taken back here" in text
    assert path not in text
    assert refused.status_code == 422
    assert PhasePeriod.objects.filter(decision=decision).exists()


def test_corrections_of_history_are_shown_as_such(
    cast: Cast, sign_in: Callable[[str], Client]
) -> None:
    wrong = make_phase(cast.ours, Phase.INVESTIGATION, "2019-01-01")
    administrator = cast.users["administrator"]
    remove_period(period=wrong, on=ON, actor=administrator, reason="Elle n’eut pas lieu")

    text = sign_in("manager").get(index(cast)).text

    assert section(text, "corrections") == [
        "Removed: Under investigation (2019-01-01) 1 June 2026, Administrator : Elle n’eut pas lieu"
    ]
    assert "Correct what history says" not in text
    assert "Correct what history says" in sign_in("administrator").get(index(cast)).text
