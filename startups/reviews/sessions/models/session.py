"""Committee sessions: when and where, who is there, and what is on the agenda."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from startups.core.models.base import DomainModel, choice_constraint
from startups.people.models.person import Person
from startups.registry.models.incubator import Incubator
from startups.reviews.models.review import Review
from startups.reviews.sessions.enums import SessionState


class CommitteeSession(DomainModel):
    """A meeting of the committee of an incubator."""

    incubator = models.ForeignKey(Incubator, models.PROTECT, related_name="sessions")
    date = models.DateField(_("date"))
    starts_at = models.TimeField(_("starts at"), null=True, blank=True)
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=300, blank=True)
    link = models.URLField(_("link to the meeting"), max_length=1000, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=SessionState.choices, default=SessionState.PLANNED
    )
    notes = models.TextField(
        _("notes for the minutes"), blank=True, help_text=_("What was said beyond the decisions.")
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    cancelled_reason = models.TextField(_("reason for cancelling"), blank=True)
    # What the minutes said when it was closed (startups.reviews.sessions.minutes): they do not
    # change afterwards.
    minutes = models.JSONField(_("minutes"), default=dict, blank=True)

    class Meta:
        ordering = ("-date", "-pk")
        verbose_name = _("committee session")
        verbose_name_plural = _("committee sessions")
        constraints = [
            choice_constraint("state", SessionState, "session_state_known", _("Unknown state.")),
            models.CheckConstraint(
                condition=~models.Q(place="") | ~models.Q(link=""),
                name="session_has_a_place_or_a_link",
                violation_error_message=_("Give a place or a link."),
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gt=models.F("starts_at")),
                name="session_ends_after_it_starts",
                violation_error_message=_("A session ends after it starts."),
            ),
            models.CheckConstraint(
                condition=models.Q(state=SessionState.HELD, closed_on__isnull=False)
                | (~models.Q(state=SessionState.HELD) & models.Q(closed_on=None, closed_by=None)),
                name="held_session_has_its_day",
                violation_error_message=_("A session that was held was closed on a day."),
            ),
            models.CheckConstraint(
                condition=models.Q(state=SessionState.CANCELLED) & ~models.Q(cancelled_reason="")
                | (~models.Q(state=SessionState.CANCELLED) & models.Q(cancelled_reason="")),
                name="cancelled_session_has_its_reason",
                violation_error_message=_("A session is cancelled with a reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incubator} ({self.date:%Y-%m-%d})"


class SessionMember(DomainModel):
    """Somebody invited to a session, and whether they were there (None: not said yet).

    Either a person, or a guest of whom only the name is known.
    """

    session = models.ForeignKey(CommitteeSession, models.PROTECT, related_name="members")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="session_seats"
    )
    guest = models.CharField(_("name of the guest"), max_length=200, blank=True)
    quality = models.CharField(
        _("in what quality"), max_length=200, blank=True, help_text=_("Sponsor, chair, expert…")
    )
    present = models.BooleanField(_("present"), null=True, blank=True)

    class Meta:
        ordering = ("session_id", "person__name", "guest", "pk")
        verbose_name = _("member of a session")
        verbose_name_plural = _("members of sessions")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"],
                name="session_member_once",
                violation_error_message=_("This person is invited already."),
            ),
            models.UniqueConstraint(
                fields=["session", "guest"],
                condition=~models.Q(guest=""),
                name="session_guest_once",
                violation_error_message=_("This person is invited already."),
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, guest="")
                | (models.Q(person=None) & ~models.Q(guest="")),
                name="session_member_is_somebody",
                violation_error_message=_("Say who is invited: a person, or the name of a guest."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return str(self.person) if self.person else self.guest


class AgendaItem(DomainModel):
    """A review on the agenda of a session, in the order of ``position``.

    ``note`` is what the minutes say of the discussion. ``adjourned`` says that the session ended
    without a decision on it: the reason is in the note.
    """

    session = models.ForeignKey(CommitteeSession, models.PROTECT, related_name="agenda")
    review = models.ForeignKey(Review, models.PROTECT, related_name="agenda_items")
    position = models.PositiveSmallIntegerField(_("position"))
    note = models.TextField(_("note for the minutes"), blank=True)
    adjourned = models.BooleanField(_("adjourned"), default=False)

    class Meta:
        ordering = ("session_id", "position", "pk")
        verbose_name = _("item of an agenda")
        verbose_name_plural = _("items of agendas")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "review"],
                name="review_on_an_agenda_once",
                violation_error_message=_("This review is on the agenda already."),
            ),
            models.CheckConstraint(
                condition=models.Q(adjourned=False) | ~models.Q(note=""),
                name="adjourned_item_says_why",
                violation_error_message=_("Say why nothing was decided."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.review}"
