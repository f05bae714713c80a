"""The memberships of a person within their form."""

from typing import Any

from django.forms import inlineformset_factory
from django.utils.translation import gettext_lazy as _

from startups.people.models import Membership, Person
from startups.people.services import teams
from startups.registry.models import Role, Startup

from .rows import RowForm, RowSet


class MembershipForm(RowForm):
    class Meta(RowForm.Meta):
        model = Membership
        fields = ("startup", "role", "title", "start", "end", "employment", "employer")
        labels = {"startup": _("startup")}


MembershipFormSet = inlineformset_factory(
    Person, Membership, form=MembershipForm, extra=1, can_delete=True, can_delete_extra=False
)


def membership_rows(person: Person, data: Any) -> RowSet:
    """The memberships of ``person``, by date; the lists to choose from are read once."""
    rows = person.memberships.order_by("start", "pk")
    formset = MembershipFormSet(data, instance=person, prefix="memberships", queryset=rows)
    models: tuple[tuple[str, Any], ...] = (("startup", Startup), ("role", Role))
    for name, model in models:
        choices = [("", "---------"), *((row.pk, str(row)) for row in model.objects.all())]
        for form in formset.forms:
            field: Any = form.fields[name]
            field.choices = choices
    return RowSet(
        heading=_("Missions"),
        note=_("Somebody who leaves gets an end; remove only what never was."),
        formset=formset,
        add=lambda **options: teams.add_membership(person=person, **options),
        change=lambda row, **options: teams.change_membership(membership=row, **options),
        remove=lambda row, **options: teams.remove_membership(membership=row, **options),
    )
