from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("Public site")

    def ready(self) -> None:
        from wagtail.images import get_image_model
        from wagtail.models import Page
        from wagtail.permissions import register_permission_policy

        from cms import checks, signals  # noqa: F401 (importing checks registers them)

        from .image_permissions import PicturePolicy
        from .permissions import PortfolioPagePolicy

        image = get_image_model()
        register_permission_policy(Page, PortfolioPagePolicy(Page))
        register_permission_policy(
            image, PicturePolicy(image, auth_model=image, owner_field_name="uploaded_by_user")
        )
        signals.replace_notices()
