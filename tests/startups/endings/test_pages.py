"""The pages about the end of a startup: who opens them, what they keep, show and refuse."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from startups.core.enums import ActKind
from startups.core.models.append_only import Immutable
from startups.endings.models import EndingCorrection, HandoverDossier, StopDossier
from startups.endings.services.corrections import correct_ending
from startups.lifecycle.enums import Phase
from startups.registry.models import JournalEntry
from tests.access.cast import ROLES
from tests.cms.pages import links, read, words
from tests.factories import make_account, make_handover_dossier, make_phase, make_stop_dossier
from tests.startups.team.sending import queries
from tests.trees import history_rows

from .conftest import path_of, typed

pytestmark = pytest.mark.django_db

STAFF = {"administrator", "manager"}
WRITERS = STAFF | {"intrapreneur", "editor"}
READERS = WRITERS | {"committee"}
DAY = date(2024, 8, 20)
READ = ["index", "stop", "stop_preview", "handover", "handover_preview"]


@pytest.fixture
def drafts(startup: Any) -> None:
    make_stop_dossier(startup, why="Secret du brouillon")
    make_handover_dossier(startup, owner_name="Secrète Repreneuse")


@pytest.fixture
def stopped(startup: Any) -> Any:
    """The period of a stop whose dossier is published."""
    period = make_phase(startup, Phase.STOPPED, "2024-05-06")
    make_stop_dossier(startup, period=period)
    return period


@pytest.mark.parametrize("name", READ)
def test_readers_read_and_nobody_else(drafts, startup, sign_in, name) -> None:
    answers = {role: sign_in(role).get(path_of(startup, name)) for role in ROLES}

    codes = {role: answer.status_code for role, answer in answers.items()}
    assert codes == {
        role: 200 if role in READERS else 302 if role == "anonymous" else 403 for role in ROLES
    }
    refused = [answer for role, answer in answers.items() if role not in READERS]
    assert not [answer for answer in refused if "Secr" in answer.text]


@pytest.mark.parametrize("name", ["stop", "handover"])
def test_nobody_else_writes(drafts, startup, sign_in, name, stop_values) -> None:
    before = history_rows(), JournalEntry.objects.count()
    strangers = set(ROLES) - WRITERS

    codes = {
        role: sign_in(role).post(path_of(startup, name), typed(stop_values)).status_code
        for role in strangers
    }

    assert codes == {role: 302 if role == "anonymous" else 403 for role in strangers}
    assert (history_rows(), JournalEntry.objects.count()) == before


def test_the_committee_has_no_form(drafts, startup, sign_in) -> None:
    page = read(sign_in("committee"), path_of(startup, "stop"))

    assert page.main.find("textarea") is None
    assert "Secret du brouillon" in words(page.main)


def test_a_dossier_is_typed_and_recorded(startup, sign_in, stop_values) -> None:
    client = sign_in("intrapreneur")

    answer = client.post(path_of(startup, "stop"), typed(stop_values))

    assert (answer.status_code, answer["Location"]) == (302, path_of(startup, "stop"))
    draft = StopDossier.objects.get()
    assert draft.matters.count() == 5
    assert read(client, path_of(startup, "stop")).find(id="missing") is not None


def test_a_hand_over_is_typed_and_recorded(startup, sign_in, handover_values) -> None:
    client = sign_in("manager")
    sent = typed(handover_values | {"owner_email": "Zoe@Direction.example"})

    answer = client.post(path_of(startup, "handover"), {**sent, "preview": "1"})

    assert answer["Location"] == path_of(startup, "handover_preview")
    assert HandoverDossier.objects.get().owner_email == "zoe@direction.example"
    assert client.get(path_of(startup, "handover")).context["signature"].stage == "ready"


def test_what_is_missing_leads_to_its_field(startup, sign_in) -> None:
    client = sign_in("editor")
    client.post(path_of(startup, "stop"), typed({"why": "Trop peu d’usages."}))

    page = read(client, path_of(startup, "stop"))

    gaps = links(page.find("section", attrs={"aria-labelledby": "missing"}))
    assert len(gaps) == 8
    for anchor in gaps.values():
        assert page.find(id=anchor.removeprefix("#")) is not None


def test_what_is_refused_keeps_what_was_typed(startup, sign_in) -> None:
    sent = typed({"why": "Gardé", "data_outcome": "Effacées", "data_not_applicable": "Aucune"})

    answer = sign_in("editor").post(path_of(startup, "stop"), sent)

    assert answer.status_code == 422
    assert "Gardé" in answer.text
    assert list(answer.context["form"].errors) == ["data_not_applicable"]
    assert not StopDossier.objects.exists()


@pytest.mark.parametrize("by", ["31/12/2026x", "2026-02-30"])
def test_a_wrong_date_is_refused_beside_its_field(startup, sign_in, by) -> None:
    answer = sign_in("editor").post(path_of(startup, "stop"), typed({"users_by": by}))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["users_by"]


def test_two_who_edit_at_once_are_told(startup, sign_in) -> None:
    mine, theirs, path = sign_in("editor"), sign_in("manager"), path_of(startup, "stop")
    mine.post(path, typed({"why": "D’abord", "learnt": "Appris", "data_owner": "Ada"}))
    theirs.post(path, typed({"why": "Le leur", "learnt": "Appris", "data_owner": "Bob"}, 1))

    answer = mine.post(
        path, typed({"why": "Le mien", "learnt": "Appris bien", "data_owner": "Ada"}, 1)
    )

    assert answer.status_code == 409
    assert StopDossier.objects.get().why == "Le leur"
    form = answer.context["form"]
    assert {name: form[name].theirs for name in form.conflicts} == {"why": "Le leur"}
    assert form["why"].value() == "Le mien"
    assert form["learnt"].value() == "Appris bien"
    assert form["data_owner"].value() == "Bob"
    assert answer.context["writers"] == ["Manager"]

    sent = typed({"why": "Les deux", "learnt": "Appris bien", "data_owner": "Bob"}, 2)
    assert mine.post(path, sent).status_code == 302
    assert StopDossier.objects.get().why == "Les deux"


@pytest.mark.parametrize("version", ["", "abc", "-1", "9999999999999"])
def test_a_version_that_is_none_is_a_conflict(startup, sign_in, version) -> None:
    sent = typed({"why": "Le mien"}) | {"version": version}

    answer = sign_in("editor").post(path_of(startup, "stop"), sent)

    assert answer.status_code == 409
    assert "Le mien" in answer.text
    assert not StopDossier.objects.exists()


@pytest.mark.parametrize("name", ["stop", "handover"])
def test_the_preview_says_nothing_private(startup, sign_in, name) -> None:
    stop = make_stop_dossier(startup, why="Publié")
    stop.matters.update(outcome="Rendu", owner="Camille Discrète", not_applicable="")
    over = make_handover_dossier(startup, summary="Publié")
    over.checks.update(evidence="Preuve discrète")

    page = words(read(sign_in("intrapreneur"), path_of(startup, f"{name}_preview")).main)

    assert "Publié" in page
    for private in ("Camille", "Zoé", "zoe@", "Preuve discrète"):
        assert private not in page


def test_an_address_inside_is_refused_in_the_form(startup, sign_in, cast) -> None:
    sent = typed({"owner_email": cast.users["member"].email})

    answer = sign_in("manager").post(path_of(startup, "handover"), sent)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["owner_email"]


def test_a_published_dossier_has_no_form(stopped, startup, sign_in, stop_values) -> None:
    client = sign_in("manager")

    page = read(client, path_of(startup, "stop"))
    answer = client.post(path_of(startup, "stop"), typed(stop_values))

    assert page.main.find("textarea") is None
    assert "6 mai 2024" in words(page.main)
    assert answer.status_code == 422
    assert StopDossier.objects.count() == 1


def test_only_an_administrator_corrects(stopped, startup, sign_in) -> None:
    path = path_of(startup, "correct", period=stopped.pk)
    sent = {"text": "Le domaine est gardé.", "reason": "Erreur signalée"}

    for role in set(ROLES) - {"administrator"}:
        answer = sign_in(role).post(path, sent)
        assert answer.status_code == (302 if role == "anonymous" else 403)
    assert not EndingCorrection.objects.exists()

    assert sign_in("administrator").post(path, sent).status_code == 302
    assert EndingCorrection.objects.get().text == "Le domaine est gardé."


def test_a_correction_is_dated_journalled_public_and_frozen(
    stopped, startup, sign_in, client, today
) -> None:
    path = path_of(startup, "correct", period=stopped.pk)
    sent = {"text": "Le domaine est gardé.", "reason": "Erreur signalée"}
    sign_in("administrator").post(path, sent)

    row = EndingCorrection.objects.get()
    assert (row.corrected_on, row.corrected_by.email) == (today, "administrator@people.example")
    act = JournalEntry.objects.get(kind=ActKind.STOP_DOSSIER_WRITTEN)
    assert act.reason == "Erreur signalée"
    public = read(client, f"/startups/{startup.slug}/")
    assert "Le domaine est gardé." in words(public.main)
    assert "Erreur signalée" not in str(public)
    row.text = "Autre"
    with pytest.raises(Immutable):
        row.save()


@pytest.mark.parametrize("missing", ["text", "reason"])
def test_a_correction_says_what_and_why(stopped, startup, sign_in, missing) -> None:
    sent = {"text": "Le domaine est gardé.", "reason": "Erreur signalée", missing: " "}

    path = path_of(startup, "correct", period=stopped.pk)
    answer = sign_in("administrator").post(path, sent)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [missing]
    assert not EndingCorrection.objects.exists()


def test_only_what_is_published_is_corrected(startup, sign_in, cast, today) -> None:
    period = startup.phases.get()
    make_stop_dossier(startup)

    path = path_of(startup, "correct", period=period.pk)
    assert sign_in("administrator").get(path).status_code == 404
    with pytest.raises(ValidationError):
        correct_ending(
            period=period, text="x", on=today, actor=cast.users["administrator"], reason="y"
        )


def test_the_end_of_another_startup_is_not_reached_through_ones_own(stopped, cast, sign_in) -> None:
    path = path_of(cast.theirs, "correct", period=stopped.pk)

    assert sign_in("administrator").get(path).status_code == 404


def test_the_dashboard_leads_there_and_asks_for_what_is_begun(startup, sign_in) -> None:
    client, dashboard = sign_in("editor"), f"/espace/{startup.slug}/"
    calm = read(client, dashboard)
    assert path_of(startup, "index") in links(calm.main).values()
    assert path_of(startup, "stop") not in links(calm.main).values()

    StopDossier.objects.create(startup=startup, why="Commencé")

    assert path_of(startup, "stop") in links(read(client, dashboard).main).values()


def test_the_tab_is_there_only_on_these_pages(startup, sign_in) -> None:
    client = sign_in("editor")

    def tabs(path: str) -> list[str]:
        page = read(client, path)
        return [words(tab) for tab in page.find_all(class_="team-tabs__link")]

    elsewhere, here = tabs(f"/espace/{startup.slug}/equipe/"), tabs(path_of(startup, "stop"))
    assert len(here) == len(elsewhere) + 1


def test_queries_do_not_grow_with_what_is_published(startup, sign_in) -> None:
    client = sign_in("manager")

    def costs() -> list[int]:
        return [queries(client, path_of(startup, name)) for name in ("index", "stop", "handover")]

    def end(year: int) -> None:
        stop = make_phase(startup, Phase.STOPPED, f"{year}-01-01")
        make_stop_dossier(startup, period=stop)
        over = make_phase(startup, Phase.TRANSFERRED, f"{year}-05-01")
        make_handover_dossier(startup, period=over)
        for period in (stop, over):
            admin = make_account()
            correct_ending(period=period, text="x", on=DAY, actor=admin, reason="y")

    end(2021)
    once = costs()
    for year in (2022, 2023):
        end(year)

    assert costs() == once
