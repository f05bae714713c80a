"""Addresses of the committee sessions, below ``/bureau/seances/``."""

from django.urls import path

from .views import agenda, calling, closing, dossiers, listing, live, members, minutes

app_name = "sessions"

urlpatterns = [
    path("", listing.all_sessions, name="list"),
    path("nouvelle/", calling.call, name="call"),
    path("<int:pk>/", listing.one_session, name="page"),
    path("<int:pk>/modifier/", calling.change, name="change"),
    path("<int:pk>/annuler/", calling.cancel, name="cancel"),
    path("<int:pk>/membres/", members.members, name="members"),
    path("<int:pk>/membres/invite/", members.guest, name="guest"),
    path("<int:pk>/membres/<int:member>/retirer/", members.remove, name="member_remove"),
    path("<int:pk>/points/", agenda.add, name="agenda_add"),
    path("<int:pk>/points/ordre/", agenda.order, name="agenda_order"),
    path("<int:pk>/points/<int:item>/deplacer/", agenda.move, name="item_move"),
    path("<int:pk>/points/<int:item>/retirer/", agenda.remove, name="item_remove"),
    path("<int:pk>/dossiers/", dossiers.dossiers, name="dossiers"),
    path("<int:pk>/direct/", live.live, name="live"),
    path("<int:pk>/direct/<int:item>/", live.item, name="live_item"),
    path("<int:pk>/cloture/", closing.close, name="close"),
    path("<int:pk>/compte-rendu/", minutes.page, name="minutes"),
    path("<int:pk>/compte-rendu.pdf", minutes.pdf, name="minutes_pdf"),
    path("<int:pk>/seance.ics", minutes.event, name="event"),
]
