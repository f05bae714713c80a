"""The addresses of the figures, below a startup's own."""

from django.urls import path

from . import indicator_views, measurement_views, paste_views

app_name = "team_figures"
ONE = "<int:indicator>/"
FIGURE = "<int:indicator>/<int:measurement>/"

urlpatterns = [
    path("", indicator_views.index, name="index"),
    path("nouveau/", indicator_views.add, name="add"),
    path("coller/", paste_views.paste, name="paste"),
    path("chiffres.csv", indicator_views.export, name="export"),
    path(ONE, indicator_views.detail, name="indicator"),
    path(f"{ONE}modifier/", indicator_views.edit, name="edit"),
    path(f"{ONE}supprimer/", indicator_views.delete, name="delete"),
    path(f"{ONE}historique/", indicator_views.history, name="history"),
    path(f"{ONE}ajouter/", measurement_views.measure, name="measure"),
    path(f"{FIGURE}modifier/", measurement_views.change, name="change"),
    path(f"{FIGURE}supprimer/", measurement_views.remove, name="remove"),
    path(f"{FIGURE}historique/", measurement_views.history, name="measurement_history"),
]
