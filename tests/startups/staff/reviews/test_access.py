"""Who may open what at the desk of reviews: every page, every role, reading and writing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from startups.core.models import Notice
from startups.registry.models import JournalEntry
from startups.reviews.models import Decision, Review
from startups.staff.reviews import urls
from tests.access.cast import ROLES, Cast
from tests.factories import make_phase, make_target
from tests.trees import history_rows

pytestmark = pytest.mark.django_db

STAFF = {"administrator", "manager"}
READERS = STAFF | {"committee"}
SOMEWHERE = READERS | {"other_manager", "other_committee"}
# Name of the address: who may open it about our startup.
PAGES: dict[str, set[str]] = {
    "list": SOMEWHERE,
    "closed": SOMEWHERE,
    "read": READERS,
    "opinion": {"administrator", "committee"},
    "return": STAFF,
    "postpone": STAFF,
    "cancel": STAFF,
    "decide": STAFF,
    "decision": READERS,
    "correct": STAFF,
    "condition": STAFF,
    "amend": STAFF,
    "phases": STAFF,
    "phase_take_back": STAFF,
    "phase_change": STAFF,
}
ON_A_DECISION = {"decision", "correct", "condition", "amend"}
ON_PHASES = {"phases", "phase_take_back", "phase_change"}
FORGED = {
    "confidence": "in_danger",
    "text": "Forgé",
    "comment": "Forgé",
    "reason": "Forgé",
    "to": "2026-09-01",
    "kind": "continue",
    "decided_on": "2026-06-01",
    "public_reasons": "Forgées",
    "act": "sign",
    "evidence": "Forgée",
    "start": "2026-06-02",
    "wording": "Forgé",
}


@pytest.fixture
def address(cast: Cast, review: Review, decided: Decision) -> Callable[[str], str]:
    condition = decided.conditions.create(wording="Publier", due_on="2026-07-01")
    target = make_target(decided)

    def of(name: str) -> str:
        if name in ("list", "closed"):
            return reverse(f"reviews:{name}")
        if name in ON_PHASES:
            return reverse(f"reviews:{name}", kwargs=_phase(name, cast))
        keys = {"pk": decided.review_id if name in ON_A_DECISION else review.pk}
        keys |= {"condition": {"condition": condition.pk}, "amend": {"target": target.pk}}.get(
            name, {}
        )
        return reverse(f"reviews:{name}", kwargs=keys)

    return of


def _phase(name: str, cast: Cast) -> dict[str, str]:
    if name == "phase_take_back":
        make_phase(cast.ours, "investigation", "2026-09-01")
    to = {"to": "investigation"} if name == "phase_change" else {}
    return {"slug": cast.ours.slug, **to}


def everything() -> tuple[Any, ...]:
    return history_rows(), JournalEntry.objects.count(), Notice.objects.count()


def test_every_address_is_in_this_test() -> None:
    assert {pattern.name for pattern in urls.urlpatterns} == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_reading_is_for_those_of_the_table(
    name: str, address: Callable[[str], str], sign_in: Callable[[str], Client]
) -> None:
    path, before = address(name), everything()

    answers = {role: sign_in(role).get(path) for role in ROLES}

    # Whether there is a review is private; that a startup has phases is not.
    refusal = 403 if name in ON_PHASES | {"list", "closed"} else 404
    expected = {role: 200 if role in PAGES[name] else refusal for role in ROLES}
    assert {role: answer.status_code for role, answer in answers.items()} == expected | {
        "anonymous": 302
    }
    assert everything() == before
    shown = [answer for answer in answers.values() if answer.status_code != 404]
    assert all("no-store" in answer["Cache-Control"] for answer in shown)


@pytest.mark.parametrize("name", sorted(set(PAGES) - {"list", "closed"}))
def test_nobody_else_writes(
    name: str, address: Callable[[str], str], sign_in: Callable[[str], Client]
) -> None:
    path, before = address(name), everything()
    strangers = set(ROLES) - PAGES[name]

    answers = {role: sign_in(role).post(path, FORGED).status_code for role in strangers}

    refusal = 403 if name in ON_PHASES else 404
    assert answers == dict.fromkeys(strangers, refusal) | {"anonymous": 302}
    assert everything() == before


def test_lists_show_ones_own_incubators_only(
    cast: Cast, review: Review, decided: Decision, sign_in: Callable[[str], Client]
) -> None:
    for name in ("list", "closed"):
        path = reverse(f"reviews:{name}")
        seen = {role for role in SOMEWHERE if cast.ours.name in sign_in(role).get(path).text}
        assert seen == READERS, name


@pytest.mark.parametrize("name", ["condition", "amend"])
def test_what_hangs_on_another_decision_is_not_reached_through_ones_own(
    name: str,
    cast: Cast,
    review: Review,
    address: Callable[[str], str],
    sign_in: Callable[[str], Client],
) -> None:
    path = address(name).replace(f"/{Decision.objects.get().review_id}/", f"/{review.pk}/", 1)

    assert sign_in("manager").post(path, FORGED).status_code == 404
