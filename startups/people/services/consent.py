"""Whether somebody agrees to be named in public: asked by mail, answered by that person alone.

The link of the mail is signed, bound to the person and to their address, and needs no sign-in.
It gives consent for ``VALID_FOR``, and takes it back for ever: withdrawing is as easy as giving.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from incubator.accounts.languages import language_of
from incubator.accounts.mail import compose, deliver
from startups.core.enums import ActKind
from startups.core.services.facts import Actor, sign, update_facts
from startups.people.models import ConsentRequest, Person
from startups.registry.models import Startup
from startups.registry.services.journal import record_act

from .people import record_consent, withdraw_consent

VALID_FOR = timedelta(days=30)
# Nobody is asked again before that.
QUIET = timedelta(days=7)
SALT = "startups.consent"
BY_LINK = gettext_noop("answered by the link of the mail")
IN_SPACE = gettext_noop("answered in their own space")


@dataclass(frozen=True)
class ConsentLink:
    """What a link leads to. One that is ``expired`` can still take a consent back."""

    request: ConsentRequest
    expired: bool

    @property
    def person(self) -> Person:
        return self.request.person


@transaction.atomic
def ask_consent(*, person: Person, startup: Startup, on: date, actor: Actor) -> ConsentRequest:
    """Asks ``person`` by mail whether they agree to be named.

    Raises ValidationError when there is nobody to ask, or nothing left to ask, or when they
    were asked some days ago. Side effects: history, the journal of the startup, one mail.
    """
    locked = Person.objects.select_for_update().get(pk=person.pk)
    _refuse_to_ask(locked, on)
    request = ConsentRequest(person=locked, startup=startup, asked_by=actor, asked_on=on)
    sign(request, actor=actor, reason="").save()
    record_act(
        startup=startup,
        kind=ActKind.CONSENT_ASKED,
        on=on,
        actor=actor,
        detail=_role(locked, startup),
    )
    _mail("mail/consent_request.txt", request, days=VALID_FOR.days, actor=actor)
    return request


def _refuse_to_ask(person: Person, on: date) -> None:
    if not person.email:
        raise ValidationError(_("No address is known for this person: there is nobody to ask."))
    if person.consent_given_on:
        raise ValidationError(_("This person has already agreed to be named."))
    last = person.consent_requests.first()
    if last and on < last.asked_on + QUIET:
        raise ValidationError(_("This person was asked less than a week ago: leave them time."))


@transaction.atomic
def answer_consent(
    *, person: Person, agreed: bool, on: date, actor: Actor, reason: str
) -> ActKind | None:
    """Notes what ``person`` answers; for views that know that it is this person who does.

    Returns the act that the journal of each of their startups now tells, None when the answer
    changes nothing. Side effects: history; requests still open are closed; one mail to who
    agrees, with the link that takes it back.
    """
    locked = Person.objects.select_for_update().get(pk=person.pk)
    if locked.anonymised_on:
        return None
    signature: dict[str, Any] = {"actor": actor, "reason": reason}
    was_asked = _close_requests(locked, agreed=agreed, on=on, **signature)
    act = _write_answer(locked, agreed=agreed, was_asked=was_asked, on=on, **signature)
    if act is None:
        return None
    for startup in Startup.objects.filter(memberships__person=locked).distinct():
        record_act(startup=startup, kind=act, on=on, detail=_role(locked, startup), **signature)
    last = locked.consent_requests.first()
    if act is ActKind.CONSENT_GIVEN and last and locked.email:
        _mail("mail/consent_given.txt", last)
    return act


def _role(person: Person, startup: Startup) -> str:
    """What the journal says instead of a name: the last role in the team."""
    last = person.memberships.filter(startup=startup).order_by("-start").first()
    return str(last) if last else ""


def _close_requests(person: Person, *, agreed: bool, on: date, actor: Actor, reason: str) -> bool:
    rows = list(person.consent_requests.filter(answered_on=None, asked_on__lte=on))
    for row in rows:
        values = {"answered_on": on, "agreed": agreed}
        update_facts(instance=row, values=values, actor=actor, reason=reason)
    return bool(rows)


def _write_answer(
    person: Person, *, agreed: bool, was_asked: bool, on: date, actor: Actor, reason: str
) -> ActKind | None:
    if agreed:
        given = record_consent(person=person, on=on, actor=actor, reason=reason)
        return ActKind.CONSENT_GIVEN if given else None
    if withdraw_consent(person=person, actor=actor, reason=reason):
        return ActKind.CONSENT_WITHDRAWN
    return ActKind.CONSENT_REFUSED if was_asked else None


def consent_token(request: ConsentRequest) -> str:
    """The signed part of the link of ``request``."""
    return signing.dumps([request.pk, _address_mark(request.person)], salt=SALT)


def read_token(token: str, *, on: date) -> ConsentLink | None:
    """What a link leads to; None when it is forged, or the person's address has changed."""
    try:
        key, mark = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    rows = ConsentRequest.objects.select_related("person__user", "startup")
    request = rows.filter(pk=key, person__anonymised_on=None).first()
    if request is None or mark != _address_mark(request.person):
        return None
    return ConsentLink(request, expired=on > request.asked_on + VALID_FOR)


def _address_mark(person: Person) -> str:
    return salted_hmac(SALT, person.email.lower(), algorithm="sha256").hexdigest()[:16]


def _mail(template: str, request: ConsentRequest, **context: Any) -> None:
    """Writes to the person in their language; the link leads to a page in that language."""
    person = request.person
    language = language_of(person.user) if person.user else settings.LANGUAGE_CODE
    with translation.override(language):
        path = reverse("consent", args=(consent_token(request),))
    context |= {
        "person": person,
        "startup": request.startup,
        "address": f"{settings.SITE_URL}{path}",
    }
    deliver(compose(template, to=person.email, context=context, language=language))
