"""Signing a decision on two pages, as a browser without scripts would."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from startups.core.models import Notice
from startups.lifecycle.enums import Phase
from startups.money.enums import FundingKind
from startups.registry.models import Sponsorship
from startups.reviews.enums import DecisionKind, ReviewState
from startups.reviews.models import Decision, Review
from startups.reviews.services.decisions.draft import AimDraft, DecisionDraft
from startups.reviews.services.decisions.plan import plan_decision
from startups.reviews.services.decisions.signing import sign_decision
from startups.staff.reviews.forms.typed import written
from tests.access.cast import Cast
from tests.factories import (
    make_decision,
    make_organisation,
    make_phase,
    make_review,
    make_stop_dossier,
)
from tests.startups.reviews.sessions.making import make_item, make_session

from .conftest import ON
from .sending import controls, press

pytestmark = pytest.mark.django_db

REASONS = "Les usages progressent,\r\net l’équipe tient ses délais."


@pytest.fixture
def manager(sign_in: Callable[[str], Client]) -> Client:
    return sign_in("manager")


@pytest.fixture
def path(review: Review) -> str:
    return reverse("reviews:decide", args=(review.pk,))


def preview(client: Client, path: str, **typed: str) -> Any:
    """Writes the decision as it is prefilled, with what was typed, up to the second page."""
    given = {"public_reasons": REASONS, **typed}
    return press(client, path, client.get(path).text, "preview", **given)


def sign(client: Client, path: str, **typed: str) -> Any:
    shown = preview(client, path, **typed)
    assert shown.status_code == 200, shown.text
    return press(client, path, shown.text, "sign")


def other_signature(review: Review, signer: Any) -> Decision:
    aim = AimDraft("Tenir", "usages", Decimal(1), date(2026, 11, 30))
    draft = DecisionDraft(DecisionKind.CONTINUE, ON, "Autre avis", targets=(aim,))
    return sign_decision(review=review, draft=draft, on=ON, actor=signer)


def test_the_usual_decision_takes_one_text(
    review: Review, cast: Cast, manager: Client, path: str
) -> None:
    Sponsorship.objects.create(startup=cast.ours, organisation=make_organisation("Dinum"))

    answer = sign(manager, path)

    decision = Decision.objects.get()
    assert answer["Location"] == reverse("reviews:decision", args=(review.pk,))
    assert (decision.kind, decision.decided_on) == (DecisionKind.CONTINUE, ON)
    assert decision.public_reasons.replace("\r", "") == REASONS.replace("\r", "")
    assert decision.signed_by == cast.users["manager"]
    assert (decision.amount, decision.funding.kind) == (Decimal(120000), FundingKind.SPONSOR)
    assert str(decision.funding.source) == "Dinum"
    assert (decision.period_start, decision.period_end) == (ON, date(2026, 11, 30))
    [target] = decision.targets.all()
    assert (target.wording, target.target_value) == ("Doubler les usages", Decimal("1000.125"))
    assert (target.starting_value, target.due_on) == (Decimal(500), date(2026, 11, 30))
    assert decision.next_due_on == date(2026, 12, 1)


def test_what_will_follow_is_exactly_what_the_plan_says(
    review: Review, manager: Client, path: str
) -> None:
    shown = preview(manager, path, amount="")

    aim = AimDraft("x", "y", Decimal(1), date(2026, 11, 30))
    draft = DecisionDraft(DecisionKind.CONTINUE, ON, REASONS, targets=(aim,))
    assert shown.context["lines"] == plan_decision(review=review, draft=draft, on=ON).lines(on=ON)
    assert not [line for line in shown.context["lines"] if line not in shown.text]
    assert not Decision.objects.exists()


def test_what_was_typed_is_kept_when_one_goes_back(manager: Client, path: str) -> None:
    typed = {
        "private_reasons": "Le sponsor hésite",
        "condition-0-wording": "Publier",
        "condition-0-due_on": "2026-07-01",
        "target-1-wording": "Ouvrir",
        "target-1-measure": "départements",
        "target-1-target_value": "3",
        "amount": "1 234,50",
    }
    shown = preview(manager, path, **typed)

    back = press(manager, path, shown.text, "edit")

    assert back.status_code == 200
    sent = controls(back.text)
    assert {name: sent[name] for name in typed} == typed
    assert sent["public_reasons"].replace("\r\n", "\n") == REASONS.replace("\r\n", "\n")
    assert sent["kind"] == "continue"


def test_a_refused_decision_keeps_what_was_typed_and_leads_to_what_is_wrong(
    manager: Client, path: str
) -> None:
    refused = preview(
        manager,
        path,
        **{"target-2-wording": "Sans mesure", "condition-1-wording": "Sans date", "amount": "1k"},
    )

    assert refused.status_code == 422
    for anchor in ("id_target-2-measure", "id_condition-1-due_on", "id_amount"):
        assert f'href="#{anchor}"' in refused.text
        assert f'id="{anchor}"' in refused.text
    assert controls(refused.text)["target-2-wording"] == "Sans mesure"
    assert not Decision.objects.exists()


def test_what_the_service_refuses_is_said_beside_the_field(manager: Client, path: str) -> None:
    refused = preview(manager, path, kind="provisional")

    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"months", "evidence_asked"}
    assert controls(refused.text)["public_reasons"].startswith("Les usages")


def test_rows_of_conditions_are_added_without_losing_anything(manager: Client, path: str) -> None:
    typed = {"condition-1-wording": "Publier", "decided_on": "pas une date"}

    more = press(manager, path, manager.get(path).text, "more", **typed)

    sent = controls(more.text)
    assert more.status_code == 200
    assert {name: sent[name] for name in typed} == typed
    assert "condition-2-wording" in sent
    assert "condition-3-wording" not in sent


def test_rows_of_conditions_are_numbered_but_not_without_end(manager: Client, path: str) -> None:
    sent = {**controls(manager.get(path).text), "conditions-count": "99999999", "act": "more"}

    answer = manager.post(path, sent)

    assert "condition-1-wording" in controls(answer.text)
    assert "condition-20-wording" not in controls(answer.text)


def test_a_provisional_decision(manager: Client, path: str) -> None:
    sign(
        manager,
        path,
        kind="provisional",
        months="2",
        evidence_asked="Cent usagers",
        **{"target-0-due_on": ""},
    )

    decision = Decision.objects.get()
    assert (decision.months, decision.evidence_asked) == (2, "Cent usagers")
    assert decision.next_due_on == date(2026, 8, 1)
    # A target without a day is for the day of the next review.
    assert decision.targets.get().due_on == date(2026, 8, 1)


def test_a_stop_leaves_targets_and_money_out(
    review: Review, cast: Cast, manager: Client, path: str
) -> None:
    make_stop_dossier(cast.ours)

    shown = preview(manager, path, kind="stop", **{"target-0-measure": ""})
    press(manager, path, shown.text, "sign")

    decision = Decision.objects.get()
    assert "No money is granted." in shown.text
    assert (decision.amount, decision.targets.count(), decision.phase) == (0, 0, Phase.STOPPED)


def test_a_stop_without_its_dossier_says_what_is_missing(manager: Client, path: str) -> None:
    refused = preview(manager, path, kind="stop")

    assert refused.status_code == 422
    assert "The dossier of this ending is not complete" in refused.text


def test_an_advance_asks_which_phase_only_where_several_follow(
    cast: Cast, manager: Client, path: str
) -> None:
    assert "phase" not in controls(manager.get(path).text)
    make_phase(cast.ours, Phase.ACCELERATION, "2026-01-01")

    unsure = preview(manager, path, kind="advance")
    sign(manager, path, kind="advance", phase="opere", phase_from="2026-09-01")

    assert "Several phases can follow: choose one." in unsure.text
    decision = Decision.objects.get()
    assert (decision.phase, decision.phase_from) == (Phase.OPERATED, date(2026, 9, 1))


def test_what_the_phase_does_not_allow_is_not_offered(
    cast: Cast, manager: Client, path: str
) -> None:
    make_phase(cast.ours, Phase.OPERATED, "2026-01-01")

    refused = manager.post(path, {**controls(manager.get(path).text), "kind": "advance"})

    assert 'value="advance"' not in manager.get(path).text
    assert "kind" in refused.context["form"].errors


def test_a_phase_left_from_another_choice_does_not_count(
    cast: Cast, manager: Client, path: str
) -> None:
    make_phase(cast.ours, Phase.ACCELERATION, "2026-01-01")

    sign(manager, path, phase="opere", phase_from="2026-09-01")

    assert (Decision.objects.get().phase, Decision.objects.get().phase_from) == ("", None)


def test_nothing_is_signed_that_was_not_shown(manager: Client, path: str) -> None:
    shown = preview(manager, path)

    changed = press(manager, path, shown.text, "sign", public_reasons="Tout autre chose")
    blind = manager.post(path, {**controls(manager.get(path).text), "act": "sign"})

    assert changed.status_code == 409
    assert "What would follow has changed since you read it" in changed.text
    assert blind.status_code == 422
    assert not Decision.objects.exists()


def test_what_changed_meanwhile_is_shown_again(cast: Cast, manager: Client, path: str) -> None:
    shown = preview(manager, path, kind="advance")
    make_phase(cast.ours, Phase.CONSOLIDATION, "2026-05-30")

    again = press(manager, path, shown.text, "sign")
    signed = press(manager, path, again.text, "sign")

    assert again.status_code == 409
    assert "Operated within the network" in again.text
    assert signed.status_code == 302
    assert Decision.objects.get().phase == Phase.OPERATED


def test_second_signature_in_a_row_is_told_who_and_when(
    review: Review, cast: Cast, manager: Client, path: str
) -> None:
    shown = preview(manager, path, private_reasons="Le sponsor hésite")
    first = other_signature(review, cast.users["administrator"])

    refused = press(manager, path, shown.text, "sign")

    assert refused.status_code == 409
    assert "Administrator signed on 1 June 2026: Continue" in refused.text
    assert "Le sponsor hésite" in refused.text
    assert Decision.objects.get() == first


def test_signing_twice_signs_once(review: Review, manager: Client, path: str) -> None:
    shown = preview(manager, path)

    answers = [press(manager, path, shown.text, "sign").status_code for _time in range(2)]

    assert answers == [302, 409]
    assert Decision.objects.count() == 1


def test_a_decided_review_leads_to_its_decision(
    review: Review, cast: Cast, manager: Client, path: str
) -> None:
    other_signature(review, cast.users["administrator"])

    assert manager.get(path)["Location"] == reverse("reviews:decision", args=(review.pk,))


def test_a_dossier_that_is_not_submitted_is_not_decided(
    review: Review, manager: Client, path: str
) -> None:
    review.state, review.submitted_on, review.submitted_by = ReviewState.PREPARING, None, None
    review.save()

    shown = manager.get(path)
    refused = manager.post(path, {"act": "preview", "kind": "continue"})

    assert "This review is: In preparation." in shown.text
    assert refused.status_code == 422


@pytest.mark.parametrize(
    ("onward", "is_ours"),
    [
        ("/bureau/seances/3/direct/", True),
        ("https://ailleurs.example/", False),
        ("//ailleurs.example/", False),
        ("reviews:list", False),
    ],
)
def test_one_goes_on_to_where_one_came_from(
    onward: str, is_ours: bool, review: Review, manager: Client, path: str
) -> None:
    page = manager.get(path, {"suite": onward}).text
    shown = press(manager, path, page, "preview", public_reasons="Oui", suite=onward)

    answer = press(manager, path, shown.text, "sign")

    usual = reverse("reviews:decision", args=(review.pk,))
    assert answer["Location"] == (onward if is_ours else usual)


def test_the_day_of_the_session_is_prefilled(
    cast: Cast, review: Review, manager: Client, path: str
) -> None:
    make_item(make_session(cast.our_incubator, "2026-05-31"), review)
    make_item(make_session(cast.our_incubator, "2026-06-09"), review)

    assert controls(manager.get(path).text)["decided_on"] == "2026-05-31"


def test_the_last_stop_condition_is_carried_on(
    cast: Cast, review: Review, manager: Client, path: str
) -> None:
    before = make_review(cast.ours, ReviewState.DECIDED, due="2025-12-01")
    make_decision(before, stop_condition="Moins de cent usagers")

    assert controls(manager.get(path).text)["stop_condition"] == "Moins de cent usagers"


def test_private_reasons_are_in_no_mail(cast: Cast, manager: Client, path: str) -> None:
    sign(manager, path, private_reasons="Le sponsor hésite")

    notices = list(Notice.objects.all())
    assert {notice.recipient for notice in notices} >= {
        cast.users["intrapreneur"],
        cast.users["committee"],
    }
    assert not [notice for notice in notices if "hésite" in notice.body]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("500.0000", "500"),
        ("24.5", "24,5"),
        ("1.125", "1,1250"),
        ("0.5", "0,5"),
        ("120000.00", "120000"),
        ("-3", "-3"),
    ],
)
def test_numbers_are_prefilled_so_that_they_read_the_same(number: str, text: str) -> None:
    from startups.reviews.services.dossiers.typed import read_figure

    assert written(Decimal(number)) == text
    assert read_figure(written(Decimal(number))) == Decimal(number)
