"""Forms of the money. They check the shape of what is typed; the services check the rest."""

from typing import Any

from django import forms

from startups.web.forms.dsfr import DesignMixin


class MoneyForm(DesignMixin, forms.Form):
    """In the design system."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.dress()

    def named(self, *names: str) -> dict[str, Any]:
        """What was said in these fields."""
        return {name: self.cleaned_data[name] for name in names}
