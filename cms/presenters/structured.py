"""Pages in schema.org's vocabulary (JSON-LD). Says nothing that the page does not show."""

from typing import Any

from django.conf import settings

from cms.addresses import absolute, home_address, startup_address, startups_address

from .startup import NamedLink, StartupView

CONTEXT = "https://schema.org"


def website_data() -> dict[str, Any]:
    """The site, and how to search it."""
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": settings.SITE_NAME,
        "url": absolute(home_address()),
        "inLanguage": "fr",
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{absolute(startups_address())}?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def startup_data(view: StartupView) -> dict[str, Any]:
    """The page of a startup, about a public service."""
    address = absolute(startup_address(view.startup.slug))
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "WebPage",
            "name": view.startup.name,
            "url": address,
            "inLanguage": "fr",
            "dateModified": view.changed_on.isoformat() if view.changed_on else "",
            "about": _service(view),
        }
    )


def _service(view: StartupView) -> dict[str, Any]:
    return _filled(
        {
            "@type": "GovernmentService",
            "name": view.startup.name,
            "description": view.startup.mission,
            "url": view.website,
            "provider": [_organisation(link) for link in view.incubators],
            "sponsor": [_organisation(link) for link in view.sponsors],
            "audience": [
                {"@type": "Audience", "audienceType": link.label} for link in view.user_types
            ],
        }
    )


def _organisation(link: NamedLink) -> dict[str, Any]:
    return {
        "@type": "GovernmentOrganization",
        "name": link.label,
        "url": absolute(link.address),
    }


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    """The same without what is empty."""
    return {key: value for key, value in data.items() if value}
