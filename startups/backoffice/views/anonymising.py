"""The record of a person, and taking their name away for ever: administrators only."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import Button

from startups.core.texts import normal
from startups.people.models import Membership, StaffAssignment
from startups.permissions import Permission, in_force
from startups.personal_data.services.anonymisation import anonymise_person
from startups.web.requests import day_of, demand, rights

from .confirming import ConfirmForm, ConfirmView
from .record import RecordView


class AnonymiseForm(ConfirmForm):
    """The name, typed again by who must mean it, and why."""

    typed = forms.CharField(
        label=gettext_lazy("Type the name of this person"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ["typed", "reason"]

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = name

    def clean_typed(self) -> str:
        typed = self.cleaned_data["typed"]
        if _bare(typed) != _bare(self.name):
            raise ValidationError(gettext_lazy("This is not the name of this person."))
        return typed


def _bare(name: str) -> str:
    """A name as it is meant, whatever spaces and apostrophes it is typed with."""
    return " ".join(normal(name).replace("’", "'").split()).casefold()


class PersonRecordView(RecordView):
    """The record, with the way to anonymise, for administrators."""

    @property
    def header_more_buttons(self) -> list[Any]:
        buttons = super().header_more_buttons
        if self.object.anonymised_on or not rights(self.request).may(Permission.ADMINISTER):
            return buttons
        address = reverse("backoffice_people:anonymise", args=(self.object.pk,))
        return [*buttons, Button(_("Anonymise"), url=address, icon_name="bin", priority=90)]


class AnonymiseView(ConfirmView):
    """Says what goes, what stays and what cannot be reached; then does it."""

    page_title = gettext_lazy("Anonymise")
    submit_label = gettext_lazy("Anonymise for ever")
    form_class = AnonymiseForm
    is_grave = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        demand(request, Permission.ADMINISTER)
        super().setup(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "name": self.object.name}

    @property
    def lead(self) -> str:
        return _("This cannot be undone.")

    @property
    def obstacle(self) -> str:
        if self.object.anonymised_on:
            return _("This person is anonymised already.")
        if self.object.user == self.request.user:
            return _("Nobody anonymises themselves: ask another administrator.")
        return ""

    @property
    def consequences(self) -> list[str]:
        return [
            *self._still_there(),
            _(
                "The name and the addresses go from the record, its history, the journal, the "
                "logs, the content files, the texts of pages and their drafts."
            ),
            _("The account is emptied and closed; invitations that wait no longer work."),
            _("Missions, acts and dates stay, under a number instead of a name."),
            _("Later imports leave the file of this person alone."),
            _(
                "What is written inside pictures and documents is not read. Backups, exported "
                "files and mails sent before still say the name. So may a content file that "
                "names this person in its text and changes where it comes from."
            ),
            _("It reads the whole database: it may take a minute."),
        ]

    def _still_there(self) -> list[str]:
        """What holds today, and would go on under a number."""
        holds = in_force(on=day_of(self.request))
        missions = Membership.objects.filter(holds, person=self.object).select_related("startup")
        staff = StaffAssignment.objects.filter(holds, person=self.object)
        where = [str(row.startup) for row in missions]
        where += [str(row.incubator) for row in staff.select_related("incubator")]
        if not where:
            return []
        words = {"where": ", ".join(where)}
        return [_("Still at work at: %(where)s. If that is over, give it an end first.") % words]

    def perform(self, form: AnonymiseForm) -> str:
        done = anonymise_person(
            person=self.object,
            on=day_of(self.request),
            actor=self.request.user,
            reason=form.cleaned_data["reason"],
        )
        return _("Now called: %(name)s") % {"name": done.person}

    def back(self) -> str:
        return reverse("backoffice_people:inspect", args=(self.object.pk,))
