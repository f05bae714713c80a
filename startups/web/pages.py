"""How pages are answered: what was sent, what is shown, and what becomes of an act."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from startups.web.forms.errors import add_errors

type Breadcrumb = list[tuple[str, str]]
"""The label and the address of each step to a page, without the page itself."""

REFUSED, CONFLICT = 422, 409
FORM = require_http_methods(["GET", "HEAD", "POST"])


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent in a form; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


class Pages:
    """The pages whose templates are in one folder: ``Pages("team/figures")``."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def show(
        self,
        request: HttpRequest,
        template: str,
        title: Any,
        *,
        status: int = 200,
        **context: Any,
    ) -> HttpResponse:
        """A page; ``steps``, in the context, is its breadcrumb."""
        context["title"] = title
        return render(request, f"{self.folder}/{template}.html", context, status=status)

    def show_form(
        self,
        request: HttpRequest,
        template: str,
        title: Any,
        form: Any,
        *,
        breadcrumb: Breadcrumb | None = None,
        **context: Any,
    ) -> HttpResponse:
        """A page with a form; refused, it keeps what was typed, and says so (422).

        Its last step before, with a ``breadcrumb``, is where one goes without answering.
        """
        if breadcrumb:
            context |= {"steps": breadcrumb, "back": breadcrumb[-1][1]}
        context.setdefault("status", REFUSED if form.is_bound and form.errors else 200)
        return self.show(request, template, title, form=form, **context)


def done(
    request: HttpRequest, message: Any, to: str, *, warning: str = "", **arguments: Any
) -> HttpResponse:
    """Says what was done, and what to mind, on the page that follows: an address or its name."""
    messages.success(request, message)
    if warning:
        messages.warning(request, warning)
    return redirect(to, **arguments)


def not_done(
    request: HttpRequest, error: ValidationError, to: str, **arguments: Any
) -> HttpResponse:
    """Says why something was not done, on the page that follows."""
    messages.error(request, " ".join(error.messages))
    return redirect(to, **arguments)


def attempt[T](form: Any, act: Callable[[], T]) -> T | None:
    """What ``act`` returns; None, with an error in ``form``, when it was refused.

    A constraint of the database refuses what the form let pass when somebody else wrote the
    same at the same moment.
    """
    try:
        with transaction.atomic():
            return act()
    except ValidationError as error:
        add_errors(form, error)
    except IntegrityError:
        message = _("It contradicts what is recorded. Maybe somebody else just saved the same.")
        add_errors(form, ValidationError(message))
    return None
