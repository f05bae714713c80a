"""Addresses of the previews of mails, below ``/bureau/messages/``."""

from django.urls import path

from . import views

app_name = "mails"

urlpatterns = [
    path("", views.all_mails, name="list"),
    path("<slug:code>/", views.one_mail, name="mail"),
]
