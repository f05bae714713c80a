"""Incubators: who runs a portfolio of startups."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from startups.core.models.base import DomainModel, filled_constraint

from .organisation import Organisation


class Incubator(DomainModel):
    """An incubator. A hidden one has no public page, and is named nowhere in public."""

    ghid = models.CharField(_("identifier"), max_length=200, unique=True, editable=False)
    slug = models.SlugField(_("address"), max_length=200, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=300)
    short_description = models.TextField(_("short description"), blank=True)
    body = models.TextField(_("presentation (Markdown)"), blank=True)
    owner = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="incubators",
        verbose_name=_("owner"),
    )
    contact = models.CharField(_("contact address"), max_length=300, blank=True)
    postal_address = models.CharField(_("postal address"), max_length=300, blank=True)
    website_url = models.URLField(_("website"), max_length=500, blank=True)
    source_code_url = models.URLField(_("source code"), max_length=500, blank=True)
    hidden = models.BooleanField(_("hidden from the public"), default=False)

    class Meta:
        ordering = ("name",)
        verbose_name = _("incubator")
        verbose_name_plural = _("incubators")
        constraints = [
            filled_constraint(
                "ghid", "incubator_ghid_filled", _("An incubator needs an identifier.")
            ),
            filled_constraint("name", "incubator_name_filled", _("An incubator needs a name.")),
        ]

    def __str__(self) -> str:
        return self.name
