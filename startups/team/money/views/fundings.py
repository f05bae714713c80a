"""What was granted to a startup; what no decision grants is recorded and corrected here."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from startups.money.selectors.fundings import fundings_of, total_of
from startups.money.services.fundings import cancel_funding, change_funding, record_funding
from startups.money.services.granting import granted_by
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.team.money.forms.fundings import FundingChangeForm, FundingForm
from startups.team.money.forms.orders import OrderReasonForm
from startups.team.money.pages import address, funding_of, may_grant, show, show_form, steps
from startups.web.decorators import on_startup
from startups.web.pages import FORM, attempt, done, posted
from startups.web.requests import day_of


@on_startup(Permission.READ_MONEY)
@require_safe
def index(request: HttpRequest, startup: Startup) -> HttpResponse:
    rows = fundings_of(startup)
    return show(
        request,
        "fundings",
        _("Fundings"),
        startup=startup,
        steps=steps(startup),
        rows=rows,
        total=total_of(rows),
        may_grant=may_grant(request, startup),
    )


@on_startup(Permission.GRANT_MONEY)
@FORM
def add(request: HttpRequest, startup: Startup) -> HttpResponse:
    form = FundingForm(posted(request), initial={"granted_on": day_of(request)})
    if form.is_valid():
        funding = attempt(
            form,
            lambda: record_funding(
                startup=startup, values=form.values, on=day_of(request), actor=request.user
            ),
        )
        if funding:
            return done(request, _("The funding is recorded."), address("fundings", startup))
    breadcrumb = steps(startup, fundings=True)
    return show_form(
        request, "form", _("Record a funding"), form, startup=startup, breadcrumb=breadcrumb
    )


@on_startup(Permission.GRANT_MONEY)
@FORM
def correct(request: HttpRequest, startup: Startup, funding: int) -> HttpResponse:
    found = funding_of(startup, funding)
    form = FundingChangeForm(posted(request), initial={"amount": granted_by(found)})
    if form.is_valid():
        row = attempt(
            form,
            lambda: change_funding(
                funding=found, on=day_of(request), actor=request.user, **form.cleaned_data
            ),
        )
        if not form.errors:
            said = _("The correction is recorded.") if row else _("Nothing was different.")
            return done(request, said, address("fundings", startup))
    breadcrumb = steps(startup, fundings=True)
    title = _("Correct a funding")
    return show_form(
        request, "form", title, form, startup=startup, breadcrumb=breadcrumb, what=str(found)
    )


@on_startup(Permission.GRANT_MONEY)
@FORM
def cancel(request: HttpRequest, startup: Startup, funding: int) -> HttpResponse:
    found = funding_of(startup, funding)
    form = OrderReasonForm(posted(request))
    if form.is_valid():
        row = attempt(
            form,
            lambda: cancel_funding(
                funding=found,
                on=day_of(request),
                actor=request.user,
                reason=form.cleaned_data["reason"],
            ),
        )
        if not form.errors:
            said = _("The funding is cancelled.") if row else _("It was cancelled already.")
            return done(request, said, address("fundings", startup))
    return show_form(
        request,
        "form",
        _("Cancel a funding"),
        form,
        startup=startup,
        breadcrumb=steps(startup, fundings=True),
        what=str(found),
        explanation=_("What it grants is taken back by a new line; the first one stays."),
        action=_("Cancel the funding"),
    )
