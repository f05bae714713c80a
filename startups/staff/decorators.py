"""Who may open a page of the staff: every view goes through one of these decorators."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from startups.money.statements.models import Statement
from startups.permissions import Permission
from startups.registry.models import Incubator, Startup
from startups.reviews.models import Review
from startups.reviews.sessions.models import CommitteeSession
from startups.web.decorators import View, for_rights, private
from startups.web.requests import demand


def for_staff(view: View) -> View:
    """A page for who is on the staff of some incubator today, or administers the network."""
    return for_rights(lambda held: held.is_staff)(view)


def on_review(permission: Permission) -> Callable[[View], View]:
    """A page about one review, for who has ``permission`` over its startup.

    To whoever may not, it does not exist (404): how many reviews there are is private.
    """
    return _on(permission, _review_of, lambda review: review.startup)


def on_session(permission: Permission) -> Callable[[View], View]:
    """A page about one committee session, for whoever has ``permission``; else 404."""
    return _on(permission, _session_of, lambda session: session.incubator)


def on_statement(permission: Permission) -> Callable[[View], View]:
    """A page about one budget statement, for whoever has ``permission``; else 404."""
    return _on(permission, _statement_of, lambda statement: statement.startup)


def _on(
    permission: Permission,
    find: Callable[[int], Any],
    subject: Callable[[Any], Startup | Incubator],
) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @private
        @wraps(view)
        def inner(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
            record = find(pk)
            if record is None:
                raise Http404
            try:
                demand(request, permission, subject(record))
            except PermissionDenied as refusal:
                raise Http404 from refusal
            return view(request, record, **kwargs)

        return inner

    return decorate


def _review_of(pk: int) -> Review | None:
    rows = Review.objects.select_related("startup", "submitted_by")
    return rows.prefetch_related("startup__startupincubators").filter(pk=pk).first()


def _session_of(pk: int) -> CommitteeSession | None:
    return CommitteeSession.objects.select_related("incubator").filter(pk=pk).first()


def _statement_of(pk: int) -> Statement | None:
    rows = Statement.objects.select_related(
        "startup", "submitted_by", "validated_by", "replaces", "replaced_by"
    )
    return rows.prefetch_related("startup__startupincubators").filter(pk=pk).first()
