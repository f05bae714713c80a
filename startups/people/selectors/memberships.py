"""Who is in which team on a day."""

from datetime import date

from django.db.models import Q, QuerySet

from startups.people.models import Membership


def current_memberships(*, on: date) -> QuerySet[Membership]:
    """The memberships that hold on the day ``on``; both of their days are included."""
    return Membership.objects.filter(Q(end__isnull=True) | Q(end__gte=on), start__lte=on)
