"""The addresses of the pages of the staff, below ``/bureau/``."""

from django.urls import include, path

urlpatterns = [
    path("revues/", include("startups.staff.reviews.urls")),
    path("seances/", include("startups.staff.sessions.urls")),
    path("messages/", include("startups.staff.mails.urls")),
    path("budget/", include("startups.staff.budget.urls")),
    path("marches/", include("startups.staff.contracts.urls")),
    path("etats/", include("startups.staff.statements.urls")),
    path("", include("startups.staff.home.urls")),
]
