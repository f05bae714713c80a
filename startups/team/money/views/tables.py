"""A table of orders or of payments: sent, shown exactly as it will be written, then written.

The lines are read again at each step. The digest of the preview comes back with the agreement
to it: when anything has changed in between, the new preview is shown and nothing is written.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from startups.money.services.commitments import RefusedLines
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.tables.pasted import LineError
from startups.tables.sheets import Sheet, text_of_sheet
from startups.team.money.forms.tables import AgreeForm, PastedTableForm
from startups.team.money.pages import address, show_form, steps
from startups.team.money.table_kinds import KIND_OF
from startups.team.money.tables import MoneyTable, read
from startups.web.decorators import on_startup
from startups.web.pages import FORM, done, posted
from startups.web.requests import day_of


@on_startup(Permission.ENTER_MONEY)
@FORM
def bring(request: HttpRequest, startup: Startup) -> HttpResponse:
    if "digest" in request.POST:
        return _agreed(request, startup)
    form = PastedTableForm(posted(request), request.FILES or None)
    if not form.is_valid():
        return _ask(request, startup, form)
    sheet: Sheet = form.cleaned_data["sheet"]
    table = read(startup, form.cleaned_data["kind"], sheet, on=day_of(request))
    if table.errors:
        return _refuse(request, startup, table, sheet)
    return _preview(request, startup, table, sheet)


def _agreed(request: HttpRequest, startup: Startup) -> HttpResponse:
    form = AgreeForm(request.POST)
    if not form.is_valid():
        return _ask(request, startup, PastedTableForm(request.POST))
    sheet: Sheet = form.cleaned_data["sheet"]
    table = read(startup, form.cleaned_data["kind"], sheet, on=day_of(request))
    if table.errors:
        return _refuse(request, startup, table, sheet)
    if table.digest != form.cleaned_data["digest"]:
        changed = _("Something changed since: look at it again.")
        return _preview(request, startup, table, sheet, changed=changed)
    try:
        table.write(on=day_of(request), actor=request.user)
    except RefusedLines as refusal:
        return _refuse(request, startup, table.refused(refusal.errors), sheet)
    return done(request, table.said, address("index", startup))


def _refuse(
    request: HttpRequest, startup: Startup, table: MoneyTable, sheet: Sheet
) -> HttpResponse:
    """The same page with the lines in error; the text can be mended and sent again."""
    form = PastedTableForm({"kind": table.kind, "text": text_of_sheet(sheet)})
    form.is_valid()
    form.add_error("text", _("Nothing can be written yet: see the lines in error."))
    return _ask(request, startup, form, errors=table.errors, ignored=table.ignored)


def _ask(
    request: HttpRequest,
    startup: Startup,
    form: PastedTableForm,
    errors: Sequence[LineError] = (),
    ignored: Sequence[str] = (),
) -> HttpResponse:
    return show_form(
        request,
        "import",
        _("Bring orders or payments in"),
        form,
        startup=startup,
        breadcrumb=steps(startup),
        kinds=[kind(startup).described for kind in KIND_OF.values()],
        errors=errors,
        ignored=ignored,
    )


def _preview(
    request: HttpRequest, startup: Startup, table: MoneyTable, sheet: Sheet, *, changed: str = ""
) -> HttpResponse:
    first = {"kind": table.kind, "text": text_of_sheet(sheet), "digest": table.digest}
    form: Any = AgreeForm(initial=first)
    return show_form(
        request,
        "import_preview",
        _("What will be written"),
        form,
        startup=startup,
        breadcrumb=[
            *steps(startup),
            (_("Bring orders or payments in"), address("import", startup)),
        ],
        table=table,
        changed=changed,
        warnings=_warnings(table, day_of(request)),
    )


def _warnings(table: MoneyTable, on: date) -> list[str]:
    return sorted({warning for row in table.rows if (warning := row.warning)})
