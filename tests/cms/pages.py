"""What tests read in an answer: its words and its links, not its markup."""

import json
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client


def read(client: Client, address: str, status: int = 200) -> BeautifulSoup:
    """The page at ``address``, parsed."""
    response = client.get(address)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def words(node: Tag | None) -> str:
    """The text of a node, with single spaces."""
    assert node is not None
    return " ".join(node.get_text(" ").split())


def part(page: BeautifulSoup, identifier: str) -> Tag:
    """The section that the heading of this id titles."""
    found = page.find("section", attrs={"aria-labelledby": identifier})
    assert isinstance(found, Tag), f"no section {identifier}"
    return found


def links(node: Tag) -> dict[str, str]:
    """Addresses of the links in a node, by their text."""
    return {words(link): str(link["href"]) for link in node.find_all("a", href=True)}


def structured(page: BeautifulSoup) -> dict[str, Any]:
    """The page's JSON-LD, by type."""
    blocks = page.find_all("script", type="application/ld+json")
    data = [json.loads(block.string or "") for block in blocks]
    return {item["@type"]: item for item in data}


def meta(page: BeautifulSoup) -> dict[str, str]:
    """The contents of the page's meta elements, by name or property."""
    return {
        str(tag.get("name") or tag.get("property")): str(tag["content"])
        for tag in page.find_all("meta", content=True)
        if tag.get("name") or tag.get("property")
    }
