"""Choosing the language of one's mails, of the back office, and of the pages one lands on."""

from wagtail.users.models import UserProfile

from ..log import record
from ..models import User


def choose_language(user: User, language: str) -> None:
    """Keeps ``language`` (a code of the setting LANGUAGES) as that of ``user``.

    It is Wagtail's own preference: the back office reads the same. A line in the log.
    """
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save(update_fields=["preferred_language"])
    record("chose a language", user_id=user.pk)
