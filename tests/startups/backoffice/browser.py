"""Fills in a form as a browser does: what the page gave, sent back, with some fields changed."""

from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Any

from django.http import QueryDict


class _Form(HTMLParser):
    """The successful controls of the editor's form, in the order of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.pairs: list[tuple[str, str]] = []
        self.select: str | None = None
        self.area: str | None = None
        self.text = ""

    def handle_starttag(self, tag: str, attributes: Iterable[tuple[str, str | None]]) -> None:
        attrs = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.inside = attrs.get("id") == "w-editor-form"
        if not self.inside:
            return
        if tag == "input" and "name" in attrs:
            self._input(attrs)
        elif tag == "select":
            self.select = attrs["name"]
        elif tag == "option" and self.select and "selected" in attrs:
            self.pairs.append((self.select, attrs["value"]))
        elif tag == "textarea":
            self.area, self.text = attrs["name"], ""

    def _input(self, attrs: dict[str, str]) -> None:
        ticked = attrs.get("type") in ("checkbox", "radio")
        if not ticked or "checked" in attrs:
            self.pairs.append((attrs["name"], attrs.get("value", "on" if ticked else "")))

    def handle_data(self, data: str) -> None:
        if self.area:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area:
            # The first line end after the tag is no text; a browser sends CRLF.
            text = self.text.removeprefix("\n").replace("\r\n", "\n").replace("\n", "\r\n")
            self.pairs.append((self.area, text))
            self.area = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.inside = False


def fields_of(html: str) -> QueryDict:
    """What a browser would send if its user changed nothing."""
    form = _Form()
    form.feed(html)
    data = QueryDict(mutable=True)
    for name, value in form.pairs:
        data.appendlist(name, value)
    return data


def filled(html: str, **changes: Any) -> dict[str, list[str]]:
    """The same with some fields changed: a value, a list of values, or None to untick."""
    data = fields_of(html)
    for name, value in changes.items():
        values = value if isinstance(value, list) else [] if value is None else [value]
        data.setlist(name, [str(entry) for entry in values])
    return dict(data.lists())
