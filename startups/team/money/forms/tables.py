"""Forms of a table of orders or of payments: sent, then agreed to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from startups.tables.sheets import Sheet, SheetError, sheet_of_file, sheet_of_text
from startups.web.forms.base import DesignForm

LONGEST_TEXT = 500_000
ORDERS, PAYMENTS = "orders", "payments"
KINDS = ((ORDERS, _("Orders and internal costs")), (PAYMENTS, _("Payments")))


class PastedTableForm(DesignForm):
    """A text pasted from a spreadsheet, or a file."""

    kind = forms.ChoiceField(label=_("What the lines say"), choices=KINDS)
    text = forms.CharField(
        label=_("Lines pasted from a spreadsheet"),
        help_text=_("With the line of headings. A text with tabs, semicolons or commas will do."),
        required=False,
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 10, "spellcheck": "false", "class": "fr-input money-paste"}
        ),
    )
    file = forms.FileField(
        label=_("Or a file"),
        help_text=_("CSV or XLSX, 5 MB at most. Of a workbook, the first sheet is read."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        try:
            cleaned["sheet"] = self._sheet(cleaned)
        except SheetError as error:
            field = "file" if cleaned.get("file") else "text"
            where = _("Line %(line)s:") % {"line": error.line} if error.line else ""
            self.add_error(field, f"{where} {error}".strip())
        return cleaned

    def _sheet(self, cleaned: dict[str, Any]) -> Sheet:
        if file := cleaned.get("file"):
            return sheet_of_file(file.read())
        return sheet_of_text(cleaned.get("text") or "")


class AgreeForm(PastedTableForm):
    """What was previewed, sent again with the digest of the preview to be written."""

    digest = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["file"]
        for field in self.fields.values():
            field.widget = forms.HiddenInput()
