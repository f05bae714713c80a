"""The team of a startup: who is in it, who was, and what each may do."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from startups.people.selectors.team import TeamRow, TeamToday, team_of
from startups.people.services.consent import QUIET
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.team.grants import addressable
from startups.team.memberships import grants_in
from startups.team.pages import show
from startups.web.decorators import on_startup
from startups.web.requests import day_of, rights


@on_startup(Permission.READ_RECORD)
@require_safe
def team(request: HttpRequest, startup: Startup) -> HttpResponse:
    members = team_of(startup, on=day_of(request))
    card = _Cards(request, startup, members).card
    return show(
        request,
        "team",
        _("Team"),
        startup=startup,
        may_edit=rights(request).may(Permission.EDIT_TEAM, startup),
        current=[card(row) for row in members.current],
        coming=[card(row) for row in members.coming],
        past=[card(row) for row in members.past],
    )


class _Cards:
    """What is shown of each member, and what whoever asks may do about them."""

    def __init__(self, request: HttpRequest, startup: Startup, team: TeamToday) -> None:
        self.on, self.rights = day_of(request), rights(request)
        self.may_edit = self.rights.may(Permission.EDIT_TEAM, startup)
        self.may_invite = self.rights.may(Permission.INVITE, startup)
        self.grants = grants_in(request, startup)
        self.user = request.user
        people = [row.membership.person for row in (*team.current, *team.coming)]
        self.addressable = addressable(self.rights, people) if self.may_invite else frozenset()

    def card(self, row: TeamRow) -> dict[str, Any]:
        person = row.membership.person
        return {
            "row": row,
            "is_self": person.user_id == self.user.pk,
            "may_change": self.may_edit,
            "may_end": self.may_edit and self.grants.cover_membership(row.membership),
            "may_ask": self.may_edit and self._can_be_asked(row),
            "may_address": person.pk in self.addressable,
            "may_invite": self.may_invite and bool(person.email) and not person.user_id,
            "named": self._named(row),
        }

    def _can_be_asked(self, row: TeamRow) -> bool:
        person = row.membership.person
        if person.consent_given_on or person.user_id == self.user.pk or not person.email:
            return False
        return row.asked is None or self.on >= row.asked.asked_on + QUIET

    @staticmethod
    def _named(row: TeamRow) -> str:
        """Whether the public reads the name, in words."""
        person, asked = row.membership.person, row.asked
        if person.consent_given_on:
            return _("Named in public: agreed.")
        if asked and asked.agreed is False:
            return _("Not named in public: said no.")
        if asked and asked.answered_on is None:
            return _("Not named in public: asked, no answer yet.")
        if not person.email and not person.anonymised_on:
            return _("Not named in public: no address to ask.")
        return _("Not named in public.")
