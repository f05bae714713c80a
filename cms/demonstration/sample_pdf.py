"""A sheet of paper: the smallest PDF that a reader opens, for the demonstration's documents."""

from collections.abc import Sequence

MARGIN, TOP, LEADING = 60, 770, 20  # points; A4 is 595 by 842


def sheet(title: str, lines: Sequence[str]) -> bytes:
    """A PDF of one page with ``title`` above ``lines``, none of which is cut."""
    text = [f"BT /F1 16 Tf {LEADING} TL {MARGIN} {TOP} Td {_shown(title)}", "T* /F1 11 Tf"]
    drawn = "\n".join([*text, *(f"T* {_shown(line)}" for line in lines), "ET"])
    content = drawn.encode("cp1252")
    return _file(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )


def _shown(text: str) -> str:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"({escaped}) Tj"


def _file(*objects: bytes) -> bytes:
    """The objects, numbered from 1, and the table of where each begins."""
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return written + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, table, size, len(written))
    )
