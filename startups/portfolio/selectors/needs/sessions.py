"""Committee sessions that are near, or were held and are not closed."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from startups.portfolio.enums import NeedKind
from startups.reviews.due_dates import days_late
from startups.reviews.sessions.enums import SessionState
from startups.reviews.sessions.models import CommitteeSession

from .kinds import Need, NeedScope

NEAR = timedelta(days=30)


def sessions_coming(*, scope: NeedScope, on: date) -> Iterator[Need]:
    """The open sessions until thirty days from ``on``; one query.

    A session of the past waits to be closed, by whoever may hold it: it is late.
    """
    open_ones = CommitteeSession.objects.filter(state=SessionState.PLANNED, date__lte=on + NEAR)
    wanted = Q(incubator__in=scope.sessions, date__gte=on) | Q(incubator__in=scope.held)
    rows = open_ones.filter(wanted).select_related("incubator").annotate(items=Count("agenda"))
    for row in rows:
        yield Need(
            kind=NeedKind.SESSION,
            subject=row.incubator.name,
            since=row.date - NEAR,
            route="sessions:page",
            args=(row.pk,),
            detail=_detail(row, on),
            due=row.date,
            late=days_late(row.date, on),
        )


def _detail(row: Any, on: date) -> str:
    words = ngettext("%(count)d dossier", "%(count)d dossiers", row.items) % {"count": row.items}
    return _("%(dossiers)s, to be closed") % {"dossiers": words} if row.date < on else words
