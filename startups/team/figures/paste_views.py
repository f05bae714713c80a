"""Pasting figures: the text, a preview of exactly what will be written, then the writing.

The text is read again at each step. The digest of the preview comes back with the agreement
to it: when anything has changed in between, the new preview is shown and nothing is written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from startups.figures.models import Indicator
from startups.figures.presenters.figures import figure_text
from startups.figures.services import (
    Plan,
    PlannedAction,
    PlannedValue,
    PlannedValues,
    plan_entries,
    record_table,
)
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.tables.pasted import Pasted, PastedColumn, read_pasted
from startups.web.decorators import on_startup
from startups.web.forms.errors import add_errors
from startups.web.pages import FORM, done, posted
from startups.web.requests import day_of

from .forms import FigureConfirmForm, PasteForm
from .pages import address, code_of, show_form


@dataclass(frozen=True)
class PlannedRow:
    """What will become of a value, in words."""

    line: int
    wording: str
    day: date
    value: str
    fate: PlannedAction
    before: str
    before_source: str


@on_startup(Permission.EDIT_FIGURES)
@FORM
def paste(request: HttpRequest, startup: Startup) -> HttpResponse:
    indicators = list(startup.indicators.all())
    if "digest" in request.POST:
        return _confirm(request, startup, indicators)
    chosen = {"indicator": request.GET.get("indicateur", "")}
    form = PasteForm(posted(request), indicators=indicators, initial=chosen)
    if not form.is_valid():
        return _ask(request, startup, form, indicators)
    pasted = _read(form, indicators, day_of(request))
    if pasted.errors:
        return _refuse(request, startup, form, indicators, pasted)
    plan = _plan(startup, form, pasted)
    confirmation = FigureConfirmForm(
        initial=form.cleaned_data | {"digest": plan.digest}, indicators=indicators
    )
    return _preview(request, startup, confirmation, pasted, plan, indicators)


def _confirm(
    request: HttpRequest, startup: Startup, indicators: Sequence[Indicator]
) -> HttpResponse:
    form = FigureConfirmForm(request.POST, indicators=indicators)
    again = PasteForm(request.POST, indicators=indicators)
    if not (form.is_valid() and again.is_valid()):
        return _ask(request, startup, again, indicators)
    pasted = _read(form, indicators, day_of(request))
    if pasted.errors:
        return _refuse(request, startup, again, indicators, pasted)
    try:
        plan = _write(request, startup, form, pasted)
    except ValidationError as error:
        add_errors(form, error)
        plan = _plan(startup, form, pasted)
        form.adjust(digest=plan.digest)
        if code_of(error) == "changed":
            form.adjust(replace=None)
        return _preview(request, startup, form, pasted, plan, indicators)
    return done(request, _done_message(plan), address("index", startup))


def _write(request: HttpRequest, startup: Startup, form: FigureConfirmForm, pasted: Pasted) -> Plan:
    return record_table(
        startup=startup,
        entries=_entries(pasted),
        source=form.cleaned_data["source"],
        on=day_of(request),
        actor=request.user,
        reason=form.stated_reason,
        replace=form.cleaned_data["replace"],
        seen=form.cleaned_data["digest"],
    )


def _refuse(
    request: HttpRequest,
    startup: Startup,
    form: PasteForm,
    indicators: Sequence[Indicator],
    pasted: Pasted,
) -> HttpResponse:
    form.add_error("text", _("Nothing can be written yet: see the lines in error."))
    return _ask(request, startup, form, indicators, errors=pasted.errors)


def _read(form: PasteForm, indicators: Sequence[Indicator], on: date) -> Pasted:
    columns = [PastedColumn(row.pk, row.wording, row.unit) for row in indicators]
    return read_pasted(
        form.cleaned_data["text"], columns=columns, on=on, chosen=form.cleaned_data["indicator"]
    )


def _entries(pasted: Pasted) -> list[PlannedValue]:
    return [PlannedValue(value.key, value.day, value.value) for value in pasted.values]


def _plan(startup: Startup, form: PasteForm, pasted: Pasted) -> Plan:
    return plan_entries(
        startup=startup, entries=_entries(pasted), source=form.cleaned_data["source"]
    )


def _ask(
    request: HttpRequest,
    startup: Startup,
    form: PasteForm,
    indicators: Sequence[Indicator],
    **context: Any,
) -> HttpResponse:
    return show_form(
        request,
        "paste",
        _("Paste figures"),
        form,
        startup=startup,
        indicators=indicators,
        **context,
    )


def _preview(
    request: HttpRequest,
    startup: Startup,
    form: FigureConfirmForm,
    pasted: Pasted,
    plan: Plan,
    indicators: Sequence[Indicator],
) -> HttpResponse:
    form.ask(replacing=bool(plan.of(PlannedAction.REPLACED)))
    named = {row.pk: row for row in indicators}
    rows = [
        _row(value.line, named[value.key], planned)
        for value, planned in zip(pasted.values, plan.rows, strict=True)
    ]
    counts = {fate.value: len(plan.of(fate)) for fate in PlannedAction}
    return show_form(
        request,
        "paste_preview",
        _("What will be written"),
        form,
        startup=startup,
        rows=rows,
        counts=counts,
        source=plan.source,
    )


def _row(line: int, indicator: Indicator, planned: PlannedValues) -> PlannedRow:
    existing = planned.existing
    return PlannedRow(
        line=line,
        wording=indicator.wording,
        day=planned.entry.day,
        value=figure_text(planned.entry.value, indicator.unit),
        fate=planned.fate,
        before=figure_text(existing.value, indicator.unit) if existing else "",
        before_source=existing.source if existing else "",
    )


def _done_message(plan: Plan) -> str:
    new, replaced = len(plan.of(PlannedAction.NEW)), len(plan.of(PlannedAction.REPLACED))
    if not new and not replaced:
        return _("Nothing was different: nothing was written.")
    added = ngettext("%(number)s figure added", "%(number)s figures added", new)
    changed = ngettext("%(number)s figure replaced", "%(number)s figures replaced", replaced)
    return f"{added % {'number': new}}, {changed % {'number': replaced}}."
