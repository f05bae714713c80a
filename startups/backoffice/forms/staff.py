"""The forms of staff assignments: naming somebody, and when it ends."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from startups.people.enums import StaffRole
from startups.people.models import StaffAssignment
from startups.people.services.people import Newcomer
from startups.people.services.staff import assign, end_assignment
from startups.permissions import APPOINTING, Permission, Rights
from startups.registry.models import Incubator
from startups.web.forms.fields import MailField

from .base import FactForm


class AssignmentForm(FactForm):
    """Names somebody to the staff of an incubator, by their address."""

    incubator = forms.ModelChoiceField(Incubator.objects.none(), label=_("Incubator"))
    email = MailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("Whoever has no account gets an invitation there."),
    )
    name = forms.CharField(
        label=_("First name and name"),
        max_length=200,
        help_text=_("Kept if this address is new here; else the name that is recorded stays."),
    )
    layout = (
        ("who", _("Who"), ("email", "name")),
        ("what", _("What and when"), ("incubator", "role", "start", "end")),
    )

    class Meta(FactForm.Meta):
        model = StaffAssignment
        fields = ("incubator", "role", "start", "end")
        help_texts = {
            "start": _("First day. Rights begin with it by themselves."),
            "end": _("Last day, if it is known. Rights end with it by themselves."),
        }

    def allow(self, rights: Rights) -> None:
        """One's own incubators, and the roles that one may give in some of them."""
        self.rights = rights
        fields: dict[str, Any] = self.fields
        fields["incubator"].queryset = incubators = rights.incubators(Permission.APPOINT)
        roles = [role for role, right in APPOINTING.items() if rights.may_somewhere(right)]
        fields["role"].choices = [(role.value, role.label) for role in StaffRole if role in roles]
        self.initial.setdefault("start", rights.on)
        self.initial.setdefault("role", StaffRole.COMMITTEE)
        if incubators.count() == 1:
            self.initial.setdefault("incubator", incubators.get().pk)

    def create(self, *, actor: Any, on: Any) -> StaffAssignment:
        given = self.cleaned_data
        return assign(
            incubator=given["incubator"],
            newcomer=Newcomer(name=" ".join(given["name"].split()), email=given["email"]),
            role=StaffRole(given["role"]),
            start=given["start"],
            end=given["end"],
            roles=self.rights.staff_roles(given["incubator"]),
            now=timezone.now(),
            actor=actor,
            reason=self.chosen_reason,
        )


class ReasonedForm(FactForm):
    """A form of facts that does nothing without a reason."""

    reason = forms.CharField(
        label=_("Why this change?"),
        max_length=500,
        help_text=_("Kept in the history of the record, with your name."),
    )


class AssignmentEndForm(ReasonedForm):
    """The last day of an assignment, sooner or later than it was."""

    layout = (("end", _("Last day"), ("end",)),)

    class Meta(FactForm.Meta):
        model = StaffAssignment
        fields = ("end",)
        labels = {"end": _("Last day")}
        help_texts = {"end": _("Included: the rights are gone the day after.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["end"].required = True

    def allow(self, rights: Rights) -> None:
        self.rights = rights

    def write_facts(self, *, on: Any, actor: Any, reason: str) -> list[str]:
        changed = end_assignment(
            assignment=self.instance,
            end=self.cleaned_data["end"],
            roles=self.rights.staff_roles(self.instance.incubator),
            actor=actor,
            reason=reason,
        )
        return ["end"] if changed else []
