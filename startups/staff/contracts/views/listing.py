"""The contracts of one's incubators, and one of them."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from startups.money.contracts.models import Contract
from startups.money.contracts.selectors.contract_lists import (
    contract_rows,
    in_state,
    narrowed_contracts,
    orders_under,
)
from startups.permissions import Permission
from startups.staff.contracts.decorators import may_manage, on_contract
from startups.staff.contracts.forms import ContractFilterForm
from startups.staff.contracts.pages import show, steps
from startups.staff.decorators import for_staff
from startups.web.requests import day_of, kept_query, rights

A_PAGE = 50


@for_staff
@require_safe
def all_contracts(request: HttpRequest) -> HttpResponse:
    held = rights(request)
    form = ContractFilterForm(request.GET)
    wanted = form.wanted
    contracts = narrowed_contracts(held.contracts(Permission.READ_MONEY), wanted.q)
    rows = in_state(contract_rows(contracts, on=day_of(request)), wanted.state)
    return show(
        request,
        "list",
        _("Public contracts"),
        form=form,
        sheet=Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        asked=kept_query(request),
        is_narrowed=any(vars(wanted).values()),
        may_record=held.may_somewhere(Permission.MANAGE_CONTRACTS),
    )


@on_contract(Permission.READ_MONEY)
@require_safe
def one_contract(request: HttpRequest, contract: Contract) -> HttpResponse:
    held, on = rights(request), day_of(request)
    (row,) = contract_rows(Contract.objects.filter(pk=contract.pk), on=on)
    below = held.contracts(Permission.READ_MONEY).filter(framework=contract)
    return show(
        request,
        "page",
        contract.reference,
        steps=steps(),
        contract=contract,
        row=row,
        on=on,
        modifications=contract.modifications.all(),
        subcontracts=contract.subcontracts.all(),
        incubators=contract.incubators.order_by("name"),
        startups=contract.startups.order_by("name"),
        orders=orders_under(contract, among=held.startups(Permission.READ_MONEY), on=on),
        below=contract_rows(below, on=on),
        may_manage=may_manage(request, contract),
    )
