"""How an act at the desk is answered; each room shows its own pages."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def done(request: HttpRequest, message: Any, to: str, **arguments: Any) -> HttpResponse:
    """Says what was done, on the page that follows; ``to`` is the name of its address."""
    messages.success(request, message)
    return redirect(to, **arguments)
