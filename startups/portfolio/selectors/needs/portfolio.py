"""Active startups that lack somebody to lead them, or whose page was left alone."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from startups.core.formats import long_day
from startups.lifecycle.enums import ACTIVE
from startups.lifecycle.selectors.portfolio import with_phase
from startups.people.models import Membership
from startups.people.selectors.memberships import current_memberships
from startups.portfolio.enums import NeedKind
from startups.registry.freshness import is_stale, reread_on
from startups.registry.models import Role, Startup

from .kinds import Need


def portfolio_needs(*, startups: QuerySet[Startup], on: date) -> Iterator[Need]:
    """Those of ``startups`` without an intrapreneur, and those to be read again; one query."""
    rows: Any = with_intrapreneur(with_phase(startups, on=on), on=on)
    gone = Membership.objects.filter(
        startup=OuterRef("pk"), role__code=Role.INTRAPRENEUR, end__lt=on
    )
    last = gone.order_by().values("startup").annotate(last=Max("end")).values("last")
    rows = rows.filter(phase_in_force__in=sorted(ACTIVE)).annotate(
        left_on=Subquery(last), touched_on=F("published_text__changed_on")
    )
    for row in rows.order_by("name"):
        if not row.has_intrapreneur:
            yield _without_intrapreneur(row)
        if is_stale(row.touched_on, on):
            yield _stale(row)


def with_intrapreneur(startups: QuerySet[Any], *, on: date) -> QuerySet[Any]:
    """Adds ``has_intrapreneur``: whether somebody leads the team on the day ``on``."""
    leads = current_memberships(on=on).filter(startup=OuterRef("pk"), role__code=Role.INTRAPRENEUR)
    return startups.annotate(has_intrapreneur=Exists(leads))


def _without_intrapreneur(row: Any) -> Need:
    left = row.left_on
    day = long_day(left) if left else ""
    return Need(
        kind=NeedKind.NO_INTRAPRENEUR,
        subject=row.name,
        since=left + timedelta(days=1) if left else row.phase_since,
        route="team:team",
        args=(row.slug,),
        detail=_("since the last one left on %(day)s") % {"day": day} if left else "",
    )


def _stale(row: Any) -> Need:
    day = long_day(row.touched_on)
    return Need(
        kind=NeedKind.STALE,
        subject=row.name,
        since=reread_on(row.touched_on),
        route="team:facts",
        args=(row.slug,),
        detail=_("nothing has changed since %(day)s") % {"day": day},
    )
