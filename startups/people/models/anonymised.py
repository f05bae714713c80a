"""Whom an import must not bring back."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AnonymisedIdentifier(models.Model):
    """The keyed digest of an identifier that stood for somebody who was anonymised.

    An identifier is often the name itself: only its digest is kept (``anonymised`` service),
    enough to recognise a content file and to leave it alone. No history: it is written once.
    """

    digest = models.CharField(_("digest"), max_length=64, unique=True)
    on = models.DateField(_("day"))

    class Meta:
        verbose_name = _("anonymised identifier")
        verbose_name_plural = _("anonymised identifiers")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
