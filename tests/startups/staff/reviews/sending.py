"""Fills in the forms of the desk as a browser without scripts would."""

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client


def controls(html: str, form: str = "main form[method=post]") -> dict[str, str]:
    """What a browser would send of a form if its user changed nothing, buttons apart."""
    found = BeautifulSoup(html, "html.parser").select(form)[-1]
    values: dict[str, str] = {}
    for control in found.select("input[name], textarea[name], select[name]"):
        name, kind = control["name"], control.get("type")
        if control.name == "select":
            chosen = control.select_one("option[selected]")
            values[name] = chosen["value"] if chosen else ""
        elif control.name == "textarea":
            values[name] = control.text.removeprefix("\n").strip()
        elif kind not in ("radio", "checkbox") or control.has_attr("checked"):
            values[name] = control.get("value", "")
    values.pop("csrfmiddlewaretoken", None)
    return values


def press(client: Client, path: str, html: str, act: str = "", **typed: str) -> Any:
    """Sends the form of a page, with what was typed in it, by the button ``act``."""
    button = {"act": act} if act else {}
    return client.post(path, {**controls(html), **typed, **button})


def fill_in(client: Client, path: str, **typed: str) -> Any:
    """Opens the page at ``path``, types in its form and sends it."""
    return press(client, path, client.get(path).text, **typed)
