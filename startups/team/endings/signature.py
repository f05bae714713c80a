"""Where the signature of a hand-over stands, and the link that asks for it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from startups.endings.models import HandoverDossier
from startups.endings.selectors.ending_values import void_signature
from startups.endings.services.countersigning import VALID_FOR, send_link
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.web.decorators import on_startup
from startups.web.pages import done
from startups.web.requests import day_of

from .pages import EndingPageState


class SignatureStage(StrEnum):
    """What can be said of a signature."""

    INCOMPLETE = "incomplete"
    READY = "ready"
    SENT = "sent"
    EXPIRED = "expired"
    SIGNED = "signed"


@dataclass(frozen=True)
class Signature:
    """``day`` is that of the signature or of the link, ``until`` the last day of the link,
    ``void`` the day of a signature that a change made void."""

    stage: SignatureStage
    day: date | None = None
    until: date | None = None
    void: date | None = None


def signature_of(state: EndingPageState, on: date) -> Signature | None:
    """Of the draft of a hand-over; None where there is none."""
    draft: HandoverDossier | None = state.draft
    if draft is None:
        return None
    if draft.countersigned_on:
        return Signature(SignatureStage.SIGNED, day=draft.countersigned_on)
    void = void_signature(draft)
    if not state.lacks_signature_only:
        return Signature(SignatureStage.INCOMPLETE, void=void)
    if draft.link_sent_on is None or not draft.link_digest:
        return Signature(SignatureStage.READY, void=void)
    until = draft.link_sent_on + VALID_FOR
    stage = SignatureStage.EXPIRED if on > until else SignatureStage.SENT
    return Signature(stage, draft.link_sent_on, until, void)


@on_startup(Permission.WRITE_ENDING)
@require_POST
def send(request: HttpRequest, startup: Startup) -> HttpResponse:
    """Sends the link, or another one in its place."""
    try:
        draft = send_link(
            startup=startup, on=day_of(request), now=timezone.now(), actor=request.user
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("team_endings:handover", slug=startup.slug)
    message = _("The link was sent to %(name)s.") % {"name": draft.owner_name}
    return done(request, message, "team_endings:handover", slug=startup.slug)
