"""Who names whom to the staff of an incubator, and what the dates then say."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from incubator.accounts.models import Invitation
from incubator.accounts.services.invitations import accept_with_new_account
from incubator.accounts.services.language import choose_language
from startups.people.enums import StaffRole
from startups.people.models import Person, StaffAssignment
from startups.people.selectors.staff import AssignmentState, in_state, state_of
from startups.people.services.people import Newcomer
from startups.people.services.staff import assign, end_assignment, invite_again, withdraw_assignment
from startups.permissions import Permission, rights_of
from tests import clock
from tests.access.cast import Cast, CastAsOf, person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 8, 20)
NOW = timezone.make_aware(datetime(2026, 8, 20, 10, 0))
COMMITTEE, MANAGER = StaffRole.COMMITTEE, StaffRole.MANAGER
NEW = Newcomer("Noé Nouvel", "Noe@people.example ")


@pytest.fixture
def cast(cast_as_of: CastAsOf) -> Cast:
    # Invitations ask what their sender may do today.
    clock.go_to(TODAY)
    return cast_as_of(today=TODAY)


@pytest.fixture
def name(cast: Cast, django_capture_on_commit_callbacks: Any) -> Any:
    """Names somebody to our incubator, as a role of the cast; mails are sent."""

    def act(by: str, newcomer: Newcomer = NEW, **values: Any) -> StaffAssignment:
        actor = cast.users[by]
        given: dict[str, Any] = {"role": COMMITTEE, "start": TODAY, "end": None}
        given |= {"reason": "jury de rentrée", "incubator": cast.our_incubator} | values
        roles = rights_of(actor, on=TODAY).staff_roles(given["incubator"])
        with django_capture_on_commit_callbacks(execute=True):
            return assign(newcomer=newcomer, roles=roles, now=NOW, actor=actor, **given)

    return act


def of(cast: Cast, role: str) -> Newcomer:
    return Newcomer("Un nom", cast.users[role].email)


@pytest.mark.parametrize(
    ("who", "roles"),
    [
        ("administrator", {MANAGER, COMMITTEE}),
        ("manager", {COMMITTEE}),
        *((role, set()) for role in ("committee", "intrapreneur", "other_manager", "nobody")),
        *((role, set()) for role in ("former_manager", "future_manager")),
    ],
)
def test_which_roles_one_may_give(cast: Cast, who: str, roles: set[StaffRole]) -> None:
    assert rights_of(cast.users[who], on=TODAY).staff_roles(cast.our_incubator) == roles


def test_a_manager_composes_the_committee(cast: Cast, name: Any) -> None:
    made = name("manager", of(cast, "nobody"), end=TODAY + timedelta(days=30))

    held = [
        rights_of(cast.users["nobody"], on=TODAY + timedelta(days=days)).may(
            Permission.GIVE_OPINION, cast.ours
        )
        for days in (-1, 0, 30, 31)
    ]
    assert held == [False, True, True, False]
    row = made.history.get()
    assert (row.history_user, row.history_change_reason) == (
        cast.users["manager"],
        "jury de rentrée",
    )


@pytest.mark.parametrize(
    ("by", "role"),
    [("manager", MANAGER), ("other_manager", COMMITTEE), ("committee", COMMITTEE)],
)
def test_nobody_gives_what_they_may_not(cast: Cast, name: Any, by: str, role: StaffRole) -> None:
    people, rows = Person.objects.count(), StaffAssignment.objects.count()

    with pytest.raises(PermissionDenied):
        name(by, role=role)

    assert (Person.objects.count(), StaffAssignment.objects.count()) == (people, rows)
    assert mail.outbox == []


def test_a_manager_does_not_name_themselves(cast: Cast, name: Any) -> None:
    with pytest.raises(ValidationError, match="administrat"):
        name("manager", of(cast, "manager"))

    assert not rights_of(cast.users["manager"], on=TODAY).reviewed


def test_an_administrator_names_anybody_themselves_included(cast: Cast, name: Any) -> None:
    for newcomer in (NEW, of(cast, "administrator"), of(cast, "other_manager")):
        assert name("administrator", newcomer, role=MANAGER).role == MANAGER


def test_whoever_has_no_account_is_invited_and_becomes_that_person(cast: Cast, name: Any) -> None:
    made = name("manager")

    assert (made.person.name, made.person.email) == ("Noé Nouvel", "noe@people.example")
    (sent,) = mail.outbox
    assert sent.to == ["noe@people.example"]
    assert cast.our_incubator.name in sent.subject
    invitation = Invitation.objects.get()
    user = accept_with_new_account(
        invitation=invitation, first_name="Noé", last_name="N", password="x", now=NOW
    )
    assert person(user) == made.person
    assert rights_of(user, on=TODAY).may(Permission.GIVE_OPINION, cast.ours)


def test_whoever_has_an_account_is_told_in_their_language(cast: Cast, name: Any) -> None:
    choose_language(cast.users["nobody"], "en")

    name("manager", of(cast, "nobody"))

    assert not Invitation.objects.exists()
    (sent,) = mail.outbox
    assert sent.to == [cast.users["nobody"].email]
    assert sent.subject == f"You are named to the staff of {cast.our_incubator.name}"
    assert "Role: Committee member" in sent.body
    assert "from Aug. 20, 2026" in sent.body or "20 August 2026" in sent.body


def test_a_known_person_keeps_their_name(cast: Cast, name: Any) -> None:
    made = name("manager", of(cast, "nobody"))

    assert made.person == person(cast.users["nobody"])
    assert made.person.name == "Nobody"


@pytest.mark.parametrize(
    ("start", "end", "refused"),
    [
        ("2026-01-01", "2026-01-31", False),
        ("2026-01-01", "2026-02-01", True),
        ("2026-02-28", "2026-03-10", True),
        ("2026-02-10", "2026-02-11", True),
        ("2026-01-01", None, True),
        ("2026-03-01", None, False),
        ("2026-03-10", "2026-03-01", True),
    ],
)
def test_a_role_is_held_once_at_a_time(
    name: Any, start: str, end: str | None, refused: bool
) -> None:
    name("manager", start=date(2026, 2, 1), end=date(2026, 2, 28))
    dates = {"start": date.fromisoformat(start), "end": end and date.fromisoformat(end)}

    if refused:
        with pytest.raises(ValidationError):
            name("manager", **dates)
    else:
        assert name("manager", **dates).start == dates["start"]


def ended(cast: Cast, by: str, made: StaffAssignment, end: date, reason: str = "départ") -> bool:
    actor = cast.users[by]
    roles = rights_of(actor, on=TODAY).staff_roles(made.incubator)
    return end_assignment(assignment=made, end=end, roles=roles, actor=actor, reason=reason)


def test_ending_says_when_who_and_why(
    cast: Cast, name: Any, django_capture_on_commit_callbacks: Any
) -> None:
    made = name("manager", of(cast, "nobody"))
    mail.outbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        assert ended(cast, "manager", made, TODAY)
        assert not ended(cast, "manager", made, TODAY)

    made.refresh_from_db()
    assert made.end == TODAY
    row = made.history.first()
    assert (row.history_user, row.history_change_reason) == (cast.users["manager"], "départ")
    assert made.history.count() == 2
    assert [sent.to for sent in mail.outbox] == [[cast.users["nobody"].email]]
    tomorrow = rights_of(cast.users["nobody"], on=TODAY + timedelta(days=1))
    assert not tomorrow.may(Permission.GIVE_OPINION, cast.ours)


@pytest.mark.parametrize("by", ["other_manager", "committee", "nobody"])
def test_a_stranger_ends_nothing(cast: Cast, name: Any, by: str) -> None:
    made = name("manager")

    with pytest.raises(PermissionDenied):
        ended(cast, by, made, TODAY)

    made.refresh_from_db()
    assert made.end is None


def test_a_manager_ends_no_manager(cast: Cast) -> None:
    theirs = person(cast.users["manager"]).assignments.get()

    with pytest.raises(PermissionDenied):
        ended(cast, "manager", theirs, TODAY)
    assert ended(cast, "administrator", theirs, TODAY)


def test_an_end_needs_a_reason_and_a_day_that_makes_sense(cast: Cast, name: Any) -> None:
    made = name("manager")

    for end, reason in ((TODAY, " "), (TODAY - timedelta(days=1), "départ")):
        with pytest.raises(ValidationError):
            ended(cast, "manager", made, end, reason)


def test_lengthening_does_not_run_into_the_next_one(cast: Cast, name: Any) -> None:
    made = name("manager", end=TODAY + timedelta(days=10))
    name("manager", start=TODAY + timedelta(days=20))

    assert ended(cast, "manager", made, TODAY + timedelta(days=19))
    with pytest.raises(ValidationError):
        ended(cast, "manager", made, TODAY + timedelta(days=20))


def withdraw(cast: Cast, by: str, made: StaffAssignment, on: date = TODAY) -> None:
    actor = cast.users[by]
    roles = rights_of(actor, on=on).staff_roles(made.incubator)
    withdraw_assignment(assignment=made, roles=roles, on=on, actor=actor, reason="erreur")


def test_a_mistake_is_taken_back_at_once_and_the_history_keeps_it(cast: Cast, name: Any) -> None:
    made = name("manager", of(cast, "nobody"))
    key = made.pk

    withdraw(cast, "manager", made)

    assert not rights_of(cast.users["nobody"], on=TODAY).roles
    last = StaffAssignment.history.filter(id=key).first()
    assert (last.history_type, last.history_change_reason) == ("-", "erreur")


def test_what_has_held_is_not_taken_back(cast: Cast, name: Any) -> None:
    made = name("manager")

    with pytest.raises(ValidationError):
        withdraw(cast, "manager", made, on=TODAY + timedelta(days=1))
    with pytest.raises(PermissionDenied):
        withdraw(cast, "other_manager", made)

    assert StaffAssignment.objects.filter(pk=made.pk).exists()


def test_inviting_again(cast: Cast, name: Any) -> None:
    made = name("manager")
    theirs = person(cast.users["committee"]).assignments.get()

    invite_again(assignment=made, roles={COMMITTEE}, now=NOW, actor=cast.users["manager"])

    assert Invitation.objects.filter(email="noe@people.example").count() == 2
    with pytest.raises(ValidationError):
        invite_again(assignment=theirs, roles={COMMITTEE}, now=NOW, actor=cast.users["manager"])
    with pytest.raises(PermissionDenied):
        invite_again(assignment=made, roles=(), now=NOW, actor=cast.users["nobody"])


@pytest.mark.parametrize(
    ("start", "end", "state"),
    [
        (1, None, AssignmentState.COMING),
        (0, None, AssignmentState.CURRENT),
        (-9, 61, AssignmentState.CURRENT),
        (-9, 60, AssignmentState.ENDING),
        (-9, 0, AssignmentState.ENDING),
        (-9, -1, AssignmentState.PAST),
    ],
)
def test_where_an_assignment_stands(
    name: Any, start: int, end: int | None, state: AssignmentState
) -> None:
    days = [None if days is None else TODAY + timedelta(days=days) for days in (start, end)]
    made = name("manager", start=days[0], end=days[1])

    assert state_of(made, on=TODAY) is state
    expected = {state} | ({AssignmentState.CURRENT} if state is AssignmentState.ENDING else set())
    rows = StaffAssignment.objects.filter(pk=made.pk)
    assert {s for s in AssignmentState if rows.filter(in_state(s, on=TODAY)).exists()} == expected
