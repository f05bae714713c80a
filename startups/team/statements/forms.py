"""Forms that confirm an act on a statement."""

from typing import Any

from django import forms

from startups.team.money.forms.orders import reason_field
from startups.web.forms.dsfr import DesignMixin


class ReplaceForm(DesignMixin, forms.Form):
    """Why a validated statement is replaced."""

    reason = reason_field()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.dress()
