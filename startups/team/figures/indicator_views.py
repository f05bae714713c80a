"""Pages about indicators: the list, one of them, adding, editing, deleting, history."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from startups.figures.enums import Direction
from startups.figures.presenters.figures import figure_view
from startups.figures.selectors.figures import StartupFigures, all_figures, indicator_history
from startups.figures.services import (
    change_indicator,
    create_indicator,
    delete_indicator,
    row_digest,
)
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.web.decorators import on_startup
from startups.web.pages import FORM, attempt, done, posted
from startups.web.requests import day_of

from .export import figures_csv
from .forms import IndicatorForm, RemovalForm
from .pages import address, indicator_of, may_edit, show, show_form, steps


@on_startup(Permission.READ_RECORD)
@require_safe
def index(request: HttpRequest, startup: Startup) -> HttpResponse:
    figures = [figure_view(row) for row in all_figures(startup=startup, on=day_of(request))]
    return show(
        request,
        "index",
        _("Impact figures"),
        startup=startup,
        figures=figures,
        may_edit=may_edit(request, startup),
    )


@on_startup(Permission.READ_RECORD)
@require_safe
def detail(request: HttpRequest, startup: Startup, indicator: int) -> HttpResponse:
    found = indicator_of(startup, indicator)
    figures = StartupFigures(found, list(found.measurements.order_by("date")))
    return show(
        request,
        "indicator",
        found.wording,
        startup=startup,
        steps=steps(startup),
        figure=figure_view(figures),
        may_edit=may_edit(request, startup),
    )


@on_startup(Permission.READ_RECORD)
@require_safe
def history(request: HttpRequest, startup: Startup, indicator: int) -> HttpResponse:
    found = indicator_of(startup, indicator)
    return show(
        request,
        "history",
        _("History of the indicator"),
        startup=startup,
        steps=steps(startup, found),
        indicator=found,
        told=indicator_history(found),
    )


@on_startup(Permission.READ_RECORD)
@require_safe
def export(request: HttpRequest, startup: Startup) -> HttpResponse:
    return figures_csv(startup, all_figures(startup=startup, on=day_of(request)))


@on_startup(Permission.EDIT_FIGURES)
@FORM
def add(request: HttpRequest, startup: Startup) -> HttpResponse:
    form = IndicatorForm(posted(request), initial={"direction": Direction.HIGHER})
    if form.is_valid():
        created = attempt(
            form,
            lambda: create_indicator(
                startup=startup,
                values=form.named(*form.FIELDS),
                on=day_of(request),
                actor=request.user,
                reason=form.stated_reason,
            ),
        )
        if created:
            return done(
                request, _("The indicator is added."), address("indicator", startup, created.pk)
            )
    return show_form(request, "form", _("Add an indicator"), form, startup=startup)


@on_startup(Permission.EDIT_FIGURES)
@FORM
def edit(request: HttpRequest, startup: Startup, indicator: int) -> HttpResponse:
    found = indicator_of(startup, indicator)
    initial = IndicatorForm.initial_of(found) | {"version": row_digest(found)}
    form = IndicatorForm(posted(request), initial=initial)
    if form.is_valid():
        changed = attempt(
            form,
            lambda: change_indicator(
                indicator=found,
                values=form.named(*form.FIELDS),
                on=day_of(request),
                actor=request.user,
                reason=form.stated_reason,
                seen=form.cleaned_data["version"],
            ),
        )
        if changed is not None:
            message = _("The indicator is changed.") if changed else _("Nothing was different.")
            return done(request, message, address("indicator", startup, indicator))
    title = _("Edit the indicator")
    return show_form(request, "form", title, form, startup=startup, indicator=found)


@on_startup(Permission.EDIT_FIGURES)
@FORM
def delete(request: HttpRequest, startup: Startup, indicator: int) -> HttpResponse:
    found = indicator_of(startup, indicator)
    form = RemovalForm(posted(request), initial={"version": row_digest(found)})
    if form.is_valid():
        attempt(
            form,
            lambda: delete_indicator(
                indicator=found,
                on=day_of(request),
                actor=request.user,
                reason=form.stated_reason,
                seen=form.cleaned_data["version"],
            ),
        )
        if not form.errors:
            return done(request, _("The indicator is deleted."), address("index", startup))
    if found.measurements.exists():
        explanation = _("It has figures, which are kept: make it not public instead.")
    else:
        explanation = _("It was never measured. Its history stays.")
    return show_form(
        request,
        "form",
        _("Delete the indicator"),
        form,
        startup=startup,
        indicator=found,
        explanation=explanation,
        instead=address("edit", startup, indicator) if found.measurements.exists() else "",
        action=_("Delete the indicator"),
    )
