"""Who is invited, and who was there."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from startups.core.models import Notice
from startups.people.enums import StaffRole
from startups.people.models import StaffAssignment
from startups.registry.models import Role
from startups.reviews.sessions.models import SessionMember
from startups.reviews.sessions.selectors.sessions import members_of, usual_members
from startups.reviews.sessions.services.members import (
    add_guest,
    invite_members,
    record_presence,
    remove_member,
)
from tests.access.cast import make_user, person
from tests.factories import make_account, make_membership, make_person

from .making import ON, make_item, make_member, make_session

pytestmark = pytest.mark.django_db


def test_usual_members_are_the_staff_and_the_intrapreneurs_on_the_agenda() -> None:
    session = make_session()
    startup = make_item(session).review.startup
    elsewhere = make_item(make_session()).review.startup
    manager, former, lead, stranger = (
        make_person(name) for name in ("Gérante", "Ancien", "Intrapreneuse", "Autre")
    )
    old = {"start": date(2020, 1, 1)}
    staff = {"incubator": session.incubator, "role": StaffRole.MANAGER, **old}
    StaffAssignment.objects.create(person=manager, **staff)
    StaffAssignment.objects.create(person=former, end=date(2026, 5, 31), **staff)
    make_membership(startup, lead, role=Role.INTRAPRENEUR)
    make_membership(elsewhere, stranger, role=Role.INTRAPRENEUR)
    assert usual_members(session) == [manager, lead]
    invite_members(session=session, people=[manager, lead], on=ON, actor=make_account())
    assert usual_members(session) == []
    told = {member.name: member.quality for member in members_of(session)}
    assert told["Gérante"] == "Responsable de portefeuille"
    assert startup.name in told["Intrapreneuse"]


def test_somebody_is_invited_and_told_once() -> None:
    session, who = make_session(), person(make_user("membre"))
    for _time in range(2):
        invite_members(session=session, people=[who, who], on=ON, actor=make_account())
    assert session.members.count() == 1
    assert Notice.objects.count() == 1


def test_guest_is_a_name_and_nobody_is_written_to() -> None:
    session = make_session()
    member = add_guest(
        session=session, name=" Ada  Lovelace ", quality="Sponsor", actor=make_account()
    )
    assert (member.name, member.person, member.quality) == ("Ada Lovelace", None, "Sponsor")
    assert not Notice.objects.exists()
    with pytest.raises(ValidationError):
        add_guest(session=session, name="Ada Lovelace", quality="", actor=make_account())
    with pytest.raises(ValidationError):
        add_guest(session=session, name="  ", quality="", actor=make_account())


def test_presence_says_of_each_whether_they_were_there() -> None:
    session, actor = make_session(), make_account()
    here, away = (make_member(session, make_person()) for _number in range(2))
    record_presence(session=session, present=[here.pk], actor=actor)
    record_presence(session=session, present=[here.pk, away.pk], actor=actor)
    assert set(session.members.values_list("present", flat=True)) == {True}
    record_presence(session=session, present=[here.pk], actor=actor)
    away.refresh_from_db()
    assert away.present is False
    assert away.history.first().history_user == actor


def test_who_is_taken_off_the_list_stays_in_the_history() -> None:
    session, actor = make_session(), make_account()
    member = make_member(session, make_person())
    remove_member(member=member, actor=actor, reason="Erreur")
    assert not SessionMember.objects.exists()
    assert SessionMember.history.filter(history_type="-", history_user=actor).count() == 1
