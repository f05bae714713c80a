"""The next step of an order, and a quote that will not be ordered."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from startups.money.enums import OrderStep
from startups.money.selectors.lateness import order_warning
from startups.money.services.order_workflow import (
    FIELDS,
    LATER,
    advance_commitment,
    drop_quote,
    next_steps,
)
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.team.money.forms.orders import OrderReasonForm, StepForm
from startups.team.money.pages import address, order_of, show_form, steps
from startups.web.decorators import on_startup
from startups.web.pages import FORM, attempt, done, posted
from startups.web.requests import day_of


@on_startup(Permission.ENTER_MONEY)
@FORM
def advance(request: HttpRequest, startup: Startup, order: int) -> HttpResponse:
    found = order_of(startup, order)
    following = next_steps(found)
    said = [step for step in LATER if step != OrderStep.ORDERED and getattr(found, FIELDS[step])]
    first = {"step": following[0] if following else "", "day": day_of(request)}
    form = StepForm(posted(request), steps=[*following, *said], initial=first)
    if form.is_valid():
        moved = attempt(
            form,
            lambda: advance_commitment(
                commitment=found, on=day_of(request), actor=request.user, **form.cleaned_data
            ),
        )
        if moved:
            step = OrderStep(form.cleaned_data["step"])
            message = _("“%(reference)s”: %(step)s.") % {
                "reference": moved.reference,
                "step": step.label,
            }
            ordered = step == OrderStep.ORDERED and moved.ordered_on
            warning = order_warning(moved.ordered_on) if ordered and moved.ordered_on else ""
            return done(request, message, address("order", startup, found.pk), warning=warning)
    breadcrumb = steps(startup, found)
    return show_form(
        request, "act", _("Next step"), form, startup=startup, breadcrumb=breadcrumb, order=found
    )


@on_startup(Permission.ENTER_MONEY)
@FORM
def drop(request: HttpRequest, startup: Startup, order: int) -> HttpResponse:
    found = order_of(startup, order)
    form = OrderReasonForm(posted(request))
    if form.is_valid():
        dropped = attempt(
            form,
            lambda: drop_quote(
                commitment=found,
                on=day_of(request),
                actor=request.user,
                reason=form.cleaned_data["reason"],
            ),
        )
        if dropped:
            message = _("The quote “%(reference)s” is dropped.") % {"reference": found.reference}
            return done(request, message, address("order", startup, found.pk))
    explanation = _("It stays in the list as cancelled, and counts for nothing.")
    return show_form(
        request,
        "act",
        _("Drop the quote"),
        form,
        startup=startup,
        breadcrumb=steps(startup, found),
        order=found,
        explanation=explanation,
        action=_("Drop the quote"),
    )
