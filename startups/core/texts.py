"""Texts as they are kept: what is typed, and what names a file."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST_TEXT = 20_000


def read_text(typed: str, *, longest: int = LONGEST_TEXT) -> str:
    """A text with plain line ends and nothing blank around it."""
    text = typed.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
    if len(text) > longest:
        message = _("This text is too long: %(count)s characters at most.")
        raise ValidationError(message % {"count": longest})
    return text


def normal(reference: str) -> str:
    """A file name or a reference to one, comparable whatever its Unicode form."""
    return unicodedata.normalize("NFC", reference)
