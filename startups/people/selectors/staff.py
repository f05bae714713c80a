"""The staff of incubators, as those who compose it read it."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from startups.people.models import StaffAssignment

# From then on an end is announced.
ENDING_WITHIN = timedelta(days=60)


class AssignmentState(TextChoices):
    """Where an assignment stands on a day. ``ENDING`` is in force, for sixty days at most."""

    COMING = "coming", _("Coming")
    CURRENT = "current", _("In force")
    ENDING = "ending", _("Ends soon")
    PAST = "past", _("Over")


def state_of(assignment: StaffAssignment, *, on: date) -> AssignmentState:
    """Where ``assignment`` stands on the day ``on``."""
    if assignment.start > on:
        return AssignmentState.COMING
    if assignment.end is None or assignment.end > on + ENDING_WITHIN:
        return AssignmentState.CURRENT
    return AssignmentState.ENDING if assignment.end >= on else AssignmentState.PAST


def in_state(state: AssignmentState, *, on: date) -> Q:
    """The rows that stand there on the day ``on``; those ending are current ones, too."""
    begun = Q(start__lte=on)
    return {
        AssignmentState.COMING: Q(start__gt=on),
        AssignmentState.CURRENT: begun & (Q(end__isnull=True) | Q(end__gte=on)),
        AssignmentState.ENDING: begun & Q(end__gte=on, end__lte=on + ENDING_WITHIN),
        AssignmentState.PAST: begun & Q(end__lt=on),
    }[state]


def assignments_listed(assignments: QuerySet[StaffAssignment]) -> QuerySet[StaffAssignment]:
    """Adds who and where, by incubator."""
    rows = assignments.select_related("person__user", "incubator")
    return rows.order_by("incubator__name", "role", "start", "pk")
