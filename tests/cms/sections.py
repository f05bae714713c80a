"""The sections' addresses, and how many queries each answers with, whatever the portfolio.

Wagtail takes seven of them: site, two pages each with its type's table, aliases, access
rules and the menu.
"""

from typing import Any

from django.test import Client

LIST_QUERIES = {
    "/startups/": 10,
    "/startups/?q=startup": 11,
    "/startups/?q=nowhere-at-all": 11,
    "/startups/?phase=construction&status=active&impact=1&sort=longest": 10,
    "/startups/?all=technology&page=9": 10,
}
SECTION_QUERIES = {
    "/incubateurs/": 11,
    "/sponsors/": 11,
    "/phases/": 8,
    "/phases/construction/": 10,
}
INCUBATOR_QUERIES, SPONSOR_QUERIES = 11, 10
HEAVIEST = 150_000


def page_bytes(client: Client, address: str, queries: int, assert_queries: Any) -> int:
    """Reads the page in exactly that many queries; how many bytes it weighs.

    It is read once before: Wagtail then remembers its site and the types of its pages.
    """
    client.get(address)
    with assert_queries(queries):
        response = client.get(address)
    assert response.status_code == 200, address
    return len(response.content)
