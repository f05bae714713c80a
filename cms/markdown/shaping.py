"""Gives sanitised HTML the shape that our pages need: headings, tables, links, pictures.

It works on a tree parsed from what the sanitiser wrote, and its result is sanitised again: a
mistake here can make a page ugly, not dangerous.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from .sanitiser import (
    ALIGNMENT_CLASSES,
    BLOCKS,
    EXTERNAL_CLASS,
    HEADINGS,
    PHRASING,
    SCROLLING_WRAPPER,
    TABLE_WRAPPERS,
)

_SEEN = re.compile(r"[^\s\u00ad\u200b-\u200f\u2060\ufeff]")


def shape(markup: str, first_heading_level: int, site_host: str) -> str:
    """Returns well-formed ``markup`` reshaped; see ``render_markdown`` for the rules."""
    # In a <div>, or Beautiful Soup warns about short texts that look like a file name.
    root = BeautifulSoup(f"<div>{markup}</div>", "html.parser").div
    assert root is not None  # noqa: S101  # for the type checker: it is written just above
    _free_blocks(root)
    for image in _all(root, "img"):
        _shape_image(image)
    for link in _all(root, "a"):
        _shape_link(link, site_host)
    _shape_headings(root, first_heading_level)
    for table in _all(root, "table"):
        _shape_table(table)
    _drop_empty(root)
    _tidy_phrasing(root)
    return root.decode_contents()


def _all(root: Tag, *names: str) -> Iterator[Tag]:
    return iter(root.find_all(list(names)))


def _says_something(element: Tag) -> bool:
    """Whether a reader, or a screen reader, finds anything in the element."""
    pictures = (str(image.get("alt", "")) for image in _all(element, "img"))
    return any(_SEEN.search(text) for text in (element.get_text(), *pictures))


def _free_blocks(root: Tag) -> None:
    """Takes away a ``<b>`` left open by its author, which has swallowed blocks."""
    for block in _all(root, *BLOCKS):
        for parent in list(block.parents):
            if parent.name in PHRASING:
                parent.unwrap()


def _drop_empty(root: Tag) -> None:
    for block in _all(root, "blockquote", "p", "pre"):
        if not block.find(["hr", "img"]) and not _SEEN.search(block.get_text()):
            block.extract()


def _tidy_phrasing(root: Tag) -> None:
    """Unwraps what emphasises nothing: a ``<b>`` left open has some between list items."""
    for element in _all(root, *(PHRASING - {"a", "br", "img"})):
        if not element.find(["br", "img"]) and not element.get_text().strip():
            element.unwrap()


# Pictures and links -------------------------------------------------------------------------


def _shape_image(image: Tag) -> None:
    """Gives a picture its ``alt``; one that has no address we allow leaves only its text."""
    alt = str(image.get("alt", ""))
    address = str(image.get("src", "")).strip().lower()
    if not address or address.startswith("mailto:"):
        image.replace_with(alt)
        return
    image["alt"], image["loading"] = alt, "lazy"
    for side in ("width", "height"):
        if not re.fullmatch(r"[1-9][0-9]{0,4}", str(image.get(side, ""))):
            del image[side]


def _shape_link(link: Tag, site_host: str) -> None:
    """Marks a link that leaves the site; one that nobody could see or name is no link."""
    address = str(link.get("href", ""))
    if not address.strip():
        link.unwrap()
    elif _says_something(link):
        _mark_external(link, address, site_host)
    elif link.find("img"):
        link.append(address)
        _mark_external(link, address, site_host)
    else:
        link.unwrap()


def _mark_external(link: Tag, address: str, site_host: str) -> None:
    if _is_external(address, site_host):
        link["class"] = EXTERNAL_CLASS
        link["rel"] = "noopener external"


def _is_external(address: str, site_host: str) -> bool:
    """Whether the address is on another host; browsers read ``\\`` there as ``/``."""
    try:
        parts = urlsplit(address.strip().replace("\\", "/"))
    except ValueError:
        return True
    if parts.scheme not in ("http", "https") and not parts.netloc:
        return False
    return parts.netloc.lower() != site_host.lower()


# Headings -----------------------------------------------------------------------------------


def _shape_headings(root: Tag, first_level: int) -> None:
    """Numbers headings by how deep they are, so that no level is skipped.

    The depth of a heading is the number of headings above it that are higher than it and still
    open. The first is always at ``first_level``, even when a higher one follows: under the
    page's ``h1``, starting lower would be a skip.
    """
    open_levels: list[int] = []
    for heading in list(_all(root, *HEADINGS)):
        if not _says_something(heading):
            _demote(heading)
            continue
        level = int(heading.name[1])
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        heading.name = f"h{min(first_level + len(open_levels), 6)}"
        open_levels.append(level)


def _demote(heading: Tag) -> None:
    """Keeps the picture of a heading without words as a paragraph; drops the rest."""
    if heading.find("img"):
        heading.name = "p"
    else:
        heading.decompose()


# Tables -------------------------------------------------------------------------------------


def _shape_table(table: Tag) -> None:
    """Makes it a table of the design system, which scrolls on a small screen."""
    for part in _all(table, "thead", "tbody"):
        if not _says_something(part) and not part.find("img"):
            part.decompose()
    if not table.find("tr"):
        table.decompose()
        return
    for cell in _all(table, "th", "td"):
        _shape_cell(cell)
    for name in reversed(TABLE_WRAPPERS):
        table = table.wrap(Tag(name="div", attrs={"class": name}))
        if name == SCROLLING_WRAPPER:
            table["tabindex"] = "0"  # a keyboard can scroll only what it can reach


def _shape_cell(cell: Tag) -> None:
    """Gives a header its scope; an empty header is no header, or it would announce nothing."""
    if cell.name == "th" and not _says_something(cell):
        cell.name = "td"
    if cell.name == "th":
        cell["scope"] = "col"
    alignment = ALIGNMENT_CLASSES.get(str(cell.attrs.pop("align", "")))
    if alignment:
        cell["class"] = alignment
