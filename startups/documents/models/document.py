"""Files of a startup that are nobody else's business."""

import secrets

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from startups.core.models.base import DomainModel, filled_constraint
from startups.registry.models.startup import Startup


def private_files() -> Storage:
    """Where they are kept: below no folder that is served."""
    return storages["private"]


def random_key(document: "PrivateDocument", name: str) -> str:
    """The name of a file in the storage: it says nothing, and nobody guesses it."""
    key = secrets.token_hex(20)
    return f"{key[:2]}/{key}"


class PrivateDocument(DomainModel):
    """A file kept for those who read the private record of a startup.

    One that was withdrawn keeps its row, which says what it was and why it went, and has no
    file any more. ``size`` is in bytes, ``name`` what the file is called when downloaded.
    """

    startup = models.ForeignKey(Startup, models.PROTECT, related_name="documents")
    title = models.CharField(_("title"), max_length=200)
    note = models.TextField(_("note"), blank=True)
    file = models.FileField(
        _("file"), storage=private_files, upload_to=random_key, max_length=100, blank=True
    )
    name = models.CharField(_("file name"), max_length=150)
    media_type = models.CharField(_("kind of file"), max_length=100)
    size = models.PositiveIntegerField(_("size"))
    added_on = models.DateField(_("added on"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("added by"),
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawal_reason = models.TextField(_("why it was withdrawn"), blank=True)

    class Meta:
        ordering = ("startup_id", "-added_on", "-pk")
        verbose_name = _("private document")
        verbose_name_plural = _("private documents")
        constraints = [
            filled_constraint("title", "document_title_filled", _("Give the document a title.")),
            filled_constraint("name", "document_name_filled", _("The file has no name.")),
            models.CheckConstraint(
                condition=(models.Q(withdrawn_on=None, withdrawal_reason="") & ~models.Q(file=""))
                | (models.Q(withdrawn_on__isnull=False, file="") & ~models.Q(withdrawal_reason="")),
                name="document_has_a_file_until_withdrawn",
                violation_error_message=_(
                    "A document has its file until it is withdrawn, for a reason, on a day."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on=None)
                | models.Q(withdrawn_on__gte=models.F("added_on")),
                name="document_withdrawn_after_added",
                violation_error_message=_("A document is withdrawn after it was added."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_on is not None
