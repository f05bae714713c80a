"""Signing a decision: it is written, then what will follow is read, then it is signed.

Nothing is kept between the two pages but what the second one sends back. What was typed stays,
whether one goes back, adds a row or is refused.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from startups.core.versions import digest_of
from startups.permissions import Permission
from startups.reviews.enums import ReviewState
from startups.reviews.models import Decision, Review
from startups.reviews.presenters.dossier_view import dossier_view
from startups.reviews.services.decisions.draft import DecisionDraft
from startups.reviews.services.decisions.plan import DecisionPlan, plan_decision
from startups.reviews.services.decisions.signing import sign_decision
from startups.staff.decorators import on_review
from startups.staff.reviews.decision_summary import draft_summary
from startups.staff.reviews.pages import show_review
from startups.staff.reviews.prefilling import prefilled
from startups.staff.reviews.sheet import CONDITIONS_AT_MOST, Sheet
from startups.web.pages import CONFLICT, FORM, REFUSED, attempt, done
from startups.web.requests import day_of

# What is sent besides the sheet; not sent back by the second page.
FURNITURE = {"csrfmiddlewaretoken", "act", "seen"}


@on_review(Permission.SIGN_DECISION)
@FORM
def decide(request: HttpRequest, review: Review) -> HttpResponse:
    on, act = day_of(request), request.POST.get("act", "")
    if request.method != "POST":
        return _begin(request, review)
    if act in {"more", "edit"}:
        more = 1 if act == "more" else 0
        sheet = Sheet.typed(review, request.POST, on=on, more=more)
        return _write(request, review, sheet)
    sheet = Sheet.checked(review, request.POST, on=on)
    draft = sheet.draft() if sheet.is_valid() else None
    plan = _plan(request, review, sheet, draft) if draft else None
    if draft is None or plan is None:
        return _refuse(request, review, sheet, draft)
    if act == "sign" and request.POST.get("seen") == _digest(plan, on):
        return _sign(request, review, sheet, draft)
    return _preview(request, review, plan, is_changed=act == "sign")


def _begin(request: HttpRequest, review: Review) -> HttpResponse:
    on = day_of(request)
    if review.state == ReviewState.DECIDED:
        return redirect("reviews:decision", pk=review.pk)
    if review.state != ReviewState.SUBMITTED:
        return show_review(request, "not_yet", _("Sign the decision"), review)
    return _write(request, review, Sheet.blank(review, prefilled(review, on=on), on=on))


def _write(
    request: HttpRequest, review: Review, sheet: Sheet, *, status: int = 200
) -> HttpResponse:
    return show_review(
        request,
        "decide",
        _("Sign the decision"),
        review,
        status=status,
        sheet=sheet,
        form=sheet.form,
        dossier=dossier_view(review, on=day_of(request)),
        may_add=sheet.conditions.count < CONDITIONS_AT_MOST,
        onward=_onward(request),
    )


def _plan(
    request: HttpRequest, review: Review, sheet: Sheet, draft: DecisionDraft
) -> DecisionPlan | None:
    """What signing would do; None, said in the sheet, when it cannot be signed."""
    try:
        return plan_decision(review=review, draft=draft, on=day_of(request))
    except ValidationError as error:
        sheet.refuse(error)
        return None


def _refuse(
    request: HttpRequest, review: Review, sheet: Sheet, draft: DecisionDraft | None
) -> HttpResponse:
    """The sheet again, with what was typed; who was quicker, when somebody else signed."""
    signed = Decision.objects.select_related("signed_by").filter(review=review).first()
    if signed is None or draft is None:
        return _write(request, review, sheet, status=REFUSED)
    return show_review(
        request,
        "signed_meanwhile",
        _("This review is decided already"),
        review,
        status=CONFLICT,
        signed=signed,
        summary=draft_summary(draft),
    )


def _preview(
    request: HttpRequest, review: Review, plan: DecisionPlan, *, is_changed: bool
) -> HttpResponse:
    on = day_of(request)
    return show_review(
        request,
        "sign",
        _("What will follow"),
        review,
        status=CONFLICT if is_changed else 200,
        lines=plan.lines(on=on),
        summary=draft_summary(plan.draft),
        on=on,
        sent=_sent_back(request),
        seen=_digest(plan, on),
        is_changed=is_changed,
    )


def _sign(request: HttpRequest, review: Review, sheet: Sheet, draft: DecisionDraft) -> HttpResponse:
    on, actor = day_of(request), request.user
    decision = attempt(
        sheet.form, lambda: sign_decision(review=review, draft=draft, on=on, actor=actor)
    )
    if decision is None:
        return _refuse(request, review, sheet, draft)
    message = _("The decision is signed: %(kind)s.") % {"kind": decision.get_kind_display()}
    onward = _onward(request)
    if onward:
        return done(request, message, onward)
    return done(request, message, "reviews:decision", pk=review.pk)


def _onward(request: HttpRequest) -> str:
    """Where one came from and goes on to, as a session in which decisions are recorded."""
    sent = request.POST.get("suite") or request.GET.get("suite") or ""
    is_ours = url_has_allowed_host_and_scheme(
        sent, allowed_hosts=None, require_https=request.is_secure()
    )
    return sent if is_ours and sent.startswith("/") else ""


def _sent_back(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, value in request.POST.items() if name not in FURNITURE]


def _digest(plan: DecisionPlan, on: date) -> str:
    """Of what is shown before the signature: one signs what one has read, and nothing else."""
    return digest_of(plan.lines(on=on), plan.draft)
