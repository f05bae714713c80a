"""An act that is confirmed on what somebody saw, and on nothing else."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from startups.core.versions import Stale
from startups.web.pages import attempt

from .base import DesignForm


class SeenForm(DesignForm):
    """A confirmation of what was looked at: ``seen`` is the version of the statement."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


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
        form.adjust(seen=str(stale.version))
        return None
