"""What Wagtail's audit log says of acts in the back office: the second trail."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter, log

from incubator.accounts.services.lost_factor import ACTION as FACTOR_RESET
from startups.personal_data.services.anonymisation import ACTION as ANONYMISED
from startups.registry.selectors.record_values import reason_label

OPENED, CREATED, EDITED, DELETED = (
    "startups.open",
    "startups.create",
    "startups.edit",
    "startups.delete",
)


def note(action: str, *, instance: Any, user: Any, reason: str, fields: list[str]) -> None:
    """Writes an act down, with its reason and the labels of the fields that it changed."""
    log(instance=instance, action=action, user=user, data={"reason": reason, "fields": fields})


class ActFormatter(LogFormatter):
    """A sentence, the fields and the reason."""

    sentence: Any = ""

    def format_message(self, log_entry: Any) -> str:
        data = log_entry.data or {}
        parts = [str(self.sentence)]
        if data.get("fields"):
            parts.append(", ".join(data["fields"]))
        if data.get("reason"):
            parts.append(_("reason: %(reason)s") % {"reason": reason_label(data["reason"])})
        return " · ".join(parts)


def register(actions: LogActionRegistry) -> None:
    """Tells Wagtail our acts and their wording."""
    for action, label in (
        (OPENED, gettext_lazy("Startup opened")),
        (CREATED, gettext_lazy("Record created")),
        (EDITED, gettext_lazy("Record changed")),
        (DELETED, gettext_lazy("Record deleted")),
        (ANONYMISED, gettext_lazy("Person anonymised")),
        (FACTOR_RESET, gettext_lazy("Second factor reset")),
    ):
        formatter = type("Formatter", (ActFormatter,), {"label": label, "sentence": label})
        actions.register_action(action)(formatter)
