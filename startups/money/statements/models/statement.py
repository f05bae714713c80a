"""The budget that a team publishes twice a year, beside the lines that explain it."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from startups.core.models.amounts import amount_field
from startups.core.models.append_only import Immutable
from startups.core.models.base import DomainModel, choice_constraint
from startups.core.models.locked import LockedModel
from startups.money.enums import Half, StatementState
from startups.money.models.commitment import Activity, Resource
from startups.registry.models.startup import Startup


class Statement(LockedModel, DomainModel):
    """A half-year of a startup's budget. Once validated it is never edited: a new one replaces it.

    ``published`` is what the public is shown of it, aggregated when it was validated, and
    ``published_lines`` the lines that it counts: see ``statements.services.publishing``.
    """

    SEALED = Q(state=StatementState.VALIDATED)

    startup = models.ForeignKey(Startup, models.PROTECT, related_name="statements")
    year = models.PositiveSmallIntegerField(_("year"))
    half = models.CharField(_("half-year"), max_length=1, choices=Half.choices)
    state = models.CharField(
        _("state"), max_length=20, choices=StatementState.choices, default=StatementState.DRAFT
    )
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    reason = models.TextField(_("reason"), blank=True)
    comment = models.TextField(_("comment, published"), blank=True)
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    validated_on = models.DateField(_("validated on"), null=True, blank=True)
    validated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_comment = models.TextField(_("why it was sent back"), blank=True)
    published = models.JSONField(_("published figures"), default=dict, blank=True)
    published_lines = models.JSONField(
        _("lines that the published figures count"), default=dict, blank=True, editable=False
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ("startup_id", "-year", "-half", "-pk")
        verbose_name = _("budget statement")
        verbose_name_plural = _("budget statements")
        constraints = [
            choice_constraint("half", Half, "statement_half_known", _("Unknown half-year.")),
            choice_constraint("state", StatementState, "statement_state_known", _("Unknown.")),
            models.UniqueConstraint(
                fields=["startup", "year", "half"],
                condition=Q(replaces=None),
                name="statement_once_a_half_year",
                violation_error_message=_("There is a statement of that half-year already."),
            ),
            models.CheckConstraint(
                condition=Q(replaces=None) | ~Q(reason=""),
                name="replacing_statement_says_why",
                violation_error_message=_("Say why the statement is replaced."),
            ),
            models.CheckConstraint(
                condition=Q(state=StatementState.DRAFT, submitted_on=None, validated_on=None)
                | Q(
                    state=StatementState.SUBMITTED,
                    submitted_on__isnull=False,
                    submitted_by__isnull=False,
                    validated_on=None,
                )
                | Q(
                    state=StatementState.VALIDATED,
                    submitted_on__isnull=False,
                    validated_on__isnull=False,
                    validated_by__isnull=False,
                ),
                name="statement_state_has_its_days",
                violation_error_message=_("A statement's state has its day and its author."),
            ),
            models.CheckConstraint(
                condition=Q(validated_by=None)
                | Q(submitted_by=None)
                | ~Q(validated_by=F("submitted_by")),
                name="statement_validated_by_another",
                violation_error_message=_("Somebody else than its author validates a statement."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}, {self.get_half_display()}"


class StatementLine(LockedModel, DomainModel):
    """What a statement says of one activity and one kind of resource, in euros incl. tax."""

    SEALED = Q(statement__state=StatementState.VALIDATED)

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="lines")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="+")
    resource = models.ForeignKey(Resource, models.PROTECT, related_name="+")
    committed = amount_field(_("committed"), default=0)
    paid = amount_field(_("paid"), default=0)

    class Meta:
        ordering = ("statement_id", "activity__position", "resource__position")
        verbose_name = _("line of a statement")
        verbose_name_plural = _("lines of statements")
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "activity", "resource"],
                name="statement_line_once",
                violation_error_message=_("The statement has that line already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity} · {self.resource}"

    @classmethod
    def refuse_additions(cls, rows: Sequence[Any]) -> None:
        keys = {row.statement_id for row in rows}
        if Statement._base_manager.filter(Statement.SEALED, pk__in=keys).exists():
            raise Immutable(f"{cls._meta.verbose_name}: the statement is validated.")
