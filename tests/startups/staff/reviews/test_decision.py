"""After the signature: conditions are met, targets amended, the decision corrected."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from startups.money.models import Funding
from startups.money.services.granting import granted_by
from startups.reviews.models import Condition, Decision, DecisionCorrection, Review, Target
from startups.reviews.services.decisions.draft import AimDraft, ConditionDraft, DecisionDraft
from startups.reviews.services.decisions.signing import sign_decision
from tests.access.cast import Cast

from .conftest import ON
from .sending import fill_in

pytestmark = pytest.mark.django_db

AIM = AimDraft("Doubler les usages", "par mois", Decimal(1000), date(2026, 11, 30), Decimal(500))


@pytest.fixture
def manager(sign_in: Callable[[str], Client]) -> Client:
    return sign_in("manager")


@pytest.fixture
def signed(review: Review, cast: Cast) -> Decision:
    """A decision with everything that can follow from one."""
    draft = DecisionDraft(
        kind="advance",
        decided_on=ON,
        public_reasons="Les usages doublent.",
        private_reasons="Le sponsor hésite.",
        amount=Decimal(1000),
        period_start=ON,
        period_end=date(2026, 12, 31),
        funding_kind="own_budget",
        conditions=(
            ConditionDraft("Publier les statistiques", date(2026, 7, 31)),
            ConditionDraft("Nommer quelqu’un", ON),
        ),
        targets=(AIM,),
    )
    return sign_decision(review=review, draft=draft, on=ON, actor=cast.users["manager"])


def at(name: str, decision: Decision, **keys: int) -> str:
    return reverse(f"reviews:{name}", kwargs={"pk": decision.review_id, **keys})


def parts(text: str, section: str) -> str:
    page = BeautifulSoup(text, "html.parser")
    found = page.select_one(f"section[aria-labelledby={section}]")
    assert found is not None, section
    return " ".join(found.stripped_strings)


def test_the_decision_links_to_all_that_followed(
    signed: Decision, cast: Cast, manager: Client
) -> None:
    text = manager.get(at("decision", signed)).text

    followed = parts(text, "followed")
    assert "Phase: In acceleration, from 1 June 2026 on" in followed
    assert "Funding: 1,000.00" in followed
    after = Review.objects.get(startup=cast.ours, state="planned")
    for name, key in (("read", after.pk), ("read", signed.review_id)):
        assert f'href="{reverse(f"reviews:{name}", args=(key,))}"' in text
    assert f'href="{reverse("reviews:phases", args=(cast.ours.slug,))}"' in text
    assert "Le sponsor hésite." in parts(text, "said")


def test_a_condition_is_open_then_overdue_then_met(
    signed: Decision, manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = signed.conditions.order_by("position")
    Condition.objects.filter(pk=second.pk).update(due_on=date(2026, 5, 31))
    before = parts(manager.get(at("decision", signed)).text, "conditions")

    fill_in(manager, at("condition", signed, condition=first.pk), evidence="En ligne depuis hier")

    after = parts(manager.get(at("decision", signed)).text, "conditions")
    assert "Open by 31 July 2026" in before
    assert "Overdue by 31 May 2026" in before
    assert "Met said on 1 June 2026 by Manager En ligne depuis hier" in after


def test_a_condition_is_met_once_and_with_evidence(signed: Decision, manager: Client) -> None:
    condition = signed.conditions.first()
    path = at("condition", signed, condition=condition.pk)

    bare = manager.post(path, {"evidence": "  "})
    manager.post(path, {"evidence": "Voir la page"})
    again = manager.post(path, {"evidence": "Autre"})

    condition.refresh_from_db()
    assert (bare.status_code, again.status_code) == (422, 422)
    assert "This condition was said to be met" in again.text
    assert condition.evidence == "Voir la page"


def test_an_amended_target_shows_what_was_signed(signed: Decision, manager: Client) -> None:
    target = signed.targets.get()

    fill_in(
        manager,
        at("amend", signed, target=target.pk),
        target_value="800",
        reason="Hébergement retardé",
    )

    told = parts(manager.get(at("decision", signed)).text, "targets")
    stored = Target.objects.get(pk=target.pk)
    assert "from 500 to 800 by 30 November 2026" in told
    assert "Amended on 1 June 2026 by Manager : Hébergement retardé" in told
    assert "before: Doubler les usages par mois : from 500 to 1,000" in told
    assert (stored.target_value, stored.current.target_value) == (Decimal(1000), Decimal(800))


def test_an_amendment_needs_its_reason(signed: Decision, manager: Client) -> None:
    target = signed.targets.get()

    refused = fill_in(manager, at("amend", signed, target=target.pk), target_value="800")

    assert refused.status_code == 422
    assert not target.amendments.exists()


def test_a_correction_stands_beside_what_was_signed(signed: Decision, manager: Client) -> None:
    fill_in(
        manager,
        at("correct", signed),
        amount="1 500,00",
        public_reasons="Les usages triplent.",
        next_due_on="2026-12-15",
        reason="Erreur de saisie",
    )

    text = manager.get(at("decision", signed)).text
    told = parts(text, "corrections")
    stored = Decision.objects.get(pk=signed.pk)
    assert "Les usages triplent." in parts(text, "said")
    assert "Signed on 1 June 2026 Amount granted 1,000.00" in told
    assert "Corrected on 1 June 2026 by Manager Erreur de saisie Amount granted 1,500.00" in told
    assert stored.public_reasons == "Les usages doublent."
    assert granted_by(Funding.objects.get(decision=signed)) == Decimal(1500)
    after = Review.objects.get(startup=signed.review.startup, state="planned")
    assert after.due_on == date(2026, 12, 15)


def test_what_is_left_as_it_is_is_not_corrected(signed: Decision, manager: Client) -> None:
    fill_in(manager, at("correct", signed), private_reasons="Il accepte.", reason="Précision")

    row = DecisionCorrection.objects.get()
    assert (row.amount, row.period_end, row.public_reasons) == (None, None, "")
    assert (row.private_reasons, row.next_due_on) == ("Il accepte.", None)


def test_a_second_correction_starts_from_the_first(signed: Decision, manager: Client) -> None:
    fill_in(manager, at("correct", signed), amount="0", reason="Annulé")
    fill_in(manager, at("correct", signed), amount="700", reason="Rétabli")

    assert [row.amount for row in DecisionCorrection.objects.order_by("pk")] == [0, 700]
    assert granted_by(Funding.objects.get(decision=signed)) == Decimal(700)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"reason": "Pour rien"}, "reason"),
        ({"reason": "", "amount": "3"}, "reason"),
        ({"reason": "r", "amount": "-1"}, "amount"),
        ({"reason": "r", "period_end": "2026-05-01"}, "period_end"),
        ({"reason": "r", "next_due_on": "2026-06-01"}, "next_due_on"),
    ],
)
def test_a_wrong_correction_is_refused(
    typed: dict[str, str], field: str, signed: Decision, manager: Client
) -> None:
    refused = fill_in(manager, at("correct", signed), **typed)

    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {field}
    assert not DecisionCorrection.objects.exists()


def test_a_committee_member_reads_and_changes_nothing(
    signed: Decision, sign_in: Callable[[str], Client]
) -> None:
    text = sign_in("committee").get(at("decision", signed)).text

    assert "Le sponsor hésite." in text
    assert "Correct the decision" not in text
    assert "Amend" not in text
    assert "Say that it is met" not in text


@pytest.mark.parametrize("role", ["intrapreneur", "editor", "other_manager", "anonymous"])
def test_private_reasons_are_read_nowhere_else(
    role: str, signed: Decision, cast: Cast, sign_in: Callable[[str], Client]
) -> None:
    client = sign_in(role)
    slug = cast.ours.slug
    pages = [
        at("decision", signed),
        at("read", signed),
        reverse("team:dashboard", args=(slug,)),
        reverse("team_reviews:index", args=(slug,)),
        reverse("team_reviews:read", args=(slug, signed.review_id)),
        f"/startups/{slug}/",
    ]

    texts: list[Any] = [client.get(path).text for path in pages]

    assert not [text for text in texts if "hésite" in text]


def test_the_page_costs_the_same_whatever_hangs_on_it(signed: Decision, manager: Client) -> None:
    target = signed.targets.get()

    def queries() -> int:
        manager.get(at("decision", signed))
        with CaptureQueriesContext(connection) as captured:
            manager.get(at("decision", signed))
        return len(captured)

    fill_in(manager, at("amend", signed, target=target.pk), target_value="900", reason="r")
    fill_in(manager, at("correct", signed), amount="1100", reason="r")
    few = queries()
    for value in ("800", "700", "600"):
        fill_in(manager, at("amend", signed, target=target.pk), target_value=value, reason="r")
        fill_in(manager, at("correct", signed), amount=value, reason="r")
        signed.conditions.create(wording=value, due_on=ON)

    assert queries() == few
