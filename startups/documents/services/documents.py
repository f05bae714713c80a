"""The private documents of a startup: added, and withdrawn for a reason."""

from datetime import date
from functools import partial

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from startups.core.enums import ActKind
from startups.core.file_kinds import KINDS, is_of_kind, kind_named, tidy_name
from startups.core.services.facts import Actor, sign, update_facts
from startups.documents.models import PrivateDocument
from startups.registry.models import Startup
from startups.registry.services.journal import record_act


def add_document(
    *, startup: Startup, actor: Actor, file: File, title: str, note: str = "", on: date
) -> PrivateDocument:
    """Keeps a file among the private documents of ``startup``.

    Raises ValidationError, by field, when it is too big, of a kind that is not kept, or not
    what its name says. Side effects: the file is stored under a random key; history, journal.
    Nothing is stored when anything fails.
    """
    document = PrivateDocument(
        startup=startup,
        title=" ".join(title.split()),
        note=note.strip(),
        size=file.size,
        added_on=on,
        uploaded_by=actor,
        **_name_and_kind(file),
    )
    document.clean_fields(exclude=["file"])
    document.file.save(document.name, file, save=False)
    try:
        _record(document, actor=actor, on=on)
    except BaseException:
        document.file.storage.delete(document.file.name or "")
        raise
    return document


def _name_and_kind(file: File) -> dict[str, str]:
    """The name and the kind of a file, once it is known to be what it says."""
    name = tidy_name(file.name or "")
    kind = kind_named(name)
    if kind is None:
        message = _("Files of this kind are not kept. Send one of these: %(kinds)s.")
        raise ValidationError({"file": message % {"kinds": ", ".join(KINDS)}})
    if file.size > settings.PRIVATE_DOCUMENT_MAX_SIZE:
        message = _("The file is too big: %(size)s at most.")
        size = filesizeformat(settings.PRIVATE_DOCUMENT_MAX_SIZE)
        raise ValidationError({"file": message % {"size": size}})
    if not is_of_kind(file, kind):
        message = _("The content of this file is not what its name says: %(kind)s.")
        raise ValidationError({"file": message % {"kind": kind.extension}})
    return {"name": name, "media_type": kind.media_type}


@transaction.atomic
def _record(document: PrivateDocument, *, actor: Actor, on: date) -> None:
    sign(document, actor=actor, reason="").save()
    record_act(
        startup=document.startup,
        kind=ActKind.DOCUMENT_ADDED,
        on=on,
        actor=actor,
        detail=document.title,
    )


@transaction.atomic
def withdraw_document(*, document: PrivateDocument, actor: Actor, reason: str, on: date) -> None:
    """Takes a document away for good; that it was there, and why it went, is kept.

    Raises ValidationError without a reason, or when it was withdrawn already. Side effects:
    history, journal; its bytes are deleted once all is committed.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the document is withdrawn.")})
    locked = PrivateDocument.objects.select_for_update().get(pk=document.pk)
    if locked.is_withdrawn:
        raise ValidationError(_("Somebody else has withdrawn this document already."))
    storage, key = locked.file.storage, locked.file.name or ""
    values = {"file": "", "withdrawn_on": on, "withdrawal_reason": reason.strip()}
    update_facts(instance=locked, values=values, actor=actor, reason=reason.strip())
    record_act(
        startup=locked.startup,
        kind=ActKind.DOCUMENT_WITHDRAWN,
        on=on,
        actor=actor,
        reason=reason.strip(),
        detail=locked.title,
    )
    transaction.on_commit(partial(storage.delete, key), robust=True)
