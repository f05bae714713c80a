"""What is paid of an order, and what comes back."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from startups.core.formats import euros
from startups.money.models import Commitment
from startups.money.selectors.lateness import payment_warning
from startups.money.selectors.orders import order_rows
from startups.money.services.payments import record_payment
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.team.money.forms.orders import PaymentForm, RefundForm
from startups.team.money.pages import address, order_of, show_form, steps
from startups.web.decorators import on_startup
from startups.web.forms.base import DesignForm
from startups.web.pages import FORM, attempt, done, posted
from startups.web.requests import day_of


@on_startup(Permission.ENTER_MONEY)
@FORM
def pay(request: HttpRequest, startup: Startup, order: int) -> HttpResponse:
    found = order_of(startup, order)
    (row,) = order_rows([found])
    form = PaymentForm(posted(request), initial={"amount": row.unpaid, "paid_on": day_of(request)})
    if form.is_valid() and _record(request, found, form, sign=1):
        message = _("%(amount)s paid: recorded.") % {"amount": euros(form.cleaned_data["amount"])}
        warning = payment_warning(form.cleaned_data["paid_on"])
        return done(request, message, address("order", startup, found.pk), warning=warning)
    return show_form(
        request,
        "act",
        _("Record a payment"),
        form,
        startup=startup,
        breadcrumb=steps(startup, found),
        row=row,
        order=found,
        warning=payment_warning(day_of(request)),
    )


@on_startup(Permission.ENTER_MONEY)
@FORM
def refund(request: HttpRequest, startup: Startup, order: int) -> HttpResponse:
    found = order_of(startup, order)
    (row,) = order_rows([found])
    form = RefundForm(posted(request), initial={"paid_on": day_of(request)})
    if form.is_valid() and _record(request, found, form, sign=-1):
        message = _("%(amount)s came back: recorded.")
        said = message % {"amount": euros(form.cleaned_data["amount"])}
        return done(request, said, address("order", startup, found.pk))
    return show_form(
        request,
        "act",
        _("Record what came back"),
        form,
        startup=startup,
        breadcrumb=steps(startup, found),
        row=row,
        order=found,
    )


def _record(request: HttpRequest, order: Commitment, form: DesignForm, *, sign: int) -> bool:
    """Whether the payment was recorded; else the form says why."""
    said = dict(form.cleaned_data)
    amount: Decimal = said.pop("amount")
    if amount <= 0:
        form.add_error("amount", _("Write an amount of more than nothing."))
        return False
    payment = attempt(
        form,
        lambda: record_payment(
            commitment=order, amount=sign * amount, on=day_of(request), actor=request.user, **said
        ),
    )
    return payment is not None
