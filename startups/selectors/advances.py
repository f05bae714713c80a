"""Which startups have lately come a step further."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from startups.enums import ACTIVE, Phase
from startups.models import Startup
from startups.selectors.portfolio import with_phase


def recently_advanced(*, on: date, limit: int) -> list[int]:
    """The keys of the active startups that entered their phase last, beyond investigation.

    One query.
    """
    further = sorted(ACTIVE - {Phase.INVESTIGATION})
    startups: QuerySet[Any] = with_phase(Startup.objects.all(), on=on)
    active = startups.filter(phase_in_force__in=further)
    latest = active.order_by("-phase_since", "pk")
    return list(latest.values_list("pk", flat=True)[:limit])
