"""Members join, change and leave; nobody gives, lengthens or takes what they do not hold."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from incubator.accounts.models import Invitation
from startups.core.enums import ActKind
from startups.core.versions import version_of
from startups.people.enums import Employment
from startups.people.models import Membership, Person
from startups.people.services.anonymised import remember
from startups.people.services.linking import link_account
from startups.permissions import rights_of
from startups.registry.models import JournalEntry, Role
from tests.access.cast import make_user, person
from tests.factories import make_membership, make_person, make_role

from .conftest import everything
from .sending import fill_in, queries, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(cast) -> str:
    return reverse("team:member_add", args=(cast.ours.slug,))


def at(name: str, membership: Membership) -> str:
    return reverse(f"team:{name}", args=(membership.startup.slug, membership.pk))


def newcomer(**typed):
    return {
        "name": "Noé  Arrivant",
        "email": "Noe@people.example",
        "role": make_role().pk,
        "start": "2026-01-05",
        "employment": Employment.INDEPENDENT,
        **typed,
    }


def mission_of(cast, role: str) -> Membership:
    return Membership.objects.get(person=person(cast.users[role]))


# ---- Joining ----


def test_somebody_new_joins(cast, sign_in, add, today) -> None:
    response = fill_in(sign_in("editor"), add, **newcomer(employer="Coopérative"))

    assert response.status_code == 302
    member = Membership.objects.get(person__ghid="noe.arrivant")
    assert (member.startup, member.employer, member.edits) == (cast.ours, "Coopérative", False)
    assert (member.person.name, member.person.email) == ("Noé Arrivant", "noe@people.example")
    assert member.person.consent_given_on is None
    assert member.history.get().history_user == cast.users["editor"]
    entry = JournalEntry.objects.get(startup=cast.ours, kind=ActKind.MEMBER_JOINED)
    assert (entry.actor, entry.on) == (cast.users["editor"], today)
    assert "Noé" not in entry.detail


def test_somebody_known_is_found_by_their_exact_address_only(cast, sign_in, add) -> None:
    known = person(cast.users["other_intrapreneur"])

    fill_in(sign_in("editor"), add, **newcomer(email=known.email.upper(), name="Autre nom"))
    fill_in(sign_in("editor"), add, **newcomer(email=f"x{known.email}"))

    assert Membership.objects.filter(startup=cast.ours, person=known).exists()
    known.refresh_from_db()
    assert known.name == "Other_Intrapreneur"
    assert Person.objects.filter(email=f"x{known.email}").get() != known


def test_an_address_does_not_tell_whose_it_is_before_they_join(cast, sign_in, add) -> None:
    known = person(cast.users["other_intrapreneur"])
    client = sign_in("editor")

    answers = [
        client.post(add, sent(client, add, **newcomer(email=email, start="")))
        for email in (known.email, "nobody.at.all@people.example")
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert answers[0].text.replace(known.email, "").count(known.name) == 0
    assert answers[0].context["form"].errors == answers[1].context["form"].errors


def test_the_same_person_does_not_join_twice_on_a_day(cast, sign_in, add) -> None:
    client = sign_in("editor")
    fill_in(client, add, **newcomer())
    before = everything()

    response = fill_in(client, add, **newcomer())

    assert response.status_code == 422
    assert everything() == before


def test_identifiers_are_never_those_of_others_nor_of_the_anonymised(
    cast, sign_in, add, today
) -> None:
    make_person(ghid="noe.arrivant")
    remember("noe.arrivant2", on=today)

    fill_in(sign_in("editor"), add, **newcomer())

    assert Person.objects.get(email="noe@people.example").ghid == "noe.arrivant3"


@pytest.mark.parametrize(
    ("role", "may_edit", "may_lead"),
    [("editor", False, False), ("intrapreneur", True, False), ("manager", True, True)],
)
def test_each_gives_what_they_hold(cast, sign_in, add, role, may_edit, may_lead, today) -> None:
    client, lead = sign_in(role), Role.objects.get(code=Role.INTRAPRENEUR)
    form = client.get(add).context["form"]
    assert ("edits" in form.fields) is may_edit
    assert (lead in form.fields["role"].queryset) is may_lead

    fill_in(client, add, **newcomer(email="edits@people.example", edits="on"))
    refused = fill_in(client, add, **newcomer(email="leads@people.example", role=lead.pk))

    assert Membership.objects.get(person__email="edits@people.example").edits is may_edit
    assert refused.status_code == (302 if may_lead else 422)
    leads = Membership.objects.filter(person__email="leads@people.example")
    assert leads.exists() is may_lead


# ---- Changing ----


def test_a_mission_is_changed(cast, sign_in, colleague) -> None:
    response = fill_in(
        sign_in("editor"), at("member", colleague), title="Testeuse", end="2030-01-01"
    )

    colleague.refresh_from_db()
    assert response.status_code == 302
    assert (colleague.title, str(colleague.end)) == ("Testeuse", "2030-01-01")
    assert JournalEntry.objects.filter(kind=ActKind.MEMBER_CHANGED).count() == 1


@pytest.mark.parametrize(
    ("actor", "whose"),
    [("editor", "intrapreneur"), ("editor", "editor"), ("intrapreneur", "intrapreneur")],
)
def test_a_right_that_one_cannot_give_is_neither_lengthened_nor_taken(
    cast, sign_in, actor, whose
) -> None:
    mission = mission_of(cast, whose)
    client = sign_in(actor)
    data = sent(client, at("member", mission), title="Oui")
    forged = {"end": "2040-01-01", "start": "2019-01-01", "edits": "on", "role": make_role().pk}

    client.post(at("member", mission), data | forged)
    ended = client.post(
        at("member_end", mission), {"end": "2020-06-01", "version": version_of(mission)}
    )

    after = Membership.objects.get(pk=mission.pk)
    assert ended.status_code == 403
    assert after.title == "Oui"
    assert (after.start, after.end) == (mission.start, mission.end)
    assert (after.role_id, after.edits) == (mission.role_id, mission.edits)


def test_the_intrapreneur_ends_the_time_of_an_editor(cast, sign_in, today) -> None:
    mission = mission_of(cast, "editor")
    yesterday = today - timedelta(days=1)

    response = fill_in(sign_in("intrapreneur"), at("member_end", mission), end=yesterday)

    assert response.status_code == 302
    assert not rights_of(cast.users["editor"], on=today).edited
    entry = JournalEntry.objects.get(kind=ActKind.MEMBER_LEFT)
    assert entry.actor == cast.users["intrapreneur"]


def test_ending_asks_to_confirm_and_refuses_nonsense(sign_in, colleague) -> None:
    client, path = sign_in("editor"), at("member_end", colleague)
    before = everything()

    asked = client.get(path)
    refused = fill_in(client, path, end="2019-01-01")

    assert asked.status_code == 200
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["end"]
    assert everything() == before


def test_a_manager_names_the_intrapreneur(cast, sign_in, colleague) -> None:
    lead = Role.objects.get(code=Role.INTRAPRENEUR)

    fill_in(sign_in("manager"), at("member", colleague), role=lead.pk)

    colleague.refresh_from_db()
    assert colleague.role == lead


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(sign_in, colleague) -> None:
    client, path = sign_in("editor"), at("member", colleague)
    data = sent(client, path, title="La mienne")
    Membership.objects.get(pk=colleague.pk)
    colleague.title = "La leur"
    colleague.save()

    response = client.post(path, data)

    colleague.refresh_from_db()
    assert response["Location"] == path
    assert colleague.title == "La leur"


# ---- Inviting ----


def test_staff_invite_and_the_account_becomes_that_persons(cast, sign_in, colleague) -> None:
    response = sign_in("administrator").post(at("member_invite", colleague))

    invitation = Invitation.objects.get()
    assert response.status_code == 302
    assert (invitation.email, invitation.startup) == ("sacha@people.example", cast.ours)
    assert JournalEntry.objects.filter(kind=ActKind.MEMBER_INVITED).count() == 1
    user = make_user("nouveau")
    Person.objects.filter(user=user).delete()
    linked = link_account(purpose=invitation.purpose, email=invitation.email, user=user)
    assert linked == colleague.person
    assert person(user) == colleague.person


def test_an_account_is_never_two_people(cast, colleague) -> None:
    assert (
        link_account(
            purpose=f"person:{colleague.person_id}",
            email="sacha@people.example",
            user=cast.users["nobody"],
        )
        is None
    )


def test_an_invitation_does_not_outlive_the_address(cast, colleague) -> None:
    user = make_user("nouveau")
    Person.objects.filter(user=user).delete()
    colleague.person.email = "autre@people.example"
    colleague.person.save()

    assert (
        link_account(
            purpose=f"person:{colleague.person_id}", email="sacha@people.example", user=user
        )
        is None
    )


@pytest.mark.parametrize("wrong", ["no address", "an account"])
def test_nobody_is_invited_in_vain(cast, sign_in, wrong) -> None:
    who = make_person(email="") if wrong == "no address" else person(cast.users["member"])
    mission = make_membership(cast.ours, who, start="2024-01-01")
    before = everything()

    response = sign_in("administrator").post(at("member_invite", mission))

    assert response.status_code == 302
    assert everything() == before
    assert mail.outbox == []


# ---- Addresses ----


def test_a_manager_gives_an_address_to_who_has_none(cast, sign_in) -> None:
    mission = make_membership(cast.ours, make_person("Sans Adresse"))

    response = fill_in(
        sign_in("manager"), at("member_address", mission), email="Sans@people.example"
    )

    assert response.status_code == 302
    assert Person.objects.get(pk=mission.person_id).email == "sans@people.example"


def test_an_address_is_nobody_elses(cast, sign_in) -> None:
    mission = make_membership(cast.ours, make_person("Sans Adresse"))
    taken = person(cast.users["nobody"]).email

    response = fill_in(sign_in("manager"), at("member_address", mission), email=taken)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["email"]


def test_a_manager_does_not_become_somebody_of_another_incubator(cast, sign_in) -> None:
    who = make_person("Deux Équipes")
    make_membership(cast.theirs, who, role=Role.INTRAPRENEUR)
    mission = make_membership(cast.ours, who)
    before = everything()

    response = sign_in("manager").post(
        at("member_address", mission), {"email": "mine@people.example"}
    )

    assert response.status_code == 403
    assert everything() == before


# ---- The list ----


def test_past_and_coming_members_are_apart(cast, sign_in, today) -> None:
    path = reverse("team:team", args=(cast.ours.slug,))
    coming = make_membership(cast.ours, start=today + timedelta(days=1))
    past = make_membership(cast.ours, end=today - timedelta(days=1))

    context = sign_in("committee").get(path).context

    assert [card["row"].membership for card in context["coming"]] == [coming]
    assert past in [card["row"].membership for card in context["past"]]
    assert not {coming, past} & {card["row"].membership for card in context["current"]}


def test_addresses_are_never_shown(cast, sign_in, colleague) -> None:
    page = sign_in("manager").get(reverse("team:team", args=(cast.ours.slug,))).text

    assert "Sacha Colibri" in page
    assert "sacha@people.example" not in page


def test_who_only_reads_has_nothing_to_press(cast, sign_in, colleague) -> None:
    page = sign_in("committee").get(reverse("team:team", args=(cast.ours.slug,))).text

    assert reverse("team:member_add", args=(cast.ours.slug,)) not in page
    assert at("member", colleague) not in page


@pytest.mark.parametrize("members", [1, 3])
def test_the_list_takes_the_same_number_of_queries(cast, sign_in, members) -> None:
    for _number in range(members):
        make_membership(cast.ours)
    path = reverse("team:team", args=(cast.ours.slug,))
    client = sign_in("manager")

    assert queries(client, path) == 10
