"""The kinds of file that a startup may keep in private, known by name and by content. Pure.

Only kinds that their content gives away: a page or a drawing with scripts under another name
is found out. The content is never unpacked, only what it begins with and what it lists.
"""

import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

ZIP = b"PK\x03\x04"
MACROS = "vbaproject.bin"
NOT_AN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,  # a way to compress that is unknown here
    RuntimeError,  # locked with a password
    ValueError,
    KeyError,
    EOFError,
    OSError,
)
LONGEST_NAME = 120


@dataclass(frozen=True)
class FileKind:
    """``begins`` is how its content begins; the rest is asked of the archive that it then is.

    ``folder`` must be in it, ``declares`` must be what it says of itself.
    """

    extension: str
    media_type: str
    begins: bytes
    folder: str = ""
    declares: str = ""


OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."
KINDS = {
    kind.extension: kind
    for kind in (
        FileKind("pdf", "application/pdf", b"%PDF-"),
        FileKind("docx", f"{OOXML}wordprocessingml.document", ZIP, folder="word/"),
        FileKind("xlsx", f"{OOXML}spreadsheetml.sheet", ZIP, folder="xl/"),
        FileKind("pptx", f"{OOXML}presentationml.presentation", ZIP, folder="ppt/"),
        FileKind("odt", f"{ODF}text", ZIP, declares=f"{ODF}text"),
        FileKind("ods", f"{ODF}spreadsheet", ZIP, declares=f"{ODF}spreadsheet"),
        FileKind("odp", f"{ODF}presentation", ZIP, declares=f"{ODF}presentation"),
        FileKind("png", "image/png", b"\x89PNG\r\n\x1a\n"),
        FileKind("jpg", "image/jpeg", b"\xff\xd8\xff"),
        FileKind("jpeg", "image/jpeg", b"\xff\xd8\xff"),
    )
}


def kind_named(name: str) -> FileKind | None:
    """The kind that the end of ``name`` announces; None when no such file is kept."""
    return KINDS.get(PurePosixPath(name).suffix.removeprefix(".").lower())


def is_of_kind(content: IO[bytes], kind: FileKind) -> bool:
    """Whether ``content`` is what ``kind`` says; leaves it at its beginning."""
    content.seek(0)
    matches = content.read(len(kind.begins)) == kind.begins
    if matches and kind.begins == ZIP:
        matches = _archive_is_of_kind(content, kind)
    content.seek(0)
    return matches


def _archive_is_of_kind(content: IO[bytes], kind: FileKind) -> bool:
    try:
        with zipfile.ZipFile(content) as archive:
            names = archive.namelist()
            if any(name.lower().endswith(MACROS) for name in names):
                return False
            if kind.declares:
                with archive.open("mimetype") as mimetype:
                    return mimetype.read(len(kind.declares) + 1) == kind.declares.encode()
    except NOT_AN_ARCHIVE:
        return False
    listed = "[Content_Types].xml" in names
    return listed and any(name.startswith(kind.folder) for name in names)


def tidy_name(name: str) -> str:
    """The name of a file alone: without folders, control characters, and of a fair length."""
    alone = PurePosixPath(name.replace("\\", "/")).name
    printable = "".join(sign for sign in alone if sign.isprintable()).strip(" .")
    ending = PurePosixPath(printable).suffix
    return printable.removesuffix(ending)[: LONGEST_NAME - len(ending)].strip() + ending
