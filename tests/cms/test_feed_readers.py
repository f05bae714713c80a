"""The feeds as a reader of feeds takes them: well formed, Atom, nothing missing."""

from datetime import date

import feedparser
import pytest
from django.test import Client

from cms.demonstration.loader import load_demonstration

pytestmark = pytest.mark.django_db
ADDRESSES = [
    "/evenements.atom",
    "/startups/signal-ravine/evenements.atom",
    "/incubateurs/fabrique-des-territoires/evenements.atom",
]


def test_a_reader_takes_every_feed_of_the_demonstration(client: Client) -> None:
    load_demonstration(on=date(2026, 8, 20), password="unused-in-this-test")
    for address in ADDRESSES:
        feed = feedparser.parse(client.get(address).content)
        assert (feed.version, bool(feed.bozo)) == ("atom10", False), address
        assert {"id", "title", "updated", "links"} <= set(feed.feed)
        assert feed.entries
        for entry in feed.entries:
            assert {"id", "title", "updated", "link"} <= set(entry)
        ids = [entry.id for entry in feed.entries]
        assert len(ids) == len(set(ids))
