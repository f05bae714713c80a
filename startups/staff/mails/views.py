"""The mails that are sent: which there are, and each as it would read."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from incubator.accounts.mail import compose
from startups.permissions import Permission
from startups.staff.decorators import for_staff
from startups.staff.home.pages import show
from startups.staff.home.scopes import scope_of
from startups.web.requests import day_of, rights

from .examples import ExampleScope
from .kinds import GROUPS, KINDS, MailKind


@dataclass(frozen=True)
class Preview:
    """A mail in one language."""

    code: str
    language: Any
    subject: str
    body: str


@for_staff
@require_safe
def all_mails(request: HttpRequest) -> HttpResponse:
    _own(request)
    return show(request, "mails", _("The mails that are sent"), groups=GROUPS)


@for_staff
@require_safe
def one_mail(request: HttpRequest, code: str) -> HttpResponse:
    own, kind = _own(request), KINDS.get(code)
    if kind is None:
        raise Http404
    previews = [_preview(kind, own, *language) for language in settings.LANGUAGES]
    return show(
        request,
        "mail",
        str(kind.when),
        kind=kind,
        previews=[preview for preview in previews if preview],
        steps=[(_("The mails that are sent"), reverse("mails:list"))],
    )


def _own(request: HttpRequest) -> ExampleScope:
    """What is the reader's own; raises PermissionDenied unless they steer some startup."""
    if not rights(request).may_somewhere(Permission.STEER_REVIEW):
        raise PermissionDenied
    return ExampleScope(scope_of(request), day_of(request))


def _preview(kind: MailKind, own: ExampleScope, code: str, language: Any) -> Preview | None:
    with override(code):
        context = kind.example(own)
        if context is None:
            return None
        words = {"recipient": own.reader, **context}
        mail = compose(kind.template, to=own.reader.email, context=words, language=code)
    return Preview(code, language, str(mail.subject), str(mail.body))
