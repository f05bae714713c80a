from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class StartupsConfig(AppConfig):
    name = "startups"
    verbose_name = _("Startups")

    def ready(self) -> None:
        from startups import checks, receivers  # noqa: F401 (they register as they are imported)
        from startups.backoffice.policy import register_policies

        register_policies()
        self._freeze()

    def _freeze(self) -> None:
        """Has the database refuse to change what is signed."""
        from startups.money.statements.models import immutability as sealing

        from .core.models import immutability as freezing

        connection_created.connect(freezing.lend_function, dispatch_uid="frozen-function")
        pre_migrate.connect(freezing.thaw, sender=self, dispatch_uid="frozen-thaw")
        post_migrate.connect(freezing.freeze, sender=self, dispatch_uid="frozen-freeze")
        freezing.watch_deletions()
        pre_migrate.connect(sealing.unseal, sender=self, dispatch_uid="sealed-unseal")
        post_migrate.connect(sealing.seal, sender=self, dispatch_uid="sealed-seal")
        sealing.watch_deletions()
