"""A dossier as it is read: by its team, by the committee, in a session.

``templates/reviews/parts/dossier.html`` shows one; pages that include it link
``css/dossier.css``. What is submitted reads the same ever after, figures included.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise

from startups.core.formats import euros
from startups.figures.enums import ImpactLevel
from startups.figures.presenters.figures import figure_text
from startups.reviews.enums import ANSWERED, AnswerState, DossierItem, ReviewState, Verdict
from startups.reviews.models import (
    Decision,
    Dossier,
    DossierAnswer,
    DossierDocument,
    ProposedTarget,
    Review,
    TargetVerdict,
)
from startups.reviews.selectors.dossiers import decisions_before, dossiers_of, verdicts_of
from startups.reviews.selectors.figure_summaries import FigureSummary, figure_summaries

from .dossier_text import change_text, origin_text, value_text

SUBMITTED_STATES = frozenset({ReviewState.SUBMITTED, ReviewState.DECIDED})


@dataclass(frozen=True)
class AnswerView:
    """An item and what the team says of it; ``origin`` is its source and its age in words."""

    item: DossierItem
    state: AnswerState
    value: str = ""
    text: str = ""
    origin: str = ""

    @property
    def label(self) -> str | Promise:
        return self.item.label

    @property
    def is_settled(self) -> bool:
        return self.state in ANSWERED


@dataclass(frozen=True)
class JudgedTarget:
    """A target in words, with what became of it; ``verdict`` is None where none was given."""

    position: int
    wording: str
    measure: str
    start: str
    goal: str
    due: date | None
    verdict: Verdict | None = None
    reached: str = ""
    fact: str = ""
    is_complete: bool = False
    amended_on: date | None = None
    amended_because: str = ""


@dataclass(frozen=True)
class FigureLine:
    """A figure and its change since the last review; ``verdict`` ends a class."""

    wording: str
    value: str
    day: date | None
    source: str
    change: str
    verdict: str


@dataclass(frozen=True)
class DossierView:
    """Everything that a reader sees. ``has_begun`` is false before the preparation.

    ``answers`` has every item by its code; ``levels`` the figures by level; ``left`` what is
    granted and not committed, in words; ``previous`` the decision that the review follows.
    """

    review: Review
    has_begun: bool
    answers: Mapping[str, AnswerView]
    verdicts: Sequence[JudgedTarget]
    levels: Sequence[tuple[Any, Sequence[FigureLine]]]
    left: str
    targets: Sequence[JudgedTarget]
    documents: Sequence[DossierDocument]
    previous: Decision | None

    @property
    def startup(self) -> Any:
        return self.review.startup

    @property
    def is_draft(self) -> bool:
        """Whether the team may still change it."""
        return self.review.state not in SUBMITTED_STATES

    @property
    def money(self) -> list[AnswerView]:
        items = (DossierItem.GRANTED, DossierItem.COMMITTED, DossierItem.SPENT)
        return [self.answers[item] for item in items]

    @property
    def ask(self) -> list[AnswerView]:
        items = (DossierItem.ASK_MONTHS, DossierItem.ASK_AMOUNT)
        return [self.answers[item] for item in items]

    @property
    def met(self) -> int:
        return sum(target.verdict == Verdict.MET for target in self.verdicts)


def dossier_view(review: Review, *, on: date) -> DossierView:
    """The dossier of one review; a constant number of queries."""
    return dossier_views([review], on=on)[0]


def dossier_views(reviews: Iterable[Review], *, on: date) -> list[DossierView]:
    """The dossiers of many reviews, in their order; as many queries as for one.

    Fetch their ``startup`` with them: it is shown.
    """
    asked = list(reviews)
    dossiers, verdicts = dossiers_of(asked), verdicts_of(asked)
    before = decisions_before(asked)
    figures = _figures(asked, dossiers, before, on)
    return [
        _view(
            review,
            dossiers.get(review.pk),
            verdicts.get(review.pk, []),
            figures[review.pk],
            before.get(review.pk),
            on,
        )
        for review in asked
    ]


def levels_now(review: Review, *, on: date) -> list[tuple[Any, Sequence[FigureLine]]]:
    """The figures by level, as they would be submitted on the day ``on``; four queries."""
    before = decisions_before([review]).get(review.pk)
    summaries = figure_summaries({review.startup_id: _since(before)}, on=on)[review.startup_id]
    return _levels(summaries, is_first=before is None)


def _figures(
    reviews: Sequence[Review],
    dossiers: Mapping[int, Dossier],
    before: Mapping[int, Decision],
    on: date,
) -> dict[int, list[FigureSummary]]:
    """What was kept at the submission; what is measured now where nothing is submitted."""
    live = [review for review in reviews if review.state not in SUBMITTED_STATES]
    since = {row.startup_id: _since(before.get(row.pk)) for row in live}
    now = figure_summaries(since, on=on)
    return {
        review.pk: (
            [FigureSummary.from_json(row) for row in dossiers[review.pk].figures]
            if review.state in SUBMITTED_STATES and review.pk in dossiers
            else now.get(review.startup_id, [])
        )
        for review in reviews
    }


def _since(decision: Decision | None) -> date | None:
    return decision.decided_on if decision else None


def _view(
    review: Review,
    dossier: Dossier | None,
    verdicts: Sequence[TargetVerdict],
    figures: Sequence[FigureSummary],
    previous: Decision | None,
    on: date,
) -> DossierView:
    read_on = review.submitted_on or on
    rows = {row.item: row for row in dossier.answers.all()} if dossier else {}
    answers = {str(item): _answer_of(item, rows.get(item), read_on) for item in DossierItem}
    return DossierView(
        review=review,
        has_begun=dossier is not None,
        answers=answers,
        verdicts=[judged(row) for row in verdicts],
        levels=_levels(figures, is_first=previous is None),
        left=_left(answers),
        targets=[proposed(row) for row in dossier.proposed_targets.all()] if dossier else [],
        documents=list(dossier.documents.all()) if dossier else [],
        previous=previous,
    )


def _answer_of(item: DossierItem, answer: DossierAnswer | None, on: date) -> AnswerView:
    if answer is None:
        return AnswerView(item, AnswerState.EMPTY)
    text = value_text(item, answer.value)
    state = AnswerState(answer.state)
    return AnswerView(item, state, answer.value, text, origin_text(answer, on))


def _levels(
    figures: Sequence[FigureSummary], *, is_first: bool
) -> list[tuple[Any, Sequence[FigureLine]]]:
    by_level: dict[str, list[FigureLine]] = {}
    for figure in figures:
        change, verdict = change_text(figure, is_first=is_first)
        value = "" if figure.value is None else figure_text(figure.value, figure.unit)
        line = FigureLine(figure.wording, value, figure.day, figure.source, change, verdict)
        by_level.setdefault(figure.level, []).append(line)
    return [(level.label, by_level[level]) for level in ImpactLevel if level in by_level]


def _left(answers: Mapping[str, AnswerView]) -> str:
    granted, committed = answers[DossierItem.GRANTED].value, answers[DossierItem.COMMITTED].value
    if not (granted and committed):
        return ""
    return euros(Decimal(granted) - Decimal(committed))


def judged(row: TargetVerdict) -> JudgedTarget:
    """A target of the last decision as it is worded now, with what became of it."""
    aim = row.target.current
    amended = aim if aim is not row.target else None
    return JudgedTarget(
        position=row.target.position,
        wording=aim.wording,
        measure=aim.measure,
        start=_number(aim.starting_value),
        goal=_number(aim.target_value),
        due=aim.due_on,
        verdict=Verdict(row.verdict) if row.verdict else None,
        reached=_number(row.value),
        fact=row.fact,
        is_complete=row.is_complete,
        amended_on=getattr(amended, "amended_on", None),
        amended_because=getattr(amended, "reason", ""),
    )


def proposed(row: ProposedTarget) -> JudgedTarget:
    """A target that the team proposes for the next review."""
    return JudgedTarget(
        position=row.position,
        wording=row.wording,
        measure=row.measure,
        start=_number(row.starting_value),
        goal=_number(row.target_value),
        due=row.due_on,
        is_complete=row.is_complete,
    )


def _number(value: Decimal | None) -> str:
    return "" if value is None else figure_text(Decimal(value))
