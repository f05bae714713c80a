"""Who may open a contract's pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from startups.money.contracts.models import Contract
from startups.permissions import Permission
from startups.web.decorators import View, for_rights, private
from startups.web.requests import rights


def on_contract(permission: Permission) -> Callable[[View], View]:
    """A page about one contract, for who has ``permission`` over it.

    To whoever may not, it is not there (404): what others buy, and how much, is not theirs.
    """

    def decorate(view: View) -> View:
        @private
        @wraps(view)
        def inner(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
            rows = rights(request).contracts(permission).select_related("framework")
            contract = rows.filter(pk=pk).prefetch_related("holders", "modifications").first()
            if contract is None:
                raise Http404
            return view(request, contract, **kwargs)

        return inner

    return decorate


def for_buyers(view: View) -> View:
    """A page for who may record contracts somewhere."""
    return for_rights(lambda held: held.may_somewhere(Permission.MANAGE_CONTRACTS))(view)


def may_manage(request: HttpRequest, contract: Contract) -> bool:
    return rights(request).contracts(Permission.MANAGE_CONTRACTS).filter(pk=contract.pk).exists()
