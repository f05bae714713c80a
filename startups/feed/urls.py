"""Addresses of the private calendars, below ``/calendrier/``."""

from django.urls import path

from . import views

app_name = "feed"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("<str:token>.ics", views.feed, name="feed"),
]
