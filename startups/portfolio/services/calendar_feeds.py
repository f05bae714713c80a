"""The private address of somebody's calendar: given out once, renewed, revoked."""

from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from incubator.accounts.digests import new_token, token_digest
from startups.portfolio.models import CalendarFeed


@transaction.atomic
def renew_feed(*, user: Any, on: date) -> str:
    """Gives ``user`` a new secret, and returns it: only its digest is kept.

    The former one, if any, opens nothing from now on.
    """
    # Two renewals at once come one after the other.
    get_user_model().objects.select_for_update().get(pk=user.pk)
    token = new_token()
    values = {"digest": token_digest(token), "made_on": on}
    CalendarFeed.objects.update_or_create(user=user, defaults=values)
    return token


def revoke_feed(*, user: Any) -> bool:
    """Closes the calendar of ``user``; False when they had none."""
    count, _rows = CalendarFeed.objects.filter(user=user).delete()
    return bool(count)


def feed_owner(token: str) -> Any | None:
    """Whose calendar the secret opens; None when it opens none."""
    rows = CalendarFeed.objects.select_related("user__wagtail_userprofile")
    feed = rows.filter(digest=token_digest(token)).first()
    return feed.user if feed else None
