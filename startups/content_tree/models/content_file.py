"""The content files as they were read: the original of what an import wrote."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContentFile(models.Model):
    """A file of the content tree, kept whole: an export gives back what we do not model.

    No history: each import replaces the text, and the facts that it holds have their own.
    """

    path = models.CharField(_("path in the tree"), max_length=300, unique=True)
    text = models.TextField(_("text"))
    digest = models.CharField(_("digest"), max_length=64)
    unresolved = models.JSONField(
        _("references to what the tree does not hold"), default=list, blank=True
    )

    class Meta:
        ordering = ("path",)
        verbose_name = _("content file")
        verbose_name_plural = _("content files")

    def __str__(self) -> str:
        return self.path
