"""Forms that confirm an act on a statement."""

from typing import Any

from django import forms

from startups.space.forms.dsfr import DesignMixin
from startups.space.money.forms.orders import reason_field


class SeenForm(DesignMixin, forms.Form):
    """A confirmation of what was looked at: ``seen`` is the version of the statement."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.dress()


class ReplaceForm(DesignMixin, forms.Form):
    """Why a validated statement is replaced."""

    reason = reason_field()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.dress()
