"""Addresses of ``startups.staff.home``."""

from django.urls import path

from .views import board, saved, table, today

app_name = "staff"

urlpatterns = [
    path("", today.today, name="today"),
    path("tableau/", board.board, name="board"),
    path("table/", table.table, name="table"),
    path("table/portefeuille.csv", table.export, {"form": "csv"}, name="table_csv"),
    path("table/portefeuille.xlsx", table.export, {"form": "xlsx"}, name="table_xlsx"),
    path("table/vues/", saved.views, name="views"),
    path("table/vues/garder/", saved.save, name="view_save"),
    path("table/vues/<int:pk>/renommer/", saved.rename, name="view_rename"),
    path("table/vues/<int:pk>/supprimer/", saved.delete, name="view_delete"),
]
