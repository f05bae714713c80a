"""Private documents of the startup joined to a dossier, as long as it is prepared."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from startups.core.services.facts import Actor, delete_facts, sign
from startups.documents.models import PrivateDocument
from startups.documents.services.documents import add_document
from startups.reviews.enums import ReviewState
from startups.reviews.models import DossierDocument, Review
from startups.reviews.services.reviews.steering import lock_review


@transaction.atomic
def join_document(
    *, review: Review, document: PrivateDocument, on: date, actor: Actor
) -> DossierDocument:
    """Joins a document that the startup keeps already; once is enough.

    Raises ValidationError for one of another startup, or withdrawn, or once the dossier is
    submitted.
    """
    locked = lock_review(review, {ReviewState.PREPARING})
    if document.startup_id != locked.startup_id or document.is_withdrawn:
        raise ValidationError(_("This startup does not keep such a document."))
    known = DossierDocument.objects.filter(dossier__review=locked, document=document).first()
    if known:
        return known
    row = DossierDocument(dossier=locked.dossier, document=document)
    sign(row, actor=actor, reason="").save()
    return row


@transaction.atomic
def add_to_dossier(
    *, review: Review, file: File, title: str, note: str = "", on: date, actor: Actor
) -> DossierDocument:
    """Keeps a new file among the private documents of the startup, and joins it.

    Raises what ``add_document`` and ``join_document`` raise, by field.
    """
    locked = lock_review(review, {ReviewState.PREPARING})
    document = add_document(
        startup=locked.startup, actor=actor, file=file, title=title, note=note, on=on
    )
    return join_document(review=locked, document=document, on=on, actor=actor)


@transaction.atomic
def take_off_document(*, review: Review, document: PrivateDocument, actor: Actor) -> None:
    """Takes a document off the dossier; the startup keeps it."""
    locked = lock_review(review, {ReviewState.PREPARING})
    rows = DossierDocument.objects.filter(dossier__review=locked, document=document)
    delete_facts(rows=rows, actor=actor, reason="")
