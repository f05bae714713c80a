"""Random acts, in any order, by anybody: no illegal state is ever reached.

A thorough run tries 10,000 of them, the default one as many as are quick.
"""

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from startups.core.enums import ActKind
from startups.endings.models import HandoverDossier, StopDossier
from startups.endings.selectors.endings import may_follow
from startups.endings.services.drafts import NEEDS
from startups.lifecycle.enums import STOPPED, Phase
from startups.lifecycle.models import PhasePeriod
from startups.lifecycle.phases import chronological, period_in_force, phase_in_force
from startups.lifecycle.services.lifecycle import change_phase, take_back_planned_phase
from startups.lifecycle.transitions import transition, transitions_from
from startups.money.enums import FundingKind
from startups.money.models import Funding
from startups.money.services.granting import granted_by
from startups.registry.models import JournalEntry, Startup
from startups.reviews.enums import (
    FINAL_DECISIONS,
    OPEN_REVIEWS,
    AnswerState,
    DecisionKind,
    DossierItem,
    ReviewState,
    Verdict,
)
from startups.reviews.models import Condition, Decision, DossierAnswer, Review, Target
from startups.reviews.services.decisions.draft import AimDraft, ConditionDraft, DecisionDraft
from startups.reviews.services.decisions.following import (
    Correction,
    amend_target,
    correct_decision,
    meet_condition,
)
from startups.reviews.services.decisions.signing import sign_decision
from startups.reviews.services.dossiers.answers import save_answer
from startups.reviews.services.dossiers.preparing import begin_preparation
from startups.reviews.services.dossiers.submitting import submit_dossier
from startups.reviews.services.dossiers.targets import TypedTarget, save_targets, save_verdict
from startups.reviews.services.reviews.planning import plan_reviews
from startups.reviews.services.reviews.steering import (
    cancel_review,
    postpone,
    return_for_completion,
)
from tests import clock, effort
from tests.factories import make_account, make_handover_dossier, make_startup, make_stop_dossier

pytestmark = pytest.mark.django_db

STEPS = effort.times(200, 10_000)
STARTUPS = 4
REASONS = ("Il le faut.", "  ")


class Walk:
    """One random walk: a day that moves on, a few startups, and acts that may be refused."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  # not for secrets
        self.on = clock.today() - timedelta(days=1_000)
        self.actor = make_account()
        self.startups = [make_startup(f"Semoir {number}") for number in range(STARTUPS)]
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()

    def step(self) -> Startup:
        """Tries one act on one startup; the day moves on now and then."""
        self.on += timedelta(days=self.random.choice((0, 0, 0, 0, 0, 0, 1, 3, 20)))
        startup = self.random.choice(self.startups)
        act = self.act_on(startup)
        name = act.__name__
        try:
            act(self, startup)
        except ValidationError:
            self.refused[name] += 1
        else:
            self.done[name] += 1
        return startup

    # What is chosen at random -------------------------------------------------------------

    def act_on(self, startup: Startup) -> Callable[["Walk", Startup], None]:
        """Any act, or half of the time one that may well succeed: else most are refused."""
        if self.random.random() < 0.5:
            return self.random.choices(ACTS, weights=WEIGHTS)[0]
        if startup.phases.filter(start__gt=self.on, decision=None).exists():
            return self.random.choice((Walk.take_back, Walk.plan))
        review = startup.reviews.order_by("pk").last()
        return self.random.choice(LIKELY.get(review.state if review else "", (Walk.change,)))

    def day(self) -> date:
        """A day around today, often today."""
        return self.on + timedelta(days=self.random.choice((0, 0, 0, 1, 40, 90, -1, -30)))

    def phase_after(self, startup: Startup) -> Phase:
        """Half of the time one that the table allows."""
        phase = phase_in_force(startup.phases.all(), self.on)
        allowed = [row.to for row in transitions_from(phase) if not row.is_decided]
        return self.random.choice(self.random.choice((list(Phase), allowed or list(Phase))))

    def review(self, startup: Startup) -> Review:
        """The last review, be it over: refused acts are part of the walk."""
        return _or_refuse(startup.reviews.order_by("pk").last())

    def decision(self, startup: Startup) -> Decision:
        return _or_refuse(Decision.objects.filter(review__startup=startup).order_by("pk").last())

    # Acts ---------------------------------------------------------------------------------

    def plan(self, startup: Startup) -> None:
        plan_reviews(on=self.on, startups=[startup.pk], actor=self.actor)

    def change(self, startup: Startup) -> None:
        change_phase(
            startup=startup,
            to=self.phase_after(startup),
            start=self.day(),
            on=self.on,
            actor=self.actor,
            reason=self.random.choice(REASONS),
        )

    def take_back(self, startup: Startup) -> None:
        take_back_planned_phase(
            startup=startup, on=self.on, actor=self.actor, reason=self.random.choice(REASONS)
        )

    def prepare(self, startup: Startup) -> None:
        begin_preparation(review=self.review(startup), on=self.on, actor=self.actor)

    def fill(self, startup: Startup) -> None:
        review = self.review(startup)
        answers = DossierAnswer.objects.filter(dossier__review=review)
        for answer in _or_refuse(list(answers)):
            save_answer(
                answer=answer,
                state=AnswerState.CONFIRMED,  # what differs is a correction
                value=VALUES.get(DossierItem(answer.item), "Comme prévu."),
                seen_version=answer.version,
                on=self.on,
                actor=self.actor,
            )
        for verdict in review.verdicts.all():
            save_verdict(
                verdict=verdict,
                code=self.random.choice(Verdict.values),
                value="10",
                fact="Mesuré.",
                seen_version=verdict.version,
                on=self.on,
                actor=self.actor,
            )
        due = self.on + timedelta(days=180)
        target = TypedTarget(wording="Plus", measure="par mois", start="1", goal="2", due=f"{due}")
        save_targets(
            dossier=review.dossier,
            targets=[target],
            seen_version=review.dossier.targets_version,
            on=self.on,
            actor=self.actor,
        )

    def submit(self, startup: Startup) -> None:
        submit_dossier(review=self.review(startup), on=self.on, actor=self.actor)

    def return_it(self, startup: Startup) -> None:
        comment = self.random.choice(REASONS)
        return_for_completion(
            review=self.review(startup), on=self.on, actor=self.actor, comment=comment
        )

    def postpone_it(self, startup: Startup) -> None:
        review = self.review(startup)
        to = review.due_on + timedelta(days=self.random.choice((-5, 30, 90)))
        postpone(review=review, to=to, on=self.on, actor=self.actor, reason="Congés.")

    def cancel_it(self, startup: Startup) -> None:
        reason = self.random.choice(REASONS)
        cancel_review(review=self.review(startup), on=self.on, actor=self.actor, reason=reason)

    def write_ending(self, startup: Startup) -> None:
        """A complete dossier for each end that may follow, unless a draft is there."""
        for model, make in (
            (StopDossier, make_stop_dossier),
            (HandoverDossier, make_handover_dossier),
        ):
            drafts = model.objects.filter(startup=startup, period=None)
            if may_follow(startup.phases.all(), NEEDS[model]) and not drafts.exists():
                make(startup)

    def sign(self, startup: Startup) -> None:
        kind = self.random.choice(list(DecisionKind))
        amount = Decimal(self.random.choice((0, 0, 100_000)))
        if kind == DecisionKind.STOP:
            amount = Decimal(0)
        aim = AimDraft("Plus", "par mois", Decimal(10), self.on + timedelta(days=200))
        draft = DecisionDraft(
            kind=kind,
            decided_on=self.random.choice((self.on, self.on, self.on, self.day())),
            public_reasons="Parce que.",
            phase_from=self.random.choice((None, None, self.on + timedelta(days=30))),
            amount=amount,
            period_start=self.on,
            period_end=self.on + timedelta(days=180),
            funding_kind=FundingKind.OWN_BUDGET,
            months=self.random.choice((1, 2, 3)),
            evidence_asked="Un usage.",
            conditions=(ConditionDraft("Publier", self.on + timedelta(days=60)),),
            targets=() if kind in FINAL_DECISIONS else (aim,),
        )
        sign_decision(review=self.review(startup), draft=draft, on=self.on, actor=self.actor)

    def correct(self, startup: Startup) -> None:
        correction = self.random.choice(
            (
                Correction(amount=Decimal(self.random.choice((0, 90_000)))),
                Correction(next_due_on=self.on + timedelta(days=100)),
                Correction(public_reasons="Mieux dit."),
            )
        )
        correct_decision(
            decision=self.decision(startup),
            correction=correction,
            on=self.on,
            actor=self.actor,
            reason=self.random.choice(REASONS),
        )

    def amend(self, startup: Startup) -> None:
        target = _or_refuse(Target.objects.filter(decision__review__startup=startup).last())
        aim = AimDraft("Moins", "par mois", Decimal(5), self.on + timedelta(days=90))
        reason = self.random.choice(REASONS)
        amend_target(target=target, aim=aim, on=self.on, actor=self.actor, reason=reason)

    def meet(self, startup: Startup) -> None:
        condition = Condition.objects.filter(decision__review__startup=startup).last()
        meet_condition(
            condition=_or_refuse(condition), evidence="Vu.", on=self.on, actor=self.actor
        )


def _or_refuse[T](found: T | None) -> T:
    if not found:
        raise ValidationError("nothing to act on")
    return found


VALUES = {
    DossierItem.GRANTED: "1000",
    DossierItem.COMMITTED: "500",
    DossierItem.SPENT: "400",
    DossierItem.ASK_MONTHS: "6",
    DossierItem.ASK_AMOUNT: "100000",
    DossierItem.CONFIDENCE: "fragile",
}
WEIGHED: dict[Callable[[Walk, Startup], None], int] = {
    Walk.plan: 4,
    Walk.change: 8,
    Walk.take_back: 12,
    Walk.prepare: 8,
    Walk.fill: 5,
    Walk.submit: 8,
    Walk.return_it: 4,
    Walk.postpone_it: 1,
    Walk.cancel_it: 1,
    Walk.write_ending: 2,
    Walk.sign: 8,
    Walk.correct: 2,
    Walk.amend: 2,
    Walk.meet: 2,
}
LIKELY: dict[str, tuple[Callable[[Walk, Startup], None], ...]] = {
    ReviewState.PLANNED: (Walk.prepare,),
    ReviewState.PREPARING: (Walk.fill, Walk.submit),
    ReviewState.SUBMITTED: (Walk.sign, Walk.sign, Walk.return_it, Walk.write_ending),
    ReviewState.DECIDED: (Walk.change, Walk.correct, Walk.amend, Walk.meet),
    ReviewState.CANCELLED: (Walk.change, Walk.plan),
}
ACTS, WEIGHTS = list(WEIGHED), list(WEIGHED.values())


# What always holds ---------------------------------------------------------------------------


def assert_sound(startup: Startup, on: date) -> None:
    periods = chronological(startup.phases.all())
    assert_phases_follow_the_table(periods, on)
    assert_each_phase_has_its_act(startup, periods)
    assert_ends_are_explained(periods)
    assert_reviews_are_sound(startup)
    assert_money_is_what_was_decided(startup)


def assert_phases_follow_the_table(periods: list[PhasePeriod], on: date) -> None:
    starts = [period.start for period in periods]
    assert starts == sorted(set(starts))
    before: Phase | None = None
    for period in periods:
        row = transition(before, Phase(period.phase))
        assert row, f"{before} → {period.phase}"
        assert bool(period.decision_id) == row.is_decided
        before = Phase(period.phase)
    assert sum(start > on for start in starts) <= 1
    in_force = period_in_force(periods, on)
    assert in_force is None or in_force.start <= on


def assert_each_phase_has_its_act(startup: Startup, periods: list[PhasePeriod]) -> None:
    kinds = Counter(JournalEntry.objects.filter(startup=startup).values_list("kind", flat=True))
    written = kinds[ActKind.PHASE_CHANGED] + kinds[ActKind.PHASE_PLANNED]
    assert len(periods) == written - kinds[ActKind.PHASE_UNPLANNED]


def assert_ends_are_explained(periods: list[PhasePeriod]) -> None:
    for period in periods:
        stop = StopDossier.objects.filter(period=period).exists()
        handover = HandoverDossier.objects.filter(period=period).exists()
        assert (stop, handover) == (period.phase in STOPPED, period.phase == Phase.TRANSFERRED)


def assert_reviews_are_sound(startup: Startup) -> None:
    reviews = list(startup.reviews.prefetch_related("moves").select_related("decision"))
    assert sum(review.state in OPEN_REVIEWS for review in reviews) <= 1
    for review in reviews:
        assert (review.state == ReviewState.DECIDED) == hasattr(review, "decision")
        assert list(review.moves.all())[-1].to_state == review.state
        assert review.startup_id == startup.pk


def assert_money_is_what_was_decided(startup: Startup) -> None:
    for decision in Decision.objects.filter(review__startup=startup).prefetch_related(
        "corrections"
    ):
        amounts = [row.amount for row in decision.corrections.all() if row.amount is not None]
        wanted = amounts[-1] if amounts else decision.amount
        funding = Funding.objects.filter(decision=decision).first()
        assert (granted_by(funding) if funding else 0) == wanted


@pytest.mark.chance
def test_no_order_of_acts_leads_to_an_illegal_state() -> None:
    seed = effort.seed()
    walk = Walk(seed)
    for number in range(STEPS):
        startup = walk.step()
        try:
            assert_sound(startup, walk.on)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}, step {number}: {error}") from error
    assert sum(walk.done.values()) > STEPS // 4
    if STEPS >= 5_000:  # long enough for each act to have been done, and refused
        assert set(walk.done) == {act.__name__ for act in ACTS}
        print(f"seed {seed}; done {dict(walk.done)}; refused {dict(walk.refused)}")
