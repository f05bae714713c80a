"""The facts of this subject, one file per noun."""

from .mail_preference import MailPreference

__all__ = [
    "MailPreference",
]
