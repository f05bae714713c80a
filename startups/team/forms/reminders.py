"""How often one wants reminders."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from startups.reminders.enums import Frequency


class RhythmForm(forms.Form):
    """One choice of three."""

    rhythm = forms.ChoiceField(
        label=_("How often do reminders come?"),
        choices=Frequency.choices,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the three.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rhythm"].widget.use_required_attribute = lambda initial: False
