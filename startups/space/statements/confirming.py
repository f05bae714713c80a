"""Doing what somebody confirmed, on what they saw and nothing else."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from startups.services.dossiers.stale import Stale
from startups.space.pages import attempt


def confirmed(form: Any, act: Callable[[int], Any]) -> Any:
    """What ``act`` of the version that was seen returns; None, said in the form, when refused."""
    if not form.is_valid():
        return None
    try:
        return attempt(form, lambda: act(form.cleaned_data["seen"]))
    except Stale as stale:
        by = _("by %(who)s") % {"who": stale.who} if stale.who else _("by somebody else")
        message = _(
            "The statement was changed %(by)s since you opened this page: look at it again."
        )
        form.add_error(None, message % {"by": by})
        # The page is shown as it is now: confirmed again, that is what is confirmed.
        again = form.data.copy()
        again["seen"] = str(stale.version)
        form.data = again
        return None
