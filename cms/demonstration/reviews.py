"""Replays the reviews of the demonstration through the services, day by day of their past."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth import get_user_model
from django.utils import timezone

from startups.core.models import Notice
from startups.core.services.facts import update_facts
from startups.endings.models import HandoverItem
from startups.endings.selectors.ending_values import check_field, matter_field
from startups.endings.services.handover import write_handover
from startups.endings.services.stop import write_stop
from startups.money.enums import FundingKind
from startups.registry.models import Organisation, Startup
from startups.reviews.enums import AnswerState, DossierItem
from startups.reviews.models import Condition, Dossier, Review
from startups.reviews.services.decisions.draft import AimDraft, ConditionDraft, DecisionDraft
from startups.reviews.services.decisions.following import meet_condition
from startups.reviews.services.decisions.signing import sign_decision
from startups.reviews.services.dossiers.answers import save_answer
from startups.reviews.services.dossiers.preparing import begin_preparation
from startups.reviews.services.dossiers.submitting import submit_dossier
from startups.reviews.services.dossiers.targets import TypedTarget, save_targets, save_verdict
from startups.reviews.services.opinions import give_opinion
from startups.reviews.services.reviews.planning import plan_reviews
from startups.reviews.services.reviews.steering import (
    cancel_review,
    postpone,
    return_for_completion,
)
from startups.reviews.sessions.models import CommitteeSession

from .accounts import ADMINISTRATOR, MANAGER, MEMBER, TEAM
from .dates import resolve
from .sessions import SessionLoader

STORY = Path(__file__).parent / "reviews.yaml"


def load_reviews(*, on: date) -> None:
    """Plays the story up to the day ``on``, once: where a session is there, it was played."""
    if CommitteeSession.objects.exists():
        return
    story = yaml.safe_load(STORY.read_text(encoding="utf-8"))
    teller = _ReviewLoader(on, story["usual"])
    for past in sorted(story["decided"], key=lambda row: teller.day(row["decided"])):
        teller.decided(past)
    plan_reviews(on=on)
    for present in story["open"]:
        teller.under_way(present)
    sessions = SessionLoader(on=on, day=teller.day, manager=teller.manager, member=teller.member)
    for session in story["sessions"]:
        sessions.tell(session)
    _keep_mails_in(on)


def _keep_mails_in(on: date) -> None:
    """The mails of the story are shown, not sent: their day is past."""
    noon = timezone.make_aware(datetime.combine(on, time(12)))
    Notice.objects.filter(sent_at=None).update(sent_at=noon)


class _ReviewLoader:
    """Tells the story with the services, in the name of the demonstration's accounts."""

    def __init__(self, on: date, usual: dict[str, str]) -> None:
        self.on, self.usual = on, usual
        users = get_user_model().objects.in_bulk(field_name="email")
        self.manager, self.member = users[MANAGER], users[MEMBER]
        self.team, self.administrator = users[TEAM], users[ADMINISTRATOR]

    def day(self, expression: str) -> date:
        return resolve(expression, on=self.on)

    # What is over -------------------------------------------------------------------------

    def decided(self, row: dict[str, Any]) -> None:
        """A review from its planning to its decision, and what came after."""
        startup = Startup.objects.get(ghid=row["startup"])
        submitted, decided = self.day(row["submitted"]), self.day(row["decided"])
        begun = submitted - timedelta(days=21)
        plan_reviews(on=begun, startups=[startup.pk])
        review = self._submit(startup, row, begun=begun, submitted=submitted)
        self._opine(review, row, on=decided - timedelta(days=2))
        self._endings(startup, row, on=decided - timedelta(days=1))
        draft = self._draft(row, decided)
        sign_decision(review=review, draft=draft, on=decided, actor=self.manager)
        for condition in row.get("conditions", []):
            if "met" in condition:
                self._meet(review, condition)

    def _meet(self, review: Review, row: dict[str, Any]) -> None:
        condition = Condition.objects.get(decision__review=review, wording=row["wording"])
        meet_condition(
            condition=condition,
            evidence=row["evidence"],
            on=self.day(row["met"]),
            actor=self.manager,
        )

    def _draft(self, row: dict[str, Any], decided: date) -> DecisionDraft:
        source = row.get("source")
        amount = Decimal(row.get("amount", "0"))
        return DecisionDraft(
            kind=row["kind"],
            decided_on=decided,
            public_reasons=row["public_reasons"],
            private_reasons=row.get("private_reasons", ""),
            phase_from=self.day(row["phase_from"]) if "phase_from" in row else None,
            amount=amount,
            period_start=decided if amount else None,
            period_end=decided + timedelta(days=183) if amount else None,
            funding_kind=FundingKind.SPONSOR if source else FundingKind.OWN_BUDGET,
            funding_source=Organisation.objects.get(ghid=source) if source else None,
            months=row.get("months"),
            evidence_asked=row.get("evidence_asked", ""),
            stop_condition=row.get("stop_condition", ""),
            conditions=[
                ConditionDraft(each["wording"], self.day(each["due"]))
                for each in row.get("conditions", [])
            ],
            targets=[self._aim(each) for each in row.get("targets", [])],
        )

    def _aim(self, row: dict[str, str]) -> AimDraft:
        return AimDraft(
            wording=row["wording"],
            measure=row["measure"],
            starting_value=Decimal(row["start"]),
            target_value=Decimal(row["value"]),
            due_on=self.day(row["due"]),
        )

    def _endings(self, startup: Startup, row: dict[str, Any], *, on: date) -> None:
        if "stop" in row:
            values = {key: value for key, value in row["stop"].items() if key != "matters"}
            for matter, facts in row["stop"]["matters"].items():
                values |= self._matter(matter, facts)
            write_stop(startup=startup, values=values, seen=0, on=on, actor=self.manager)
        if "handover" in row:
            self._hand_over(startup, row["handover"], on=on)

    def _matter(self, matter: str, facts: dict[str, str]) -> dict[str, Any]:
        values: dict[str, Any] = {"outcome": "", "owner": "", "by": None, "not_applicable": ""}
        values |= facts
        if values["by"]:
            values["by"] = self.day(values["by"])
        return {matter_field(matter, name): value for name, value in values.items()}

    def _hand_over(self, startup: Startup, row: dict[str, Any], *, on: date) -> None:
        receiver = Organisation.objects.get(ghid=row["receiver"])
        values = row | {"receiver": receiver.pk}
        for item in HandoverItem.objects.filter(official=True):
            values |= {check_field(item.pk, "evidence"): "Fait, vérifié avec le repreneur."}
            values |= {check_field(item.pk, "waiver"): ""}
        write_handover(startup=startup, values=values, seen=0, on=on, actor=self.manager)
        draft = startup.handoverdossiers.get(period=None)
        # The owner is nobody's account: what the link would have done.
        signed = {"countersigned_on": on, "link_sent_on": on}
        update_facts(instance=draft, values=signed, actor=None, reason="demonstration")

    # What is under way --------------------------------------------------------------------

    def under_way(self, row: dict[str, Any]) -> None:
        startup = Startup.objects.get(ghid=row["startup"])
        review = startup.reviews.latest("pk")
        if "postponed_to" in row:
            to = self.day(row["postponed_to"])
            self._steer(postpone, review, to=to, reason=row["reason"])
        elif "cancelled" in row:
            on = self.day(row["cancelled"])
            cancel_review(review=review, on=on, actor=self.administrator, reason=row["reason"])
        elif "submitted" in row:
            self._send(startup, row)
        else:
            begun = self.day(row["begun"])
            begin_preparation(review=review, on=begun, actor=self.team)
            self._answer(review, row, on=begun, left=row["left"])

    def _steer(self, act: Any, review: Review, **arguments: Any) -> None:
        act(review=review, on=self.on, actor=self.manager, **arguments)

    def _send(self, startup: Startup, row: dict[str, Any]) -> None:
        begun, submitted = self.day(row["begun"]), self.day(row["submitted"])
        review = self._submit(startup, row, begun=begun, submitted=submitted)
        self._opine(review, row, on=self.on - timedelta(days=1))
        if "returned" in row:
            on = self.day(row["returned"])
            return_for_completion(review=review, on=on, actor=self.manager, comment=row["comment"])

    def _submit(
        self, startup: Startup, row: dict[str, Any], *, begun: date, submitted: date
    ) -> Review:
        review = startup.reviews.latest("pk")
        begin_preparation(review=review, on=begun, actor=self.team)
        self._answer(review, row, on=submitted, left=[])
        self._propose(review, on=submitted)
        return submit_dossier(review=review, on=submitted, actor=self.team)

    def _answer(self, review: Review, row: dict[str, Any], *, on: date, left: list[str]) -> None:
        answers = self.usual | row.get("answers", {})
        if "confidence" in row:
            answers["confidence"] = row["confidence"]
        for answer in review.dossier.answers.all():
            if answer.item in left:
                continue
            save_answer(
                answer=answer,
                state=AnswerState.CONFIRMED,  # what differs is a correction
                # Where the money stands is what the lines say.
                value=answers.get(DossierItem(answer.item), answer.value),
                seen_version=answer.version,
                on=on,
                actor=self.team,
            )
        self._judge(review, row.get("verdicts", []), on=on, left=bool(left))

    def _judge(self, review: Review, rows: list[dict[str, str]], *, on: date, left: bool) -> None:
        usual = {"verdict": "partly", "value": "12", "fact": "Mesuré sur les trois derniers mois."}
        for number, verdict in enumerate(review.verdicts.all()):
            if left and number:
                return  # the first one alone is said so far
            words = rows[number] if number < len(rows) else usual
            save_verdict(
                verdict=verdict,
                code=words["verdict"],
                value=words["value"],
                fact=words["fact"],
                seen_version=verdict.version,
                on=on,
                actor=self.team,
            )

    def _propose(self, review: Review, *, on: date) -> None:
        dossier = Dossier.objects.get(review=review)
        target = TypedTarget(
            wording="Doubler le nombre d’usagers réguliers",
            measure="usagers par mois",
            start="400",
            goal="800",
            due=f"{self.on + timedelta(days=180)}",
        )
        save_targets(
            dossier=dossier,
            targets=[target],
            seen_version=dossier.targets_version,
            on=on,
            actor=self.team,
        )

    def _opine(self, review: Review, row: dict[str, Any], *, on: date) -> None:
        for opinion in row.get("opinions", []):
            give_opinion(review=review, author=self.member, on=on, **opinion)
