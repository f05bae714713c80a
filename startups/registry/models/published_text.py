"""What the public reads of a startup now, ready to be searched and exported."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .startup import Startup


class PublishedText(models.Model):
    """Derived from the published page and the facts, so it has no history of its own.

    The page itself lives in the public site, which this application does not know: it
    hands the text over each time that a page is published.
    """

    startup = models.OneToOneField(
        Startup, models.PROTECT, primary_key=True, related_name="published_text"
    )
    body = models.TextField(_("body (Markdown), byte for byte"), blank=True)
    search_name = models.TextField(_("name, folded for search"), blank=True)
    search_text = models.TextField(_("everything, folded for search"), blank=True)
    changed_on = models.DateField(_("facts or page last changed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("published text")

    def __str__(self) -> str:
        return f"{self.startup_id}"
