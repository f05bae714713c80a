"""Forms of what one looks for; asked by GET, kept in the address."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.functional import cached_property

from .base import DesignForm


class FilterForm(DesignForm):
    """Filters; what is unknown is left out rather than refused.

    ``always`` is what the address says where nothing else is asked.
    """

    always: Mapping[str, Any] = {}

    @cached_property
    def known(self) -> dict[str, Any]:
        """What was asked and understood, without what was left empty."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def query(self) -> str:
        """The same question as the query string of an address, always written the same."""
        kept = QueryDict(mutable=True)
        for name, value in {**self.always, **self.known}.items():
            kept[name] = "on" if value is True else str(getattr(value, "pk", value))
        return kept.urlencode()
