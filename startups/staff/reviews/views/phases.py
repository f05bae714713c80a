"""The phases of a startup: what the table allows now, and the changes that need no decision."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from startups.lifecycle.enums import TransitionNeed
from startups.lifecycle.phases import spells
from startups.lifecycle.selectors.lifecycle import allowed_transitions, corrections_of, course_of
from startups.lifecycle.services.lifecycle import change_phase, take_back_planned_phase
from startups.lifecycle.transitions import Transition
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.reviews.enums import OPEN_REVIEWS
from startups.reviews.models import Review
from startups.staff.reviews.forms.phases import PhaseForm, TakeBackForm
from startups.staff.reviews.pages import show, show_form
from startups.web.decorators import on_startup
from startups.web.pages import FORM, attempt, done, posted
from startups.web.requests import day_of, rights


@dataclass(frozen=True)
class OfferedTransition:
    """A change of phase that is open: what it needs, and where it is done."""

    row: Transition
    needs: list[Any]
    address: str


@on_startup(Permission.CHANGE_PHASE)
@require_safe
def phases(request: HttpRequest, startup: Startup) -> HttpResponse:
    on = day_of(request)
    course = course_of(startup, on=on)
    review = Review.objects.filter(startup=startup, state__in=sorted(OPEN_REVIEWS)).first()
    transitions = [_offered(row, startup, review) for row in _allowed(request, startup)]
    return show(
        request,
        "phases",
        _("Phases"),
        steps=_steps(startup),
        startup=startup,
        course=course,
        spells=spells(course.periods, on),
        review=review,
        decided=[transition for transition in transitions if transition.row.is_decided],
        free=[transition for transition in transitions if not transition.row.is_decided],
        corrections=corrections_of(startup),
        may_correct=rights(request).may(Permission.CORRECT_PHASES, startup),
    )


@on_startup(Permission.CHANGE_PHASE)
@FORM
def change(request: HttpRequest, startup: Startup, to: str) -> HttpResponse:
    row = next((row for row in _allowed(request, startup) if row.to == to), None)
    if row is None or row.is_decided:
        raise Http404
    form = PhaseForm(posted(request), initial={"start": day_of(request)})
    if form.is_valid():
        period = attempt(form, lambda: _write(request, startup, row, form.cleaned_data))
        if period:
            message = _("Recorded: %(phase)s.") % {"phase": str(period)}
            return done(request, message, "reviews:phases", slug=startup.slug)
    return _ask(request, "phase", str(row.name), startup, form, row=row)


@on_startup(Permission.CHANGE_PHASE)
@FORM
def take_back(request: HttpRequest, startup: Startup) -> HttpResponse:
    course = course_of(startup, on=day_of(request))
    if course.planned is None:
        raise Http404
    form = TakeBackForm(posted(request))
    if form.is_valid():
        attempt(
            form,
            lambda: take_back_planned_phase(
                startup=startup, on=day_of(request), actor=request.user, **form.cleaned_data
            ),
        )
        if not form.errors:
            message = _("The planned change is taken back.")
            return done(request, message, "reviews:phases", slug=startup.slug)
    title = _("Take back the planned change")
    return _ask(request, "phase_take_back", title, startup, form, planned=course.planned)


def _write(request: HttpRequest, startup: Startup, row: Transition, values: dict[str, Any]) -> Any:
    return change_phase(
        startup=startup, to=row.to, on=day_of(request), actor=request.user, **values
    )


def _allowed(request: HttpRequest, startup: Startup) -> list[Transition]:
    roles = rights(request).towards(startup)
    return allowed_transitions(startup=startup, roles=roles, on=day_of(request))


def _offered(row: Transition, startup: Startup, review: Review | None) -> OfferedTransition:
    needs = [need.label for need in TransitionNeed if need in row.needs]
    if not row.is_decided:
        address = reverse("reviews:phase_change", args=(startup.slug, row.to.value))
    else:
        address = reverse("reviews:read", args=(review.pk,)) if review else ""
    return OfferedTransition(row, needs, address)


def _steps(startup: Startup) -> list[tuple[str, str]]:
    return [(startup.name, reverse("team:dashboard", args=(startup.slug,)))]


def _ask(
    request: HttpRequest, template: str, title: str, startup: Startup, form: Any, **context: Any
) -> HttpResponse:
    back = reverse("reviews:phases", args=(startup.slug,))
    steps = [*_steps(startup), (_("Phases"), back)]
    return show_form(
        request,
        template,
        title,
        form,
        startup=startup,
        steps=steps,
        back=back,
        **context,
    )
