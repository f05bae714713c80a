"""Forms of the team: who joins, what changes, who leaves."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from startups.core.versions import version_of
from startups.people.models import Membership
from startups.people.services.people import Newcomer
from startups.people.services.team import Grants
from startups.registry.models import Role
from startups.web.forms.base import (
    DesignForm,
    DesignMixin,
    form_field,
    reason_field,
    version_field,
)
from startups.web.forms.fields import MailField, day_input
from startups.web.forms.unchanged_ok import UnchangedOkForm

FIELDS = ("role", "title", "start", "end", "employment", "employer", "edits")
# What a membership that carries a right hangs on, when one may not give that right.
WEIGHTY = ("role", "start", "end", "edits")


class MemberForm(DesignMixin, UnchangedOkForm):
    """A membership. What its user may not give is not asked, whatever is sent."""

    reason = reason_field()
    version = version_field()
    public = frozenset({"role"})
    private = frozenset({"title", "start", "end", "employment", "employer", "edits", "reason"})

    class Meta:
        model = Membership
        fields = FIELDS
        formfield_callback = form_field
        help_texts = {
            "title": _("As the person says it: “data engineer”. Not public."),
            "start": _("First day in the team."),
            "end": _("Last day, if it is known. Rights end with it by themselves."),
            "employer": _("Whom they are employed or paid by."),
        }

    def __init__(self, data: Any, *, grants: Grants, instance: Membership) -> None:
        initial = {"version": version_of(instance)} if instance.pk else {}
        super().__init__(data, instance=instance, initial=initial)
        self._narrow(grants)

    def _narrow(self, grants: Grants) -> None:
        fields: dict[str, Any] = self.fields
        if self.instance.pk and not grants.cover_membership(self.instance):
            for name in WEIGHTY:
                del fields[name]
            return
        if not grants.edit:
            del fields["edits"]
        roles = Role.objects.filter(Q(official=True) | Q(pk=self.instance.role_id))
        if not grants.lead:
            roles = roles.exclude(code=Role.INTRAPRENEUR)
        fields["role"].queryset = roles

    def fact_values(self) -> dict[str, Any]:
        """What the form says of the fields that it asks."""
        return {name: self.cleaned_data[name] for name in FIELDS if name in self.fields}

    def full_values(self) -> dict[str, Any]:
        """The same for a new membership, with what is not asked."""
        return {"edits": False} | self.fact_values()


class NewMemberForm(MemberForm):
    """Somebody who joins: found by their exact address, or new."""

    name = forms.CharField(
        label=_("First name and name"),
        max_length=200,
        help_text=_("Shown in public only if this person agrees to it."),
    )
    email = MailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("To ask for their consent and to invite them. Never shown."),
    )
    field_order = ("name", "email", *FIELDS, "reason", "version")
    private = MemberForm.private | {"name", "email"}

    @property
    def newcomer(self) -> Newcomer:
        name = " ".join(self.cleaned_data["name"].split())
        return Newcomer(name=name, email=self.cleaned_data["email"])


class MemberEndForm(DesignForm):
    """The last day of somebody in the team."""

    end = forms.DateField(label=_("Last day"), widget=day_input())
    reason = reason_field()
    version = version_field()
    private = frozenset({"end", "reason"})


class MemberAddressForm(DesignForm):
    """Where a person who has no address reads mail."""

    email = MailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("Whoever reads mail there can make an account as this person."),
    )
    reason = reason_field()
    private = frozenset({"email", "reason"})
