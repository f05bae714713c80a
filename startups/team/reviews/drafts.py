"""What was typed in a session that had ended, kept for its author until they sign in again.

Without a script, sending the form of a dossier after one's session has ended leads to sign-in.
What was sent waits meanwhile in the new session, for the person to whom the form was shown and
for nobody else: the form carries a signed mark that says who that was. Without a valid mark
nothing is kept, so that a passer-by fills no session.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core import signing
from django.http import HttpRequest

from startups.reviews.models import Review

SALT = "startups.team.reviews.drafts"
MARK = "mark"
KEY = "dossier_typed"
MARK_LASTS = timedelta(days=7)
LARGEST = 400_000


def mark_for(user: Any, review: Review) -> str:
    """What the form carries to say to whom, and about which review, it was shown."""
    return signing.dumps([user.pk, review.pk], salt=SALT)


def keep(request: HttpRequest) -> None:
    """Keeps what was sent by somebody who is no longer signed in, if it was shown to them."""
    read = _read(request.POST.get(MARK, ""))
    sent = {name: request.POST[name] for name in request.POST if name != "csrfmiddlewaretoken"}
    if read and sum(map(len, sent.values())) <= LARGEST:
        request.session[KEY] = {"user": read[0], "review": read[1], "sent": sent}


def take(request: HttpRequest, review: Review) -> Mapping[str, str]:
    """What was kept for whoever asks about ``review``, once; nothing for anybody else."""
    kept = request.session.get(KEY)
    if not kept or kept["review"] != review.pk:
        return {}
    del request.session[KEY]
    return kept["sent"] if kept["user"] == request.user.pk else {}


def _read(mark: str) -> list[int] | None:
    try:
        return signing.loads(mark, salt=SALT, max_age=MARK_LASTS)
    except signing.BadSignature:
        return None
