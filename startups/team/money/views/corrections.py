"""An order that was recorded wrongly, and what a supplier takes back."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from startups.money.selectors.orders import order_rows
from startups.money.services.corrections import correct_commitment, credit_note
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.team.money.forms.orders import CreditForm, OrderCorrectionForm
from startups.team.money.pages import address, order_of, show_form, steps
from startups.web.decorators import on_startup
from startups.web.pages import FORM, attempt, done, posted
from startups.web.requests import day_of


@on_startup(Permission.ENTER_MONEY)
@FORM
def correct(request: HttpRequest, startup: Startup, order: int) -> HttpResponse:
    found = order_of(startup, order)
    (row,) = order_rows([found])
    first = {"amount": row.net, "day": found.ordered_on or day_of(request)}
    form = OrderCorrectionForm(posted(request), initial=first)
    if form.is_valid():
        correction = attempt(
            form,
            lambda: correct_commitment(
                commitment=found, on=day_of(request), actor=request.user, **form.cleaned_data
            ),
        )
        if not form.errors:
            said = _("The correction is recorded.") if correction else _("Nothing was different.")
            return done(request, said, address("order", startup, found.pk))
    explanation = _(
        "The order stays as it was recorded; the difference is a new line, from the day that "
        "you give. For another mistake than the amount, take it back by a credit note and enter "
        "it again."
    )
    return show_form(
        request,
        "act",
        _("Correct the amount"),
        form,
        startup=startup,
        breadcrumb=steps(startup, found),
        row=row,
        order=found,
        explanation=explanation,
    )


@on_startup(Permission.ENTER_MONEY)
@FORM
def credit(request: HttpRequest, startup: Startup, order: int) -> HttpResponse:
    found = order_of(startup, order)
    (row,) = order_rows([found])
    form = CreditForm(posted(request), initial={"day": day_of(request)})
    if form.is_valid():
        note = attempt(
            form,
            lambda: credit_note(
                commitment=found, on=day_of(request), actor=request.user, **form.cleaned_data
            ),
        )
        if note:
            message = _("The credit note “%(reference)s” is recorded.")
            said = message % {"reference": note.reference}
            return done(request, said, address("order", startup, found.pk))
    return show_form(
        request,
        "act",
        _("Credit note"),
        form,
        startup=startup,
        breadcrumb=steps(startup, found),
        row=row,
        order=found,
        explanation=_("What is paid is given back first: record what came back, then the note."),
    )
