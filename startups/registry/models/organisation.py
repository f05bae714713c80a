"""Administrations: sponsors of startups and owners of incubators."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from startups.core.models.base import DomainModel, filled_constraint
from startups.core.validators import validate_siren, validate_siret

from .vocabulary import MinistryDomain, OrganisationKind


class Organisation(DomainModel):
    """An administration. ``ghid`` is the name of its content file and never changes."""

    ghid = models.CharField(_("identifier"), max_length=200, unique=True, editable=False)
    slug = models.SlugField(_("address"), max_length=200, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=300)
    acronym = models.CharField(_("acronym"), max_length=100, blank=True)
    kind = models.ForeignKey(
        OrganisationKind, models.PROTECT, null=True, blank=True, verbose_name=_("kind")
    )
    ministry_domain = models.ForeignKey(
        MinistryDomain, models.PROTECT, null=True, blank=True, verbose_name=_("ministry domain")
    )
    siren = models.CharField(_("SIREN"), max_length=9, blank=True, validators=[validate_siren])
    siret = models.CharField(_("SIRET"), max_length=14, blank=True, validators=[validate_siret])
    directory_url = models.URLField(_("page in the directory"), max_length=500, blank=True)
    body = models.TextField(_("presentation"), blank=True)

    class Meta:
        ordering = ("name",)
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            filled_constraint(
                "ghid", "organisation_ghid_filled", _("An organisation needs an identifier.")
            ),
            filled_constraint(
                "name", "organisation_name_filled", _("An organisation needs a name.")
            ),
            models.CheckConstraint(
                condition=models.Q(siren="") | models.Q(siren__regex=r"^[0-9]{9}$"),
                name="organisation_siren_nine_digits",
                violation_error_message=_("A SIREN has nine digits."),
            ),
            models.CheckConstraint(
                condition=models.Q(siret="") | models.Q(siret__regex=r"^[0-9]{14}$"),
                name="organisation_siret_fourteen_digits",
                violation_error_message=_("A SIRET has fourteen digits."),
            ),
            models.CheckConstraint(
                condition=models.Q(siren="")
                | models.Q(siret="")
                | models.Q(siret__startswith=models.F("siren")),
                name="organisation_siret_begins_with_siren",
                violation_error_message=_("The SIRET must begin with the SIREN."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        """The acronym where there is one, else the name."""
        return self.acronym or self.name
