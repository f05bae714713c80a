"""What a committee member says of a dossier."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from startups.reviews.enums import Confidence
from startups.reviews.models import Opinion
from startups.web.forms.base import DesignForm


class OpinionForm(DesignForm):
    """Confidence and opinion, prefilled with what was given before."""

    confidence = forms.ChoiceField(
        label=_("How sure are you that the startup reaches its targets?"),
        choices=[("", _("Choose")), *Confidence.choices],
    )
    text = forms.CharField(
        label=_("Your opinion"),
        required=False,
        max_length=5000,
        help_text=_("Read by the committee and the portfolio managers, never by the team."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    private = frozenset({"confidence", "text"})

    def __init__(self, data: Any, *, given: Opinion | None) -> None:
        initial = {"confidence": given.confidence, "text": given.text} if given else {}
        super().__init__(data, initial=initial)
