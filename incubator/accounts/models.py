"""Accounts, and what signing in leaves behind: sessions, invitations, links to providers.

No secret is kept in clear: a token is known by its digest only, so a copy of the database
opens no door.
"""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes accounts from an address; addresses are kept in lower case."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractUser):
    """Somebody who can sign in. What they may do comes from elsewhere."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="user_email_is_lower_case"
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email


class Invitation(models.Model):
    """An offer of an account, sent by mail. Its link works once, and expires."""

    email = models.EmailField(_("e-mail address"))
    startup = models.ForeignKey(
        "startups.Startup",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("startup"),
    )
    purpose = models.CharField(
        _("purpose"),
        max_length=60,
        blank=True,
        help_text=_("What the person is invited as: read by whoever receives the signal."),
    )
    inviter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="invitations_sent"
    )
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("sent"))
    expires_at = models.DateTimeField(_("expires"))
    used_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations_accepted",
        verbose_name=_("accepted by"),
    )

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")),
                name="invitation_expires_after_it_is_made",
                violation_error_message=_("An invitation expires after it is made."),
            ),
            models.CheckConstraint(
                condition=models.Q(used_at__isnull=True, user__isnull=True)
                | models.Q(used_at__isnull=False, user__isnull=False),
                name="invitation_used_by_somebody_on_a_day",
                violation_error_message=_("Who accepts an invitation does so at some time."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    def is_open(self, *, now: datetime) -> bool:
        """Whether its link still works."""
        return self.used_at is None and now < self.expires_at


class ExternalIdentity(models.Model):
    """Who an identity provider says that an account is: its ``sub``, which never changes."""

    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=255)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="external_identities"
    )
    linked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("identity at a provider")
        verbose_name_plural = _("identities at a provider")
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="external_identity_once"),
            models.UniqueConstraint(fields=["issuer", "user"], name="external_identity_of_a_user"),
        ]

    def __str__(self) -> str:
        return self.issuer


class UserSession(models.Model):
    """A browser that is signed in, as its owner can recognise it. Deleted with the session."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sessions")
    session_key = models.CharField(max_length=40, unique=True, editable=False)
    device = models.CharField(max_length=100, blank=True)
    address = models.CharField(max_length=50, blank=True, help_text=_("Shortened on purpose."))
    first_seen = models.DateTimeField()
    last_seen = models.DateTimeField()

    class Meta:
        ordering = ("-last_seen", "-pk")
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    def __str__(self) -> str:
        return self.device


class Attempt(models.Model):
    """Something that is counted, to be refused when there is too much of it.

    ``subject`` is a keyed digest of an address: nobody can be read from this table.
    """

    subject = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        indexes = [
            models.Index(fields=["subject", "at"], name="attempt_subject_at"),
            models.Index(fields=["at"], name="attempt_at"),
        ]

    def __str__(self) -> str:
        return self.subject
