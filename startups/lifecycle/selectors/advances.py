"""Which startups have lately come a step further."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from startups.lifecycle.enums import ACTIVE, Phase
from startups.registry.models import Startup

from .portfolio import with_phase


def recently_advanced(
    *, on: date, limit: int, startups: QuerySet[Startup] | None = None
) -> list[int]:
    """The keys of the active startups that entered their phase last, beyond investigation.

    Among ``startups`` (all when None). One query.
    """
    further = sorted(ACTIVE - {Phase.INVESTIGATION})
    chosen = Startup.objects.all() if startups is None else startups
    phased: QuerySet[Any] = with_phase(chosen, on=on)
    active = phased.filter(phase_in_force__in=further)
    latest = active.order_by("-phase_since", "pk")
    return list(latest.values_list("pk", flat=True)[:limit])
