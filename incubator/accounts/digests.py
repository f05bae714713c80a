"""Digests: what is kept instead of a secret or of an address."""

import base64
import hashlib
import secrets

from django.utils.crypto import salted_hmac

TOKEN_BYTES = 32


def new_token() -> str:
    """A secret for the address of a link: 256 bits, too many to guess."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_digest(token: str) -> str:
    """How a token of 256 random bits is kept. Nothing so random needs a slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def short_digest(secret: str) -> str:
    """Sixteen characters (96 bits) standing for a random secret: the room that a library has."""
    digest = hashlib.blake2b(secret.encode(), digest_size=12, person=b"recovery-code").digest()
    return base64.urlsafe_b64encode(digest).decode()


def subject_digest(kind: str, value: str) -> str:
    """What stands for an address where attempts are counted: useless without the secret key."""
    text = value.strip().lower()
    return salted_hmac(f"incubator.accounts.{kind}", text, algorithm="sha256").hexdigest()
