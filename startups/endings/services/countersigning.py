"""The signature of whoever receives the product: by a link sent by mail, without an account.

The link is a secret of which only the digest is kept. It works for ``VALID_FOR``, once: reading
the page does nothing, signing uses it up, sending another one replaces it. It leads to this
dossier and to nothing else.
"""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from incubator.accounts.digests import new_token, token_digest
from incubator.accounts.mail import compose, deliver
from incubator.accounts.throttling import take
from startups.core.enums import ActKind
from startups.core.services.facts import Actor, update_facts
from startups.core.services.notices import announce_notices, write_notice
from startups.core.versions import refuse_stale
from startups.endings.models import HandoverDossier
from startups.endings.selectors.endings import handover_gaps
from startups.people.selectors.audience import managers_of, team_of
from startups.registry.models import Startup
from startups.registry.services.journal import record_act

from .handover import refuse_insider

VALID_FOR = timedelta(days=30)
BY_LINK = gettext_noop("countersigned by the link of the mail")


class LinkClosed(Exception):
    """The link was used or replaced, has expired, or never was."""


@transaction.atomic
def send_link(*, startup: Startup, on: date, now: datetime, actor: Actor) -> HandoverDossier:
    """Mails the owner the link that signs; one sent before is worthless from then on.

    Raises ValidationError when the dossier lacks anything but the signature, is signed already,
    or when too many mails were sent there lately. Side effects: history, the journal, one mail.
    """
    draft = _locked(startup)
    _check_ready(draft, on)
    if not take("mail-account", draft.owner_email, now=now):
        raise ValidationError(_("Too many mails were sent to this address: wait a little."))
    token = new_token()
    values = {"link_digest": token_digest(token), "link_sent_on": on}
    update_facts(instance=draft, values=values, actor=actor, reason="")
    record_act(
        startup=draft.startup,
        kind=ActKind.HANDOVER_WRITTEN,
        on=on,
        actor=actor,
        detail=_("link sent to the named owner"),
    )
    _mail(draft, token, actor)
    return draft


def _locked(startup: Startup) -> HandoverDossier:
    Startup.objects.select_for_update().get(pk=startup.pk)
    drafts = HandoverDossier.objects.select_related("receiver", "startup")
    draft = drafts.filter(startup=startup, period=None).first()
    if draft is None:
        raise ValidationError(_("Write the dossier first."))
    return draft


def _check_ready(draft: HandoverDossier, on: date) -> None:
    if draft.countersigned_on:
        raise ValidationError(_("This dossier is countersigned already."))
    # The last one is the signature itself.
    missing = [gap.label for gap in handover_gaps(draft)[:-1]]
    if missing:
        message = _("The hand-over dossier is not complete: %(items)s.")
        raise ValidationError(message % {"items": ", ".join(missing)}, code="dossier")
    refuse_insider(draft.owner_email, draft.startup, on=on)


def _mail(draft: HandoverDossier, token: str, actor: Actor) -> None:
    """In the site's own language: nothing is known of the reader's."""
    language = settings.LANGUAGE_CODE
    with translation.override(language):
        path = reverse("countersignature", args=(token,))
    context = {
        "dossier": draft,
        "startup": draft.startup,
        "actor": actor,
        "days": VALID_FOR.days,
        "address": f"{settings.SITE_URL}{path}",
    }
    template = "mail/handover_countersignature.txt"
    deliver(compose(template, to=draft.owner_email, context=context, language=language))


def read_link(token: str, *, on: date) -> HandoverDossier:
    """The draft that a link leads to. Raises LinkClosed: of why, nothing is told."""
    rows = HandoverDossier.objects.select_related("startup", "receiver")
    dossier = rows.filter(link_digest=token_digest(token), period=None).first()
    if dossier is None or not _is_open(dossier, on):
        raise LinkClosed
    return dossier


def _is_open(dossier: HandoverDossier, on: date) -> bool:
    sent = dossier.link_sent_on
    return sent is not None and not dossier.countersigned_on and on <= sent + VALID_FOR


@transaction.atomic
def countersign(*, token: str, seen: int, on: date) -> HandoverDossier:
    """Signs what was read, in the name of the dossier's owner; the link is used up.

    Raises LinkClosed as ``read_link`` does, Stale when the dossier has changed since ``seen``,
    ValidationError when it is no longer complete or the owner no longer outside. Side effects:
    history, the journal, a notice to the team and its managers.
    """
    startup = read_link(token, on=on).startup
    Startup.objects.select_for_update().get(pk=startup.pk)
    dossier = read_link(token, on=on)
    refuse_stale(dossier, seen=seen, now=dossier.version)
    _check_ready(dossier, on)
    values = {"countersigned_on": on, "link_digest": ""}
    update_facts(instance=dossier, values=values, actor=None, reason=BY_LINK)
    record_act(
        startup=startup, kind=ActKind.HANDOVER_COUNTERSIGNED, on=on, actor=None, reason=BY_LINK
    )
    _tell(dossier, on)
    return dossier


def _tell(dossier: HandoverDossier, on: date) -> None:
    startup = dossier.startup
    for reader in {*team_of(startup, on=on), *managers_of(startup, on=on)}:
        write_notice(
            recipient=reader,
            key=f"handover-{dossier.pk}-signed-{dossier.version}",
            template="mail/handover_countersigned.txt",
            context={"startup": startup, "on": on},
            on=on,
        )
    announce_notices()
