"""Addresses of the contracts, below ``/bureau/marches/``."""

from django.urls import path

from .views import listing, recording, users

app_name = "contracts"

urlpatterns = [
    path("", listing.all_contracts, name="list"),
    path("nouveau/", recording.add, name="add"),
    path("<int:pk>/", listing.one_contract, name="page"),
    path("<int:pk>/corriger/", recording.correct, name="correct"),
    path("<int:pk>/modification/", recording.modify, name="modify"),
    path("<int:pk>/utilisateurs/", users.users, name="users"),
]
