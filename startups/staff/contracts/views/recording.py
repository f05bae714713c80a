"""A new contract, what was recorded wrongly of one, and what the parties changed."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from startups.money.contracts.models import Contract
from startups.money.contracts.selectors.contracts import Holder
from startups.money.contracts.services.contracts import (
    correct_contract,
    modify_contract,
    record_contract,
)
from startups.money.enums import Technique
from startups.permissions import Permission
from startups.staff.contracts.decorators import for_buyers, on_contract
from startups.staff.contracts.forms import ContractForm, CorrectForm, ModificationForm
from startups.staff.contracts.pages import show_form
from startups.web.forms.money import written_holders
from startups.web.pages import FORM, attempt, done, posted
from startups.web.requests import day_of, rights


@for_buyers
@FORM
def add(request: HttpRequest) -> HttpResponse:
    form = ContractForm(posted(request), frameworks=_frameworks(request))
    if form.is_valid():
        contract = attempt(
            form,
            lambda: record_contract(
                values=form.values,
                holders=form.cleaned_data["holders"],
                on=day_of(request),
                actor=request.user,
            ),
        )
        if contract:
            message = _("The contract is recorded. Say now who uses it.")
            return done(request, message, "contracts:users", pk=contract.pk)
    return show_form(request, _("Record a contract"), form)


@on_contract(Permission.MANAGE_CONTRACTS)
@FORM
def correct(request: HttpRequest, contract: Contract) -> HttpResponse:
    frameworks = _frameworks(request, contract)
    form = CorrectForm(posted(request), frameworks=frameworks, initial=_recorded(contract))
    if form.is_valid():
        changed = attempt(
            form,
            lambda: correct_contract(
                contract=contract,
                values=form.values,
                holders=form.cleaned_data["holders"],
                on=day_of(request),
                actor=request.user,
                reason=form.cleaned_data["reason"],
            ),
        )
        if changed is not None:
            message = _("The correction is recorded.") if changed else _("Nothing was different.")
            return done(request, message, "contracts:page", pk=contract.pk)
    explanation = _(
        "For what was recorded wrongly. What the parties changed is a modification, with its own "
        "date."
    )
    return show_form(
        request, _("Correct the contract"), form, contract=contract, explanation=explanation
    )


@on_contract(Permission.MANAGE_CONTRACTS)
@FORM
def modify(request: HttpRequest, contract: Contract) -> HttpResponse:
    form = ModificationForm(posted(request))
    if form.is_valid():
        values = dict(form.cleaned_data)
        reason = values.pop("reason")
        modification = attempt(
            form,
            lambda: modify_contract(
                contract=contract,
                values=values,
                on=day_of(request),
                actor=request.user,
                reason=reason,
            ),
        )
        if modification:
            message = _("Modification %(number)s is recorded.") % {"number": modification.number}
            return done(request, message, "contracts:page", pk=contract.pk)
    return show_form(request, _("Record a modification"), form, contract=contract)


def _frameworks(request: HttpRequest, contract: Contract | None = None) -> QuerySet[Contract]:
    """The framework agreements to choose from; that of ``contract`` is always one of them."""
    readable = rights(request).contracts(Permission.READ_MONEY).values("pk")
    chosen = Q(pk__in=readable, technique=Technique.FRAMEWORK)
    rows = Contract.objects.order_by("reference")
    if contract is None:
        return rows.filter(chosen)
    return rows.filter(chosen | Q(pk=contract.framework_id)).exclude(pk=contract.pk)


def _recorded(contract: Contract) -> dict[str, Any]:
    values = {name: getattr(contract, name) for name in ContractForm.FIELDS}
    holders = [Holder(h.kind, h.identifier, h.name) for h in contract.holders.all()]
    return values | {"framework": contract.framework_id, "holders": written_holders(holders)}
