"""The forms of the committee sessions."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from startups.people.models import Person
from startups.reviews.enums import ReviewState
from startups.reviews.models import Review
from startups.reviews.sessions.models import CommitteeSession
from startups.reviews.sessions.services.calling import Meeting
from startups.web.forms.base import DesignForm, SecureLinkField, version_field
from startups.web.forms.fields import RawTextField, TickedFirst, day_input


def hour_input() -> forms.TimeInput:
    """The browser's own, which is the accessible one."""
    return forms.TimeInput(format="%H:%M", attrs={"type": "time"})


def long_text(label: Any, **options: Any) -> RawTextField:
    """A text of several lines; ``rows`` says how many are seen at once."""
    box = forms.Textarea(attrs={"rows": options.pop("rows", 4)})
    return RawTextField(label=label, widget=box, **options)


class MeetingForm(DesignForm):
    """When and where a session is held."""

    date = forms.DateField(label=_("Day"), widget=day_input())
    starts_at = forms.TimeField(label=_("Starts at"), widget=hour_input(), required=False)
    ends_at = forms.TimeField(label=_("Ends at"), widget=hour_input(), required=False)
    place = forms.CharField(label=_("Place"), max_length=300, required=False)
    link = SecureLinkField(
        label=_("Link to the meeting"),
        max_length=1000,
        required=False,
        help_text=_("A place or a link, or both."),
    )
    version = version_field()

    def __init__(self, *args: Any, session: CommitteeSession | None = None, **kwargs: Any) -> None:
        if session:
            names = ("date", "starts_at", "ends_at", "place", "link")
            kwargs["initial"] = {name: getattr(session, name) for name in names} | kwargs.get(
                "initial", {}
            )
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("place") and not cleaned.get("link") and "link" not in self.errors:
            self.add_error("place", _("Give a place or a link."))
        start, end = cleaned.get("starts_at"), cleaned.get("ends_at")
        if start and end and end <= start:
            self.add_error("ends_at", _("A session ends after it starts."))
        return cleaned

    @property
    def meeting(self) -> Meeting:
        names = ("date", "starts_at", "ends_at", "place", "link")
        return Meeting(**{name: self.cleaned_data[name] for name in names})


def people_field(people: Collection[Person], label: Any) -> forms.ModelMultipleChoiceField:
    """Boxes to tick, one for each of ``people``."""
    rows = Person.objects.filter(pk__in=[person.pk for person in people]).order_by("name", "pk")
    return forms.ModelMultipleChoiceField(rows, label=label, required=False, widget=TickedFirst)


class CallForm(MeetingForm):
    """A new session, and who is invited to it."""

    def __init__(self, *args: Any, staff: Collection[Person], **kwargs: Any) -> None:
        kwargs["initial"] = {"people": [person.pk for person in staff]}
        super().__init__(*args, **kwargs)
        self.fields["people"] = people_field(staff, _("Invite from the staff of the incubator"))
        self.fields["people"].help_text = _(
            "Each receives a message. Others can be invited afterwards."
        )


class InviteForm(DesignForm):
    """Those whom one would invite."""

    def __init__(self, *args: Any, people: Collection[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"] = people_field(people, _("Invite"))


class GuestForm(DesignForm):
    """Somebody of whom only the name is known."""

    name = forms.CharField(label=_("Name of the guest"), max_length=200)
    quality = forms.CharField(
        label=_("In what quality"),
        max_length=200,
        required=False,
        help_text=_("Sponsor, chair, expert…"),
    )


class AgendaForm(forms.Form):
    """Reviews to put on an agenda, in the order in which they are shown."""

    def __init__(self, *args: Any, reviews: Collection[Review], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(review.pk): review for review in reviews}
        choices = [(key, str(review.startup)) for key, review in self.by_key.items()]
        self.fields["reviews"] = forms.MultipleChoiceField(
            label=_("Reviews"), choices=choices, required=False
        )

    @property
    def chosen(self) -> list[Review]:
        wanted = set(self.cleaned_data["reviews"])
        return [review for key, review in self.by_key.items() if key in wanted]

    @property
    def ticked(self) -> list[Review]:
        """What is ticked when it is shown: at first, every dossier that is ready."""
        if self.is_bound:
            sent = self["reviews"].value() or []
            return [review for key, review in self.by_key.items() if key in sent]
        return [row for row in self.by_key.values() if row.state == ReviewState.SUBMITTED]


class SessionReasonForm(DesignForm):
    """Why something is done."""

    def __init__(self, *args: Any, label: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = long_text(label, max_length=2000, rows=3)


class NoteForm(DesignForm):
    """What the minutes say. ``version`` is the one that was looked at."""

    version = version_field()

    def __init__(self, *args: Any, label: Any, help_text: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"] = long_text(
            label, max_length=20000, rows=6, required=False, help_text=help_text
        )

    def show_conflict(self, *, now: str, version: str) -> None:
        """What was typed stays; what somebody else wrote, ``now``, is shown beside it."""
        self.adjust(version=version)
        self.conflicts = {"note": now or "–"}
        self.add_error(
            "note", _("Somebody else wrote meanwhile: put both together, then record again.")
        )
