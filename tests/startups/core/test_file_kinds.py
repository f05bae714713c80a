"""What may be kept: told by the name of a file, and by what is in it."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from startups.core.file_kinds import KINDS, LONGEST_NAME, is_of_kind, kind_named, tidy_name
from tests.startups.documents.making import PDF, archive

ODF = "application/vnd.oasis.opendocument."
GOOD = {
    "pdf": PDF,
    "docx": archive("[Content_Types].xml", "word/document.xml"),
    "xlsx": archive("[Content_Types].xml", "xl/workbook.xml"),
    "pptx": archive("[Content_Types].xml", "ppt/presentation.xml"),
    "odt": archive("content.xml", mimetype=f"{ODF}text"),
    "ods": archive("content.xml", mimetype=f"{ODF}spreadsheet"),
    "odp": archive("content.xml", mimetype=f"{ODF}presentation"),
    "png": b"\x89PNG\r\n\x1a\n...",
    "jpg": b"\xff\xd8\xff\xe0...",
    "jpeg": b"\xff\xd8\xff\xe1...",
}
SCRIPTED = b"<!DOCTYPE html><script>alert(1)</script>"
BAD = {
    "page.html": SCRIPTED,
    "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "empty": b"",
    "plain.zip": archive("page.html"),
    "macros.docm": archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
    "cut.docx": GOOD["docx"][:40],
    "other.odf": archive("content.xml", mimetype=f"{ODF}text-template"),
    "page before a pdf": SCRIPTED + PDF,
    "page before an archive": SCRIPTED + GOOD["docx"],
    "program.exe": b"MZ\x90",
}


def matches(content: bytes) -> set[str]:
    return {name for name, kind in KINDS.items() if is_of_kind(io.BytesIO(content), kind)}


def test_every_kind_is_tried_here() -> None:
    assert set(GOOD) == set(KINDS)


@pytest.mark.parametrize("name", GOOD)
def test_a_content_is_of_its_own_kind_and_of_no_other(name: str) -> None:
    assert matches(GOOD[name]) == ({"jpg", "jpeg"} if name in {"jpg", "jpeg"} else {name})


@pytest.mark.parametrize("name", BAD)
def test_anything_else_is_of_no_kind(name: str) -> None:
    assert matches(BAD[name]) == set()


@given(st.binary(max_size=400))
def test_no_content_breaks_the_check(content: bytes) -> None:
    for start in (b"", b"PK\x03\x04", GOOD["docx"][:60]):
        matches(start + content)


@given(st.integers(0, 300), st.binary(min_size=1, max_size=20))
def test_a_damaged_archive_does_not_break_it(place: int, damage: bytes) -> None:
    whole = GOOD["odt"]
    matches(whole[:place] + damage + whole[place + len(damage) :])


def test_the_content_is_left_at_its_beginning() -> None:
    content = io.BytesIO(GOOD["docx"])
    content.seek(7)

    assert is_of_kind(content, KINDS["docx"])

    assert content.tell() == 0
    assert not content.closed


@pytest.mark.parametrize(
    ("name", "extension"),
    [
        ("a.pdf", "pdf"),
        ("A.PDF", "pdf"),
        ("a.pdf.html", None),
        ("a.html", None),
        ("a.svg", None),
        ("a.docm", None),
        ("pdf", None),
        (".pdf", None),
        ("", None),
    ],
)
def test_the_end_of_a_name_tells_its_kind(name: str, extension: str | None) -> None:
    kind = kind_named(name)
    assert (kind.extension if kind else None) == extension


@pytest.mark.parametrize(
    ("name", "tidy"),
    [
        ("convention.pdf", "convention.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\docs\\note.pdf", "note.pdf"),
        ("/abs/olute.pdf", "olute.pdf"),
        ("..", ""),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("fdp.\u202egpj.pdf", "fdp.gpj.pdf"),
        (" été .pdf ", "été.pdf"),
        ("x" * 400 + ".pdf", "x" * (LONGEST_NAME - 4) + ".pdf"),
    ],
)
def test_a_name_is_a_name_alone(name: str, tidy: str) -> None:
    assert tidy_name(name) == tidy


@given(st.text(max_size=300))
def test_no_name_leads_out_of_its_folder(name: str) -> None:
    tidy = tidy_name(name)

    assert not {"/", "\\", "\0", "\n", "\r"} & set(tidy)
    assert tidy not in {".", ".."}
