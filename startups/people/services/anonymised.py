"""Recognises the identifiers of people who were anonymised, without keeping them.

Names are few, and many are published: a plain digest could be guessed back. It is keyed with
SECRET_KEY. Whoever changes that key keeps the former in SECRET_KEY_FALLBACKS, or an import of
an old file would bring its author's name back.
"""

from datetime import date

from django.conf import settings
from django.utils.crypto import salted_hmac

from startups.core.texts import normal
from startups.people.models import AnonymisedIdentifier

SALT = "startups.anonymised"


def digests(ghid: str) -> list[str]:
    """The digests of an identifier, that of today's key first; capitals do not count."""
    value = normal(ghid).casefold()
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return [salted_hmac(SALT, value, key, algorithm="sha256").hexdigest() for key in keys]


def remember(ghid: str, *, on: date) -> None:
    """From now on an import leaves the file of that name alone."""
    AnonymisedIdentifier.objects.get_or_create(digest=digests(ghid)[0], defaults={"on": on})


def left_alone(ghid: str) -> bool:
    """Whether ``ghid`` stood for somebody who was anonymised; one query."""
    return AnonymisedIdentifier.objects.filter(digest__in=digests(ghid)).exists()


def all_digests() -> frozenset[str]:
    """Every digest, for whoever asks about many identifiers; one query."""
    return frozenset(AnonymisedIdentifier.objects.values_list("digest", flat=True))
