"""The parts of the form of a dossier that are saved by themselves, each with its version."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from startups.core.services.facts import Actor
from startups.reviews.enums import (
    MONEY_ITEMS,
    NEVER_UNKNOWN,
    AnswerState,
    Confidence,
    DossierItem,
    Verdict,
)
from startups.reviews.models import Dossier, DossierAnswer, TargetVerdict
from startups.reviews.presenters.dossier_text import origin_text
from startups.reviews.presenters.dossier_view import judged
from startups.reviews.selectors.dossier_gaps import TARGETS, anchor_of
from startups.reviews.services.dossiers import TypedTarget, save_answer, save_targets, save_verdict
from startups.reviews.services.dossiers.targets import MOST_TARGETS

from .controls import Control, ControlKind, day_shown, digest, figure_shown, money_shown
from .layout import HELP

SAVE, CONFIRM, UNKNOWN = "save", "confirm", "unknown"
STATES = {
    SAVE: AnswerState.CORRECTED,
    CONFIRM: AnswerState.CONFIRMED,
    UNKNOWN: AnswerState.UNKNOWN,
}


class FormItem(ABC):
    """One part. ``key`` is its id in the page; ``version`` the one that is recorded."""

    kind: str
    key: str
    label: Any
    version: int

    @abstractmethod
    def controls(self) -> list[Control]:
        """Its controls with what is recorded; their names begin with the key."""

    @abstractmethod
    def save(self, typed: Mapping[str, str], *, act: str, seen: int, on: date, actor: Actor) -> Any:
        """Records what is typed; raises ValidationError, by control, and Stale."""

    @abstractmethod
    def again(self, *, on: date) -> "FormItem":
        """The same part, as it is recorded now."""

    def stored(self) -> dict[str, str]:
        """What the controls show of what is recorded, by name without the key."""
        return {self.short(control): control.value for control in self.controls()}

    def short(self, control: Control) -> str:
        """The name of a control without the key of its unit."""
        return control.name.removeprefix(f"{self.key}-")

    @property
    def shown(self) -> str:
        return digest(self.stored())


class AnswerItem(FormItem):
    """An item of the dossier."""

    kind = "answer"

    def __init__(self, answer: DossierAnswer, *, on: date) -> None:
        self.answer = answer
        self.item = DossierItem(answer.item)
        self.key, self.version = anchor_of(answer), answer.version
        self.label = self.item.label
        self.state = AnswerState(answer.state)
        self.origin = origin_text(answer, on)
        self.writer = str(answer.answered_by or "")

    def controls(self) -> list[Control]:
        control = Control(f"{self.key}-value", ControlKind.AREA, self.label, hint=HELP[self.item])
        control.value = self.answer.value
        if self.item in MONEY_ITEMS:
            control.kind, control.value = ControlKind.NUMBER, money_shown(self.answer.value)
        elif self.item == DossierItem.ASK_MONTHS:
            control.kind = ControlKind.NUMBER
        elif self.item == DossierItem.CONFIDENCE:
            control.kind, control.choices = ControlKind.CHOICE, Confidence.choices
        return [control]

    def save(self, typed: Mapping[str, str], *, act: str, seen: int, on: date, actor: Actor) -> Any:
        return save_answer(
            answer=self.answer,
            state=STATES[act],
            value=typed.get("value", ""),
            seen_version=seen,
            on=on,
            actor=actor,
        )

    def again(self, *, on: date) -> FormItem:
        rows = DossierAnswer.objects.select_related("answered_by")
        return AnswerItem(rows.get(pk=self.answer.pk), on=on)

    @property
    def may_be_confirmed(self) -> bool:
        return self.state == AnswerState.PREFILLED

    @property
    def may_be_unknown(self) -> bool:
        return self.item not in NEVER_UNKNOWN


class VerdictItem(FormItem):
    """What became of a target of the last decision."""

    kind = "verdict"

    def __init__(self, verdict: TargetVerdict) -> None:
        self.verdict = verdict
        self.key, self.version = anchor_of(verdict), verdict.version
        self.target = judged(verdict)
        self.label = self.target.wording

    def controls(self) -> list[Control]:
        row = self.verdict
        return [
            Control(
                f"{self.key}-verdict",
                ControlKind.CHOICE,
                _("Verdict"),
                row.verdict,
                choices=Verdict.choices,
            ),
            Control(
                f"{self.key}-value",
                ControlKind.NUMBER,
                _("Value reached"),
                figure_shown(row.value),
                hint=_("In the same unit, if there is a figure: %(measure)s.")
                % {"measure": self.target.measure},
            ),
            Control(
                f"{self.key}-fact",
                ControlKind.AREA,
                _("Fact that shows it"),
                row.fact,
                hint=_("A figure with its date and source, something that anybody can check."),
            ),
        ]

    def save(self, typed: Mapping[str, str], *, act: str, seen: int, on: date, actor: Actor) -> Any:
        return save_verdict(
            verdict=self.verdict,
            code=typed.get("verdict", ""),
            value=typed.get("value", ""),
            fact=typed.get("fact", ""),
            seen_version=seen,
            on=on,
            actor=actor,
        )

    def again(self, *, on: date) -> FormItem:
        rows = TargetVerdict.objects.select_related("target")
        return VerdictItem(rows.get(pk=self.verdict.pk))


class TargetsItem(FormItem):
    """The targets proposed for the next review, all together."""

    kind = "targets"
    key = TARGETS

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.version = dossier.targets_version
        self.label = _("Targets proposed")
        self.rows = list(dossier.proposed_targets.all())

    def controls(self) -> list[Control]:
        filled = [
            {
                "wording": row.wording,
                "measure": row.measure,
                "start": figure_shown(row.starting_value),
                "goal": figure_shown(row.target_value),
                "due": day_shown(row.due_on),
            }
            for row in self.rows
        ]
        blank: list[dict[str, str]] = [{}] * (MOST_TARGETS - len(filled))
        return [
            control
            for number, values in enumerate([*filled, *blank], start=1)
            for control in _target_controls(f"{self.key}-{number}", values)
        ]

    def save(self, typed: Mapping[str, str], *, act: str, seen: int, on: date, actor: Actor) -> Any:
        return save_targets(
            dossier=self.dossier,
            targets=_typed_targets(typed),
            seen_version=seen,
            on=on,
            actor=actor,
        )

    def again(self, *, on: date) -> FormItem:
        return TargetsItem(Dossier.objects.get(pk=self.dossier.pk))


def _target_controls(prefix: str, values: Mapping[str, str]) -> list[Control]:
    asked: tuple[tuple[str, ControlKind, Any, Any, int | None], ...] = (
        ("wording", ControlKind.LINE, _("What shall be reached"), "", 300),
        (
            "measure",
            ControlKind.LINE,
            _("Measure and its unit"),
            _("For example: users a month."),
            200,
        ),
        ("start", ControlKind.NUMBER, _("Value today"), _("If it is known."), None),
        ("goal", ControlKind.NUMBER, _("Value to reach"), "", None),
        ("due", ControlKind.DATE, _("By"), "", None),
    )
    return [
        Control(f"{prefix}-{name}", kind, label, values.get(name, ""), hint, longest=longest)
        for name, kind, label, hint, longest in asked
    ]


def _typed_targets(typed: Mapping[str, str]) -> Sequence[TypedTarget]:
    names = ("wording", "measure", "start", "goal", "due")
    return [
        TypedTarget(**{name: typed.get(f"{number}-{name}", "") for name in names})
        for number in range(1, MOST_TARGETS + 1)
    ]
