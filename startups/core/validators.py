"""Checks of identifiers, addresses and links that come from people and files."""

import html
import re

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.translation import gettext_lazy as _
from stdnum.fr import siren as siren_number
from stdnum.fr import siret as siret_number

ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9A-Fa-f]+);")

_email = EmailValidator()
_url = URLValidator(schemes=["http", "https"])


def validate_siren(value: str) -> None:
    """Refuses what is not nine digits with a right key (Luhn)."""
    if not (value.isascii() and value.isdigit() and siren_number.is_valid(value)):
        raise ValidationError(_("This is not a valid SIREN: nine digits, the last one a key."))


def validate_siret(value: str) -> None:
    """Refuses what is not fourteen digits with right keys; La Poste has its own rule."""
    if not (value.isascii() and value.isdigit() and siret_number.is_valid(value)):
        raise ValidationError(_("This is not a valid SIRET: fourteen digits, the last one a key."))


def is_email(value: str) -> bool:
    """Whether ``value`` is one mail address and nothing else."""
    try:
        _email(value)
    except ValidationError:
        return False
    return True


def is_link(value: str) -> bool:
    """Whether ``value`` is one http(s) address, with no space or HTML entity in it."""
    if value != value.strip() or ENTITY.search(value):
        return False
    try:
        _url(value)
    except ValidationError:
        return False
    return True


def clean_link(value: str) -> str:
    """``value`` without spaces around it nor HTML entities, as a browser would follow it."""
    return html.unescape(value).strip() if ENTITY.search(value) else value.strip()
