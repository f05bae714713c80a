"""Form fields that check links and addresses, whoever shows them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from startups.core.validators import clean_link, is_email, is_link


class LinkField(forms.CharField):
    """An http(s) address; spaces around it and HTML entities in it are taken away.

    A plain text input: a browser would silently rewrite the value of a URL input.
    """

    message = _("This is not an http(s) address, such as https://exemple.gouv.fr.")

    def __init__(self, *, assume_scheme: str | None = None, **options: Any) -> None:
        options["widget"] = forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"})
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        cleaned = super().clean(clean_link(value or ""))
        if cleaned and not is_link(cleaned):
            raise ValidationError(self.message, code="link")
        return cleaned

    @staticmethod
    def is_good(value: str) -> bool:
        return is_link(value)


class MailField(forms.CharField):
    """A mail address, in a plain text input."""

    message = _("This is not a mail address, such as contact@exemple.gouv.fr.")

    def __init__(self, **options: Any) -> None:
        options["widget"] = forms.TextInput(attrs={"inputmode": "email", "spellcheck": "false"})
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        cleaned = super().clean(value)
        if cleaned and not is_email(cleaned):
            raise ValidationError(self.message, code="mail")
        return cleaned

    @staticmethod
    def is_good(value: str) -> bool:
        return is_email(value)


class RawTextField(forms.CharField):
    """A long text: kept as typed, with the line ends of the content files."""

    widget = forms.Textarea

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "strip": False})

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class TickedFirst(forms.CheckboxSelectMultiple):
    """Boxes to tick, those that are ticked first."""

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> Any:
        groups = super().optgroups(name, value, attrs)
        return sorted(groups, key=lambda group: not group[1][0]["selected"])


def day_input() -> forms.DateInput:
    """The browser's own calendar, which is the accessible one."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
