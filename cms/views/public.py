"""Which startups the public site speaks of."""

from django.db.models import QuerySet

from startups.registry.models import Startup


def public_startups() -> QuerySet[Startup]:
    """Those whose page is published: a list never leads to a page that is not there."""
    return Startup.objects.filter(page__live=True)
