"""The second factor: enrolled, verified, removed; and the recovery codes that replace it."""

import base64
import secrets
from dataclasses import dataclass
from datetime import datetime
from math import ceil

import django_otp
import segno
from django.db import transaction
from django.http import HttpRequest
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential

from incubator.accounts import policy

from ..digests import short_digest
from ..log import record
from ..mail import notify
from ..models import User
from ..people import owner
from .sessions import end_sessions

# A session that began when there was no factor says so: it need not ask at each request, since
# enrolling one ends every other session.
NONE_YET = "no_second_factor_yet"
# An enrolment belongs to the session that began it: nobody else is ever shown its secret.
ENROLMENT = "totp_enrolment"
CODES = 10
CODE_BYTES = 10  # 80 bits, written as 16 characters


class LastFactor(Exception):
    """The only second factor of somebody who must have one cannot be removed."""


@dataclass(frozen=True)
class FactorVerdict:
    """Whether a code was right; else how many seconds to wait before the next one is looked at."""

    verified: bool
    wait: int = 0


def is_enrolled(user: User) -> bool:
    """Whether ``user`` has a second factor. Recovery codes alone are none."""
    return (
        TOTPDevice.objects.filter(user=user, confirmed=True).exists()
        or WebAuthnCredential.objects.filter(user=user, confirmed=True).exists()
    )


def note_enrolment(request: HttpRequest, user: User) -> None:
    """Remember in the session whether ``user`` has no second factor, on signing in."""
    if is_enrolled(user):
        request.session.pop(NONE_YET, None)
    else:
        request.session[NONE_YET] = True


def has_one_to_show(request: HttpRequest) -> bool:
    """Whether who is signed in has a second factor; no query where the session knows of none."""
    return not request.session.get(NONE_YET) and is_enrolled(owner(request))


def finish_enrolment(request: HttpRequest, what: str) -> None:
    """What follows from any enrolment.

    Side effects: the sessions that have not shown the new factor end; a mail; a line in the log.
    """
    request.session.pop(NONE_YET, None)
    end_sessions(owner(request), but=request.session.session_key)
    notify(owner(request), "mail/account_factor_added.txt")
    record(f"enrolled {what}", user_id=owner(request).pk, request=request)


def begin_totp(request: HttpRequest) -> TOTPDevice:
    """The device that this session is enrolling: begun now, or some moments ago."""
    begun = TOTPDevice.objects.filter(
        pk=request.session.get(ENROLMENT), user=owner(request), confirmed=False
    ).first()
    if begun is None:
        begun = TOTPDevice.objects.create(user=owner(request), name="", confirmed=False)
        request.session[ENROLMENT] = begun.pk
    return begun


def confirm_totp(
    request: HttpRequest, device: TOTPDevice, code: str, *, now: datetime
) -> FactorVerdict:
    """Enrol ``device`` in place of any other application, if ``code`` comes from it.

    Side effects: the session counts as verified; those of ``finish_enrolment``.
    """
    with transaction.atomic():
        verdict = _check(device, normal_code(code), now)
        if not verdict.verified:
            return verdict
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        TOTPDevice.objects.filter(user=owner(request)).exclude(pk=device.pk).delete()
        finish_enrolment(request, "an application")
    request.session.pop(ENROLMENT, None)
    mark_verified(request, device)
    return verdict


def verify(request: HttpRequest, code: str, *, now: datetime) -> FactorVerdict:
    """Verify this session with a code of the application, or a recovery code (gone once used)."""
    verdict = FactorVerdict(False)
    for device, candidate in _candidates(owner(request), code):
        with transaction.atomic():
            locked = type(device).objects.select_for_update().get(pk=device.pk)
            verdict = _check(locked, candidate, now)
        if verdict.verified:
            mark_verified(request, device)
            record(
                f"verified ({type(device).__name__})", user_id=owner(request).pk, request=request
            )
            return verdict
    record("refused a code", user_id=owner(request).pk, request=request)
    return verdict


def _candidates(user: User, code: str) -> list[tuple[Device, str]]:
    """The devices that ``code`` may belong to: digits are an application's."""
    bare = normal_code(code)
    if bare.isdigit():
        return [(device, bare) for device in TOTPDevice.objects.filter(user=user, confirmed=True)]
    digest = short_digest(bare)
    return [(device, digest) for device in StaticDevice.objects.filter(user=user, confirmed=True)]


def _check(device: Device, code: str, now: datetime) -> FactorVerdict:
    allowed, reason = device.verify_is_allowed()
    if not allowed:
        until = (reason or {}).get("locked_until")
        left = (until - now).total_seconds() if until else 1
        return FactorVerdict(False, wait=max(1, ceil(left)))
    return FactorVerdict(device.verify_token(code))


def normal_code(code: str) -> str:
    """A code as it was made, whatever spaces, dashes and capitals it was typed with."""
    return "".join(code.split()).replace("-", "").lower()


def mark_verified(request: HttpRequest, device: Device) -> None:
    """This session has shown a second factor: it gets a new key, as on signing in."""
    django_otp.login(request, device)
    request.session.cycle_key()


def make_recovery_codes(user: User) -> list[str]:
    """Ten new codes, ``abcd-efgh-ijkl-mnop``; those made before stop working.

    Only digests are kept: this is the one time that they can be read.
    """
    codes = [_new_code() for _ in range(CODES)]
    with transaction.atomic():
        StaticDevice.objects.filter(user=user).delete()
        device = StaticDevice.objects.create(user=user, name="recovery")
        StaticToken.objects.bulk_create(
            StaticToken(device=device, token=short_digest(normal_code(code))) for code in codes
        )
    record("made recovery codes", user_id=user.pk)
    return codes


def _new_code() -> str:
    text = base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode().lower()
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def recovery_codes_left(user: User) -> int:
    return StaticToken.objects.filter(device__user=user, device__confirmed=True).count()


def remove(request: HttpRequest, device: Device) -> None:
    """Remove a factor of one's own; the recovery codes go with the last.

    Raises LastFactor. Side effects: a mail, a line in the log.
    """
    user = owner(request)
    with transaction.atomic():
        device.delete()
        if not is_enrolled(user):
            if policy.second_factor_is_required(user):
                raise LastFactor
            StaticDevice.objects.filter(user=user).delete()
        note_enrolment(request, user)
        notify(user, "mail/account_factor_removed.txt")
    record(f"removed a factor ({type(device).__name__})", user_id=user.pk, request=request)


def secret_text(device: TOTPDevice) -> str:
    """The secret to type where no picture can be read, in groups of four."""
    text = base64.b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def qr_code(device: TOTPDevice) -> str:
    """The secret as SVG: attributes only, since the content policy lets no style in."""
    return segno.make(device.config_url, error="m").svg_inline(
        scale=5, border=4, dark="#000", light="#fff", svgclass="qr", lineclass=None, omitsize=True
    )
