"""The form of a dossier: its sections, with their parts as recorded or as typed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from startups.reviews.enums import AnswerState
from startups.reviews.models import DossierDocument, Review
from startups.reviews.presenters.dossier_view import FigureLine, levels_now
from startups.reviews.selectors.dossier_gaps import Missing, gaps
from startups.reviews.selectors.dossiers import dossiers_of, verdicts_of

from .form_items import AnswerItem, FormItem, TargetsItem, VerdictItem
from .layout import SECTIONS, DossierSection
from .save import SavedPart, fresh


@dataclass(frozen=True)
class ShownSection:
    """A section with its parts; ``to_confirm`` counts the prefilled values in it."""

    section: DossierSection
    parts: list[SavedPart]

    @property
    def to_confirm(self) -> int:
        return sum(
            isinstance(part.unit, AnswerItem) and part.unit.may_be_confirmed for part in self.parts
        )


class DossierForm:
    """The dossier of a review in preparation; a constant number of queries."""

    def __init__(self, review: Review, *, on: date) -> None:
        self.review, self.on = review, on
        self.dossier = dossiers_of([review])[review.pk]
        self.dossier.review = review
        self.verdicts = verdicts_of([review]).get(review.pk, [])
        for verdict in self.verdicts:
            verdict.review = review
        answers = {row.item: row for row in self.dossier.answers.all()}
        self.by_section: dict[str, list[FormItem]] = {
            section.slug: [
                AnswerItem(answers[item], on=on) for item in section.items if item in answers
            ]
            for section in SECTIONS
        }
        self.by_section["verdicts"] = [VerdictItem(row) for row in self.verdicts]
        self.by_section["next"] = [TargetsItem(self.dossier)]

    @property
    def units(self) -> list[FormItem]:
        """Every part, in the order of the form."""
        return [unit for units in self.by_section.values() for unit in units]

    def unit(self, key: str) -> FormItem | None:
        """The part of that key; None when there is none."""
        return next((unit for unit in self.units if unit.key == key), None)

    def missing(self) -> list[Missing]:
        """What stops the submission."""
        return gaps(self.dossier, self.verdicts)

    def documents(self) -> Iterable[DossierDocument]:
        return self.dossier.documents.all()

    def levels(self) -> list[tuple[Any, Sequence[FigureLine]]]:
        """The figures as the committee will read them."""
        return levels_now(self.review, on=self.on)

    def sections(self, parts: Mapping[str, SavedPart]) -> list[ShownSection]:
        """The sections; ``parts`` are those that are shown as typed, by key."""
        return [
            ShownSection(
                section,
                [parts.get(unit.key) or fresh(unit) for unit in self.by_section[section.slug]],
            )
            for section in SECTIONS
        ]

    def prefilled_in(self, slug: str) -> list[AnswerItem]:
        """The parts of a section that wait to be confirmed."""
        return [
            unit
            for unit in self.by_section.get(slug, [])
            if isinstance(unit, AnswerItem) and unit.state == AnswerState.PREFILLED
        ]
