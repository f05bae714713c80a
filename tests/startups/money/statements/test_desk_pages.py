"""The statements at the desk: found by those who read the money, answered by the managers."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from startups.money.enums import StatementState
from startups.money.statements.models import Statement
from startups.money.statements.services import send_back_statement, submit_statement
from startups.registry.models import Incubator, Startup
from tests.access.cast import ROLES, Cast
from tests.factories import make_incubator, make_startup
from tests.startups.money.conftest import SECRET
from tests.startups.money.making import euros, make_order, make_payment
from tests.startups.money.stating import make_statement
from tests.startups.team.sending import queries

pytestmark = pytest.mark.django_db

ON = date(2026, 8, 20)
LIST = "/bureau/etats/"
STAFF = {"administrator", "manager"}


@pytest.fixture
def manager(sign_in: Any) -> Client:
    found: Client = sign_in("manager")
    return found


def page_of(statement: Statement, name: str = "page") -> str:
    return reverse(f"statements:{name}", args=(statement.pk,))


def found(client: Client, **query: Any) -> list[tuple[str, str]]:
    """The startups and half-years of the list."""
    rows = client.get(LIST, query).context["rows"]
    return [(entry["row"].startup.name, entry["row"].half.code) for entry in rows]


# The list.


def test_nothing_yet_says_so(cast: Cast, manager: Client) -> None:
    page = manager.get(LIST)

    assert page.context["rows"] == []
    assert "<table" not in page.text


@pytest.fixture
def several(cast: Cast) -> dict[str, Any]:
    """Ours has a statement of each state, one expected and one that is not due yet."""
    other = make_startup("Autre produit", incubators=[cast.our_incubator])
    make_order(cast.ours, 10, ordered_on=date(2025, 2, 1))  # expected
    make_order(cast.ours, 10, ordered_on=date(2026, 8, 1))  # of a half-year under way
    make_statement(cast.theirs)
    return {
        "draft": make_statement(other, "2026-1"),
        "submitted": make_statement(cast.ours, "2026-1", StatementState.SUBMITTED),
        "validated": make_statement(cast.ours, "2025-2", StatementState.VALIDATED),
    }


def test_the_list_has_what_is_stated_and_what_is_expected_of_one_s_own(
    cast: Cast, manager: Client, several: dict[str, Any]
) -> None:
    assert found(manager) == [
        ("Autre produit", "2026-1"),
        ("Nôtre produit", "2026-1"),
        ("Nôtre produit", "2025-2"),
        ("Nôtre produit", "2025-1"),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"state": "expected"}, [("Nôtre produit", "2025-1")]),
        ({"state": "draft"}, [("Autre produit", "2026-1")]),
        ({"state": "submitted"}, [("Nôtre produit", "2026-1")]),
        ({"state": "validated"}, [("Nôtre produit", "2025-2")]),
        ({"half": "2026-1"}, [("Autre produit", "2026-1"), ("Nôtre produit", "2026-1")]),
        ({"half": "2026-1", "state": "validated"}, []),
        ({"q": "autre"}, [("Autre produit", "2026-1")]),
        ({"q": "rien de tel"}, []),
    ],
)
def test_the_list_is_narrowed(
    cast: Cast, manager: Client, several: dict[str, Any], query: Any, expected: Any
) -> None:
    assert found(manager, **query) == expected


@pytest.mark.parametrize("query", [{"state": "x"}, {"half": "2031-1"}, {"incubator": "999"}])
def test_what_is_unknown_is_left_out_of_the_question(
    manager: Client, several: dict[str, Any], query: Any
) -> None:
    assert len(found(manager, **query)) == 4


def test_incubators_are_those_that_one_manages(
    cast: Cast, sign_in: Any, manager: Client, several: dict[str, Any]
) -> None:
    theirs = cast.their_incubator.pk

    assert len(found(manager, incubator=cast.our_incubator.pk)) == 4
    page = manager.get(LIST, {"incubator": theirs})
    assert str(cast.their_incubator) not in page.text
    assert cast.theirs.name not in page.text
    assert found(sign_in("administrator"), incubator=theirs) == [(cast.theirs.name, "2026-1")]


def test_totals_add_up_what_is_found(cast: Cast, manager: Client, several: dict[str, Any]) -> None:
    make_payment(make_order(cast.ours, 900), 400)  # of 2026-1

    page = manager.get(LIST, {"half": "2026-1"})

    totals = page.context["totals"]
    assert (totals.stated.committed, totals.recorded.committed) == (euros(2_000), euros(900))
    assert (totals.difference.committed, totals.difference.paid) == (euros(1_100), euros(400))


def test_a_replacement_under_way_is_shown_beside_what_is_in_force(
    cast: Cast, manager: Client
) -> None:
    old = make_statement(cast.ours, state=StatementState.VALIDATED)
    new = make_statement(cast.ours, state="submitted", replaces=old, reason="Oubli")

    page = manager.get(LIST, {"state": "submitted"})

    assert [entry["row"].statement for entry in page.context["rows"]] == [old]
    assert page_of(new) in page.text
    assert page.context["totals"].stated.committed == euros(1_000)


@pytest.mark.parametrize("role", ROLES)
def test_the_list_is_for_the_staff(cast: Cast, sign_in: Any, role: str) -> None:
    make_statement(cast.ours, comment=SECRET)

    answer = sign_in(role).get(LIST)

    ours = {"administrator", "manager", "committee"}
    if role in ours | {"other_manager", "other_committee"}:
        assert (answer.status_code, cast.ours.name in answer.text) == (200, role in ours)
    else:
        assert answer.status_code == (302 if role == "anonymous" else 403)
        assert cast.ours.name not in answer.text


def portfolio(number: int, incubator: Incubator) -> None:
    for name in range(number):
        startup = make_startup(f"Produit {name}", incubators=[incubator])
        make_payment(make_order(startup, 10), 5)
        make_statement(startup, state=StatementState.SUBMITTED)
        make_order(startup, 10, ordered_on=date(2025, 1, 1))


@pytest.mark.parametrize("number", [1, 3, 60])
def test_the_list_takes_the_same_number_of_queries(
    cast: Cast, manager: Client, number: int
) -> None:
    portfolio(number, cast.our_incubator)

    assert queries(manager, LIST) == 10


def test_long_lists_have_pages(cast: Cast, manager: Client) -> None:
    portfolio(26, cast.our_incubator)

    assert len(found(manager)) == 50
    assert len(found(manager, page=2)) == 2
    assert len(found(manager, page=2, state="submitted")) == 26


# One statement.


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", ["page", "validate", "send_back"])
def test_who_may_reads_and_answers_and_nobody_else(
    cast: Cast, sign_in: Any, role: str, name: str
) -> None:
    statement = make_statement(cast.ours, state=StatementState.SUBMITTED, comment=SECRET)
    allowed = STAFF | ({"committee"} if name == "page" else set())
    client = sign_in(role)

    answers = [client.get(page_of(statement, name)), client.post(page_of(statement, name))]

    if role in allowed:
        assert answers[0].status_code == 200
    else:
        refused = {302} if role == "anonymous" else {403, 404}
        assert {answer.status_code for answer in answers} <= refused | {405}
        assert not any(SECRET in answer.text for answer in answers)
    statement.refresh_from_db()
    assert (statement.state, statement.version) == (StatementState.SUBMITTED, 0)


def test_the_committee_reads_and_is_shown_no_act(cast: Cast, sign_in: Any) -> None:
    statement = make_statement(cast.ours, state=StatementState.SUBMITTED)

    page = sign_in("committee").get(page_of(statement)).text

    assert page_of(statement, "validate") not in page
    assert page_of(statement, "send_back") not in page


def test_it_is_validated_once_confirmed(cast: Cast, manager: Client) -> None:
    statement = make_statement(cast.ours, state=StatementState.SUBMITTED)

    assert page_of(statement, "validate") in manager.get(page_of(statement)).text
    manager.get(page_of(statement, "validate"))
    statement.refresh_from_db()
    assert statement.state == StatementState.SUBMITTED
    answer = manager.post(page_of(statement, "validate"), {"seen": 0})

    assert answer["Location"] == page_of(statement)
    statement.refresh_from_db()
    assert (statement.state, statement.validated_on) == (StatementState.VALIDATED, ON)
    assert page_of(statement, "validate") not in manager.get(page_of(statement)).text


def test_it_is_sent_back_with_a_comment(cast: Cast, manager: Client) -> None:
    statement = make_statement(cast.ours, state=StatementState.SUBMITTED)
    address = page_of(statement, "send_back")

    assert manager.post(address, {"seen": 0, "comment": "  "}).status_code == 422
    assert manager.post(address, {"seen": 0, "comment": "Mai ?"}).status_code == 302

    statement.refresh_from_db()
    assert (statement.state, statement.returned_comment) == (StatementState.DRAFT, "Mai ?")


def test_nobody_validates_their_own_by_the_form(cast: Cast, manager: Client) -> None:
    own = make_statement(cast.ours, state=StatementState.SUBMITTED, by=cast.users["manager"])

    page = manager.get(page_of(own)).text
    assert page_of(own, "validate") not in page
    assert page_of(own, "send_back") in page
    answer = manager.post(page_of(own, "validate"), {"seen": 0})

    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()
    own.refresh_from_db()
    assert own.state == StatementState.SUBMITTED


def test_what_was_changed_since_is_looked_at_again(cast: Cast, manager: Client) -> None:
    """Sent back, written and submitted again while a manager was reading."""
    statement = make_statement(cast.ours, state=StatementState.SUBMITTED)
    team = cast.users["intrapreneur"]
    send_back_statement(
        statement=statement, comment="Mai ?", on=ON, actor=cast.users["administrator"]
    )
    submit_statement(statement=statement, on=ON, actor=team)
    address = page_of(statement, "validate")

    answer = manager.post(address, {"seen": 0})

    assert answer.status_code == 422
    assert str(team) in answer.text
    statement.refresh_from_db()
    assert statement.state == StatementState.SUBMITTED
    seen = answer.context["form"]["seen"].value()
    assert manager.post(address, {"seen": seen}).status_code == 302


@pytest.mark.parametrize("state", ["draft", "validated"])
@pytest.mark.parametrize("name", ["validate", "send_back"])
def test_what_is_not_submitted_is_not_answered(
    cast: Cast, manager: Client, name: str, state: str
) -> None:
    statement = make_statement(cast.ours, state=state)

    answer = manager.post(page_of(statement, name), {"seen": 0, "comment": "Non"})

    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()
    statement.refresh_from_db()
    assert (statement.state, statement.version) == (state, 0)


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_the_same_number_of_queries(cast: Cast, manager: Client, number: int) -> None:
    statement = make_statement(cast.ours, state=StatementState.SUBMITTED)
    for _line in range(number):
        make_payment(make_order(cast.ours, 10), 5)

    assert queries(manager, page_of(statement)) == 12


def test_startups_of_several_incubators_are_listed_once(cast: Cast, sign_in: Any) -> None:
    shared = make_startup("Partagé", incubators=[cast.our_incubator, make_incubator("Tiers")])
    make_statement(shared)

    assert found(sign_in("administrator"), q="partagé") == [("Partagé", "2026-1")]
    assert Startup.objects.filter(pk=shared.pk).exists()
