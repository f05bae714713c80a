"""Tells Wagtail of the back office; what it does is in ``startups.backoffice``."""

from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from startups.backoffice.views import quality, second_factor

from .backoffice import log, menu


@hooks.register("register_admin_viewset")
def register_portfolio() -> menu.PortfolioGroup:
    return menu.PortfolioGroup()


@hooks.register("register_admin_urls")
def register_data_quality_urls() -> list[URLPattern]:
    report = quality.DataQualityReport
    return [
        path("reports/data-quality/", report.as_view(), name=quality.URL),
        path(
            "reports/data-quality/results/",
            report.as_view(results_only=True),
            name=quality.RESULTS_URL,
        ),
    ]


@hooks.register("register_admin_urls")
def register_account_urls() -> list[URLPattern]:
    reset = second_factor.SecondFactorResetView.as_view()
    return [path("users/second-factor/<int:pk>/", reset, name=second_factor.URL)]


hooks.register("register_user_listing_buttons", second_factor.listing_button)


@hooks.register("register_admin_menu_item")
def register_staff_home_item() -> menu.StaffHomeItem:
    return menu.StaffHomeItem()


@hooks.register("register_reports_menu_item")
def register_data_quality_item() -> menu.DataQualityItem:
    return menu.DataQualityItem()


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    log.register(actions)


@hooks.register("insert_global_admin_css")
def backoffice_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/backoffice.css"))
