"""The addresses of the desk, below ``/bureau/``."""

from django.urls import include, path

urlpatterns = [
    path("revues/", include("startups.desk.reviews.urls")),
    path("seances/", include("startups.desk.sessions.urls")),
    path("messages/", include("startups.desk.mails.urls")),
    path("budget/", include("startups.desk.budget.urls")),
    path("marches/", include("startups.desk.contracts.urls")),
    path("etats/", include("startups.desk.statements.urls")),
    path("", include("startups.desk.home.urls")),
]
