"""What the script of the form asks: one part recorded, and what others wrote."""

from typing import Any

import pytest
from django.test import Client

from startups.reviews.enums import AnswerState, DossierItem, ReviewState, Verdict
from startups.reviews.models import Review, TargetVerdict
from tests.startups.reviews.dossiers.making import SAID, answer_of
from tests.trees import history_rows

from ..sending import queries
from .test_form import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(sign_in) -> Client:
    return sign_in("intrapreneur")


@pytest.fixture
def post(client, address) -> Any:
    """Sends one part: ``post("item-risks", value="…", version=0)``."""

    def send(key: str, version: Any = 0, act: str = "save", **typed: str) -> Any:
        data = {f"{key}-{name}": value for name, value in typed.items()}
        data |= {"unit": key, "act": act, f"{key}-version": version}
        return client.post(address("save_unit"), data)

    return send


def test_a_part_is_recorded_and_told_as_it_stands(post, review, cast) -> None:
    answer = post("item-risks", value="Écrit peu à peu.")

    told = answer.json()
    row = answer_of(review, DossierItem.RISKS)
    assert answer.status_code == 200
    assert (row.value, row.state) == ("Écrit peu à peu.", AnswerState.CORRECTED)
    assert (told["version"], told["state"]) == (1, AnswerState.CORRECTED)
    assert told["values"] == {"item-risks-value": "Écrit peu à peu."}
    assert str(cast.users["intrapreneur"]) in told["note"]
    assert "item-risks" not in {anchor for anchor, _message in told["missing"]}


def test_it_is_recorded_again_with_the_version_that_was_told(post, review) -> None:
    version = post("item-risks", value="Un.").json()["version"]

    assert post("item-risks", version, value="Un, deux.").status_code == 200
    assert answer_of(review, DossierItem.RISKS).value == "Un, deux."


@pytest.mark.parametrize(
    ("act", "state"), [("confirm", AnswerState.CONFIRMED), ("unknown", AnswerState.UNKNOWN)]
)
def test_a_part_is_confirmed_or_unknown(post, review, act, state) -> None:
    told = post("item-risks", act=act, value=SAID[DossierItem.RISKS]).json()

    assert told["state"] == state == answer_of(review, DossierItem.RISKS).state


def test_a_verdict_and_targets_are_recorded_as_they_are_typed(post, review) -> None:
    verdict = TargetVerdict.objects.filter(review=review).first()

    told = post(f"verdict-{verdict.pk}", verdict=Verdict.MET, value="", fact="").json()
    targets = post("targets", **{"1-wording": "Un", "3-wording": "Trois"}).json()

    verdict.refresh_from_db()
    assert (verdict.verdict, told["version"]) == (Verdict.MET, 1)
    assert targets["values"]["targets-2-wording"] == "Trois"
    assert [row.wording for row in review.dossier.proposed_targets.all()] == ["Un", "Trois"]


def test_what_is_refused_is_said_by_control(post, review) -> None:
    answer = post("targets", **{"2-wording": "x", "2-goal": "beaucoup"})

    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {"targets-2-goal"}
    assert len(review.dossier.proposed_targets.all()) == 2


def test_what_somebody_else_wrote_is_told(post, review, cast) -> None:
    write(review, DossierItem.RISKS, "Les leurs.", cast.users["editor"])

    answer = post("item-risks", value="Les miens.")

    told = answer.json()
    assert answer.status_code == 409
    assert (told["who"], told["version"]) == (str(cast.users["editor"]), 1)
    assert [text for _label, text in told["theirs"]] == ["Les leurs."]
    assert told["values"] == {"item-risks-value": "Les leurs."}
    assert answer_of(review, DossierItem.RISKS).value == "Les leurs."


def test_the_same_sent_twice_is_no_conflict(post, review) -> None:
    """The connection was lost before the answer came."""
    first = post("item-risks", value="Les miens.").json()

    assert post("item-risks", value="Les miens.").json()["version"] == first["version"]


@pytest.mark.parametrize("version", ["", "x", "-1", "1" * 30])
def test_a_version_that_never_was_writes_over_nothing(post, review, version) -> None:
    assert post("item-risks", version, value="Les miens.").status_code == 409
    assert answer_of(review, DossierItem.RISKS).version == 0


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"unit": "item-inconnu"},
        {"unit": "verdict-1"},
        {"unit": "item-risks"},
        {"unit": "item-risks", "item-risks-version": "0", "act": "theirs"},
        {"unit": "item-risks", "item-risks-version": "0", "act": "x"},
    ],
)
def test_what_is_not_a_part_is_not_found(client, address, review, data) -> None:
    before = history_rows()

    assert client.post(address("save_unit"), data).status_code == 404
    assert history_rows() == before


def test_nothing_is_recorded_once_it_is_submitted(client, post, address, review, cast) -> None:
    Review.objects.filter(pk=review.pk).update(
        state=ReviewState.SUBMITTED,
        submitted_on=review.prepared_on,
        submitted_by=cast.users["editor"],
    )
    before = history_rows()

    answer = post("item-risks", value="Trop tard.")

    assert (answer.status_code, list(answer.json())) == (409, ["closed"])
    assert "closed" in client.get(address("state")).json()
    assert history_rows() == before


def test_the_state_says_what_is_recorded_and_gives_a_token(client, address, review, cast) -> None:
    write(review, DossierItem.RISKS, "Les leurs.", cast.users["editor"])

    told = client.get(address("state")).json()

    part = told["parts"]["item-risks"]
    assert len(told["csrf"]) == 64
    assert (part["version"], part["who"]) == (1, str(cast.users["editor"]))
    assert part["values"] == {"item-risks-value": "Les leurs."}
    assert {"targets", "item-strategy"} <= set(told["parts"])


def test_a_forged_request_is_refused(cast, address, review) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.users["intrapreneur"])
    token = client.get(address("state")).json()["csrf"]
    data = {"unit": "item-risks", "item-risks-version": "0", "item-risks-value": "Écrit."}

    assert client.post(address("save_unit"), data).status_code == 403
    accepted = client.post(address("save_unit"), data, headers={"X-CSRFToken": token})
    assert accepted.status_code == 200


def test_a_session_that_has_ended_leads_to_sign_in(client, post, address, review) -> None:
    client.logout()

    assert post("item-risks", value="Perdu ?").status_code == 302
    assert client.get(address("state")).status_code == 302
    assert answer_of(review, DossierItem.RISKS).version == 0


def test_answers_are_kept_by_nobody(client, address, review) -> None:
    answer = client.get(address("state"))

    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


def test_looking_takes_the_same_number_of_queries(client, address, review, cast) -> None:
    few = queries(client, address("state"))
    for item in (DossierItem.RISKS, DossierItem.LEARNT):
        write(review, item, "Écrit.", cast.users["editor"])

    assert queries(client, address("state")) == few == 12
