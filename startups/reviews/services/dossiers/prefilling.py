"""What a new dossier begins with: what the last one said, and what the system knows.

Each value says where it comes from and as of when. Sources are kept in English and shown
translated; the texts are part of the content, which is in the language of the site.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from startups.core.calendar import add_months
from startups.core.formats import long_day
from startups.money.selectors.position import position_of
from startups.people.models import Membership
from startups.people.selectors.team import team_of
from startups.registry.models import Startup
from startups.reviews.due_dates import MONTHS_BETWEEN_REVIEWS
from startups.reviews.enums import AnswerState, DossierItem, Verdict
from startups.reviews.models import (
    Decision,
    Dossier,
    DossierAnswer,
    ProposedTarget,
    Review,
    Target,
    TargetVerdict,
)
from startups.reviews.models.target import Aim
from startups.reviews.selectors.dossiers import last_decided

LAST_DOSSIER = gettext_noop("The last dossier")
LAST_STRATEGY = gettext_noop("The strategy of the last dossier")
MEMBERS = gettext_noop("The members recorded")
FUNDINGS = gettext_noop("The fundings recorded")
ORDERS = gettext_noop("The orders recorded")
PAYMENTS = gettext_noop("The payments recorded")

# Where each item finds its value in the last dossier: what was planned is what was done. How
# sure the team is, and what it will do now, is asked anew each time.
INHERITED = {
    DossierItem.DONE: DossierItem.STRATEGY,
    DossierItem.LEARNT: DossierItem.LEARNT,
    DossierItem.TEAM: DossierItem.TEAM,
    DossierItem.RISKS: DossierItem.RISKS,
    DossierItem.BLOCKING: DossierItem.BLOCKING,
    DossierItem.GRANTED: DossierItem.GRANTED,
    DossierItem.COMMITTED: DossierItem.COMMITTED,
    DossierItem.SPENT: DossierItem.SPENT,
    DossierItem.ASK_MONTHS: DossierItem.ASK_MONTHS,
    DossierItem.ASK_AMOUNT: DossierItem.ASK_AMOUNT,
    DossierItem.ASK_TEAM: DossierItem.ASK_TEAM,
}
# A team that asked to end and goes on all the same does not ask to end again by default.
NO_MONTHS = "0"


@dataclass(frozen=True)
class KnownAnswers:
    """A value, where it comes from, and as of which day."""

    value: str
    source: str
    on: date


def prefilled_answers(*, dossier: Dossier, review: Review, on: date) -> list[DossierAnswer]:
    """One answer an item, prefilled where something is known; not saved."""
    known = _inherited(review) | _recorded(review.startup, on=on)
    return [_answer(dossier, item, known.get(item)) for item in DossierItem]


def _answer(dossier: Dossier, item: DossierItem, known: KnownAnswers | None) -> DossierAnswer:
    if known is None or not known.value:
        return DossierAnswer(dossier=dossier, item=item)
    return DossierAnswer(
        dossier=dossier,
        item=item,
        state=AnswerState.PREFILLED,
        value=known.value,
        source=known.source,
        source_on=known.on,
    )


def _inherited(review: Review) -> dict[DossierItem, KnownAnswers]:
    last = last_decided(review)
    if last is None or last.submitted_on is None:
        return {}
    answers = {row.item: row.value for row in last.dossier.answers.all()}
    if answers.get(DossierItem.ASK_MONTHS) == NO_MONTHS:
        del answers[DossierItem.ASK_MONTHS]
    return {
        item: KnownAnswers(
            answers[origin],
            LAST_DOSSIER if item == origin else LAST_STRATEGY,
            last.submitted_on,
        )
        for item, origin in INHERITED.items()
        if origin in answers
    }


def _recorded(startup: Startup, *, on: date) -> dict[DossierItem, KnownAnswers]:
    known = {}
    money = position_of(startup, on=on)
    if money.granted:
        known[DossierItem.GRANTED] = KnownAnswers(f"{money.granted:.2f}", FUNDINGS, on)
    if money.committed:
        known[DossierItem.COMMITTED] = KnownAnswers(f"{money.committed:.2f}", ORDERS, on)
    if money.paid:
        known[DossierItem.SPENT] = KnownAnswers(f"{money.paid:.2f}", PAYMENTS, on)
    with override(settings.LANGUAGE_CODE):
        team = "\n".join(_member(row.membership) for row in team_of(startup, on=on).current)
    if team:
        known[DossierItem.TEAM] = KnownAnswers(team, MEMBERS, on)
    return known


def _member(member: Membership) -> str:
    """``Ada Martin – Intrapreneur (agent public, jusqu’au 31 décembre 2026)``."""
    manner = str(member.get_employment_display())
    if member.end:
        day = long_day(member.end)
        manner = _("%(employment)s, until %(day)s") % {"employment": manner, "day": day}
    return f"{member.person.name} – {member.title or member.role} ({manner})"


def verdicts_to_give(*, review: Review, before: Decision | None) -> list[TargetVerdict]:
    """One for each target of the decision that the review follows; not saved."""
    return [TargetVerdict(review=review, target=target) for target in _set_by(before)]


def prefilled_targets(
    *, dossier: Dossier, review: Review, before: Decision | None, on: date
) -> list[ProposedTarget]:
    """The targets that are not met yet, as they are worded now, for six months more; not saved.

    Those of the last decision, or, when it set none, those that the review before did not find
    met.
    """
    due = add_months(max(review.due, on), MONTHS_BETWEEN_REVIEWS)
    return [
        ProposedTarget(
            dossier=dossier,
            position=position,
            wording=aim.wording,
            measure=aim.measure,
            starting_value=aim.starting_value,
            target_value=aim.target_value,
            due_on=due,
        )
        for position, aim in enumerate(_not_met(before), start=1)
    ]


def _not_met(before: Decision | None) -> Iterator[Aim]:
    targets = _set_by(before)
    if before and not targets:
        judged = TargetVerdict.objects.filter(
            review=before.review, verdict__in=(Verdict.PARTLY, Verdict.MISSED)
        )
        targets = [row.target for row in judged.select_related("target")]
    yield from (target.current for target in targets)


def _set_by(decision: Decision | None) -> list[Target]:
    return list(decision.targets.prefetch_related("amendments")) if decision else []
