"""The form of a statement. It checks the shape of what is typed; the services check the rest."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from startups.core.formats import euros
from startups.money.models import Activity, Resource
from startups.money.statements.reconciliation import Amounts, Cell
from startups.money.statements.services import StatedLine
from startups.money.statements.services.writing import LONGEST_COMMENT
from startups.web.forms.fields import RawTextField
from startups.web.forms.money import AmountField
from startups.web.forms.seen import SeenForm

NEW_LINES = 3
POSTED = re.compile(r"committed-(\d{1,9})-(\d{1,9})")
SIDES: Mapping[str, Any] = {
    "committed": gettext_lazy("%(line)s: committed"),
    "paid": gettext_lazy("%(line)s: paid"),
}


@dataclass(frozen=True)
class StatementRow:
    """A line of the form: what it is about, its two fields, what the lines of money say.

    Of a line that is added, ``choices`` are the fields that say what it is about.
    """

    label: str
    note: str
    committed: Any
    paid: Any
    recorded: Amounts = field(default_factory=Amounts)
    choices: tuple[Any, ...] = ()


class StatementForm(SeenForm):
    """What a draft states, line by line; an empty amount is none."""

    public = frozenset({"comment"})

    comment = RawTextField(
        label=gettext_lazy("Comment"),
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Published with the statement: never write a unit price or a day rate in it, nor a "
            "number of days."
        ),
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        stated: Mapping[Cell, Amounts],
        recorded: Mapping[Cell, Amounts],
        **options: Any,
    ) -> None:
        self.recorded = recorded
        self.activities = {term.pk: term for term in Activity.objects.all()}
        self.resources = {term.pk: term for term in Resource.objects.all()}
        posted = _posted_cells(data) if data is not None else []
        self.cells = self._known([*stated, *recorded, *posted])
        options["initial"] = options.get("initial", {}) | {
            f"{side}-{cell[0]}-{cell[1]}": getattr(amounts, side)
            for cell, amounts in stated.items()
            for side in SIDES
        }
        super().__init__(data, **options)
        self._add_fields()

    def _known(self, cells: Iterable[Cell]) -> list[Cell]:
        """Each once, as the vocabularies order them."""
        places = {key: rank for rank, key in enumerate(self.activities)}
        kinds = {key: rank for rank, key in enumerate(self.resources)}
        known = {cell for cell in cells if cell[0] in places and cell[1] in kinds}
        return sorted(known, key=lambda cell: (places[cell[0]], kinds[cell[1]]))

    def _add_fields(self) -> None:
        for activity, resource in self.cells:
            line = f"{self.activities[activity]}, {self.resources[resource]}"
            self._add_amounts(f"{activity}-{resource}", line)
        for number in range(1, NEW_LINES + 1):
            line = _("Added line %(number)s") % {"number": number}
            self.fields[f"activity-new-{number}"] = _term_field(
                Activity, _("%(line)s: activity") % {"line": line}
            )
            self.fields[f"resource-new-{number}"] = _term_field(
                Resource, _("%(line)s: kind of resource") % {"line": line}
            )
            self._add_amounts(f"new-{number}", line)

    def _add_amounts(self, suffix: str, line: str) -> None:
        for side, words in SIDES.items():
            self.fields[f"{side}-{suffix}"] = AmountField(
                label=words % {"line": line}, required=False, help_text=""
            )

    @property
    def rows(self) -> Iterator[StatementRow]:
        """The lines, then those that may be added."""
        for activity, resource in self.cells:
            yield StatementRow(
                str(self.activities[activity]),
                str(self.resources[resource]),
                self[f"committed-{activity}-{resource}"],
                self[f"paid-{activity}-{resource}"],
                self.recorded.get((activity, resource), Amounts()),
            )
        for number in range(1, NEW_LINES + 1):
            choices = (self[f"activity-new-{number}"], self[f"resource-new-{number}"])
            committed, paid = self[f"committed-new-{number}"], self[f"paid-new-{number}"]
            yield StatementRow(
                _("Added line %(number)s") % {"number": number},
                "",
                committed,
                paid,
                choices=choices,
            )

    def clean(self) -> dict[str, Any]:
        """A line that is added says what it is about, and is not there already."""
        cleaned = super().clean() or self.cleaned_data
        taken = {cell for cell in self.cells if self._amounts(f"{cell[0]}-{cell[1]}")}
        for number in range(1, NEW_LINES + 1):
            if not self._amounts(f"new-{number}"):
                continue
            activity = cleaned.get(f"activity-new-{number}")
            resource = cleaned.get(f"resource-new-{number}")
            if not (activity and resource):
                missing = "resource" if activity else "activity"
                message = _("Say what this line is about.")
                self.add_error(f"{missing}-new-{number}", message)
            elif (activity.pk, resource.pk) in taken:
                self.add_error(f"activity-new-{number}", _("This line is there already."))
            else:
                taken.add((activity.pk, resource.pk))
        return cleaned

    def _amounts(self, suffix: str) -> Amounts:
        found = (self.cleaned_data.get(f"{side}-{suffix}") or Decimal(0) for side in SIDES)
        return Amounts(*found)

    def mark_theirs(self) -> None:
        """Shows beside each field what is recorded there, where something else is typed."""
        self.is_valid()
        conflicts: dict[str, str] = {}
        for name in self.fields:
            typed, recorded = self.cleaned_data.get(name), self.initial.get(name)
            if name == "comment" and typed != recorded:
                conflicts[name] = recorded or "–"
            elif name.startswith(tuple(SIDES)) and (typed or 0) != (recorded or 0):
                conflicts[name] = euros(recorded or Decimal(0))
        self.conflicts = conflicts

    @property
    def lines(self) -> list[StatedLine]:
        """All that is stated."""
        found = [
            _line(cell, self._amounts(f"{cell[0]}-{cell[1]}"))
            for cell in self.cells
            if self._amounts(f"{cell[0]}-{cell[1]}")
        ]
        for number in range(1, NEW_LINES + 1):
            if amounts := self._amounts(f"new-{number}"):
                activity = self.cleaned_data[f"activity-new-{number}"]
                resource = self.cleaned_data[f"resource-new-{number}"]
                found.append(_line((activity.pk, resource.pk), amounts))
        return found


def _line(cell: Cell, amounts: Amounts) -> StatedLine:
    return StatedLine(cell[0], cell[1], amounts.committed, amounts.paid)


def _term_field(model: Any, label: str) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        model.objects.all(), label=label, required=False, empty_label=_("Choose")
    )


def _posted_cells(data: QueryDict) -> list[Cell]:
    """Lines that were on the page when it was sent, be they gone meanwhile."""
    found = (POSTED.fullmatch(name) for name in data)
    return [(int(match[1]), int(match[2])) for match in found if match]
