"""Addresses of the public site that are no page: feeds, files for robots, former addresses.

They come before Wagtail's own addresses, which would take them for pages.
"""

from django.urls import path

from cms import feeds, former_addresses, sitemap

urlpatterns = [
    path("evenements.atom", feeds.portfolio_feed, name="portfolio_feed"),
    path("startups/<slug:slug>/evenements.atom", feeds.startup_feed, name="startup_feed"),
    path("incubateurs/<slug:slug>/evenements.atom", feeds.incubator_feed, name="incubator_feed"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("robots.txt", sitemap.robots, name="robots"),
    *former_addresses.urlpatterns,
]
