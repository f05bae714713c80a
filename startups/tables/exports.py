"""Tables out of the back office: real dates and numbers, and no formula slipped in."""

import csv
import io
import re
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from wagtail.admin.views.mixins import SpreadsheetExportMixin

# A cell that begins with one of these is a formula to a spreadsheet program.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
# What no XLSX cell may hold.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
# Spreadsheet programs take a CSV file for UTF-8 when it begins so.
BOM = "\ufeff"


def neutral(value: Any) -> Any:
    """``value`` for a CSV cell: text that would be run as a formula begins with a quote."""
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_SIGNS):
        return f"'{value}"
    return value


class SafeExport(SpreadsheetExportMixin):
    """Wagtail's export without its traps: formulas, control characters, late translations."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        ready = super().preprocess_field_value(field, value, export_format)
        if export_format == self.FORMAT_CSV:
            return neutral(ready)
        return CONTROL.sub("", ready) if isinstance(ready, str) else ready

    def write_csv_response(self, queryset: Iterable[Any]) -> HttpResponse:
        """All at once: a stream would be written after the language of the request is gone."""
        output = io.StringIO()
        writer = csv.DictWriter(output, fieldnames=self.list_export)
        writer.writerow({name: self.get_heading(queryset, name) for name in self.list_export})
        for item in queryset:
            self.write_csv_row(writer, self.to_row_dict(item))
        return HttpResponse(
            BOM + output.getvalue(),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{self.get_filename()}.csv"'},
        )
