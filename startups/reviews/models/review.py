"""The six-month review of a startup, and each of its moves."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from startups.core.models.base import DomainModel, choice_constraint
from startups.registry.models.startup import Startup
from startups.reviews.enums import OPEN_REVIEWS, DueBasis, ReviewState


def dated(state: ReviewState, **conditions: Any) -> Q:
    """What must be true of a review in ``state``."""
    return ~Q(state=state) | Q(**conditions)


class Review(DomainModel):
    """One startup's six-month look. A startup has one open review at most.

    ``due_on`` follows from ``due_dates.due_date`` while the review is open; ``postponed_to``,
    given once with a reason, replaces it.
    """

    startup = models.ForeignKey(Startup, models.PROTECT, related_name="reviews")
    state = models.CharField(
        _("state"), max_length=20, choices=ReviewState.choices, default=ReviewState.PLANNED
    )
    due_on = models.DateField(_("due on"))
    due_basis = models.CharField(_("rule"), max_length=20, choices=DueBasis.choices)
    postponed_to = models.DateField(_("postponed to"), null=True, blank=True)
    postponed_reason = models.TextField(_("reason for postponing"), blank=True)
    prepared_on = models.DateField(_("preparation begun on"), null=True, blank=True)
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    cancelled_on = models.DateField(_("cancelled on"), null=True, blank=True)
    cancelled_reason = models.TextField(_("reason for cancelling"), blank=True)

    class Meta:
        ordering = ("startup_id", "-due_on")
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        indexes = [models.Index(fields=["state", "due_on"], name="review_due")]
        constraints = [
            choice_constraint("state", ReviewState, "review_state_known", _("Unknown state.")),
            choice_constraint("due_basis", DueBasis, "review_basis_known", _("Unknown rule.")),
            models.UniqueConstraint(
                fields=["startup"],
                condition=Q(state__in=sorted(OPEN_REVIEWS)),
                name="startup_has_one_open_review",
                violation_error_message=_("A review of this startup is under way already."),
            ),
            models.CheckConstraint(
                condition=dated(ReviewState.PLANNED, prepared_on=None, submitted_on=None),
                name="planned_review_is_not_begun",
                violation_error_message=_("A planned review has not begun."),
            ),
            models.CheckConstraint(
                condition=dated(ReviewState.PREPARING, prepared_on__isnull=False)
                & dated(ReviewState.PREPARING, submitted_on=None, submitted_by=None),
                name="prepared_review_has_its_day",
                violation_error_message=_("A review in preparation has begun on a day."),
            ),
            models.CheckConstraint(
                condition=dated(ReviewState.SUBMITTED, submitted_on__isnull=False)
                & dated(ReviewState.SUBMITTED, submitted_by__isnull=False),
                name="submitted_review_has_its_author",
                violation_error_message=_("A submitted review has a day and an author."),
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=ReviewState.DECIDED, decided_on__isnull=False)
                    & Q(submitted_on__isnull=False)
                )
                | (~Q(state=ReviewState.DECIDED) & Q(decided_on=None)),
                name="decided_review_has_its_day",
                violation_error_message=_("A decided review was submitted, and decided on a day."),
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=ReviewState.CANCELLED, cancelled_on__isnull=False)
                    & ~Q(cancelled_reason="")
                )
                | (~Q(state=ReviewState.CANCELLED) & Q(cancelled_on=None, cancelled_reason="")),
                name="cancelled_review_has_its_reason",
                violation_error_message=_("A cancelled review has a day and a reason."),
            ),
            models.CheckConstraint(
                condition=Q(postponed_to=None, postponed_reason="")
                | (Q(postponed_to__gt=models.F("due_on")) & ~Q(postponed_reason="")),
                name="postponed_review_has_its_reason",
                violation_error_message=_("A review is postponed to a later day, with a reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} ({self.due:%Y-%m-%d})"

    @property
    def due(self) -> Any:
        """The day by which the committee decides: that it was postponed to, if it was."""
        return self.postponed_to or self.due_on

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_REVIEWS


class ReviewMove(models.Model):
    """A review reaching a state, on a day, by somebody. Never changed, never deleted.

    No history: it is one. A return for completion is a move to *preparing* with a comment.
    """

    review = models.ForeignKey(Review, models.PROTECT, related_name="moves")
    to_state = models.CharField(_("state"), max_length=20, choices=ReviewState.choices)
    on = models.DateField(_("day"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    comment = models.TextField(_("comment"), blank=True)

    class Meta:
        ordering = ("review_id", "pk")
        verbose_name = _("move of a review")
        verbose_name_plural = _("moves of reviews")
        constraints = [
            choice_constraint("to_state", ReviewState, "move_state_known", _("Unknown state."))
        ]

    def __str__(self) -> str:
        return f"{self.get_to_state_display()} ({self.on:%Y-%m-%d})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuses to change what has been written."""
        if not self._state.adding:
            self._refuse()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise TypeError("The moves of a review are only ever added to.")
