"""Addresses of the budget statements, below ``/bureau/etats/``."""

from django.urls import path

from . import answering, listing

app_name = "statements"

urlpatterns = [
    path("", listing.all_statements, name="list"),
    path("<int:pk>/", listing.one_statement, name="page"),
    path("<int:pk>/valider/", answering.validate, name="validate"),
    path("<int:pk>/renvoyer/", answering.send_back, name="send_back"),
]
