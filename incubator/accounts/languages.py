"""The language that somebody reads: that of their account's preferences, else the site's."""

from django.conf import settings

from .models import User


def chosen_language(user: User) -> str:
    """The code of the language that ``user`` chose; nothing when they chose none that we have."""
    profile = getattr(user, "wagtail_userprofile", None)
    preferred = profile.preferred_language if profile else ""
    known = {code for code, _name in settings.LANGUAGES}
    return preferred if preferred in known else ""


def language_of(user: User) -> str:
    """The code of the language to write to ``user`` in."""
    return chosen_language(user) or settings.LANGUAGE_CODE
