"""Who is of the staff of which incubator."""

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, StatusTagColumn

from startups.backoffice.columns import DayColumn
from startups.backoffice.filters import StaffFilters
from startups.backoffice.forms.staff import AssignmentEndForm, AssignmentForm
from startups.backoffice.records.staff import describe_assignment
from startups.backoffice.views.staff import (
    InviteAgainView,
    StaffEndView,
    StaffIndexView,
    StaffRecordView,
    WithdrawView,
)
from startups.people.models import StaffAssignment
from startups.people.selectors.staff import AssignmentState, assignments_listed, state_of
from startups.web.record_rights import RecordAction

from .base import FactViewSet


def state_now(assignment: StaffAssignment) -> AssignmentState:
    return state_of(assignment, on=timezone.localdate())


class StaffViewSet(FactViewSet):
    """Named by address, ended on a day; never edited otherwise, so that the past stays true."""

    model = StaffAssignment
    name = "staff"
    menu_label = _("Managers and committees")
    icon = "group"
    index_view_class = StaffIndexView
    edit_view_class = StaffEndView
    delete_view_class = WithdrawView
    inspect_view_class = StaffRecordView
    deletable = True
    add_form = AssignmentForm
    form = AssignmentEndForm
    filterset_class = StaffFilters
    searched = ("person__name", "person__email", "person__user__email", "incubator__name")
    describe = staticmethod(describe_assignment)
    list_display = [
        "person",
        Column("incubator", label=_("Incubator"), sort_key="incubator__name"),
        Column("get_role_display", label=_("Role"), sort_key="role"),
        DayColumn("start", label=_("From"), sort_key="start"),
        DayColumn("end", label=_("Until"), sort_key="end"),
        StatusTagColumn(
            "state",
            label=_("State"),
            accessor=lambda row: state_now(row).label,
            primary=lambda row: state_now(row) in {AssignmentState.CURRENT, AssignmentState.ENDING},
        ),
    ]
    export_headings = {
        "incubator": _("Incubator"),
        "person": _("Person"),
        "role_label": _("Role"),
        "start": _("From"),
        "end": _("Until"),
    }
    list_export = list(export_headings)

    @staticmethod
    def prepare(assignments: QuerySet[StaffAssignment]) -> QuerySet[StaffAssignment]:
        return assignments_listed(assignments)

    def get_urlpatterns(self) -> list[URLPattern]:
        invite = self.construct_view(InviteAgainView)
        return [*super().get_urlpatterns(), path("invite/<int:pk>/", invite, name="invite")]

    def act_of(self, view_class: Any) -> RecordAction:
        return RecordAction.CHANGE if view_class is InviteAgainView else super().act_of(view_class)
