"""Staff assignments in the back office: by incubator, for those who compose the staff."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from incubator.accounts.models import Invitation
from startups.people.enums import StaffRole
from startups.people.models import StaffAssignment
from tests import clock
from tests.access.cast import Cast, assign, person

from .browser import filled
from .conftest import browser_of, domain_queries

pytestmark = pytest.mark.django_db
INDEX, ADD = reverse("backoffice_staff:index"), reverse("backoffice_staff:add")
HOME = reverse("wagtailadmin_home")
TODAY = clock.today()
STRANGERS = ["other_manager", "committee", "intrapreneur", "other_committee"]


@pytest.fixture
def browser(cast: Cast) -> Callable[[str], Client]:
    return lambda role: browser_of(cast.users[role])


def at(name: str, row: StaffAssignment) -> str:
    return reverse(f"backoffice_staff:{name}", args=[row.pk])


def committee_of(cast: Cast) -> StaffAssignment:
    return person(cast.users["committee"]).assignments.get()


def listed(response: Any) -> set[str]:
    return {str(row.person) for row in response.context["object_list"]}


def test_a_manager_lists_the_staff_of_their_incubators(cast: Cast, browser: Any) -> None:
    response = browser("manager").get(INDEX)

    assert listed(response) == {"Manager", "Committee", "Former_Manager", "Future_Manager"}
    assert cast.their_incubator.name not in str(response.context["table"].data)


def test_an_administrator_lists_everybody_and_narrows(cast: Cast, browser: Any) -> None:
    client = browser("administrator")

    assert len(listed(client.get(INDEX))) == 6
    ours = {"incubator": cast.our_incubator.pk}
    found = {
        state: listed(client.get(INDEX, ours | {"state": state}))
        for state in ("coming", "current", "past")
    }
    assert found == {
        "coming": {"Future_Manager"},
        "current": {"Manager", "Committee"},
        "past": {"Former_Manager"},
    }
    assert listed(client.get(INDEX, ours | {"role": "committee"})) == {"Committee"}


@pytest.mark.parametrize("role", ["committee", "intrapreneur", "other_committee"])
def test_others_find_neither_list_nor_form(browser: Any, role: str) -> None:
    for address in (INDEX, ADD):
        assert browser(role).get(address)["Location"] == HOME


def test_naming_a_committee_member(
    cast: Cast, browser: Any, django_capture_on_commit_callbacks: Any
) -> None:
    client = browser("manager")
    page = client.get(ADD)
    form = page.context["form"]
    assert [value for value, _label in form.fields["role"].choices] == ["committee"]
    assert list(form.fields["incubator"].queryset) == [cast.our_incubator]

    with django_capture_on_commit_callbacks(execute=True):
        sent = filled(page.text, email="noe@a.example", name="Noé  Nouvel", role="committee")
        response = client.post(ADD, sent)

    made = StaffAssignment.objects.get(person__email="noe@a.example")
    assert response["Location"] == at("inspect", made)
    assert (made.person.name, made.role, made.start) == ("Noé Nouvel", "committee", TODAY)
    assert made.history.get().history_user == cast.users["manager"]
    assert [sent.to for sent in mail.outbox] == [["noe@a.example"]]
    record = client.get(at("inspect", made)).text
    assert "none: invited on" in record
    assert at("invite", made) in record


@pytest.mark.parametrize("role", ["manager", "other_manager"])
def test_a_manager_names_no_manager_and_nobody_elsewhere(
    cast: Cast, browser: Any, role: str
) -> None:
    client, before = browser(role), StaffAssignment.objects.count()
    page = client.get(ADD).text
    elsewhere = cast.their_incubator if role == "manager" else cast.our_incubator

    for changes in ({"role": "manager"}, {"incubator": elsewhere.pk}):
        sent = filled(page, email="noe@a.example", name="Noé", **changes)
        assert client.post(ADD, sent).status_code == 200

    assert StaffAssignment.objects.count() == before
    assert mail.outbox == []


def test_setting_the_last_day_needs_a_reason(cast: Cast, browser: Any) -> None:
    client, row = browser("manager"), committee_of(cast)
    last = TODAY + timedelta(days=12)
    page = client.get(at("edit", row)).text

    without = client.post(at("edit", row), filled(page, end=last.isoformat()))
    assert "reason" in without.context["form"].errors
    done = client.post(at("edit", row), filled(page, end=last.isoformat(), reason="fin de mandat"))

    assert done["Location"] == at("inspect", row)
    row.refresh_from_db()
    assert row.end == last
    for address in (
        at("inspect", row),
        reverse("backoffice_incubators:inspect", args=[row.incubator_id]),
    ):
        record = client.get(address).text
        assert "fin de mandat" in record
        assert "Ends soon" in record


def test_the_record_of_a_person_tells_of_the_staff(cast: Cast, browser: Any) -> None:
    address = reverse("backoffice_people:inspect", args=[person(cast.users["committee"]).pk])

    record = browser("manager").get(address).text

    assert "Managers and committees" in record
    assert cast.our_incubator.name in record


@pytest.mark.parametrize("role", STRANGERS)
@pytest.mark.parametrize("name", ["edit", "delete", "invite", "inspect", "history"])
def test_a_stranger_is_refused(cast: Cast, browser: Any, role: str, name: str) -> None:
    client = browser(role)
    row = assign(cast.users["nobody"], cast.our_incubator, StaffRole.COMMITTEE, start=TODAY)
    sent = {"end": TODAY.isoformat(), "reason": "vol"}

    for response in (client.get(at(name, row)), client.post(at(name, row), sent)):
        assert response["Location"] == HOME

    row.refresh_from_db()
    assert row.end is None
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("name", ["edit", "delete"])
def test_a_manager_does_not_touch_managers(cast: Cast, browser: Any, name: str) -> None:
    row = person(cast.users["future_manager"]).assignments.get()
    client = browser("manager")

    response = client.post(at(name, row), {"end": TODAY.isoformat(), "reason": "vol"})

    assert response["Location"] == HOME
    assert StaffAssignment.objects.get(pk=row.pk).end is None
    assert at("edit", row) not in client.get(at("inspect", row)).text


def test_taking_a_mistake_back(cast: Cast, browser: Any) -> None:
    client = browser("manager")
    row = assign(cast.users["nobody"], cast.our_incubator, StaffRole.COMMITTEE, start=TODAY)
    assert at("delete", row) in client.get(INDEX).text

    assert "reason" in client.post(at("delete", row), {}).context["form"].errors
    done = client.post(at("delete", row), {"reason": "mauvaise personne"})

    assert done["Location"] == INDEX
    assert not StaffAssignment.objects.filter(pk=row.pk).exists()
    incubator = reverse("backoffice_incubators:inspect", args=[cast.our_incubator.pk])
    assert "mauvaise personne" in client.get(incubator).text


def test_what_has_held_is_not_taken_back(cast: Cast, browser: Any) -> None:
    client, row = browser("administrator"), committee_of(cast)
    assert at("delete", row) not in client.get(INDEX).text

    response = client.post(at("delete", row), {"reason": "oubli"})

    assert "give it an end" in response.text
    assert StaffAssignment.objects.filter(pk=row.pk).exists()


def test_inviting_again(cast: Cast, browser: Any, django_capture_on_commit_callbacks: Any) -> None:
    client, row = browser("manager"), committee_of(cast)
    assert "already has an account" in client.post(at("invite", row)).text
    who = person(cast.users["committee"])
    who.user = None
    who.save()

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(at("invite", row))

    assert response["Location"] == at("inspect", row)
    assert [sent.to for sent in mail.outbox] == [[who.email]]


def test_the_list_costs_the_same_with_one_and_with_many(cast: Cast, browser: Any) -> None:
    client = browser("manager")
    StaffAssignment.objects.filter(person__user=cast.users["committee"]).delete()
    few = domain_queries(lambda: client.get(INDEX))

    for role in ("nobody", "member", "editor"):
        assign(cast.users[role], cast.our_incubator, StaffRole.COMMITTEE)

    assert domain_queries(lambda: client.get(INDEX)) == few


def test_the_export_says_labels(cast: Cast, browser: Any) -> None:
    text = browser("manager").get(INDEX, {"export": "csv"}).content.decode()

    assert "Committee member" in text
    assert "Leur" not in text


def test_a_manager_opens_a_startup_in_their_own_incubator_only(cast: Cast, browser: Any) -> None:
    address = reverse("backoffice_startups:add")
    client = browser("manager")
    page = client.get(address)
    assert list(page.context["form"].fields["lead_incubator"].queryset) == [cast.our_incubator]

    response = client.post(
        address,
        filled(
            page.text,
            name="Ailleurs",
            ghid="ailleurs",
            lead_incubator=cast.their_incubator.pk,
            phase="investigation",
            start=TODAY.isoformat(),
        ),
    )

    assert "lead_incubator" in response.context["form"].errors
