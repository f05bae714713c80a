"""The dossier of a review: what the team says to the committee."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from startups.core.models.base import DomainModel, choice_constraint
from startups.documents.models.document import PrivateDocument
from startups.reviews.enums import AnswerState, DossierItem

from .review import Review
from .target import Aim, number_field


class Dossier(DomainModel):
    """The dossier of one review, made when its preparation begins.

    ``figures`` is what the impact figures said when it was submitted: a list of objects, kept so
    that the committee's reading does not change afterwards.
    """

    review = models.OneToOneField(Review, models.PROTECT, related_name="dossier")
    figures = models.JSONField(_("figures when submitted"), default=list, blank=True)
    targets_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")

    def __str__(self) -> str:
        return str(self.review)


class DossierAnswer(DomainModel):
    """One item of a dossier. A prefilled value says where it comes from and its date.

    ``value`` is text; amounts are euros with a point and two places, confidence is a code.
    ``version`` rises with each writing: whoever writes says which one they saw.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="answers")
    item = models.CharField(_("item"), max_length=20, choices=DossierItem.choices)
    state = models.CharField(
        _("state"), max_length=20, choices=AnswerState.choices, default=AnswerState.EMPTY
    )
    value = models.TextField(_("value"), blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    source_on = models.DateField(_("date of the source"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ("dossier_id", "pk")
        verbose_name = _("item of a dossier")
        verbose_name_plural = _("items of dossiers")
        constraints = [
            choice_constraint("item", DossierItem, "dossier_item_known", _("Unknown item.")),
            choice_constraint("state", AnswerState, "answer_state_known", _("Unknown state.")),
            models.UniqueConstraint(
                fields=["dossier", "item"],
                name="dossier_item_answered_once",
                violation_error_message=_("This item has its answer already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(state=AnswerState.PREFILLED) | ~models.Q(source=""),
                name="prefilled_answer_has_its_source",
                violation_error_message=_("A prefilled value says where it comes from."),
            ),
            models.CheckConstraint(
                condition=models.Q(value="", state__in=(AnswerState.EMPTY, AnswerState.UNKNOWN))
                | (
                    ~models.Q(value="")
                    & ~models.Q(state__in=(AnswerState.EMPTY, AnswerState.UNKNOWN))
                ),
                name="answer_has_its_value",
                violation_error_message=_("An answer has a value, or says that it is unknown."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_item_display()}: {self.get_state_display()}"


class ProposedTarget(Aim, DomainModel):
    """A target that the team proposes for the next review; the decision sets them."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="proposed_targets")
    position = models.PositiveSmallIntegerField(_("position"))
    target_value = number_field(_("target value"), null=True, blank=True)
    due_on = models.DateField(_("by"), null=True, blank=True)  # type: ignore[assignment]

    class Meta:
        ordering = ("dossier_id", "position")
        verbose_name = _("proposed target")
        verbose_name_plural = _("proposed targets")
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "position"],
                name="proposed_target_position_once",
                violation_error_message=_("Two targets have the same position."),
            ),
            models.CheckConstraint(
                condition=models.Q(position__gte=1, position__lte=5),
                name="proposed_targets_are_five_at_most",
                violation_error_message=_("A review proposes one to five targets."),
            ),
        ]

    @property
    def is_complete(self) -> bool:
        """Whether it says what, how measured, how much and by when."""
        return bool(
            self.wording.strip()
            and self.measure.strip()
            and self.target_value is not None
            and self.due_on
        )


class DossierDocument(DomainModel):
    """A private document of the startup that its team joins to a dossier."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="documents")
    document = models.ForeignKey(PrivateDocument, models.PROTECT, related_name="dossiers")

    class Meta:
        ordering = ("dossier_id", "pk")
        verbose_name = _("document of a dossier")
        verbose_name_plural = _("documents of dossiers")
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "document"],
                name="document_in_a_dossier_once",
                violation_error_message=_("This document is in the dossier already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.document)
