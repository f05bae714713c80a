"""The form of the dossier, one page: it saves whatever changed, and loses nothing typed."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from startups.permissions import Permission
from startups.registry.models import Startup
from startups.reviews.models import Review
from startups.reviews.selectors.reviews import moves_of
from startups.reviews.services.dossiers import confirm_all
from startups.team.reviews import drafts
from startups.team.reviews.form import DossierForm
from startups.team.reviews.pages import address, in_preparation, returned_with, show, steps
from startups.team.reviews.save import (
    SavedPart,
    SaveOutcome,
    is_touched,
    save_sections,
    seen_in,
    typed_in,
    typed_over,
)
from startups.team.reviews.script import words
from startups.team.reviews.submit_actions import SubmitAction, submit_action_in
from startups.web.decorators import on_startup
from startups.web.pages import CONFLICT, REFUSED, done
from startups.web.requests import day_of


def keep_typed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keeps what is sent in a session that has ended, while its author signs in again."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            drafts.keep(request)
        return view(request, *args, **kwargs)

    return inner


@keep_typed
@on_startup(Permission.PREPARE_REVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def dossier(request: HttpRequest, startup: Startup) -> HttpResponse:
    review = in_preparation(startup)
    if request.method == "POST":
        return _save(request, startup, review)
    if review is None:
        return redirect(address("index", startup))
    form = DossierForm(review, on=day_of(request))
    sent = drafts.take(request, review)
    parts = {unit.key: typed_over(unit, sent) for unit in form.units if is_touched(unit, sent)}
    return _show(request, startup, form, parts, is_restored=bool(parts))


def _show(
    request: HttpRequest,
    startup: Startup,
    form: DossierForm,
    parts: Mapping[str, SavedPart],
    *,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    refused = [part for part in parts.values() if part.is_refused]
    return show(
        request,
        "form",
        _("Dossier"),
        status=status,
        startup=startup,
        review=form.review,
        form={"errors": refused},
        sections=form.sections(parts),
        missing=form.missing(),
        returned=returned_with(form.review, moves_of(form.review)),
        figures={"levels": form.levels()},
        documents=list(form.documents()),
        conflicts=[part for part in parts.values() if part.is_conflict],
        mark=drafts.mark_for(request.user, form.review),
        words=words(),
        sign_in=f"{reverse('login')}?next={request.path}",
        steps=steps(startup),
        **context,
    )


def _save(request: HttpRequest, startup: Startup, review: Review | None) -> HttpResponse:
    sent = request.POST.dict()
    if review is None:
        return _closed(request, startup, sent, _("The dossier is not in preparation any more."))
    form, order = DossierForm(review, on=day_of(request)), submit_action_in(sent)
    outcome = save_sections(
        form.units, order.sent, order.acts, on=day_of(request), actor=request.user
    )
    if outcome.closed:
        return _closed(request, startup, sent, outcome.closed)
    confirmed = _confirm(request, form, order, outcome)
    if outcome.is_whole:
        there = f"{address(order.next_page, startup)}{order.anchor}"
        return done(request, _done_message(len(outcome.saved) + confirmed), there)
    has_conflict = any(part.is_conflict for part in outcome.parts.values())
    return _show(
        request,
        startup,
        DossierForm(review, on=day_of(request)),
        outcome.parts,
        status=CONFLICT if has_conflict else REFUSED,
        saved=len(outcome.saved),
    )


def _confirm(
    request: HttpRequest, form: DossierForm, order: SubmitAction, outcome: SaveOutcome
) -> int:
    """Confirms the prefilled values of a section that nobody has touched."""
    touched = {unit.key for unit in outcome.saved} | set(outcome.parts)
    seen = {
        str(unit.item): seen_in(unit, order.sent)
        for unit in form.prefilled_in(order.section)
        if unit.key not in touched
    }
    if not seen:
        return 0
    rows = confirm_all(review=form.review, seen=seen, on=form.on, actor=request.user)
    return len(rows)


def _done_message(count: int) -> str:
    if not count:
        return _("Nothing was different.")
    return ngettext("%(count)s part is recorded.", "%(count)s parts are recorded.", count) % {
        "count": count
    }


def _closed(
    request: HttpRequest, startup: Startup, sent: Mapping[str, str], why: str
) -> HttpResponse:
    """Nothing can be recorded any more: what was typed is shown, to be copied."""
    return show(
        request,
        "closed",
        _("Nothing was recorded"),
        status=CONFLICT,
        startup=startup,
        why=why,
        typed=_typed(startup, sent, request),
        steps=steps(startup),
    )


def _typed(
    startup: Startup, sent: Mapping[str, str], request: HttpRequest
) -> list[tuple[Any, list[tuple[Any, str]]]]:
    """What was typed in the parts that were touched: their labels, then each control's."""
    last = Review.objects.filter(startup=startup, dossier__isnull=False).order_by("-pk").first()
    if last is None:
        return []
    texts = []
    for unit in DossierForm(last, on=day_of(request)).units:
        values = typed_in(unit, sent)
        if values is None or not is_touched(unit, sent):
            continue
        labels = {unit.short(control): control.label for control in unit.controls()}
        texts.append((unit.label, [(labels[name], text) for name, text in values.items() if text]))
    return texts
