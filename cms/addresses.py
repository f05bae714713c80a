"""The addresses of the public site, in the language of the interface.

Lists write hundreds of them: none asks the database. Facts and pages agree on them because
the sections have fixed slugs and a startup's page has the startup's slug.
"""

import re

from django.conf import settings
from django.urls import reverse

from startups.lifecycle.enums import Phase

STARTUPS, INCUBATORS, SPONSORS, PHASES = "startups", "incubateurs", "sponsors", "phases"
FRENCH, ENGLISH = "fr", "en"
PREFIX = re.compile(rf"^/{ENGLISH}(?=/|$)")


def page_address(path: str = "") -> str:
    """The address of a page, ``path`` being slugs from below the home page."""
    path = path.strip("/")
    return reverse("wagtail_serve", args=(f"{path}/" if path else "",))


def home_address() -> str:
    return page_address()


def startups_address(query: str = "") -> str:
    """The list of startups; ``query`` narrows it: ``phase=construction``."""
    address = page_address(STARTUPS)
    return f"{address}?{query}" if query else address


def startup_address(slug: str) -> str:
    return page_address(f"{STARTUPS}/{slug}")


def incubators_address() -> str:
    return page_address(INCUBATORS)


def incubator_address(slug: str) -> str:
    return page_address(f"{INCUBATORS}/{slug}")


def sponsor_address(slug: str) -> str:
    return page_address(f"{SPONSORS}/{slug}")


def phases_address() -> str:
    return page_address(PHASES)


def phase_address(code: str) -> str:
    """The page of a phase, whose slug is the word of the content files."""
    return page_address(f"{PHASES}/{Phase(code).value}")


def french(address: str) -> str:
    """The same page with the interface in French: its canonical address."""
    return PREFIX.sub("", address) or "/"


def english(address: str) -> str:
    """The same page with the interface in English."""
    return f"/{ENGLISH}{french(address)}"


def absolute(address: str) -> str:
    """``address`` with the scheme and host of the site; unchanged when it has its own."""
    return f"{settings.SITE_URL}{address}" if address.startswith("/") else address
