"""Staff assignments: listed by incubator, taken back when they were a mistake, invited again."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from startups.backoffice import log
from startups.people.models import StaffAssignment
from startups.people.services.staff import invite_again, withdraw_assignment
from startups.web.record_rights import RecordAction, may
from startups.web.requests import day_of, rights

from .confirming import ConfirmForm, ConfirmView
from .lists import FactIndexView
from .record import RecordView
from .writing import FactEditView


class StaffIndexView(FactIndexView):
    """The list; only what is not a day old can be taken back."""

    def _get_title_column(
        self, field_name: str, column_class: Any = TitleColumn, **kwargs: Any
    ) -> Any:
        return self._get_title_column_class(column_class)(
            field_name, label=_("Person"), sort_key="person__name", get_url=self.get_inspect_url
        )

    def get_delete_url(self, instance: Any) -> str | None:
        is_fresh = instance.start >= day_of(self.request)
        return super().get_delete_url(instance) if is_fresh else None

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        item.role_label = str(item.get_role_display())
        return super().to_row_dict(item)


class NamesThePerson:
    """An assignment is called by who has it and where: alone, it says the role and the day."""

    object: StaffAssignment

    def get_page_subtitle(self) -> str:
        row = self.object
        return f"{row.person}, {row.get_role_display()} ({row.incubator})"


class StaffRecordView(NamesThePerson, RecordView):
    """The record, with what can be done about it."""

    def get_edit_url(self) -> str | None:
        allowed = may(self.request.user, RecordAction.CHANGE, self.object)
        return super().get_edit_url() if allowed else None

    def get_delete_url(self) -> str | None:
        is_fresh = self.object.start >= day_of(self.request)
        allowed = is_fresh and may(self.request.user, RecordAction.DELETE, self.object)
        return super().get_delete_url() if allowed else None

    @property
    def header_buttons(self) -> list[Any]:
        if not may(self.request.user, RecordAction.CHANGE, self.object):
            return []
        edit = HeaderButton(_("Set the last day"), url=self.get_edit_url(), icon_name="edit")
        if self.object.person.user_id or not self.object.person.email:
            return [edit]
        address = reverse("backoffice_staff:invite", args=(self.object.pk,))
        return [edit, HeaderButton(_("Invite again"), url=address, icon_name="mail")]


class StaffEndView(NamesThePerson, FactEditView):
    """Sets the last day."""

    page_title = gettext_lazy("Set the last day")


class WithdrawView(NamesThePerson, ConfirmView):
    """Takes back an assignment that was a mistake."""

    page_title = gettext_lazy("Take this assignment back")
    submit_label = gettext_lazy("Take it back")
    is_grave = True

    @property
    def lead(self) -> str:
        return _("For a mistake only: somebody who leaves gets a last day instead.")

    @property
    def consequences(self) -> list[str]:
        return [
            _("The rights that it gives are gone at once."),
            _("The history keeps that it was there, who took it back and why."),
        ]

    @property
    def obstacle(self) -> str:
        has_held = self.object.start < day_of(self.request)
        return _("It has held already: give it an end.") if has_held else ""

    def perform(self, form: ConfirmForm) -> str:
        assignment, reason = self.object, form.cleaned_data["reason"]
        log.note(log.DELETED, instance=assignment, user=self.request.user, reason=reason, fields=[])
        withdraw_assignment(
            assignment=assignment,
            roles=rights(self.request).staff_roles(assignment.incubator),
            on=day_of(self.request),
            actor=self.request.user,
            reason=reason,
        )
        return _("The assignment is taken back.")

    def back(self) -> str:
        return reverse("backoffice_staff:index")


class NoForm(ConfirmForm):
    """Nothing to say: a click is enough."""

    reason: Any = None


class InviteAgainView(NamesThePerson, ConfirmView):
    """Sends another invitation to somebody who has no account yet."""

    page_title = gettext_lazy("Invite again")
    submit_label = gettext_lazy("Send the invitation")
    form_class = NoForm

    @property
    def obstacle(self) -> str:
        if self.object.person.user_id:
            return _("This person already has an account.")
        if not self.object.person.email:
            return _("No address is known for this person: give one first.")
        return ""

    @property
    def consequences(self) -> list[str]:
        return [
            _("A mail goes to %(address)s, with a link that makes an account.")
            % {"address": self.object.person.email}
        ]

    def perform(self, form: ConfirmForm) -> str:
        invite_again(
            assignment=self.object,
            roles=rights(self.request).staff_roles(self.object.incubator),
            now=timezone.now(),
            actor=self.request.user,
        )
        words = {"name": self.object.person.name}
        return _("A mail invites %(name)s to make an account.") % words

    def back(self) -> str:
        return reverse("backoffice_staff:inspect", args=(self.object.pk,))
