"""How often somebody wants reminders."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from startups.reminders.enums import Frequency
from startups.reminders.models import MailPreference


def rhythm_of(user: Any) -> Frequency:
    """The rhythm that ``user`` chose; each reminder when it is due, where they chose none."""
    rhythm = MailPreference.objects.filter(user=user).values_list("rhythm", flat=True).first()
    return Frequency(rhythm) if rhythm else Frequency.EACH


def choose_rhythm(*, user: Any, rhythm: str) -> MailPreference:
    """Keeps ``rhythm`` for ``user``. It is about reminders: what an act says to them comes
    whatever they choose. Raises ValidationError for a rhythm that there is not."""
    if rhythm not in Frequency.values:
        raise ValidationError({"rhythm": _("Choose how often reminders come.")})
    preference, _made = MailPreference.objects.update_or_create(
        user=user, defaults={"rhythm": rhythm}
    )
    return preference
