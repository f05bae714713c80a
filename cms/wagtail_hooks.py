"""Takes out of Wagtail's menus what its side doors refuse (``cms.admin_guards``)."""

from typing import Any

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from wagtail import hooks

from .admin_guards import ADMINISTRATORS_ONLY, may_enter


@hooks.register("construct_reports_menu")
def hide_closed_doors(request: HttpRequest, items: list[Any]) -> None:
    """A menu never leads to a refusal."""
    items[:] = [item for item in items if leads_somewhere(request, str(item.url))]


def leads_somewhere(request: HttpRequest, address: str) -> bool:
    """Whether whoever asks gets an answer at an address of the admin."""
    try:
        name = resolve(address).view_name
    except Resolver404:
        return True
    return name not in ADMINISTRATORS_ONLY or may_enter(request, name, {})
