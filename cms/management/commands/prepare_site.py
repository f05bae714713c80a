"""``manage.py prepare_site``: the home page and the sections of a new site."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from cms.services import ensure_site


class Command(BaseCommand):
    help = "Makes the home page and the sections where they are missing. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        home = ensure_site()
        self.stdout.write(_("The site is ready: %(title)s") % {"title": home.title})
