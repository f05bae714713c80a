"""The addresses of the budget statements, below those of a startup's money."""

from django.urls import path

from .views import acts, listing, writing

app_name = "team_statements"
ONE = "<int:statement>/"

urlpatterns = [
    path("", listing.index, name="index"),
    path("ouvrir/", acts.begin, name="open"),
    path(ONE, listing.one, name="page"),
    path(f"{ONE}modifier/", writing.write, name="write"),
    path(f"{ONE}reprendre/", acts.take_again, name="take_again"),
    path(f"{ONE}abandonner/", acts.drop, name="drop"),
    path(f"{ONE}soumettre/", acts.submit, name="submit"),
    path(f"{ONE}remplacer/", acts.replace, name="replace"),
]
