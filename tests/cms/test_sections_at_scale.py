"""The list and the sections over the real portfolio: as many queries as with one startup."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from cms.services import StartupPages
from startups.content_tree.services import import_tree
from startups.content_tree.tree import read_tree

from .sections import (
    HEAVIEST,
    INCUBATOR_QUERIES,
    LIST_QUERIES,
    SECTION_QUERIES,
    SPONSOR_QUERIES,
    page_bytes,
)

pytestmark = pytest.mark.django_db
STATE_OF = date(2026, 8, 20)


@pytest.fixture(scope="module", autouse=True)
def portfolio(django_db_setup: None, django_db_blocker: Any, content_tree: Path) -> Iterator[None]:
    """The 507 real startups, imported once for this file and taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        import_tree(tree=read_tree(content_tree), pages=StartupPages(), on=STATE_OF)
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        *LIST_QUERIES.items(),
        *SECTION_QUERIES.items(),
        ("/incubateurs/dinum/", INCUBATOR_QUERIES),
        ("/sponsors/dinum/", SPONSOR_QUERIES),
    ],
)
def test_queries_and_weight(
    address: str, queries: int, client: Client, django_assert_num_queries: Any
) -> None:
    assert page_bytes(client, address, queries, django_assert_num_queries) <= HEAVIEST


@pytest.mark.parametrize("facet", ["sponsor", "technology", "theme", "user_type", "incubator"])
def test_a_facet_shown_whole_stays_light(facet: str, client: Client) -> None:
    assert len(client.get("/startups/", {"all": facet}).content) <= HEAVIEST


def test_every_choice_of_every_facet_leads_to_as_many_as_it_says(client: Client) -> None:
    shown = client.get("/startups/", {"q": "emploi"}).context["listing"]

    for facet, choices in shown.choices.items():
        for choice in choices[:8]:
            query = {"q": "emploi", facet.value: choice.word.code}
            answer = client.get("/startups/", query).context["listing"]
            assert answer.total == choice.count, query
