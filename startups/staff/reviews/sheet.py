"""The sheet on which a decision is written: its form, its targets, its conditions.

It is shown prefilled, or as it was typed, or checked; ``draft`` is what the service takes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.core.exceptions import ValidationError

from startups.core.calendar import add_months
from startups.lifecycle.enums import Phase
from startups.lifecycle.phases import phase_in_force
from startups.reviews.due_dates import MONTHS_BETWEEN_REVIEWS
from startups.reviews.enums import FINAL_DECISIONS, PHASE_DECISIONS, DecisionKind
from startups.reviews.models import Review
from startups.reviews.services.decisions.draft import AimDraft, ConditionDraft, DecisionDraft
from startups.reviews.services.decisions.rules import MAX_TARGETS
from startups.staff.reviews.forms.deciding import DecisionForm
from startups.staff.reviews.forms.rows import ConditionRow, FormRows, TargetRow
from startups.web.forms.errors import add_errors

CONDITIONS_SHOWN, CONDITIONS_AT_MOST = 2, 20
COUNT = "conditions-count"


@dataclass(frozen=True)
class Prefilled:
    """What is shown before anything is typed, as the fields of the form and the rows."""

    values: Mapping[str, Any]
    targets: Sequence[Mapping[str, Any]]


class Sheet:
    """One decision being written on a review."""

    def __init__(self, form: DecisionForm, targets: FormRows, conditions: FormRows) -> None:
        self.form, self.targets, self.conditions = form, targets, conditions

    @classmethod
    def blank(cls, review: Review, given: Prefilled, *, on: date) -> Self:
        """Prefilled: nothing is typed yet."""
        phase = phase_of(review, on)
        return cls(
            DecisionForm(startup=review.startup, phase=phase, initial=given.values),
            FormRows(TargetRow, "target", MAX_TARGETS, initial=given.targets),
            FormRows(ConditionRow, "condition", CONDITIONS_SHOWN),
        )

    @classmethod
    def checked(cls, review: Review, data: Mapping[str, Any], *, on: date) -> Self:
        """What was sent, checked: it shows what is wrong."""
        phase = phase_of(review, on)
        return cls(
            DecisionForm(data, startup=review.startup, phase=phase),
            FormRows(TargetRow, "target", MAX_TARGETS, data=data),
            FormRows(ConditionRow, "condition", _count(data), data=data),
        )

    @classmethod
    def typed(cls, review: Review, data: Mapping[str, Any], *, on: date, more: int = 0) -> Self:
        """What was sent, as it was typed and unchecked, with ``more`` rows of conditions."""
        sent = cls.checked(review, data, on=on)
        values = {name: data.get(name, "") for name in sent.form.fields}
        count = min(_count(data) + more, CONDITIONS_AT_MOST)
        return cls(
            DecisionForm(startup=review.startup, phase=phase_of(review, on), initial=values),
            FormRows(TargetRow, "target", MAX_TARGETS, initial=sent.targets.sent(data)),
            FormRows(ConditionRow, "condition", count, initial=sent.conditions.sent(data)),
        )

    def is_valid(self) -> bool:
        """Whether all that counts is in order: an end sets no target, whatever its rows say."""
        is_final = self.form.data.get("kind") in FINAL_DECISIONS
        targets = is_final or self.targets.is_valid()
        return all([self.form.is_valid(), targets, self.conditions.is_valid()])

    @property
    def is_refused(self) -> bool:
        """Whether it was checked and found wrong."""
        return self.form.is_bound and not self.is_valid()

    def refuse(self, error: ValidationError) -> None:
        """Takes in what the service refused."""
        add_errors(self.form, error)

    def draft(self) -> DecisionDraft:
        """The decision, once the sheet is valid. What its kind does not take is left out."""
        cleaned = self.form.cleaned_data
        kind, decided_on = cleaned["kind"], cleaned["decided_on"]
        return DecisionDraft(
            kind=kind,
            decided_on=decided_on,
            public_reasons=cleaned["public_reasons"],
            private_reasons=cleaned["private_reasons"],
            phase=cleaned.get("phase", "") if kind == DecisionKind.ADVANCE else "",
            phase_from=cleaned["phase_from"] if kind in PHASE_DECISIONS else None,
            conditions=tuple(ConditionDraft(**row) for row in self.conditions.filled()),
            **_money(cleaned, decided_on),
            **_provisional(cleaned),
            **self._until_next(cleaned, decided_on),
        )

    def _until_next(self, cleaned: Mapping[str, Any], decided_on: date) -> dict[str, Any]:
        if cleaned["kind"] in FINAL_DECISIONS:
            return {}
        months = cleaned["months"] if cleaned["kind"] == DecisionKind.PROVISIONAL else None
        months = months or MONTHS_BETWEEN_REVIEWS
        by = cleaned["next_due_on"] or add_months(decided_on, months)
        return {
            "stop_condition": cleaned["stop_condition"],
            "next_due_on": cleaned["next_due_on"],
            "targets": tuple(
                AimDraft(**{**row, "due_on": row["due_on"] or by}) for row in self.targets.filled()
            ),
        }


def _money(cleaned: Mapping[str, Any], decided_on: date) -> dict[str, Any]:
    if cleaned["kind"] == DecisionKind.STOP or not cleaned["amount"]:
        return {}
    names = ("period_end", "funding_kind", "funding_source", "promotion", "agreement")
    return {
        "amount": cleaned["amount"] or Decimal(0),
        "period_start": cleaned["period_start"] or decided_on,
        **{name: cleaned[name] for name in names},
    }


def _provisional(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    if cleaned["kind"] != DecisionKind.PROVISIONAL:
        return {}
    return {"months": cleaned["months"], "evidence_asked": cleaned["evidence_asked"]}


def _count(data: Mapping[str, Any]) -> int:
    sent = str(data.get(COUNT, ""))
    asked = int(sent) if sent.isdecimal() and len(sent) < 4 else CONDITIONS_SHOWN
    return min(max(asked, CONDITIONS_SHOWN), CONDITIONS_AT_MOST)


def phase_of(review: Review, on: date) -> Phase | None:
    """The phase in force of the startup of ``review``."""
    return phase_in_force(review.startup.phases.all(), on)
