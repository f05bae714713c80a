"""What is asked before a phase is changed without a decision of the committee."""

from django import forms
from django.utils.translation import gettext_lazy as _

from startups.web.forms.base import DesignForm
from startups.web.forms.fields import day_input

from .steering import explanation_field


class PhaseForm(DesignForm):
    start = forms.DateField(
        label=_("From"),
        widget=day_input(),
        help_text=_("A day to come is planned: the change takes effect by itself."),
    )
    reason = explanation_field(
        _("Why?"), _("Kept in the history with your name. The team reads it.")
    )


class TakeBackForm(DesignForm):
    reason = explanation_field(
        _("Why is it taken back?"), _("Kept in the history with your name. The team reads it.")
    )
