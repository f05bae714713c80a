"""What the script of the form asks: to record one part as it is typed, and what others wrote.

Answers are JSON. A part is told as ``version``, ``shown`` (what the form sends back to say what
its user looked at), ``state``, ``note`` and ``values``.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from startups.core.versions import Stale
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.reviews.models import Review
from startups.team.reviews.form import DossierForm
from startups.team.reviews.form_items import CONFIRM, SAVE, UNKNOWN, AnswerItem, FormItem
from startups.team.reviews.pages import in_preparation
from startups.team.reviews.save import conflict, refused, seen_in, typed_in
from startups.web.decorators import on_startup
from startups.web.pages import CONFLICT, REFUSED
from startups.web.requests import day_of

ACTS = (SAVE, CONFIRM, UNKNOWN)


@on_startup(Permission.PREPARE_REVIEW)
@require_safe
def state(request: HttpRequest, startup: Startup) -> JsonResponse:
    """Where the dossier stands, and a token that is good for this session."""
    token = {"csrf": get_token(request)}
    review = in_preparation(startup)
    if review is None:
        return JsonResponse(token | {"closed": _closed_words()})
    form = DossierForm(review, on=day_of(request))
    parts = {unit.key: told(unit) for unit in form.units}
    return JsonResponse(token | {"parts": parts, "missing": _missing(form)})


@on_startup(Permission.PREPARE_REVIEW)
@require_POST
def save_unit(request: HttpRequest, startup: Startup) -> JsonResponse:
    """Records one part: 200 with how it stands now, 422 with what is refused, 409 with theirs."""
    review, on = in_preparation(startup), day_of(request)
    if review is None:
        return JsonResponse({"closed": _closed_words()}, status=CONFLICT)
    sent, act = request.POST.dict(), request.POST.get("act", SAVE)
    unit = DossierForm(review, on=on).unit(sent.get("unit", ""))
    typed = typed_in(unit, sent) if unit else None
    if unit is None or typed is None or act not in ACTS:
        raise Http404
    try:
        unit.save(typed, act=act, seen=seen_in(unit, sent), on=on, actor=request.user)
    except Stale as stale:
        return _conflict(unit.again(on=on), sent, stale)
    except ValidationError as error:
        return _refused(unit, sent, error)
    return JsonResponse(_now(review, unit.key, request))


def _now(review: Review, key: str, request: HttpRequest) -> dict[str, Any]:
    form = DossierForm(review, on=day_of(request))
    unit = form.unit(key)
    assert unit is not None  # noqa: S101  # it was saved a moment ago
    return told(unit) | {"missing": _missing(form)}


def _conflict(unit: FormItem, sent: dict[str, str], stale: Stale) -> JsonResponse:
    part = conflict(unit, sent, stale)
    words = [[str(label), text] for label, text in part.their_words]
    return JsonResponse(told(unit) | {"who": part.who, "theirs": words}, status=CONFLICT)


def _refused(unit: FormItem, sent: dict[str, str], error: ValidationError) -> JsonResponse:
    if getattr(error, "code", None) == "state":
        return JsonResponse({"closed": " ".join(error.messages)}, status=CONFLICT)
    part = refused(unit, sent, error)
    errors = {control.name: control.errors for control in part.controls if control.errors}
    return JsonResponse({"errors": errors, "general": part.errors}, status=REFUSED)


def told(unit: FormItem) -> dict[str, Any]:
    """How a part stands."""
    answer: dict[str, Any] = {
        "version": unit.version,
        "shown": unit.shown,
        "values": {control.name: control.value for control in unit.controls()},
    }
    if isinstance(unit, AnswerItem):
        answer |= {
            "state": unit.state,
            "word": str(unit.state.label),
            "note": unit.origin,
            "who": unit.writer,
        }
    return answer


def _missing(form: DossierForm) -> list[list[str]]:
    return [[row.anchor, row.message] for row in form.missing()]


def _closed_words() -> str:
    return _("The dossier is not in preparation any more.")
