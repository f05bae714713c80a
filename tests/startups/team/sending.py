"""Fills in the forms of the space as a browser would."""

from typing import Any

from django import forms
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def sent(client: Client, path: str, **typed: Any) -> dict[str, Any]:
    """What the form at ``path`` would send, had somebody typed that in it and nothing else."""
    form = client.get(path).context["form"]
    values = {name: form[name].value() for name in form.fields}
    data = {
        name: list(value) if isinstance(value, list | tuple | set) else value
        for name, value in values.items()
        if value not in (None, False)
        and not (isinstance(form.fields[name], forms.BooleanField) and not value)
    }
    return {**data, **typed}


def fill_in(client: Client, path: str, **typed: Any) -> Any:
    """Opens the form at ``path``, types and sends it."""
    return client.post(path, sent(client, path, **typed))


def queries(client: Client, path: str) -> int:
    """How many queries a page makes about facts and pages, sign-in apart."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    ours = ('"startups_', '"cms_', '"wagtailcore_')
    return len([query for query in captured if any(table in query["sql"] for table in ours)])
