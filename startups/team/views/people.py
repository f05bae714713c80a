"""What is asked of the people of a team by mail: their consent, an account."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from startups.people.models import Person
from startups.people.services import team as acts
from startups.people.services.consent import ask_consent
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.team.forms.members import MemberAddressForm
from startups.team.grants import addressable
from startups.team.memberships import member_of
from startups.team.pages import show_form
from startups.web.decorators import on_startup
from startups.web.pages import attempt, done, not_done
from startups.web.requests import day_of, rights


@on_startup(Permission.EDIT_TEAM)
@require_POST
def ask(request: HttpRequest, startup: Startup, pk: int) -> HttpResponse:
    """Asks a member whether they agree to be named."""
    person = member_of(startup, pk).person
    try:
        ask_consent(person=person, startup=startup, on=day_of(request), actor=request.user)
    except ValidationError as error:
        return not_done(request, error, "team:team", slug=startup.slug)
    message = _("A mail asks %(name)s whether they agree to be named.") % {"name": person.name}
    return done(request, message, "team:team", slug=startup.slug)


@on_startup(Permission.INVITE)
@require_POST
def invite(request: HttpRequest, startup: Startup, pk: int) -> HttpResponse:
    """Invites a member to make an account."""
    membership = member_of(startup, pk)
    try:
        acts.invite_member(
            membership=membership, on=day_of(request), now=timezone.now(), actor=request.user
        )
    except ValidationError as error:
        return not_done(request, error, "team:team", slug=startup.slug)
    message = _("A mail invites %(name)s to make an account.") % {"name": membership.person.name}
    return done(request, message, "team:team", slug=startup.slug)


@on_startup(Permission.INVITE)
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest, startup: Startup, pk: int) -> HttpResponse:
    """Gives an address to a member who has none."""
    person = member_of(startup, pk).person
    if person.pk not in addressable(rights(request), [person]):
        raise PermissionDenied
    form = MemberAddressForm(request.POST or None)
    if form.is_valid():
        written = attempt(form, lambda: _write_address(request, person, form))
        if written:
            message = _("The address of %(name)s is recorded.") % {"name": person.name}
            return done(request, message, "team:team", slug=startup.slug)
    title = _("Address of %(name)s") % {"name": person.name}
    steps = [(_("Team"), reverse("team:team", args=(startup.slug,)))]
    return show_form(
        request, "member_address", title, form, startup=startup, person=person, steps=steps
    )


def _write_address(request: HttpRequest, person: Person, form: MemberAddressForm) -> bool:
    acts.set_address(
        person=person,
        email=form.cleaned_data["email"],
        actor=request.user,
        reason=form.cleaned_data["reason"],
    )
    return True
