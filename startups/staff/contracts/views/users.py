"""Which incubators and startups may order under a contract."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from startups.money.contracts.models import Contract
from startups.money.contracts.services.users import choose_users
from startups.permissions import Permission
from startups.staff.contracts.decorators import on_contract
from startups.staff.contracts.forms import UsersForm
from startups.staff.contracts.pages import show_form
from startups.web.pages import FORM, attempt, done, posted
from startups.web.requests import day_of, rights


@on_contract(Permission.MANAGE_CONTRACTS)
@FORM
def users(request: HttpRequest, contract: Contract) -> HttpResponse:
    """One chooses among those that one manages; the others stay as they are."""
    held = rights(request)
    incubators = held.incubators(Permission.MANAGE_CONTRACTS)
    startups = held.startups(Permission.MANAGE_CONTRACTS)
    other_incubators = contract.incubators.exclude(pk__in=incubators.values("pk"))
    other_startups = contract.startups.exclude(pk__in=startups.values("pk"))
    form = UsersForm(
        posted(request),
        incubators=incubators,
        startups=startups,
        initial={"incubators": contract.incubators.all(), "startups": contract.startups.all()},
    )
    if form.is_valid():
        done_well = attempt(
            form,
            lambda: choose_users(
                contract=contract,
                incubators=[*form.cleaned_data["incubators"], *other_incubators],
                startups=[*form.cleaned_data["startups"], *other_startups],
                on=day_of(request),
                actor=request.user,
            ),
        )
        if done_well is not None:
            message = _("Who uses the contract is recorded.")
            return done(request, message, "contracts:page", pk=contract.pk)
    return show_form(
        request,
        _("Who uses it"),
        form,
        contract=contract,
        others=[*map(str, other_incubators), *map(str, other_startups)],
    )
