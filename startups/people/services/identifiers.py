"""Identifiers given once: the names of content files, which other systems hang on."""

import re
import unicodedata
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from startups.people.models import Person

from .anonymised import left_alone

ALLOWED = re.compile(r"\w(?:[\w.-]*\w)?")


def new_identifier(*, model: Any, ghid: str) -> str:
    """``ghid`` in its one spelling, good for a new row of ``model``.

    Letters (with accents), digits, dots, hyphens and underscores: it names a file. Raises
    ValidationError when it is malformed, or taken; two that differ only in case would be one
    file on many systems.
    """
    wanted = unicodedata.normalize("NFC", ghid.strip())
    if not ALLOWED.fullmatch(wanted):
        raise ValidationError(
            _(
                "Letters, digits, dots, hyphens and underscores only, with neither a dot nor a "
                "hyphen at either end."
            )
        )
    taken = {
        unicodedata.normalize("NFC", known).casefold(): known
        for known in model.objects.values_list("ghid", flat=True)
    }
    if known := taken.get(wanted.casefold()):
        raise ValidationError(_("The identifier %(ghid)s is already taken.") % {"ghid": known})
    return wanted


def new_person_identifier(name: str) -> str:
    """An identifier for somebody new: ``alix.temoin``, then ``alix.temoin2``.

    Never the one of somebody who was anonymised: an import leaves that one alone for ever.
    """
    words = [slugify(word) for word in name.split()]
    base = ".".join(word for word in words if word) or "personne"
    taken = {ghid.casefold() for ghid in Person.objects.values_list("ghid", flat=True)}
    candidates = (base if number == 1 else f"{base}{number}" for number in count(1))
    return next(ghid for ghid in candidates if ghid not in taken and not left_alone(ghid))
