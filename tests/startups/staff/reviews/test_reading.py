"""A review as it is read: the dossier, what each thinks, and who is shown what."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from startups.people.enums import StaffRole
from startups.reviews.enums import Confidence, ReviewState
from startups.reviews.models import Opinion, Review
from startups.reviews.services.opinions import give_opinion
from tests.access.cast import Cast, assign, make_user
from tests.startups.reviews.sessions.making import make_item, make_session

from .conftest import ON
from .sending import fill_in

pytestmark = pytest.mark.django_db

SECRET = "Trop peu d’usages à mon goût"


@pytest.fixture
def second(cast: Cast) -> Any:
    """Another member of our committee, who has given an opinion."""
    user = make_user("second")
    assign(user, cast.our_incubator, StaffRole.COMMITTEE)
    return user


@pytest.fixture
def given(review: Review, second: Any) -> Opinion:
    return give_opinion(review=review, author=second, confidence="in_danger", text=SECRET, on=ON)


def page_of(client: Client, review: Review) -> str:
    return client.get(reverse("reviews:read", args=(review.pk,))).text


def cards(text: str) -> list[str]:
    page = BeautifulSoup(text, "html.parser")
    return [" ".join(card.stripped_strings) for card in page.select(".staff-voice")]


def actions(text: str) -> list[str]:
    page = BeautifulSoup(text, "html.parser")
    return [link.get_text(strip=True) for link in page.select(".staff-acts a")]


def test_the_dossier_and_the_clock_are_read(
    review: Review, sign_in: Callable[[str], Client]
) -> None:
    text = page_of(sign_in("committee"), review)

    assert "Trois départements ouverts" in text
    assert "Doubler les usages" in text
    assert "Two-sided clock" in text


def test_opinions_stand_beside_the_teams_confidence_with_their_gap(
    given: Opinion, review: Review, cast: Cast, sign_in: Callable[[str], Client]
) -> None:
    manager = cast.users["administrator"]
    give_opinion(review=review, author=manager, confidence="on_track", text="", on=ON)

    found = cards(page_of(sign_in("manager"), review))

    assert found == [
        "The team On track",
        f"Second In danger Less sure than the team, by 2 steps {SECRET} 1 June 2026",
        "Administrator On track Same as the team 1 June 2026",
    ]


def test_a_member_reads_the_others_after_giving_their_own(
    given: Opinion, review: Review, sign_in: Callable[[str], Client]
) -> None:
    member = sign_in("committee")

    before = page_of(member, review)
    path = reverse("reviews:opinion", args=(review.pk,))
    sent = member.post(path, {"confidence": "fragile", "text": "À suivre"})
    after = page_of(member, review)

    assert SECRET not in before
    assert "1 opinion was given. You will read it once you have given yours." in before
    assert sent["Location"] == reverse("reviews:read", args=(review.pk,))
    assert SECRET in after
    assert "À suivre" in after


def test_everybody_of_the_committee_reads_all_once_it_is_decided(
    given: Opinion, review: Review, sign_in: Callable[[str], Client]
) -> None:
    review.state, review.decided_on = ReviewState.DECIDED, ON
    review.save()

    text = page_of(sign_in("committee"), review)

    assert SECRET in text
    assert "Record my opinion" not in text


@pytest.mark.parametrize("role", ["intrapreneur", "editor", "other_manager", "other_committee"])
def test_a_team_and_strangers_never_read_opinions(
    role: str, given: Opinion, review: Review, cast: Cast, sign_in: Callable[[str], Client]
) -> None:
    client = sign_in(role)
    pages = [
        reverse("reviews:read", args=(review.pk,)),
        reverse("reviews:list"),
        reverse("team:dashboard", args=(cast.ours.slug,)),
        reverse("team_reviews:index", args=(cast.ours.slug,)),
        reverse("team_reviews:read", args=(cast.ours.slug, review.pk)),
    ]

    texts = [client.get(path).text for path in pages]

    assert not [text for text in texts if SECRET in text or "In danger" in text]


def test_a_member_changes_their_opinion(
    given: Opinion, review: Review, second: Any, sign_in: Callable[[str], Client]
) -> None:
    client = Client()
    client.force_login(second)
    path = reverse("reviews:opinion", args=(review.pk,))

    fill_in(client, path, confidence="fragile")

    given.refresh_from_db()
    assert (given.confidence, given.text) == ("fragile", SECRET)


def test_an_opinion_needs_a_confidence_and_keeps_its_text(
    review: Review, sign_in: Callable[[str], Client]
) -> None:
    path = reverse("reviews:opinion", args=(review.pk,))

    refused = sign_in("committee").post(path, {"confidence": "", "text": "Bien tourné"})

    assert refused.status_code == 422
    assert "Bien tourné" in refused.text
    assert not Opinion.objects.exists()


EXPECTED = {
    (ReviewState.SUBMITTED, "manager"): [
        "Sign the decision",
        "Return for completion",
        "Postpone",
        "Cancel the review",
    ],
    (ReviewState.SUBMITTED, "committee"): [],
    (ReviewState.PREPARING, "manager"): [
        "Open the dossier in the team's space",
        "Postpone",
        "Cancel the review",
    ],
    (ReviewState.PREPARING, "committee"): [],
}


@pytest.mark.parametrize(("state", "role"), EXPECTED)
def test_next_actions_follow_state_and_rights(
    state: str, role: str, review: Review, sign_in: Callable[[str], Client]
) -> None:
    if state == ReviewState.PREPARING:
        review.state, review.submitted_on, review.submitted_by = state, None, None
        review.save()

    assert actions(page_of(sign_in(role), review)) == EXPECTED[state, role]


def test_only_sessions_that_one_may_read_are_named(
    review: Review, cast: Cast, sign_in: Callable[[str], Client]
) -> None:
    ours = make_item(make_session(cast.our_incubator, "2026-06-03"), review)
    theirs = make_item(make_session(cast.their_incubator, "2026-06-04"), review)

    text = page_of(sign_in("committee"), review)

    assert reverse("sessions:page", args=(ours.session_id,)) in text
    assert reverse("sessions:page", args=(theirs.session_id,)) not in text


def test_a_page_costs_the_same_whatever_the_number_of_opinions(
    given: Opinion, review: Review, cast: Cast, sign_in: Callable[[str], Client]
) -> None:
    client = sign_in("manager")
    page_of(client, review)
    with CaptureQueriesContext(connection) as one:
        page_of(client, review)
    for number in range(5):
        author = make_user(f"member-{number}")
        give_opinion(review=review, author=author, confidence="fragile", text="x", on=ON)
    with CaptureQueriesContext(connection) as six:
        page_of(client, review)

    assert len(one) == len(six)


def test_gaps_are_said_on_the_whole_scale() -> None:
    from startups.staff.reviews.confidence import gap_text

    said = {(mine, team): gap_text(mine, team) for mine in Confidence for team in Confidence}

    assert said[Confidence.ON_TRACK, Confidence.IN_DANGER] == "Surer than the team, by 2 steps"
    assert said[Confidence.FRAGILE, Confidence.ON_TRACK] == "Less sure than the team, by 1 step"
    assert {said[each, each] for each in Confidence} == {"Same as the team"}
    assert gap_text(Confidence.FRAGILE, None) == "The team did not say how sure it is."
