"""A signed decision: what it says, how it was corrected, and all that followed from it."""

from itertools import pairwise
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from startups.core.formats import euros
from startups.permissions import Permission
from startups.reviews.models import Decision, Review, Target
from startups.reviews.selectors.decisions import decision_now, decision_on, review_after
from startups.reviews.services.decisions import following
from startups.staff.decorators import on_review
from startups.staff.reviews.decision_summary import aim_summary, period_text
from startups.staff.reviews.forms.following import AmendForm, ConditionForm, DecisionCorrectionForm
from startups.staff.reviews.pages import ask, show_review, steps_to
from startups.web.pages import FORM, attempt, done, posted
from startups.web.requests import day_of, rights


@on_review(Permission.READ_OPINIONS)
@require_safe
def decision(request: HttpRequest, review: Review) -> HttpResponse:
    signed = _decision_of(review)
    now = decision_now(signed)
    on, startup = day_of(request), review.startup
    return show_review(
        request,
        "decision",
        _("The decision"),
        review,
        startup=startup,
        decision=signed,
        now=now,
        amount=euros(now.amount) if signed.amount else "",
        signed_amount=euros(signed.amount),
        period=period_text(signed.period_start, now.period_end),
        corrections=[_correction_view(row) for row in signed.corrections.all()],
        targets=[_target_view(target) for target in signed.targets.all()],
        conditions=[(row, row.is_overdue(on)) for row in signed.conditions.all()],
        next_review=review_after(review),
        may_follow=rights(request).may(Permission.SIGN_DECISION, startup),
        may_change_phase=rights(request).may(Permission.CHANGE_PHASE, startup),
    )


@on_review(Permission.SIGN_DECISION)
@FORM
def meet(request: HttpRequest, review: Review, condition: int) -> HttpResponse:
    signed = _decision_of(review)
    row = get_object_or_404(signed.conditions.all(), pk=condition)
    form = ConditionForm(posted(request))
    if form.is_valid():
        met = attempt(
            form,
            lambda: following.meet_condition(
                condition=row, on=day_of(request), actor=request.user, **form.cleaned_data
            ),
        )
        if met:
            return done(request, _("The condition is met."), "reviews:decision", pk=review.pk)
    return _ask(request, "condition", _("Say that a condition is met"), review, form, row=row)


@on_review(Permission.SIGN_DECISION)
@FORM
def amend(request: HttpRequest, review: Review, target: int) -> HttpResponse:
    rows = Target.objects.filter(decision__review=review).select_related("decision")
    row = get_object_or_404(rows.prefetch_related("amendments"), pk=target)
    form = AmendForm(posted(request), initial=AmendForm.initial_of(row.current))
    if form.is_valid():
        amendment = attempt(
            form,
            lambda: following.amend_target(
                target=row,
                aim=form.aim,
                on=day_of(request),
                actor=request.user,
                reason=form.cleaned_data["reason"],
            ),
        )
        if amendment:
            return done(request, _("The target is amended."), "reviews:decision", pk=review.pk)
    return _ask(request, "amend", _("Amend a target"), review, form, target=_target_view(row))


@on_review(Permission.SIGN_DECISION)
@FORM
def correct(request: HttpRequest, review: Review) -> HttpResponse:
    signed = _decision_of(review)
    form = DecisionCorrectionForm(posted(request), decision=signed, now=decision_now(signed))
    if form.is_valid():
        recorded = attempt(
            form,
            lambda: following.correct_decision(
                decision=signed,
                correction=form.correction,
                on=day_of(request),
                actor=request.user,
                reason=form.cleaned_data["reason"],
            ),
        )
        if recorded:
            message = _("The decision is corrected.")
            return done(request, message, "reviews:decision", pk=review.pk)
    return _ask(request, "correct", _("Correct the decision"), review, form, decision=signed)


def _ask(
    request: HttpRequest, template: str, title: str, review: Review, form: Any, **context: Any
) -> HttpResponse:
    back = reverse("reviews:decision", args=(review.pk,))
    steps = steps_to(review, (_("The decision"), back))
    return ask(request, template, title, review, form, back=back, steps=steps, **context)


def _decision_of(review: Review) -> Decision:
    signed = decision_on(review)
    if signed is None:
        raise Http404
    return signed


def _target_view(target: Target) -> dict[str, Any]:
    """A target as it is now; and every earlier wording, with the reason why it changed."""
    versions = [target, *target.amendments.all()]
    earlier = [
        {"summary": aim_summary(before), "row": after} for before, after in pairwise(versions)
    ]
    return {"row": target, "summary": aim_summary(versions[-1]), "earlier": earlier}


def _correction_view(row: Any) -> dict[str, Any]:
    """A correction: who, when, why, and what it says of each thing that it corrects."""
    facts = [
        (_("Amount granted"), "" if row.amount is None else euros(row.amount)),
        (_("Granted until"), row.period_end),
        (_("Reasons, published"), row.public_reasons),
        (_("Reasons, private"), row.private_reasons),
        (_("Next review due on"), row.next_due_on),
    ]
    return {"row": row, "facts": [(label, value) for label, value in facts if value]}
