"""What is published when a startup ends: the dossier of its stop, or of its hand-over."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from startups.core.models.append_only import AppendOnlyModel
from startups.core.models.base import DomainModel, choice_constraint, filled_constraint
from startups.endings.enums import Matter, ReceivingModel, StopCause
from startups.lifecycle.models.phase import PhasePeriod
from startups.registry.models.organisation import Organisation
from startups.registry.models.startup import Startup
from startups.registry.models.vocabulary import Term


class Ending(DomainModel):
    """A draft until ``period`` says which end it explains; then it is published and frozen."""

    startup = models.ForeignKey(Startup, models.PROTECT, related_name="%(class)ss")
    period = models.OneToOneField(
        PhasePeriod, models.PROTECT, null=True, blank=True, related_name="%(class)s"
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["startup"],
                condition=Q(period=None),
                name="one_draft_of_a_%(class)s",
                violation_error_message=_("A draft of this dossier exists already."),
            )
        ]


class StopDossier(Ending):
    """Why a startup stopped, what was learnt, and what it leaves."""

    cause = models.CharField(_("cause"), max_length=30, choices=StopCause.choices, blank=True)
    why = models.TextField(_("why it stops"), blank=True)
    learnt = models.TextField(_("what was learnt"), blank=True)
    advice = models.TextField(_("advice to whoever restarts it"), blank=True)
    dormant = models.BooleanField(
        _("dormant"),
        default=False,
        help_text=_("Kept so that it can be restarted, rather than taken apart."),
    )

    class Meta(Ending.Meta):
        verbose_name = _("closing dossier")
        verbose_name_plural = _("closing dossiers")
        constraints = [
            *Ending.Meta.constraints,
            models.CheckConstraint(
                condition=Q(cause="") | Q(cause__in=StopCause.values),
                name="stop_cause_known",
                violation_error_message=_("Unknown cause."),
            ),
            models.CheckConstraint(
                condition=Q(period=None)
                | (~Q(cause="") & ~Q(why="") & ~Q(learnt="") & ~Q(advice="")),
                name="published_stop_dossier_is_complete",
                violation_error_message=_("A closing dossier is published when it is complete."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_cause_display() if self.cause else str(self._meta.verbose_name)


class StopMatter(DomainModel):
    """What becomes of one matter: an outcome with its owner and date, or why it has none."""

    dossier = models.ForeignKey(StopDossier, models.PROTECT, related_name="matters")
    matter = models.CharField(_("matter"), max_length=20, choices=Matter.choices)
    outcome = models.TextField(_("what becomes of it"), blank=True)
    owner = models.CharField(_("who sees to it"), max_length=200, blank=True)
    by = models.DateField(_("by"), null=True, blank=True)
    not_applicable = models.TextField(_("why it does not apply"), blank=True)

    class Meta:
        ordering = ("dossier_id", "pk")
        verbose_name = _("matter of a stop")
        verbose_name_plural = _("matters of a stop")
        constraints = [
            choice_constraint("matter", Matter, "stop_matter_known", _("Unknown matter.")),
            models.UniqueConstraint(
                fields=["dossier", "matter"],
                name="stop_matter_once",
                violation_error_message=_("This matter is settled already."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_matter_display()

    @property
    def is_complete(self) -> bool:
        """An outcome, an owner and a date; or the reason why it does not apply."""
        settled = bool(self.outcome.strip() and self.owner.strip() and self.by)
        return settled or bool(self.not_applicable.strip())


class HandoverItem(Term):
    """Something that a hand-over must have settled; an administrator changes the list."""

    class Meta(Term.Meta):
        verbose_name = _("hand-over item")
        verbose_name_plural = _("hand-over items")


class HandoverDossier(Ending):
    """Who receives the product, how, and that they agree.

    The owner's name and address are private; they countersign by a link that works once, whose
    secret is kept as a digest.
    """

    receiver = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("receiving body"),
    )
    model = models.CharField(
        _("how it will be run"), max_length=30, choices=ReceivingModel.choices, blank=True
    )
    summary = models.TextField(_("what is handed over, and why now"), blank=True)
    learnt = models.TextField(_("what was learnt"), blank=True)
    criteria = models.TextField(_("success criteria at 6 and 12 months"), blank=True)
    fallback = models.TextField(_("what happens if it fails"), blank=True)
    owner_name = models.CharField(_("named owner"), max_length=200, blank=True)
    owner_title = models.CharField(_("title of the owner"), max_length=200, blank=True)
    owner_email = models.EmailField(_("address of the owner"), blank=True)
    link_digest = models.CharField(max_length=64, blank=True, editable=False)
    link_sent_on = models.DateField(_("link sent on"), null=True, blank=True)
    countersigned_on = models.DateField(_("countersigned on"), null=True, blank=True)

    class Meta(Ending.Meta):
        verbose_name = _("hand-over dossier")
        verbose_name_plural = _("hand-over dossiers")
        constraints = [
            *Ending.Meta.constraints,
            models.CheckConstraint(
                condition=Q(model="") | Q(model__in=ReceivingModel.values),
                name="receiving_model_known",
                violation_error_message=_("Unknown way of running it."),
            ),
            models.CheckConstraint(
                condition=Q(period=None)
                | (
                    Q(receiver__isnull=False, countersigned_on__isnull=False)
                    & ~Q(model="")
                    & ~Q(summary="")
                ),
                name="published_handover_is_countersigned",
                violation_error_message=_("A hand-over is published once it is countersigned."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.receiver or self._meta.verbose_name)


class HandoverCheck(DomainModel):
    """An item of the hand-over: its evidence, or why it is waived."""

    dossier = models.ForeignKey(HandoverDossier, models.PROTECT, related_name="checks")
    item = models.ForeignKey(HandoverItem, models.PROTECT, related_name="+")
    evidence = models.TextField(_("evidence"), blank=True)
    waiver = models.TextField(_("why it is waived"), blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("dossier_id", "item__position", "pk")
        verbose_name = _("check of a hand-over")
        verbose_name_plural = _("checks of a hand-over")
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "item"],
                name="handover_item_checked_once",
                violation_error_message=_("This item is checked already."),
            ),
            models.CheckConstraint(
                condition=Q(evidence="") | Q(waiver=""),
                name="handover_item_settled_or_waived",
                violation_error_message=_("Give the evidence or the waiver, not both."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.item)

    @property
    def is_complete(self) -> bool:
        return bool(self.evidence.strip() or self.waiver.strip())


class EndingCorrection(AppendOnlyModel, DomainModel):
    """A dated note added to a published dossier by an administrator.

    The dossier itself is never edited: one of them bears somebody's signature. ``text`` is
    published below it, ``reason`` is not.
    """

    period = models.ForeignKey(PhasePeriod, models.PROTECT, related_name="ending_corrections")
    corrected_on = models.DateField(_("corrected on"))
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField(_("what is corrected, published"))
    reason = models.TextField(_("reason"))

    class Meta:
        ordering = ("period_id", "pk")
        verbose_name = _("correction of a published dossier")
        verbose_name_plural = _("corrections of published dossiers")
        constraints = [
            filled_constraint("text", "ending_correction_says_what", _("Say what is corrected.")),
            filled_constraint("reason", "ending_correction_says_why", _("Say why.")),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} ({self.corrected_on:%Y-%m-%d})"
