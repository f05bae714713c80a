"""Addresses of the budget, below ``/bureau/budget/``."""

from django.urls import path

from .views import lines, position, watch

app_name = "budget"

urlpatterns = [
    path("", position.position, name="position"),
    path("budget.csv", position.export, {"form": "csv"}, name="csv"),
    path("budget.xlsx", position.export, {"form": "xlsx"}, name="xlsx"),
    path("budget.pdf", position.export, {"form": "pdf"}, name="pdf"),
    path("lignes/", lines.lines, name="lines"),
    path("lignes/lignes.csv", lines.export, {"form": "csv"}, name="lines_csv"),
    path("lignes/lignes.xlsx", lines.export, {"form": "xlsx"}, name="lines_xlsx"),
    path("echeances/", watch.overview, name="watch"),
    path("echeances/<slug:part>/", watch.one, name="watch_part"),
    path("echeances/<slug:part>/liste.csv", watch.export, {"form": "csv"}, name="watch_csv"),
    path("echeances/<slug:part>/liste.xlsx", watch.export, {"form": "xlsx"}, name="watch_xlsx"),
    path("echeances/<slug:part>/liste.pdf", watch.export, {"form": "pdf"}, name="watch_pdf"),
]
