"""Every address. What people read is in French, and in English below ``/en/``."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from startups.team.endings.countersign import countersignature, countersigned
from startups.team.views.consent import consent

from .accounts import urls as accounts_urls
from .health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path(settings.ADMIN_PATH.lstrip("/"), include(accounts_urls.admin_urls)),
    path(settings.ADMIN_PATH.lstrip("/"), include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    # In development only, and pictures only, like the proxy of a deployment (docs/deploy.md).
    *static(f"{settings.MEDIA_URL}images/", document_root=settings.MEDIA_ROOT / "images"),
    path("", include("cms.urls")),
    *accounts_urls.provider_urls,
    *i18n_patterns(
        path("espace/<slug:slug>/chiffres/", include("startups.team.figures.urls")),
        path("espace/<slug:slug>/revue/", include("startups.team.reviews.urls")),
        path("espace/<slug:slug>/argent/etats/", include("startups.team.statements.urls")),
        path("espace/<slug:slug>/argent/", include("startups.team.money.urls")),
        path("espace/<slug:slug>/", include("startups.team.endings.urls")),
        path("espace/", include("startups.team.urls")),
        path("bureau/", include("startups.staff.urls")),
        path("calendrier/", include("startups.feed.urls")),
        path("consentement/<str:token>/", consent, name="consent"),
        path("contresignature/", countersigned, name="countersigned"),
        path("contresignature/<str:token>/", countersignature, name="countersignature"),
        path("", include(accounts_urls)),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]

handler404 = "cms.errors.not_found"
