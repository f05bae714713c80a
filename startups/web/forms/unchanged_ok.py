"""A form that refuses only what is being changed."""

from typing import Any

from django import forms


class UnchangedOkForm(forms.ModelForm):
    """Leaves alone what its user left alone.

    Imported values may be wrong (they are kept, and listed as findings). One that is sent
    back as it was must neither stop the rest from being saved nor be silently mended.
    """

    def untouched(self) -> set[str]:
        """Texts that were sent back as they were given, line ends apart."""
        if not self.instance.pk:
            return set()
        return {name for name in self.fields if self._is_untouched(name)}

    def _is_untouched(self, name: str) -> bool:
        initial, sent = self.initial.get(name), self.data.get(self.add_prefix(name))
        if not (isinstance(self.fields[name], forms.CharField) and isinstance(initial, str)):
            return False
        return isinstance(sent, str) and _lines(initial) == _lines(sent)

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        for name in self.untouched():
            self._errors.pop(name, None)  # type: ignore[attr-defined]
            self.cleaned_data[name] = self.initial[name]

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() | self.untouched()  # type: ignore[misc]

    def validate_unique(self) -> None:
        self._ask_whole("validate_unique")

    def validate_constraints(self) -> None:
        self._ask_whole("validate_constraints")

    def _ask_whole(self, check: str) -> None:
        """Constraints tie fields together: what was not touched counts for them."""
        exclude = super()._get_validation_exclusions()  # type: ignore[misc]
        try:
            getattr(self.instance, check)(exclude=exclude)
        except forms.ValidationError as error:
            self._update_errors(error)  # type: ignore[attr-defined]

    def fact_values(self) -> dict[str, Any]:
        """What the form says of the fields of its model."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
