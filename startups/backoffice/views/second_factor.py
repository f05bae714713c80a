"""Resetting the second factor that somebody lost, from the list of users."""

from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import Button

from incubator.accounts.people import owner
from incubator.accounts.policy import may_reset_second_factor
from incubator.accounts.services.lost_factor import has_something_to_reset, reset_second_factor
from startups.permissions import Permission
from startups.web.requests import demand

from .confirming import ConfirmForm, ConfirmView

URL = "second_factor_reset"


class SecondFactorResetView(ConfirmView):
    """Asks for a reason, then lets somebody begin again."""

    model = get_user_model()
    page_title = gettext_lazy("Reset the second factor")
    header_icon = "key"
    submit_label = gettext_lazy("Reset the second factor")
    is_grave = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        demand(request, Permission.ADMINISTER)
        super().setup(request, *args, **kwargs)

    @property
    def lead(self) -> str:
        return _(
            "Make sure of who asks you, by telephone or face to face: whoever reads their mail "
            "could ask in their name."
        )

    @property
    def consequences(self) -> list[str]:
        return [
            _("Applications, passkeys and recovery codes of this account no longer work."),
            _("Every session of this account ends at once."),
            _("A mail tells %(address)s that you did it.") % {"address": self.object.email},
            _("At the next sign-in, the password is enough to enrol another second factor."),
        ]

    @property
    def obstacle(self) -> str:
        if self.object == self.request.user:
            return _("Nobody resets their own: use a recovery code, or ask another administrator.")
        return (
            "" if has_something_to_reset(self.object) else _("This account has no second factor.")
        )

    def perform(self, form: ConfirmForm) -> str:
        reset_second_factor(
            user=self.object, by=owner(self.request), reason=form.cleaned_data["reason"]
        )
        return _("The second factor of %(name)s is reset.") % {"name": self.object}

    def back(self) -> str:
        return reverse("wagtailusers_users:edit", args=(self.object.pk,))


def listing_button(user: Any, request_user: Any) -> list[Button]:
    """The link there from the list of users."""
    if not may_reset_second_factor(request_user, user):
        return []
    address = reverse(URL, args=(user.pk,))
    return [Button(_("Reset the second factor"), url=address, icon_name="key", priority=40)]
