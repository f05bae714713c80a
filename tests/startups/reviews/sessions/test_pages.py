"""The pages of the sessions: who reads, who writes, and what one does there."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from startups.core.versions import version_of
from startups.people.models import Person, StaffAssignment
from startups.reviews.enums import ReviewState
from startups.reviews.sessions.enums import SessionState
from startups.reviews.sessions.models import AgendaItem, CommitteeSession
from startups.reviews.sessions.services.holding import note_item
from tests.access.cast import Cast, person
from tests.factories import make_incubator, make_membership, make_person, make_review
from tests.startups.team.sending import fill_in, sent

from .making import give_opinion, make_item, make_member, make_ready, make_session

pytestmark = pytest.mark.django_db

type SignIn = Callable[[str], Client]

READ = ("page", "dossiers", "minutes", "event")
WRITE = ("change", "cancel", "members", "guest", "agenda_add", "live", "close")


def at(name: str, session: CommitteeSession, **keys: int) -> str:
    return reverse(f"sessions:{name}", kwargs={"pk": session.pk, **keys})


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


# ---- Who ----


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [
        ("administrator", True, True),
        ("manager", True, True),
        ("committee", True, False),
        ("other_manager", False, False),
        ("other_committee", False, False),
        ("former_manager", False, False),
        ("future_manager", False, False),
        ("intrapreneur", False, False),
        ("nobody", False, False),
    ],
)
def test_who_reads_a_session_and_who_holds_it(
    sign_in: SignIn,
    ours: CommitteeSession,
    our_item: AgendaItem,
    role: str,
    reads: bool,
    writes: bool,
) -> None:
    client = sign_in(role)
    found = {name: client.get(at(name, ours)).status_code for name in READ + WRITE}
    expected = dict.fromkeys(READ, 200 if reads else 404)
    assert found == expected | dict.fromkeys(WRITE, 200 if writes else 404)


def test_anonymous_is_sent_to_sign_in(sign_in: SignIn, ours: CommitteeSession) -> None:
    answer = sign_in("anonymous").get(at("page", ours))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/connexion/")


@pytest.mark.parametrize("role", ["committee", "other_manager", "intrapreneur"])
def test_who_may_not_write_changes_nothing(
    sign_in: SignIn, ours: CommitteeSession, our_item: AgendaItem, role: str
) -> None:
    member = make_member(ours, make_person())
    client, item = sign_in(role), {"item": our_item.pk}
    paths = [at(name, ours) for name in (*WRITE, "agenda_order")]
    paths += [at("live_item", ours, **item), at("item_move", ours, **item)]
    paths += [at("item_remove", ours, **item), at("member_remove", ours, member=member.pk)]
    typed = {"reason": "Non", "act": "adjourn", "note": "Non", "name": "Ada", "date": "2030-01-01"}
    assert {client.post(path, typed).status_code for path in paths} == {404}
    ours.refresh_from_db()
    our_item.refresh_from_db()
    assert (ours.state, our_item.adjourned, our_item.note) == (SessionState.PLANNED, False, "")
    assert (ours.members.count(), ours.agenda.count()) == (1, 1)


def test_list_shows_the_sessions_of_ones_own_incubators(
    cast: Cast, sign_in: SignIn, ours: CommitteeSession, today: date
) -> None:
    theirs = make_session(cast.their_incubator, today)
    held = {"state": SessionState.HELD, "closed_on": today}
    past = make_session(cast.our_incubator, today - timedelta(days=200), **held)
    shown = sign_in("committee").get(reverse("sessions:list")).context["sessions"]
    assert (shown.coming, shown.past) == ([ours], [past])
    others = sign_in("other_manager").get(reverse("sessions:list")).context["sessions"]
    assert others.coming == [theirs]
    assert (
        len(sign_in("administrator").get(reverse("sessions:list")).context["sessions"].coming) == 2
    )
    assert sign_in("intrapreneur").get(reverse("sessions:list")).status_code == 403


# ---- Called and changed ----


def test_manager_calls_a_session_of_their_incubator(
    cast: Cast, sign_in: SignIn, today: date
) -> None:
    client = sign_in("manager")
    answer = fill_in(client, reverse("sessions:call"), date=f"{today:%Y-%m-%d}", place="Salle 3")
    session = CommitteeSession.objects.get()
    assert answer["Location"] == at("page", session)
    assert (session.incubator, session.place) == (cast.our_incubator, "Salle 3")
    staff = StaffAssignment.objects.filter(incubator=cast.our_incubator)
    invited = {member.person for member in session.members.all()}
    assert invited == {person(cast.users["manager"]), person(cast.users["committee"])}
    assert staff.count() == 4  # those of yesterday and of tomorrow are not invited


def test_call_without_a_place_keeps_what_was_typed(sign_in: SignIn) -> None:
    path = reverse("sessions:call")
    answer = sign_in("manager").post(path, {"date": "2030-05-06", "starts_at": "14:00"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["place"]
    assert 'value="2030-05-06"' in answer.content.decode()
    assert not CommitteeSession.objects.exists()


def test_somebody_of_several_incubators_says_which(cast: Cast, sign_in: SignIn) -> None:
    path, client = reverse("sessions:call"), sign_in("administrator")
    assert set(client.get(path).context["incubators"]) == {
        cast.our_incubator,
        cast.their_incubator,
    }
    chosen = f"{path}?incubateur={cast.their_incubator.slug}"
    fill_in(client, chosen, date="2030-05-06", place="Ici")
    assert CommitteeSession.objects.get().incubator == cast.their_incubator
    foreign = f"{path}?incubateur={cast.our_incubator.slug}"
    assert sign_in("committee").get(foreign).status_code == 403
    other = f"{path}?incubateur={make_incubator().slug}"
    assert sign_in("manager").get(other).status_code == 404


def test_old_page_is_told_and_writes_nothing(sign_in: SignIn, ours: CommitteeSession) -> None:
    client = sign_in("manager")
    old = sent(client, at("change", ours))
    fill_in(client, at("change", ours), place="Salle 4")
    answer = client.post(at("change", ours), old | {"place": "Salle 5"}, follow=True)
    assert [message.level_tag for message in answer.context["messages"]][-1] == "error"
    ours.refresh_from_db()
    assert ours.place == "Salle 4"


def test_session_is_cancelled_with_its_reason(sign_in: SignIn, ours: CommitteeSession) -> None:
    client = sign_in("manager")
    assert client.post(at("cancel", ours), {"reason": " "}).status_code == 422
    fill_in(client, at("cancel", ours), reason="Trop d’absents")
    assert "Trop d’absents" in client.get(at("page", ours)).content.decode()
    assert client.get(at("change", ours))["Location"] == at("page", ours)


# ---- Members ----


def test_search_finds_only_whom_one_may_read(
    cast: Cast, sign_in: SignIn, ours: CommitteeSession
) -> None:
    make_membership(cast.ours, make_person("Zoé Colibri"))
    make_membership(cast.theirs, make_person("Zoé Secrète"))
    make_person("Zoé Sans-Mission")
    client, path = sign_in("manager"), at("members", ours)
    found = client.get(path, {"q": "zoe"}).context["people"]
    assert [one.name for one in found] == ["Zoé Colibri"]


def test_who_may_not_be_read_cannot_be_invited_by_their_key(
    cast: Cast, sign_in: SignIn, ours: CommitteeSession
) -> None:
    stranger = make_membership(cast.theirs, make_person("Zoé Secrète")).person
    path = f"{at('members', ours)}?q=Secrète"
    answer = sign_in("manager").post(path, {"people": [stranger.pk]})
    assert answer.status_code == 422
    assert not ours.members.exists()
    assert "Zoé Secrète" not in answer.content.decode()


def test_somebody_found_is_invited(cast: Cast, sign_in: SignIn, ours: CommitteeSession) -> None:
    found = make_membership(cast.ours, make_person("Zoé Colibri")).person
    sign_in("manager").post(f"{at('members', ours)}?q=colibri", {"people": [found.pk]})
    assert [member.person for member in ours.members.all()] == [found]


def test_guest_is_added_and_taken_off(sign_in: SignIn, ours: CommitteeSession) -> None:
    client = sign_in("manager")
    fill_in(client, at("guest", ours), name="Ada Lovelace", quality="Sponsor")
    member = ours.members.get()
    assert member.guest == "Ada Lovelace"
    assert client.post(at("guest", ours), {"name": "Ada Lovelace"}).status_code == 422
    client.post(at("member_remove", ours, member=member.pk))
    assert not ours.members.exists()
    assert not Person.objects.filter(name="Ada Lovelace").exists()


# ---- Agenda ----


def test_dossier_not_submitted_goes_on_the_agenda_with_a_warning(
    cast: Cast, sign_in: SignIn, ours: CommitteeSession
) -> None:
    ready = make_review(cast.ours)
    late = make_ready(cast.our_incubator, state=ReviewState.PREPARING)
    make_review(cast.theirs)
    client, path = sign_in("manager"), at("agenda_add", ours)
    answer = client.get(path)
    assert answer.context["reviews"] == [ready, late]
    assert answer.context["form"].ticked == [ready]
    assert answer.content.decode().count("session-warning") == 1
    client.post(path, {"reviews": [ready.pk, late.pk]})
    assert [item.review for item in ours.agenda.all()] == [ready, late]


def test_review_of_another_incubator_cannot_be_sent(
    cast: Cast, sign_in: SignIn, ours: CommitteeSession
) -> None:
    theirs = make_review(cast.theirs)
    answer = sign_in("manager").post(at("agenda_add", ours), {"reviews": [theirs.pk]})
    assert answer.status_code == 422
    assert not ours.agenda.exists()


def test_agenda_is_ordered_by_buttons_and_by_drag(
    cast: Cast, sign_in: SignIn, ours: CommitteeSession
) -> None:
    one, two, three = (make_item(ours, make_ready(cast.our_incubator)) for _n in range(3))
    client = sign_in("manager")

    def order() -> list[int]:
        return list(ours.agenda.order_by("position").values_list("pk", flat=True))

    answer = client.post(at("item_move", ours, item=three.pk), {"to": "up"})
    assert answer["Location"] == f"{at('page', ours)}#item-{three.pk}"
    assert order() == [one.pk, three.pk, two.pk]
    client.post(at("item_move", ours, item=one.pk), {"to": "down"})
    assert order() == [three.pk, one.pk, two.pk]
    client.post(at("agenda_order", ours), {"order": f"{two.pk},{one.pk},{three.pk}"})
    assert order() == [two.pk, one.pk, three.pk]
    stale = client.post(at("agenda_order", ours), {"order": f"{one.pk},{two.pk}"}, follow=True)
    assert "error" in [message.level_tag for message in stale.context["messages"]]
    assert order() == [two.pk, one.pk, three.pk]
    client.post(at("item_remove", ours, item=one.pk))
    assert order() == [two.pk, three.pk]


def test_item_of_another_session_is_not_found(
    cast: Cast, sign_in: SignIn, ours: CommitteeSession, today: date
) -> None:
    other = make_item(make_session(cast.our_incubator, today))
    client, key = sign_in("manager"), {"item": other.pk}
    paths = [at(name, ours, **key) for name in ("item_move", "item_remove", "live_item")]
    assert {client.post(path, {"to": "up"}).status_code for path in paths} == {404}


# ---- Held ----


def test_live_goes_from_item_to_item_in_order(
    cast: Cast, sign_in: SignIn, ours: CommitteeSession
) -> None:
    done, first, last = (make_item(ours, make_ready(cast.our_incubator)) for _n in range(3))
    AgendaItem.objects.filter(pk=done.pk).update(adjourned=True, note="Absent")
    client = sign_in("manager")
    assert client.get(at("live", ours)).context["first"] == first
    context = client.get(at("live_item", ours, item=first.pk)).context
    assert (context["before"], context["after"]) == (done, last)
    assert client.get(at("live_item", ours, item=last.pk)).context["after"] is None


def test_live_item_shows_counts_and_the_way_to_the_decision_and_back(
    sign_in: SignIn, ours: CommitteeSession, our_item: AgendaItem
) -> None:
    for confidence in ("fragile", "fragile", "on_track"):
        give_opinion(our_item.review, confidence)
    path = at("live_item", ours, item=our_item.pk)
    answer = sign_in("manager").get(path)
    counts = [(one.confidence, one.count) for one in answer.context["summary"].opinions]
    assert counts == [("on_track", 1), ("fragile", 2)]
    decide = reverse("reviews:decide", args=(our_item.review_id,))
    assert f'href="{decide}?suite={path}"' in answer.content.decode()


def test_presence_is_recorded_for_all(sign_in: SignIn, ours: CommitteeSession) -> None:
    here, away = (make_member(ours, make_person()) for _n in range(2))
    sign_in("manager").post(at("live", ours), {"present": [here.pk]})
    assert dict(ours.members.values_list("pk", "present")) == {here.pk: True, away.pk: False}


def test_note_written_by_two_keeps_both(
    cast: Cast, sign_in: SignIn, ours: CommitteeSession, our_item: AgendaItem
) -> None:
    client, path = sign_in("manager"), at("live_item", ours, item=our_item.pk)
    old = version_of(our_item)
    other = cast.users["administrator"]
    note_item(item=our_item, note="Celle de l’autre", seen=old, actor=other)
    mine = {"act": "note", "note": "La mienne", "version": old}
    answer = client.post(path, mine)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert ("La mienne" in page, "Celle de l’autre" in page) == (True, True)
    both = {
        "act": "note",
        "note": "Les deux",
        "version": answer.context["note_form"]["version"].value(),
    }
    assert client.post(path, both).status_code == 302
    our_item.refresh_from_db()
    assert our_item.note == "Les deux"


def test_item_is_adjourned_and_taken_up_again(
    sign_in: SignIn, ours: CommitteeSession, our_item: AgendaItem
) -> None:
    client, path = sign_in("manager"), at("live_item", ours, item=our_item.pk)
    assert client.post(path, {"act": "adjourn", "reason": ""}).status_code == 422
    client.post(path, {"act": "adjourn", "reason": "Le sponsor manque"})
    our_item.refresh_from_db()
    assert (our_item.adjourned, our_item.note) == (True, "Le sponsor manque")
    client.post(path, {"act": "resume"})
    our_item.refresh_from_db()
    assert not our_item.adjourned


def test_session_is_closed_once_nothing_is_missing(
    sign_in: SignIn, ours: CommitteeSession, our_item: AgendaItem
) -> None:
    client, path = sign_in("manager"), at("close", ours)
    assert len(client.get(path).context["missing"]) == 2
    typed = sent(client, path) | {"note": "Prochaine séance en décembre", "act": "close"}
    refused = client.post(path, typed)
    assert refused.status_code == 422
    ours.refresh_from_db()
    assert (ours.state, ours.notes) == (SessionState.PLANNED, "Prochaine séance en décembre")
    make_member(ours, make_person(), present=True)
    AgendaItem.objects.filter(pk=our_item.pk).update(adjourned=True, note="Absent")
    again = sent(client, path) | {"act": "close"}
    assert client.post(path, again)["Location"] == at("minutes", ours)
    ours.refresh_from_db()
    assert ours.state == SessionState.HELD
    assert "Prochaine séance en décembre" in client.get(at("minutes", ours)).content.decode()
    assert client.get(at("live", ours)).status_code == 302


# ---- Cost ----


@pytest.mark.parametrize("name", ["page", "dossiers", "minutes", "live"])
def test_pages_cost_the_same_with_1_3_and_30_items(
    cast: Cast, sign_in: SignIn, ours: CommitteeSession, name: str
) -> None:
    client, found = sign_in("manager"), []
    for count in (1, 2, 27):
        for _number in range(count):
            review = make_item(ours, make_ready(cast.our_incubator)).review
            give_opinion(review, "fragile")
            make_member(ours, make_person())
        found.append(queries(client, at(name, ours)))
    assert found[0] == found[1] == found[2], found


def test_list_costs_the_same_with_1_3_and_30_sessions(
    cast: Cast, sign_in: SignIn, today: date
) -> None:
    client, found = sign_in("manager"), []
    for count in (1, 2, 27):
        for _number in range(count):
            make_item(make_session(cast.our_incubator, today))
        found.append(queries(client, reverse("sessions:list")))
    assert found[0] == found[1] == found[2], found
