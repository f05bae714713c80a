"""Phases and events within the form of a startup."""

from typing import Any

from django.forms import inlineformset_factory
from django.utils.translation import gettext_lazy as _

from startups.lifecycle.models import Event, PhasePeriod
from startups.lifecycle.services import timeline
from startups.registry.models import Startup

from .rows import RowForm, RowSet


class PeriodForm(RowForm):
    class Meta(RowForm.Meta):
        model = PhasePeriod
        fields = ("phase", "start", "declared_end", "comment")


class EventForm(RowForm):
    class Meta(RowForm.Meta):
        model = Event
        fields = ("kind", "date", "comment", "declared_kind")


PeriodFormSet = inlineformset_factory(
    Startup, PhasePeriod, form=PeriodForm, extra=1, can_delete=True, can_delete_extra=False
)
EventFormSet = inlineformset_factory(
    Startup, Event, form=EventForm, extra=1, can_delete=True, can_delete_extra=False
)


def period_rows(startup: Startup, data: Any) -> RowSet:
    """The phases of ``startup``, in the order of their dates."""
    return RowSet(
        heading=_("Phases"),
        note=_("The phase in force is the one that started last. Empty rows are left out."),
        formset=PeriodFormSet(
            data, instance=startup, prefix="phases", queryset=startup.phases.order_by("start", "pk")
        ),
        add=lambda **options: timeline.add_period(startup=startup, **options),
        change=lambda row, **options: timeline.change_period(period=row, **options),
        remove=lambda row, **options: timeline.remove_period(period=row, **options),
    )


def event_rows(startup: Startup, data: Any) -> RowSet:
    """The events of ``startup``, in the order of their dates."""
    return RowSet(
        heading=_("Events"),
        note=_("What the public timeline shows. Empty rows are left out."),
        formset=EventFormSet(
            data, instance=startup, prefix="events", queryset=startup.events.order_by("date", "pk")
        ),
        add=lambda **options: timeline.add_event(startup=startup, **options),
        change=lambda row, **options: timeline.change_event(event=row, **options),
        remove=lambda row, **options: timeline.remove_event(event=row, **options),
    )
