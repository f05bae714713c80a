"""What a form on a startup does about its ties: incubators, sponsors, vocabularies.

The incubators are two fields, ``lead_incubator`` and ``other_incubators``; each other tie is a
field of its name. A form may have some of them only: the others are left alone.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from startups.registry.selectors.versions import TIES

INCUBATORS = "incubators"


def tie_initial(tied: Mapping[str, Sequence[int]]) -> dict[str, Any]:
    """The initial values of the fields, from the keys of what a startup is tied to."""
    incubators = list(tied[INCUBATORS])
    return {
        **tied,
        "lead_incubator": incubators[0] if incubators else None,
        "other_incubators": incubators[1:],
    }


class RelationsMixin:
    """For a form: ``tied`` holds the keys of what is recorded, by name, in order."""

    fields: Any
    cleaned_data: dict[str, Any]
    tied: Mapping[str, Sequence[int]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()  # type: ignore[misc]
        if cleaned.get("other_incubators") and not cleaned.get("lead_incubator"):
            raise ValidationError({"lead_incubator": _("Say which incubator leads.")})
        return cleaned

    def changed_ties(self) -> Mapping[str, Sequence[Any]]:
        """The ties that differ, those that stay in their order and new ones after them."""
        wanted = {name: self._chosen(name) for name in TIES if self._asks(name)}
        return {
            name: targets
            for name, targets in wanted.items()
            if [target.pk for target in targets] != list(self.tied[name])
        }

    def _asks(self, name: str) -> bool:
        return ("lead_incubator" if name == INCUBATORS else name) in self.fields

    def _chosen(self, name: str) -> list[Any]:
        if name != INCUBATORS:
            return self._in_order(self.cleaned_data[name], name)
        lead = self.cleaned_data["lead_incubator"]
        others = self._in_order(self.cleaned_data["other_incubators"], name)
        return [lead, *(other for other in others if other != lead)] if lead else []

    def _in_order(self, targets: Any, name: str) -> list[Any]:
        rank = {key: place for place, key in enumerate(self.tied[name])}
        return sorted(targets, key=lambda target: rank.get(target.pk, len(rank)))
