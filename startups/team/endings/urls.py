"""The addresses about the end of a startup, below ``/espace/<slug>/``."""

from django.urls import path

from . import overview, signature, writing

app_name = "team_endings"

urlpatterns = [
    path("fin/", overview.index, name="index"),
    path("fin/<int:period>/correction/", overview.correct, name="correct"),
    path("arret/", writing.stop, name="stop"),
    path("arret/apercu/", writing.stop_preview, name="stop_preview"),
    path("transfert/", writing.handover, name="handover"),
    path("transfert/apercu/", writing.handover_preview, name="handover_preview"),
    path("transfert/lien/", signature.send, name="handover_link"),
]
