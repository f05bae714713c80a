"""Addresses of ``startups.desk.home``."""

from django.urls import URLPattern

app_name = "desk"

urlpatterns: list[URLPattern] = []
