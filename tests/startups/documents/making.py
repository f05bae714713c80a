"""Files and private documents for tests."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.demonstration.sample_pdf import sheet
from startups.documents.models import PrivateDocument
from startups.documents.services.documents import add_document
from startups.registry.models import JournalEntry, Startup

ON = date(2026, 8, 20)
SECRET = "Convention que nul autre ne lit"
PDF = sheet(SECRET, ["Entre nous."])


def upload(name: str = "convention.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """A file as a browser sends it, whatever it says of its kind."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def archive(*names: str, mimetype: str = "") -> bytes:
    """An archive as office programs write them."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        if mimetype:
            file.writestr("mimetype", mimetype)
        for name in names:
            file.writestr(name, "x")
    return made.getvalue()


def make_document(startup: Startup, **values: Any) -> PrivateDocument:
    defaults = {"file": upload(), "title": SECRET, "actor": None, "on": ON}
    return add_document(startup=startup, **defaults | values)


def stored() -> list[Path]:
    """The files of the private folder."""
    return sorted(path for path in settings.PRIVATE_MEDIA_ROOT.rglob("*") if path.is_file())


def everything() -> tuple[Any, ...]:
    """All that an act about documents could change."""
    return (
        list(PrivateDocument.objects.order_by("pk").values()),
        PrivateDocument.history.count(),
        JournalEntry.objects.count(),
        stored(),
    )


def journal(startup: Startup) -> list[tuple[str, str, str, Any]]:
    rows = startup.journal.order_by("pk")
    return list(rows.values_list("kind", "reason", "detail", "actor"))
