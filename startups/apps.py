from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StartupsConfig(AppConfig):
    name = "startups"
    verbose_name = _("Startups")

    def ready(self) -> None:
        from startups import receivers  # noqa: F401 (they connect as they are imported)
        from startups.office.policy import register_policies

        register_policies()
