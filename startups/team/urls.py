"""The addresses of the space, below ``/espace/``. Words that are no startup come first."""

from django.urls import path

from .views import dashboard, documents, facts, landing, members, my_data, people, reminders, team

app_name = "team"
ONE = "<slug:slug>/equipe/<int:pk>/"
DOCUMENT = "<slug:slug>/documents/<int:document>/"

urlpatterns = [
    path("", landing.landing, name="landing"),
    path("mes-donnees/", my_data.my_data, name="my_data"),
    path("mes-donnees/telecharger/", my_data.download, name="my_data_download"),
    path("mes-donnees/accord/", my_data.answer, name="my_consent"),
    path("mes-rappels/", reminders.reminders, name="reminders"),
    path("<slug:slug>/", dashboard.dashboard, name="dashboard"),
    path("<slug:slug>/faits/", facts.facts, name="facts"),
    path("<slug:slug>/documents/", documents.documents, name="documents"),
    path("<slug:slug>/documents/ajouter/", documents.add, name="document_add"),
    path(DOCUMENT, documents.download, name="document"),
    path(f"{DOCUMENT}retirer/", documents.withdraw, name="document_withdraw"),
    path("<slug:slug>/equipe/", team.team, name="team"),
    path("<slug:slug>/equipe/ajouter/", members.add, name="member_add"),
    path(ONE, members.change, name="member"),
    path(f"{ONE}fin/", members.end, name="member_end"),
    path(f"{ONE}accord/", people.ask, name="consent_ask"),
    path(f"{ONE}adresse/", people.address, name="member_address"),
    path(f"{ONE}invitation/", people.invite, name="member_invite"),
]
