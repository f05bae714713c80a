"""The record: everything known about one thing, what is wrong with it, and its history."""

from typing import Any

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton

from startups.core.differences import pieces
from startups.portfolio.selectors.record_history import RecordedAct, acts, record_history
from startups.registry.selectors.record_values import reason_label

ACTS_A_PAGE = 20


class RecordView(generic.InspectView):
    """Shows the sections that ``describe`` makes of a record, then its history."""

    template_name = "backoffice/record.html"
    page_title = _("Record")
    describe: Any = None
    fields: list[str] = []

    def get_fields(self) -> list[str]:
        return []

    @cached_property
    def header_buttons(self) -> list[Any]:
        edit_url = self.get_edit_url()
        return [HeaderButton(_("Edit"), url=edit_url, icon_name="edit")] if edit_url else []

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return [
            button for button in super().header_more_buttons if button.url != self.get_edit_url()
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        history = acts(record_history(self.object))
        page = Paginator(history, ACTS_A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "sections": self.describe(self.object, on=timezone.localdate()),
            "history": page,
            "history_acts": [shown(act) for act in page],
            "elided_page_range": page.paginator.get_elided_page_range(page.number),
        }


def shown(act: RecordedAct) -> dict[str, Any]:
    """An act of a record's history, ready for the template."""
    return {
        "when": act.when,
        "actor": act.actor,
        "reason": reason_label(act.reason),
        "changes": [
            {
                "subject": change.subject,
                "differences": [
                    (difference.label, pieces(difference.before, difference.after))
                    for difference in change.differences
                ],
            }
            for change in act.changes
        ],
    }
