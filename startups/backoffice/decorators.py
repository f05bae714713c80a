"""The gate: every generated view asks about the object before it does anything.

Wagtail's generic views ask about the model only (platform notes, upstream issue 13314), so
each view class is mixed with ``Gate``, which refuses before the view even loads its object:
a stranger cannot tell what exists from what does not.
"""

from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from startups.web.record_rights import RecordAction, may


class Gate:
    """Asks ``may`` with the act of the view and its object, or its model where it has none."""

    act = RecordAction.VIEW
    model: Any = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        if not may(request.user, self.act, self.gate_subject(kwargs)):
            raise PermissionDenied
        super().setup(request, *args, **kwargs)  # type: ignore[misc]

    def gate_subject(self, kwargs: dict[str, Any]) -> Any:
        """What the act is done to."""
        key = kwargs.get("pk")
        if key is None:
            return self.model
        record = self.model._default_manager.filter(pk=unquote(str(key))).first()
        return self.model if record is None else record


def gated(view_class: Any, act: RecordAction) -> Any:
    """``view_class`` behind the gate."""
    return type(f"Gated{view_class.__name__}", (Gate, view_class), {"act": act})
