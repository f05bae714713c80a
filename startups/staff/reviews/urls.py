"""The addresses of reviews in the pages of the staff, below ``/bureau/revues/``."""

from django.urls import path

from .views import deciding, decision, listing, opinions, phases, reading, steering

app_name = "reviews"

urlpatterns = [
    path("", listing.open_list, name="list"),
    path("closes/", listing.closed_list, name="closed"),
    path("<int:pk>/", reading.read, name="read"),
    path("<int:pk>/avis/", opinions.opinion, name="opinion"),
    path("<int:pk>/renvoyer/", steering.give_back, name="return"),
    path("<int:pk>/reporter/", steering.postpone, name="postpone"),
    path("<int:pk>/annuler/", steering.cancel, name="cancel"),
    path("<int:pk>/decider/", deciding.decide, name="decide"),
    path("<int:pk>/decision/", decision.decision, name="decision"),
    path("<int:pk>/decision/corriger/", decision.correct, name="correct"),
    path("<int:pk>/decision/condition/<int:condition>/", decision.meet, name="condition"),
    path("<int:pk>/decision/objectif/<int:target>/", decision.amend, name="amend"),
    path("phases/<slug:slug>/", phases.phases, name="phases"),
    path("phases/<slug:slug>/annuler/", phases.take_back, name="phase_take_back"),
    path("phases/<slug:slug>/vers/<slug:to>/", phases.change, name="phase_change"),
]
