"""How pages are answered: what was sent, and what becomes of an act that is refused."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from startups.web.forms.refusals import take_in

REFUSED, CONFLICT = 422, 409
FORM = require_http_methods(["GET", "HEAD", "POST"])


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent in a form; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def attempt[T](form: Any, act: Callable[[], T]) -> T | None:
    """What ``act`` returns; None, with an error in ``form``, when it was refused.

    A constraint of the database refuses what the form let pass when somebody else wrote the
    same at the same moment.
    """
    try:
        with transaction.atomic():
            return act()
    except ValidationError as error:
        take_in(form, error)
    except IntegrityError:
        message = _("It contradicts what is recorded. Maybe somebody else just saved the same.")
        take_in(form, ValidationError(message))
    return None
