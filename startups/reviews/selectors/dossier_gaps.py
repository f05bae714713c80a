"""What a dossier still lacks before it can be submitted, and where each thing is filled in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from startups.reviews.enums import ANSWERED, AnswerState, DossierItem, Verdict
from startups.reviews.models import Dossier, DossierAnswer, ProposedTarget, Review, TargetVerdict

from .dossiers import dossiers_of, verdicts_of

NO_MONTHS = "0"
TARGETS = "targets"
SETTLED = frozenset({Verdict.MET, Verdict.NOT_RELEVANT})


@dataclass(frozen=True)
class Missing:
    """Something that stops the submission. ``anchor`` is the id of where it is filled in."""

    anchor: str
    message: str


def anchor_of(row: DossierAnswer | TargetVerdict) -> str:
    """The id of the part of the form about this row: ``item-learnt``, ``verdict-12``."""
    if isinstance(row, TargetVerdict):
        return f"verdict-{row.pk}"
    return f"item-{row.item}"


def missing_of(review: Review) -> list[Missing]:
    """Everything that stops the submission of the dossier of ``review``, in the form's order."""
    return missing_of_all([review])[review.pk]


def missing_of_all(reviews: Iterable[Review]) -> dict[int, list[Missing]]:
    """The same for many reviews, by key; as many queries as for one.

    Nothing is said of a review whose preparation has not begun.
    """
    asked = list(reviews)
    dossiers, verdicts = dossiers_of(asked), verdicts_of(asked)
    return {
        review.pk: (
            gaps(dossiers[review.pk], verdicts.get(review.pk, [])) if review.pk in dossiers else []
        )
        for review in asked
    }


def gaps(dossier: Dossier, verdicts: Sequence[TargetVerdict]) -> list[Missing]:
    """What a dossier lacks; no query is made here."""
    answers = {row.item: row for row in dossier.answers.all()}
    targets = list(dossier.proposed_targets.all())
    return [
        *_verdicts(verdicts),
        *_answers(answers),
        *_targets(targets, verdicts, answers),
    ]


def _verdicts(verdicts: Sequence[TargetVerdict]) -> Iterator[Missing]:
    for row in verdicts:
        words = {"target": row.target.current.wording}
        if not row.verdict:
            yield Missing(anchor_of(row), _("Verdict on “%(target)s”") % words)
        elif not row.is_complete:
            yield Missing(anchor_of(row), _("Fact that shows it: “%(target)s”") % words)


def _answers(answers: Mapping[str, DossierAnswer]) -> Iterator[Missing]:
    for item in DossierItem:
        row = answers.get(item)
        if row is None or row.state in ANSWERED:
            continue
        message = (
            _("%(item)s: to be confirmed")
            if row.state == AnswerState.PREFILLED
            else _("%(item)s: to be filled in")
        )
        yield Missing(anchor_of(row), message % {"item": item.label})


def _targets(
    targets: Sequence[ProposedTarget],
    verdicts: Sequence[TargetVerdict],
    answers: Mapping[str, DossierAnswer],
) -> Iterator[Missing]:
    months = answers.get(DossierItem.ASK_MONTHS)
    if not targets and not (months and months.value == NO_MONTHS):
        yield Missing(TARGETS, _("Targets for the next review: one to five"))
    done = {_aim(row.target.current) for row in verdicts if row.verdict in SETTLED}
    for row in targets:
        words = {"number": row.position}
        anchor = f"{TARGETS}-{row.position}"
        if not row.is_complete:
            message = _("Target %(number)s: say what, how it is measured, how much and by when")
            yield Missing(anchor, message % words)
        elif _aim(row) in done:
            message = _("Target %(number)s: you judged it settled; change it or take it away")
            yield Missing(anchor, message % words)


def _aim(row: object) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in ("wording", "measure", "target_value"))
