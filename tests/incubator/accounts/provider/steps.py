"""A sign-in at the hostile provider, step by step."""

from urllib.parse import parse_qs, urlsplit

from django.contrib.messages import get_messages
from django.test import Client

from .hostile import HostileProvider

BEGIN, CALLBACK = "/connexion/fournisseur/", "/connexion/fournisseur/retour/"


def come_back(client: Client, provider: HostileProvider, **changes: str):
    """Begin a sign-in, and come back from the provider."""
    asked = parse_qs(urlsplit(client.get(BEGIN)["Location"]).query)
    provider.nonce = asked["nonce"][0]
    return client.get(CALLBACK, {"code": "c", "state": asked["state"][0], **changes})


def said(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))
