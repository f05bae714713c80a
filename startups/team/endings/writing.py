"""Writing a dossier: as typed when refused, told when somebody else wrote meanwhile."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from startups.core.versions import Stale
from startups.endings.selectors.ending_values import values_at, writers_since
from startups.endings.services.drafts import Written
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.web.conflicts import merged_again
from startups.web.decorators import View, on_startup
from startups.web.pages import CONFLICT, REFUSED, attempt, done
from startups.web.requests import day_of, demand

from .forms import EndingForm
from .kinds import HANDOVER, STOP, DossierKind
from .pages import show_ending, state_of
from .signature import signature_of


def page(kind: DossierKind) -> View:
    """The page of a dossier: its form for who may write it, else the dossier to read."""

    @on_startup(Permission.READ_RECORD)
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, startup: Startup) -> HttpResponse:
        if request.method == "POST":
            demand(request, Permission.WRITE_ENDING, startup)
            return _save(request, startup, kind)
        draft = kind.draft(startup)
        return _show(request, startup, kind, draft, kind.form(None, draft))

    return view


def preview(kind: DossierKind) -> View:
    """The draft as the public will read it."""

    @on_startup(Permission.READ_RECORD)
    @require_safe
    def view(request: HttpRequest, startup: Startup) -> HttpResponse:
        draft = kind.draft(startup)
        facts = kind.facts(draft, private=False) if draft else None
        title = _("As the public will read it")
        return show_ending(request, startup, "preview", title, kind=kind, facts=facts)

    return view


def _show(
    request: HttpRequest,
    startup: Startup,
    kind: DossierKind,
    draft: Any,
    form: EndingForm,
    status: int = 200,
    **conflict: Any,
) -> HttpResponse:
    state, on = state_of(request, startup, kind, draft), day_of(request)
    return show_ending(
        request,
        startup,
        "write" if state.may_write or form.is_bound else "read",
        kind.title,
        status=status,
        kind=kind,
        state=state,
        form=form,
        facts=kind.facts(draft, private=True) if draft else None,
        signature=signature_of(state, on) if kind is HANDOVER else None,
        **conflict,
    )


def _save(request: HttpRequest, startup: Startup, kind: DossierKind) -> HttpResponse:
    draft = kind.draft(startup)
    form = kind.form(request.POST, draft)
    if form.seen != int(form.current_version):
        return _tell_conflict(request, startup, kind, draft, form)
    if not form.is_valid():
        return _show(request, startup, kind, draft, form, REFUSED)
    try:
        written: Written | None = attempt(
            form,
            lambda: kind.write(
                startup=startup,
                values=form.values(),
                seen=form.seen,
                on=day_of(request),
                actor=request.user,
            ),
        )
    except Stale:
        fresh = kind.draft(startup)
        return _tell_conflict(request, startup, kind, fresh, kind.form(request.POST, fresh))
    if written is None:
        return _show(request, startup, kind, draft, form, REFUSED)
    following = f"{kind.name}_preview" if "preview" in request.POST else kind.name
    return done(request, _done_message(written), f"team_endings:{following}", slug=startup.slug)


def _done_message(written: Written) -> str:
    if not written.changed:
        return _("Nothing differs from what was recorded: nothing was written.")
    if written.voided:
        return _("Recorded. The signature is void: the owner must sign what it says now.")
    return _("Recorded.")


def _tell_conflict(
    request: HttpRequest, startup: Startup, kind: DossierKind, draft: Any, form: EndingForm
) -> HttpResponse:
    """The form again, on today's version, with what the other wrote beside what was typed."""
    context = merged_again(
        form,
        values_at(draft, form.seen) if draft else {},
        lambda data: kind.form(data, draft),
        writers=writers_since(draft, form.seen) if draft else [],
        changed_by=_("Since you opened this form, %(names)s changed this dossier."),
    )
    return _show(request, startup, kind, draft, status=CONFLICT, **context)


stop, stop_preview = page(STOP), preview(STOP)
handover, handover_preview = page(HANDOVER), preview(HANDOVER)
