"""The form of the dossier without a script: it saves what changed, and loses nothing typed."""

from typing import Any

import pytest
from django.test import Client

from startups.reviews.enums import AnswerState, DossierItem, ReviewState, Verdict
from startups.reviews.models import ProposedTarget, Review, TargetVerdict
from startups.reviews.services.dossiers import (
    TypedTarget,
    save_answer,
    save_targets,
    save_verdict,
    submit_dossier,
)
from startups.reviews.services.reviews.steering import return_for_completion
from tests.startups.reviews.dossiers.making import SAID, answer_of, complete
from tests.trees import history_rows

from ..sending import queries
from .conftest import fields, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(address) -> str:
    return address("dossier")


@pytest.fixture
def client(sign_in) -> Client:
    return sign_in("intrapreneur")


def states(review: Review) -> dict[str, str]:
    return {row.item: row.state for row in review.dossier.answers.all()}


def part_of(response: Any, key: str) -> Any:
    return next(
        part
        for shown in response.context["sections"]
        for part in shown.parts
        if part.unit.key == key
    )


def test_what_is_known_is_shown_with_its_source(client, path, review, past) -> None:
    response = client.get(path)

    assert response.status_code == 200
    assert part_of(response, "item-risks").controls[0].value == SAID[DossierItem.RISKS]
    assert str(past.submitted_on.year) in part_of(response, "item-risks").unit.origin
    assert "Objectif 1" in response.text
    missing = {row.anchor for row in response.context["missing"]}
    assert {"item-risks", "item-strategy"} <= missing
    assert all(f'id="{anchor}"' in response.text for anchor in missing)


def test_what_it_was_returned_for_is_said_on_the_form(client, path, review, cast, today) -> None:
    complete(review, actor=cast.users["editor"], on=today)
    submit_dossier(review=review, on=today, actor=cast.users["editor"])
    return_for_completion(
        review=review, on=today, actor=cast.users["manager"], comment="Préciser <les coûts>."
    )

    text = client.get(path).text

    assert "Préciser &lt;les coûts&gt;." in text
    assert str(cast.users["manager"]) in text


def test_sending_it_back_untouched_writes_nothing(client, path, review) -> None:
    before = history_rows()

    response = send(client, path, {})

    assert (response.status_code, response["Location"]) == (302, path)
    assert history_rows() == before
    assert states(review)[DossierItem.RISKS] == AnswerState.PREFILLED


def test_what_was_typed_is_recorded_part_by_part(client, path, review, cast) -> None:
    verdict = TargetVerdict.objects.filter(review=review).first()
    typed = {
        "item-strategy-value": "Ouvrir partout.",
        "item-granted-value": "250 000,5",
        "item-confidence-value": "fragile",
        f"verdict-{verdict.pk}-verdict": Verdict.MET,
        f"verdict-{verdict.pk}-fact": "Compté.",
        "targets-1-goal": "2000",
    }

    response = send(client, path, typed)

    assert response.status_code == 302
    verdict.refresh_from_db()
    assert (verdict.verdict, verdict.fact) == (Verdict.MET, "Compté.")
    assert answer_of(review, DossierItem.STRATEGY).value == "Ouvrir partout."
    granted = answer_of(review, DossierItem.GRANTED)
    assert (granted.value, granted.state) == ("250000.50", AnswerState.CORRECTED)
    assert granted.answered_by == cast.users["intrapreneur"]
    assert answer_of(review, DossierItem.CONFIDENCE).value == "fragile"
    assert ProposedTarget.objects.get(dossier__review=review, position=1).target_value == 2000
    assert states(review)[DossierItem.RISKS] == AnswerState.PREFILLED


def test_one_value_is_confirmed_and_what_was_typed_elsewhere_is_recorded(
    client, path, review
) -> None:
    typed = {"act": "confirm:item-risks", "item-strategy-value": "Ouvrir partout."}

    response = send(client, path, typed)

    assert response["Location"] == f"{path}#item-risks"
    assert states(review)[DossierItem.RISKS] == AnswerState.CONFIRMED
    assert answer_of(review, DossierItem.STRATEGY).value == "Ouvrir partout."


def test_nobody_knows_one_value(client, path, review) -> None:
    send(client, path, {"act": "unknown:item-spent"})

    assert states(review)[DossierItem.SPENT] == AnswerState.UNKNOWN


def test_a_section_is_confirmed_at_once(client, path, review) -> None:
    response = send(client, path, {"act": "section:means", "item-spent-value": "90000"})

    found = states(review)
    assert response["Location"] == f"{path}#part-means"
    assert {found[item] for item in ("team", "granted", "committed")} == {AnswerState.CONFIRMED}
    assert found[DossierItem.SPENT] == AnswerState.CORRECTED
    assert found[DossierItem.RISKS] == AnswerState.PREFILLED


def test_a_target_is_taken_away(client, path, review) -> None:
    send(client, path, {"act": "drop:1"})

    rows = ProposedTarget.objects.filter(dossier__review=review)
    assert [row.wording for row in rows] == ["Objectif 2"]


def test_what_is_refused_is_kept_as_typed_and_the_rest_recorded(client, path, review) -> None:
    typed = {
        "item-granted-value": "beaucoup",
        "item-strategy-value": "Ouvrir partout.",
        "targets-2-goal": "1,234",
    }

    response = send(client, path, typed)

    assert response.status_code == 422
    assert part_of(response, "item-granted").controls[0].value == "beaucoup"
    assert part_of(response, "item-granted").controls[0].errors
    goal = next(
        row for row in part_of(response, "targets").controls if row.name == "targets-2-goal"
    )
    assert (goal.value, bool(goal.errors)) == ("1,234", True)
    assert 'href="#item-granted"' in response.text
    assert answer_of(review, DossierItem.STRATEGY).value == "Ouvrir partout."
    assert states(review)[DossierItem.GRANTED] == AnswerState.PREFILLED


def test_what_is_refused_then_corrected_is_recorded(client, path, review) -> None:
    refused = send(client, path, {"item-granted-value": "beaucoup"})

    response = client.post(path, {**fields(refused), "item-granted-value": "1000"})

    assert response.status_code == 302
    assert answer_of(review, DossierItem.GRANTED).value == "1000.00"


def write(review: Review, item: str, text: str, actor: Any) -> None:
    """Somebody else writes meanwhile."""
    answer = answer_of(review, item)
    save_answer(
        answer=answer,
        state=AnswerState.CORRECTED,
        value=text,
        seen_version=answer.version,
        on=review.prepared_on,
        actor=actor,
    )


def test_two_who_write_the_same_part_are_told_and_both_texts_are_shown(
    client, path, review, cast
) -> None:
    sent = fields(client.get(path))
    write(review, DossierItem.RISKS, "Les leurs.", cast.users["editor"])
    write(review, DossierItem.LEARNT, "Appris par eux.", cast.users["editor"])

    response = client.post(
        path, {**sent, "item-risks-value": "Les miens.", "item-strategy-value": "À moi."}
    )

    part = part_of(response, "item-risks")
    assert response.status_code == 409
    assert part.controls[0].value == "Les miens."
    assert [text for _label, text in part.their_words] == ["Les leurs."]
    assert part.who == str(cast.users["editor"])
    assert [row.unit.key for row in response.context["conflicts"]] == ["item-risks"]
    # What only one of them wrote is theirs.
    assert answer_of(review, DossierItem.LEARNT).value == "Appris par eux."
    assert answer_of(review, DossierItem.STRATEGY).value == "À moi."
    assert answer_of(review, DossierItem.RISKS).value == "Les leurs."


@pytest.mark.parametrize(("act", "kept"), [("", "Les miens."), ("theirs:item-risks", "Les leurs.")])
def test_a_conflict_is_settled_knowingly(client, path, review, cast, act, kept) -> None:
    sent = fields(client.get(path))
    write(review, DossierItem.RISKS, "Les leurs.", cast.users["editor"])
    told = client.post(path, {**sent, "item-risks-value": "Les miens."})

    response = client.post(path, {**fields(told), "act": act})

    assert response.status_code == 302
    assert answer_of(review, DossierItem.RISKS).value == kept


def test_verdicts_and_targets_are_told_apart_too(client, path, review, today, cast) -> None:
    verdict = TargetVerdict.objects.select_related("review").filter(review=review)[0]
    sent = fields(client.get(path))
    save_verdict(
        verdict=verdict,
        code=Verdict.MISSED,
        value="",
        fact="Non.",
        seen_version=0,
        on=today,
        actor=cast.users["editor"],
    )
    save_targets(
        dossier=review.dossier,
        targets=[TypedTarget(wording="La leur")],
        seen_version=0,
        on=today,
        actor=None,
    )

    typed = {f"verdict-{verdict.pk}-fact": "Oui.", "targets-1-wording": "La mienne"}
    response = client.post(path, {**sent, **typed})

    conflicts = {part.unit.key: part for part in response.context["conflicts"]}
    assert set(conflicts) == {f"verdict-{verdict.pk}", "targets"}
    words = [text for _label, text in conflicts[f"verdict-{verdict.pk}"].their_words]
    assert words == [str(Verdict.MISSED.label), "Non."]
    assert "La leur" in response.text
    assert "La mienne" in response.text


@pytest.mark.parametrize("version", ["", "-1", "forged", "99", "²"])
def test_a_part_without_its_version_is_never_written_over(client, path, review, version) -> None:
    response = send(client, path, {"item-risks-version": version, "item-risks-value": "Les miens."})

    assert response.status_code == 409
    assert answer_of(review, DossierItem.RISKS).value == SAID[DossierItem.RISKS]


def test_what_was_typed_is_shown_when_somebody_submitted_meanwhile(
    client, path, review, cast
) -> None:
    sent = fields(client.get(path))
    complete(review, actor=cast.users["editor"])
    Review.objects.filter(pk=review.pk).update(
        state=ReviewState.SUBMITTED,
        submitted_on=review.prepared_on,
        submitted_by=cast.users["editor"],
    )
    before = history_rows()

    response = client.post(path, {**sent, "item-risks-value": "Les <b>miens</b>."})

    assert response.status_code == 409
    assert "Les &lt;b&gt;miens&lt;/b&gt;." in response.text
    assert SAID[DossierItem.LEARNT] not in response.text
    assert history_rows() == before


def test_the_form_of_what_is_not_prepared_is_not_there(client, path, address, planned) -> None:
    assert client.get(path)["Location"] == address("index")


def test_it_leads_to_submission_once_recorded(client, path, address, review) -> None:
    response = send(client, path, {"act": "submit", "item-strategy-value": "Ouvrir partout."})

    assert response["Location"] == address("submit")
    assert answer_of(review, DossierItem.STRATEGY).value == "Ouvrir partout."


@pytest.mark.parametrize(
    "act", ["inconnu", "confirm:item-inconnu", "section:x", "drop:99", "drop:"]
)
def test_a_button_that_is_not_there_does_nothing(client, path, review, act) -> None:
    before = history_rows()

    assert send(client, path, {"act": act}).status_code == 302
    assert history_rows() == before


def test_it_takes_the_same_number_of_queries(client, path, review, cast) -> None:
    few = queries(client, path)
    for item in (DossierItem.RISKS, DossierItem.LEARNT, DossierItem.BLOCKING):
        write(review, item, "Écrit.", cast.users["editor"])
    ProposedTarget.objects.filter(dossier__review=review, position=2).delete()

    assert queries(client, path) == few == 17


class TestSessionEnded:
    """The session has ended while the form was being filled in."""

    def test_what_was_sent_is_back_after_signing_in(self, client, path, review, cast) -> None:
        sent = fields(client.get(path)) | {"item-risks-value": "Tapé hors session."}
        client.logout()

        refused = client.post(path, sent)
        assert refused.status_code == 302
        assert answer_of(review, DossierItem.RISKS).value == SAID[DossierItem.RISKS]
        client.force_login(cast.users["intrapreneur"])
        response = client.get(path)

        part = part_of(response, "item-risks")
        assert (part.controls[0].value, part.unsaved) == ("Tapé hors session.", "restored")
        assert response.context["is_restored"]
        assert client.post(path, fields(response)).status_code == 302
        assert answer_of(review, DossierItem.RISKS).value == "Tapé hors session."
        assert not client.get(path).context["is_restored"]

    def test_it_is_back_for_nobody_else(self, client, path, review, cast) -> None:
        sent = fields(client.get(path)) | {"item-risks-value": "Tapé hors session."}
        client.logout()
        client.post(path, sent)

        client.force_login(cast.users["editor"])

        assert "Tapé hors session." not in client.get(path).text

    @pytest.mark.parametrize("mark", ["", "forged", None])
    def test_a_passer_by_fills_no_session(self, client, path, review, mark) -> None:
        sent = fields(client.get(path)) | {"item-risks-value": "Rien."}
        if mark is not None:
            sent["mark"] = mark
        else:
            sent["item-risks-value"] = "x" * 500_000
        passer_by = Client()

        passer_by.post(path, sent)

        assert dict(passer_by.session) == {}

    def test_a_conflict_is_still_told(self, client, path, review, cast) -> None:
        sent = fields(client.get(path)) | {"item-risks-value": "Tapé hors session."}
        client.logout()
        client.post(path, sent)
        write(review, DossierItem.RISKS, "Les leurs.", cast.users["editor"])
        client.force_login(cast.users["intrapreneur"])

        response = client.post(path, fields(client.get(path)))

        assert response.status_code == 409
        assert part_of(response, "item-risks").controls[0].value == "Tapé hors session."
