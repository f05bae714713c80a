"""People, and their agreement to be named in public."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from startups.core.models.base import DomainModel, filled_constraint


class Person(DomainModel):
    """Somebody of the network. Their name is private unless they agreed to be named."""

    ghid = models.CharField(_("identifier"), max_length=200, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(
        _("e-mail address"), blank=True, help_text=_("Private. To invite and to ask, never shown.")
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("user account"),
    )
    consent_given_on = models.DateField(
        _("agreed to be named on"),
        null=True,
        blank=True,
        help_text=_("Empty: the public sees this person's role, never the name."),
    )

    anonymised_on = models.DateField(_("anonymised on"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ("name",)
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            filled_constraint("ghid", "person_ghid_filled", _("A person needs an identifier.")),
            filled_constraint("name", "person_name_filled", _("A person needs a name.")),
            models.CheckConstraint(
                condition=models.Q(anonymised_on__isnull=True)
                | models.Q(email="", user__isnull=True, consent_given_on__isnull=True),
                name="anonymised_person_has_no_address",
                violation_error_message=_("Somebody anonymised has no address and no account."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def public_name(self) -> str:
        """The name where its owner agreed to be named, else nothing."""
        return self.name if self.consent_given_on else ""
