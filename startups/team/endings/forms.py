"""Forms of the two dossiers. Nothing in them is required: a draft is written in several goes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from startups.endings.enums import Matter, ReceivingModel, StopCause
from startups.endings.models import HandoverItem
from startups.endings.selectors.ending_values import (
    CHECK_FIELDS,
    HANDOVER_FIELDS,
    STOP_FIELDS,
    check_field,
    matter_field,
)
from startups.registry.models import Organisation
from startups.team.forms.facts import FactsSection
from startups.web.forms.base import DesignForm
from startups.web.forms.fields import MailField, RawTextField, day_input

LONGEST_TEXT = 10_000
LONGEST_NOTE = 2_000
# What becomes of a matter beside why it does not apply, then who beside when.
PAIRS = ("outcome", "not_applicable", "owner", "by")


@dataclass(frozen=True)
class EndingPart(FactsSection):
    """A fieldset; ``paired`` ones show two fields in a row where there is room."""

    paired: bool = False


def text(label: Any, hint: Any = "", *, rows: int = 4, longest: int = LONGEST_TEXT) -> Any:
    return RawTextField(
        label=label,
        help_text=hint,
        required=False,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def line(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=False, max_length=200)


class EndingForm(DesignForm):
    """``values`` are what is recorded now, ``current_version`` which version that is."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: QueryDict | None, *, values: Mapping[str, Any], version: int, **kwargs: Any
    ) -> None:
        self.current_version = str(version)
        super().__init__(data, initial={**values, "version": version}, **kwargs)
        self.add_rows()
        self.public = frozenset(self.fields) - self.private - {"version"}

    def add_rows(self) -> None:
        """Adds the fields of what the dossier has several of."""

    def parts(self) -> Iterator[EndingPart]:
        """The fieldsets, for the template."""
        raise NotImplementedError

    def values(self) -> dict[str, Any]:
        """What is typed, as services take it."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return {
            name: value.strip() if isinstance(value, str) else value
            for name, value in typed.items()
        }

    @property
    def seen(self) -> int:
        """The version that was open when this was typed; -1 for none that there is."""
        sent = self.data.get("version", "")
        return int(sent) if sent.isdecimal() and len(sent) < 10 else -1

    def recorded(self, name: str) -> str:
        """What is recorded now in a field, as a person reads it; a dash for nothing."""
        field, value = self.fields[name], self.initial.get(name)
        if isinstance(field, forms.BooleanField):
            return _("yes") if value else _("no")
        if isinstance(field, forms.ModelChoiceField):
            chosen = field.queryset.filter(pk=value).first()  # type: ignore[union-attr]
            return str(chosen or "–")
        if isinstance(field, forms.ChoiceField):
            return str(dict(field.choices).get(value) or "–")  # type: ignore[arg-type]
        if isinstance(field, forms.DateField) and value:
            return date_format(value)
        return str(value or "–")


class StopForm(EndingForm):
    """The closing dossier: why, what was learnt, and the five matters."""

    cause = forms.ChoiceField(
        label=gettext_lazy("Cause"),
        choices=[("", gettext_lazy("Choose")), *StopCause.choices],
        required=False,
    )
    why = text(gettext_lazy("Why it stops"), gettext_lazy("The facts that led to it."))
    learnt = text(
        gettext_lazy("What was learnt"),
        gettext_lazy("About the problem, the users, what was tried and what it did."),
    )
    advice = text(
        gettext_lazy("Advice to whoever restarts it"),
        gettext_lazy("What to look at first, what not to try again, whom to meet."),
    )
    dormant = forms.BooleanField(
        label=gettext_lazy("Dormant"),
        help_text=gettext_lazy("Kept so that it can be restarted, rather than taken apart."),
        required=False,
    )

    def add_rows(self) -> None:
        owners = set()
        for matter in Matter:
            for name, field in _matter_fields().items():
                self.fields[matter_field(matter, name)] = field
            owners.add(matter_field(matter, "owner"))
        self.private = frozenset(owners)

    def parts(self) -> Iterator[EndingPart]:
        own = [self[name] for name in STOP_FIELDS]
        yield EndingPart("why", _("Why, and what was learnt"), "", own)
        note = _("Say what becomes of it, who sees to it and by when; or why it does not apply.")
        for matter in Matter:
            fields = [self[matter_field(matter, name)] for name in PAIRS]
            yield EndingPart(matter.value, matter.label, note, fields, paired=True)
            note = ""


def _matter_fields() -> dict[str, forms.Field]:
    return {
        "outcome": text(_("What becomes of it"), rows=2, longest=LONGEST_NOTE),
        "owner": line(_("Who sees to it")),
        "by": forms.DateField(label=_("By when"), required=False, widget=day_input()),
        "not_applicable": text(_("Or why it does not apply"), rows=2, longest=LONGEST_NOTE),
    }


class HandoverForm(EndingForm):
    """The hand-over dossier: who receives it, how, what is settled, and who will own it."""

    receiver = forms.ModelChoiceField(
        Organisation.objects.all(),
        label=gettext_lazy("Receiving body"),
        help_text=gettext_lazy("If it is not in the list, ask an administrator to add it."),
        required=False,
    )
    model = forms.ChoiceField(
        label=gettext_lazy("How it will be run"),
        choices=[("", gettext_lazy("Choose")), *ReceivingModel.choices],
        required=False,
    )
    summary = text(gettext_lazy("What is handed over, and why now"))
    learnt = text(gettext_lazy("What was learnt"))
    criteria = text(
        gettext_lazy("Success criteria at 6 and 12 months"),
        gettext_lazy("With figures: by what one will see that the hand-over worked."),
    )
    fallback = text(gettext_lazy("What happens if it fails"))
    owner_name = line(gettext_lazy("Named owner"), gettext_lazy("First name and name."))
    owner_title = line(gettext_lazy("Title of the owner"))
    owner_email = MailField(
        label=gettext_lazy("Address of the owner"),
        help_text=gettext_lazy(
            "Outside the team and the incubators. The link that countersigns is sent there."
        ),
        max_length=254,
        required=False,
    )
    OWNER = ("owner_name", "owner_title", "owner_email")

    def __init__(self, *args: Any, items: list[HandoverItem], **kwargs: Any) -> None:
        self.items = items
        super().__init__(*args, **kwargs)

    def add_rows(self) -> None:
        private = set(self.OWNER)
        for item in self.items:
            evidence = text(_("Evidence"), rows=2, longest=LONGEST_NOTE)
            waiver = text(_("Or why it is waived"), rows=2, longest=LONGEST_NOTE)
            names = [check_field(item.pk, name) for name in CHECK_FIELDS]
            self.fields |= dict(zip(names, (evidence, waiver), strict=True))
            private |= set(names)
        self.private = frozenset(private)

    def parts(self) -> Iterator[EndingPart]:
        told = [self[name] for name in HANDOVER_FIELDS if name not in self.OWNER]
        yield EndingPart("handover", _("What is handed over, and to whom"), "", told)
        note = _("Neither the name nor the address is ever published.")
        owner = [self[name] for name in self.OWNER]
        yield EndingPart("owner", _("The named owner"), note, owner)
        note = _(
            "The public reads whether it is settled or waived. What is said here is for the"
            " committee, and for the named owner before they sign."
        )
        for item in self.items:
            fields = [self[check_field(item.pk, name)] for name in CHECK_FIELDS]
            yield EndingPart(f"item-{item.pk}", item.label, note, fields, paired=True)
            note = ""

    def values(self) -> dict[str, Any]:
        values = super().values()
        receiver = values["receiver"]
        return values | {
            "receiver": receiver.pk if receiver else None,
            "owner_email": values["owner_email"].lower(),
        }


class DossierCorrectionForm(DesignForm):
    """What a published dossier should have said, and why."""

    text = forms.CharField(
        label=gettext_lazy("What is corrected"),
        help_text=gettext_lazy("Published below the dossier with today’s date."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why it is corrected"),
        help_text=gettext_lazy("Kept in the journal with your name. Not public."),
        max_length=500,
    )
    public = frozenset({"text"})
    private = frozenset({"reason"})
