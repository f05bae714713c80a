"""Members join, change and leave."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from startups.core.formats import long_day
from startups.core.versions import Stale, version_of
from startups.people.models import Membership
from startups.people.services import team as acts
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.team.forms.members import MemberEndForm, MemberForm, NewMemberForm
from startups.team.memberships import grants_in, member_of
from startups.team.pages import show_form
from startups.web.conflicts import tell_stale
from startups.web.decorators import on_startup
from startups.web.pages import FORM, attempt, done
from startups.web.requests import day_of


def _steps(startup: Startup) -> list[tuple[str, str]]:
    return [(_("Team"), reverse("team:team", args=(startup.slug,)))]


@on_startup(Permission.EDIT_TEAM)
@FORM
def add(request: HttpRequest, startup: Startup) -> HttpResponse:
    grants = grants_in(request, startup)
    blank = Membership(startup=startup, start=day_of(request))
    form = NewMemberForm(request.POST or None, instance=blank, grants=grants)
    if form.is_valid():
        member = attempt(
            form,
            lambda: acts.add_member(
                startup=startup,
                newcomer=form.newcomer,
                values=form.full_values(),
                grants=grants,
                on=day_of(request),
                actor=request.user,
                reason=form.cleaned_data["reason"],
            ),
        )
        if member:
            message = _("%(name)s is in the team.") % {"name": member.person.name}
            return done(request, message, "team:team", slug=startup.slug)
    return show_form(
        request, "member_add", _("Add a member"), form, startup=startup, steps=_steps(startup)
    )


@on_startup(Permission.EDIT_TEAM)
@FORM
def change(request: HttpRequest, startup: Startup, pk: int) -> HttpResponse:
    membership, grants = member_of(startup, pk), grants_in(request, startup)
    context: dict[str, Any] = {"startup": startup, "steps": _steps(startup)}
    context |= {"member": membership, "carries": not grants.cover_membership(membership)}
    form = MemberForm(request.POST or None, instance=membership, grants=grants)
    if form.is_valid():
        try:
            changed = attempt(
                form,
                lambda: acts.change_member(
                    membership=membership,
                    values=form.fact_values(),
                    seen=form.cleaned_data["version"],
                    grants=grants,
                    on=day_of(request),
                    actor=request.user,
                    reason=form.cleaned_data["reason"],
                ),
            )
        except Stale:
            return _tell_stale(request, startup, pk)
        if changed is not None:
            message = _("The membership is changed.") if changed else _("Nothing was different.")
            return done(request, message, "team:team", slug=startup.slug)
    title = _("Mission of %(name)s") % {"name": membership.person.name}
    return show_form(request, "member_form", title, form, **context)


@on_startup(Permission.EDIT_TEAM)
@FORM
def end(request: HttpRequest, startup: Startup, pk: int) -> HttpResponse:
    membership, grants = member_of(startup, pk), grants_in(request, startup)
    initial = {"end": day_of(request), "version": version_of(membership)}
    form = MemberEndForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            ended = attempt(
                form,
                lambda: acts.end_member(
                    membership=membership,
                    end=form.cleaned_data["end"],
                    seen=form.cleaned_data["version"],
                    grants=grants,
                    on=day_of(request),
                    actor=request.user,
                    reason=form.cleaned_data["reason"],
                ),
            )
        except Stale:
            return _tell_stale(request, startup, pk)
        if ended is not None:
            words = {
                "name": membership.person.name,
                "day": long_day(form.cleaned_data["end"]),
            }
            message = _("The mission of %(name)s ends on %(day)s.") % words
            return done(request, message, "team:team", slug=startup.slug)
    title = _("End the mission of %(name)s") % {"name": membership.person.name}
    may_end = grants.cover_membership(membership)
    context = {"startup": startup, "member": membership, "may_end": may_end}
    return show_form(request, "member_end", title, form, steps=_steps(startup), **context)


def _tell_stale(request: HttpRequest, startup: Startup, pk: int) -> HttpResponse:
    tell_stale(
        request,
        _("Somebody else changed this mission meanwhile: nothing was written. Here is how it is."),
    )
    return redirect("team:member", slug=startup.slug, pk=pk)
