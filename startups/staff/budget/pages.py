"""How the pages of the budget are answered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from startups.tables.columns import Table
from startups.tables.files import table_csv, tables_xlsx
from startups.tables.pdf import PdfUnavailable, accessible_pdf
from startups.web.pages import Pages

pages = Pages("staff/budget")
show = pages.show


A_PAGE = 50
UNAVAILABLE = 503


def steps(*further: tuple[str, str]) -> list[tuple[str, str]]:
    """The breadcrumb of a page: the budget, then what is between."""
    return [(_("Budget"), reverse("budget:position")), *further]


def file_response(
    request: HttpRequest,
    form: str,
    *,
    name: str,
    title: str,
    table: Table,
    more: list[Table] | None = None,
    **context: Any,
) -> HttpResponse:
    """``table`` as a file: ``form`` is csv, xlsx (with ``more`` tables on sheets of their own) or
    pdf (with ``title`` and ``context`` on top)."""
    if form == "csv":
        return table_csv(name, table)
    if form == "xlsx":
        return tables_xlsx(name, [table, *(more or [])])
    return _pdf(request, name, title, table=table, **context)


def _pdf(request: HttpRequest, name: str, title: str, **context: Any) -> HttpResponse:
    """In the language of whoever asks."""
    context |= {"title": title, "language": get_language()}
    html = render_to_string("staff/budget/pdf.html", context)
    try:
        content = accessible_pdf(html, stylesheet="css/budget-pdf.css")
    except PdfUnavailable:
        return show(
            request, "no_pdf", _("The PDF cannot be made here"), status=UNAVAILABLE, steps=steps()
        )
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
