"""Addresses about the six-month review, below ``/espace/<slug>/revue/``."""

from django.urls import path

from .views import documents, form, overview, reading, saving, submitting

app_name = "team_reviews"

urlpatterns = [
    path("", overview.index, name="index"),
    path("commencer/", overview.begin, name="begin"),
    path("<int:review>/", reading.read, name="read"),
    path("dossier/", form.dossier, name="dossier"),
    path("dossier/partie/", saving.save_unit, name="save_unit"),
    path("dossier/etat/", saving.state, name="state"),
    path("dossier/soumettre/", submitting.submit, name="submit"),
    path("dossier/documents/ajouter/", documents.add, name="document_add"),
    path("dossier/documents/joindre/", documents.join, name="document_join"),
    path(
        "dossier/documents/<int:document>/retirer/",
        documents.take_off,
        name="document_take_off",
    ),
]
