"""Pages about measurements: adding one, changing, removing, and its history."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from startups.core.formats import long_day
from startups.figures.models import Indicator, Measurement
from startups.figures.presenters.figures import figure_text
from startups.figures.selectors.figures import indicator_history
from startups.figures.services import (
    Plan,
    PlannedAction,
    change_measurement,
    record_measurements,
    remove_measurement,
    row_digest,
)
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.web.decorators import on_startup
from startups.web.pages import FORM, attempt, done, posted
from startups.web.requests import day_of

from .forms import ChangeForm, FigureReplaceForm, MeasurementForm, RemovalForm
from .pages import address, indicator_of, measurement_of, show, show_form, steps


@on_startup(Permission.EDIT_FIGURES)
@FORM
def measure(request: HttpRequest, startup: Startup, indicator: int) -> HttpResponse:
    found = indicator_of(startup, indicator)
    form: MeasurementForm = MeasurementForm(posted(request))
    existing = _other_value(form, found)
    if existing:
        form = FigureReplaceForm(request.POST)
        _explain(form, existing)
    if form.is_valid():
        plan = attempt(form, lambda: _record(request, found, form))
        if plan:
            same = plan.of(PlannedAction.UNCHANGED)
            message = _("Nothing was different.") if same else _("The figure is recorded.")
            return done(request, message, address("indicator", startup, indicator))
    title = _("Add a figure")
    return show_form(
        request,
        "form",
        title,
        form,
        startup=startup,
        indicator=found,
        explanation=_measured(found),
    )


def _measured(indicator: Indicator) -> str:
    return f"{indicator.wording} ({indicator.unit})" if indicator.unit else indicator.wording


def _other_value(form: MeasurementForm, indicator: Indicator) -> Measurement | None:
    """The measurement that the one typed would replace."""
    if not form.is_valid():
        return None
    same_day = indicator.measurements.filter(date=form.cleaned_data["date"])
    return same_day.exclude(value=form.cleaned_data["value"]).first()


def _explain(form: FigureReplaceForm, existing: Measurement) -> None:
    """Says what would be replaced, and binds the agreement to it."""
    said = _("That day already has a value: %(value)s (source: %(source)s).")
    value = figure_text(existing.value, existing.indicator.unit)
    form.fields["replace"].help_text = said % {"value": value, "source": existing.source}
    version = row_digest(existing)
    if form.data.get("version") != version:
        form.adjust(version=version, replace=None)


def _record(request: HttpRequest, indicator: Indicator, form: MeasurementForm) -> Plan:
    return record_measurements(
        indicator=indicator,
        rows=[(form.cleaned_data["date"], form.cleaned_data["value"])],
        source=form.cleaned_data["source"],
        on=day_of(request),
        actor=request.user,
        reason=form.stated_reason,
        replace=form.cleaned_data.get("replace", False),
    )


@on_startup(Permission.EDIT_FIGURES)
@FORM
def change(
    request: HttpRequest, startup: Startup, indicator: int, measurement: int
) -> HttpResponse:
    found = measurement_of(startup, indicator, measurement)
    initial = ChangeForm.initial_of(found) | {"version": row_digest(found)}
    form = ChangeForm(posted(request), initial=initial)
    if form.is_valid():
        changed = attempt(
            form,
            lambda: change_measurement(
                measurement=found,
                values=form.named("date", "value", "source"),
                on=day_of(request),
                actor=request.user,
                reason=form.stated_reason,
                seen=form.cleaned_data["version"],
            ),
        )
        if changed is not None:
            message = _("The figure is changed.") if changed else _("Nothing was different.")
            return done(request, message, address("indicator", startup, indicator))
    return show_form(
        request,
        "form",
        _("Edit a figure"),
        form,
        startup=startup,
        indicator=found.indicator,
        explanation=_measured(found.indicator),
    )


@on_startup(Permission.EDIT_FIGURES)
@FORM
def remove(
    request: HttpRequest, startup: Startup, indicator: int, measurement: int
) -> HttpResponse:
    found = measurement_of(startup, indicator, measurement)
    form = RemovalForm(posted(request), initial={"version": row_digest(found)})
    if form.is_valid():
        attempt(
            form,
            lambda: remove_measurement(
                measurement=found,
                on=day_of(request),
                actor=request.user,
                reason=form.stated_reason,
                seen=form.cleaned_data["version"],
            ),
        )
        if not form.errors:
            return done(
                request, _("The figure is removed."), address("indicator", startup, indicator)
            )
    return show_form(
        request,
        "form",
        _("Remove a figure"),
        form,
        startup=startup,
        indicator=found.indicator,
        what=_value_text(found),
        explanation=_("Remove a figure that should not have been recorded. Its history stays."),
        action=_("Remove the figure"),
    )


def _value_text(measurement: Measurement) -> str:
    value = figure_text(measurement.value, measurement.indicator.unit)
    day = long_day(measurement.date)
    return f"{measurement.indicator.wording} : {value}, {day} ({measurement.source})"


@on_startup(Permission.READ_RECORD)
@require_safe
def history(
    request: HttpRequest, startup: Startup, indicator: int, measurement: int
) -> HttpResponse:
    found = measurement_of(startup, indicator, measurement)
    day = long_day(found.date)
    return show(
        request,
        "history",
        _("History of the figure of %(day)s") % {"day": day},
        startup=startup,
        steps=steps(startup, found.indicator),
        indicator=found.indicator,
        told=indicator_history(found.indicator, measurement=found.pk),
    )
