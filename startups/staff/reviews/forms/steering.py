"""What is asked before a review is returned, postponed or cancelled."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from startups.web.forms.base import DesignForm
from startups.web.forms.fields import day_input


def explanation_field(label: Any, help_text: Any) -> forms.CharField:
    """A reason that must be given."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReturnForm(DesignForm):
    comment = explanation_field(
        _("What is to be completed?"), _("Sent to the team, and kept with the review.")
    )


class PostponeForm(DesignForm):
    to = forms.DateField(label=_("New due date"), widget=day_input())
    reason = explanation_field(
        _("Why is it postponed?"), _("The team reads it. A review is postponed once.")
    )


class CancelForm(DesignForm):
    reason = explanation_field(
        _("Why is it cancelled?"), _("Kept with the review. The team reads it.")
    )
