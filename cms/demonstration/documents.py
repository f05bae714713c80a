"""The private documents of the demonstration, told relative to the day on which it is loaded."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.core.files.base import ContentFile

from startups.documents.services.documents import add_document
from startups.registry.models import Startup

from .dates import resolve
from .sample_pdf import sheet

FILE = Path(__file__).parent / "documents.yaml"


def load_documents(*, on: date) -> int:
    """Gives documents to the startups that have none; returns to how many."""
    by_startup = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    startups = Startup.objects.filter(ghid__in=by_startup, documents=None)
    for startup in startups:
        for document in by_startup[startup.ghid]:
            _load(startup, document, on)
    return len(startups)


def _load(startup: Startup, row: dict[str, Any], on: date) -> None:
    add_document(
        startup=startup,
        actor=None,
        file=ContentFile(sheet(row["title"], row["lines"]), name=row["file"]),
        title=row["title"],
        note=row.get("note", ""),
        on=resolve(row["added"], on=on),
    )
