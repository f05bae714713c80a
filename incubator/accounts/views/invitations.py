"""Accepting an invitation."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView

from incubator.accounts import oidc, policy, throttling

from ..addresses import client_address
from ..forms import NewAccountForm
from ..models import Invitation, User
from ..people import owner
from ..services import invitations
from .base import PrivateMixin
from .signing_in import login_context

PASSWORD_BACKEND = "django.contrib.auth.backends.ModelBackend"  # noqa: S105 (a class)


class InvitationView(PrivateMixin, FormView):
    """One page for three people: with no account, with one, signed in to one.

    A link that was used, has expired or never was gets one and the same answer.
    """

    template_name = "accounts/invitation.html"
    form_class = NewAccountForm
    invitation: Invitation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        now = timezone.now()
        invitation = invitations.open_invitation(kwargs["token"], now=now)
        if invitation is None:
            throttled = not throttling.take("invitation-address", client_address(request), now=now)
            return closed(request, status=429 if throttled else 410)
        self.invitation = invitation
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Whoever goes on through an identity provider comes back without the link.
        request.session[oidc.INVITATION] = self.invitation.pk
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_its_own():
            return self.accept()
        if self.has_account() or request.user.is_authenticated:
            return self.get(request, *args, **kwargs)
        return super().post(request, *args, **kwargs)

    def is_its_own(self) -> bool:
        user = owner(self.request)
        return user.is_authenticated and user.email == self.invitation.email

    def has_account(self) -> bool:
        return User.objects.filter(email=self.invitation.email).exists()

    def accept(self) -> HttpResponse:
        try:
            invitations.accept(
                invitation=self.invitation, user=owner(self.request), now=timezone.now()
            )
        except invitations.InvitationClosed:
            return closed(self.request)
        return self.welcome(owner(self.request))

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": User(email=self.invitation.email)}

    def form_valid(self, form: NewAccountForm) -> HttpResponse:
        try:
            user = invitations.accept_with_new_account(
                invitation=self.invitation,
                first_name=form.cleaned_data["first_name"],
                last_name=form.cleaned_data["last_name"],
                password=form.cleaned_data["new_password1"],
                now=timezone.now(),
            )
        except invitations.InvitationClosed:
            return closed(self.request)
        login(self.request, user, backend=PASSWORD_BACKEND)
        return self.welcome(user)

    def welcome(self, user: User) -> HttpResponse:
        self.request.session.pop(oidc.INVITATION, None)
        messages.success(self.request, _("Welcome: your invitation is accepted."))
        return redirect(policy.landing(user))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{
                **login_context(self.request),
                "next": self.request.path,
                "invitation": self.invitation,
                "is_its_own": self.is_its_own(),
                "has_account": self.has_account(),
                **kwargs,
            }
        )


def closed(request: HttpRequest, *, status: int = 410) -> HttpResponse:
    return render(request, "accounts/invitation_closed.html", status=status)
