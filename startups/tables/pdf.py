"""Accessible PDF files (PDF/UA-1), made of pages of ours."""

from typing import Any, NoReturn

from django.contrib.staticfiles import finders


class PdfUnavailable(Exception):
    """The libraries that draw text are not installed on this machine."""


def accessible_pdf(html: str, *, stylesheet: str) -> bytes:
    """A tagged PDF of ``html``, which gives its language and its title.

    ``stylesheet`` is one of our static files; nothing else is fetched from anywhere. Raises
    PdfUnavailable where the system lacks Pango: the import finds out, hence here.
    """
    try:
        from weasyprint import CSS, HTML
    except (ImportError, OSError) as error:
        raise PdfUnavailable from error
    document = HTML(string=html, url_fetcher=_refuse)
    pdf: bytes = document.write_pdf(
        stylesheets=[CSS(filename=finders.find(stylesheet))],
        pdf_variant="pdf/ua-1",
        finisher=_add_scopes,
    )
    return pdf


def _add_scopes(_document: Any, pdf: Any) -> None:
    """Says of each table header whether it is a column's or a row's.

    The library ties cells to their headers but leaves that out, which readers and checkers want.
    """
    found: list[Any] = [item for item in pdf.objects if isinstance(item, dict) and "S" in item]
    tags = {item.reference: item for item in found}
    for header in (tag for tag in found if tag["S"] == "/TH"):
        group = tags[tags[header["P"]]["P"]]
        header["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"


def _refuse(url: str, *args: Any, **kwargs: Any) -> NoReturn:
    raise ValueError(f"A file fetches nothing: {url}")
