"""Keeps pages and facts in step: what is published is told to the domain, names follow."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.signals import page_published

from cms.models import StartupPage
from cms.models.base import today
from startups.models import Startup
from startups.services.publication import record_published_bodies
from startups.services.search import refresh_search_text


@receiver(page_published, sender=StartupPage)
def tell_published_body(sender: type[StartupPage], instance: StartupPage, **kwargs: Any) -> None:
    """Hands the published text to search, lists and exports."""
    if record_published_bodies(bodies={instance.startup_id: instance.body}, on=today()):
        refresh_search_text(startups=[instance.startup_id], on=None)


@receiver(post_save, sender=Startup)
def follow_name(sender: type[Startup], instance: Startup, created: bool, **kwargs: Any) -> None:
    """A renamed startup renames its page; its draft, if any, will say the new name too."""
    if created:
        return
    page = StartupPage.objects.filter(startup=instance).exclude(title=instance.name).first()
    if page:
        page.title = instance.name
        page.save(update_fields=["title", "draft_title"])
