"""Closes side doors of the Wagtail admin: views that ask for less than they show or do.

Wagtail protects what it thinks of; these routes let in whoever may enter the admin at all
(upstream: the choosers and the admin's own API show every picture and document, the history
of the whole site its labels …). One table, asked before any view runs.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from startups.permissions import Permission
from startups.web.requests import rights

ADMINISTRATORS_ONLY = frozenset(
    {
        "wagtailadmin_api:documents:detail",
        "wagtailadmin_api:documents:find",
        "wagtailadmin_api:documents:listing",
        "wagtailadmin_api:images:detail",
        "wagtailadmin_api:images:find",
        "wagtailadmin_api:images:listing",
        "wagtailadmin_pages:choose_parent",
        "wagtailadmin_pages:move_confirm",
        "wagtailadmin_pages:type_use",
        "wagtailadmin_pages:type_use_results",
        "wagtailadmin_reports:page_types_usage",
        "wagtailadmin_reports:page_types_usage_results",
        "wagtailadmin_reports:site_history",
        "wagtailadmin_reports:site_history_results",
        "wagtailadmin_workflows:task_chooser",
        "wagtailadmin_workflows:task_chooser_create",
        "wagtailadmin_workflows:task_chooser_results",
        "wagtailadmin_workflows:task_chosen",
        "wagtaildocs_chooser:choose",
        "wagtaildocs_chooser:choose_results",
        "wagtaildocs_chooser:chosen",
        "wagtaildocs_chooser:chosen_multiple",
        "wagtaildocs_chooser:create",
    }
)
# These ask nothing about the page that they speak of.
EDITORS_ONLY = frozenset(
    {
        "wagtailadmin_pages:confirm_workflow_cancellation",
        "wagtailadmin_pages:revisions_index",
        "wagtailadmin_pages:usage",
    }
)
# Pictures are looked for by those who may put one on some page.
WRITERS_ONLY = frozenset(
    {
        "wagtailimages_chooser:choose",
        "wagtailimages_chooser:choose_results",
        "wagtailimages_chooser:chosen_multiple",
        "wagtailimages_chooser:create",
    }
)


DOORS = ADMINISTRATORS_ONLY | EDITORS_ONLY | WRITERS_ONLY


class SideDoors:
    """Refuses, before its view runs, a route that Wagtail would leave open.

    Elsewhere it does not even look who asks: public pages must not touch the session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        name = match.view_name if match else ""
        if name not in DOORS or not request.user.is_authenticated:
            return None  # who is signed out is sent to sign in by the view itself
        return None if may_enter(request, name, kwargs) else refuse(request)


def may_enter(request: HttpRequest, name: str, kwargs: dict[str, Any]) -> bool:
    """Whether whoever asks may have an answer from the route of that name."""
    if name in ADMINISTRATORS_ONLY:
        return rights(request).may(Permission.ADMINISTER)
    if name in WRITERS_ONLY:
        return rights(request).may_somewhere(Permission.EDIT_PAGE)
    return name not in EDITORS_ONLY or may_edit(request, kwargs["page_id"])


def may_edit(request: HttpRequest, page_id: int) -> bool:
    """Whether whoever asks may edit that page."""
    page = Page.objects.filter(pk=page_id).first()
    return page is not None and page.permissions_for_user(request.user).can_edit()


def refuse(request: HttpRequest) -> HttpResponse:
    """Wagtail's own way to refuse: back to the admin's home, with a message."""
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        raise PermissionDenied
    messages.error(request, _("Sorry, you do not have permission to access this area."))
    return redirect("wagtailadmin_home")
