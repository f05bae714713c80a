"""The facts in one form: kept as typed when refused, told when somebody else wrote meanwhile."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from startups.core.versions import Stale
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.registry.selectors.versions import is_version, writers_since
from startups.registry.services.team_facts import change_facts
from startups.team.forms.facts import FactsForm
from startups.team.pages import show, show_form
from startups.web.conflicts import merged_again
from startups.web.decorators import on_startup
from startups.web.pages import CONFLICT, attempt, done
from startups.web.requests import day_of, rights


@on_startup(Permission.EDIT_FACTS)
@require_http_methods(["GET", "HEAD", "POST"])
def facts(request: HttpRequest, startup: Startup) -> HttpResponse:
    form = _form(request, startup, request.POST or None)
    if request.method == "POST":
        return _save(request, startup, form)
    return _show(request, startup, form)


def _form(request: HttpRequest, startup: Startup, data: object) -> FactsForm:
    may_tie = rights(request).may(Permission.EDIT_TIES, startup)
    return FactsForm(data, instance=startup, may_tie=may_tie)


def _show(request: HttpRequest, startup: Startup, form: FactsForm) -> HttpResponse:
    return show_form(request, "facts", _("Facts"), form, startup=startup)


def _save(request: HttpRequest, startup: Startup, form: FactsForm) -> HttpResponse:
    seen = request.POST.get("version", "")
    if seen != form.current_version:
        return _tell_conflict(request, startup, form, seen)
    if not form.is_valid():
        return _show(request, startup, form)
    try:
        changed = attempt(
            form,
            lambda: change_facts(
                startup=startup,
                values=form.fact_values(),
                ties=form.changed_ties(),
                seen=seen,
                on=day_of(request),
                actor=request.user,
                reason=form.cleaned_data["reason"],
            ),
        )
    except Stale:
        fresh = Startup.objects.get(pk=startup.pk)
        return _tell_conflict(request, fresh, _form(request, fresh, request.POST), seen)
    if changed is None:
        return _show(request, startup, form)
    return done(request, _done_message(form, changed), "team:dashboard", slug=startup.slug)


def _done_message(form: FactsForm, changed: list[str]) -> str:
    if not changed:
        return _("Nothing differs from what was recorded: nothing was written.")
    labels = ", ".join(form.label_of(name) for name in changed)
    return _("Recorded: %(fields)s.") % {"fields": labels}


def _tell_conflict(
    request: HttpRequest, startup: Startup, form: FactsForm, seen: str
) -> HttpResponse:
    """The form again, on today's version, with what the other wrote beside what was typed."""
    context = merged_again(
        form,
        form.values_at(seen),
        lambda data: _form(request, startup, data),
        writers=writers_since(startup, seen) if is_version(seen) else [],
        changed_by=_("Since you opened this form, %(names)s changed these facts."),
    )
    return show(request, "facts", _("Facts"), status=CONFLICT, startup=startup, **context)
