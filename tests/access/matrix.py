"""Who gets an answer from which route, written apart from the code that decides.

Every route is named here. A route that is not fails the walk, until somebody has decided.
``Rule`` says who may be answered when the address is about *our* startup: everybody else is
refused, learns nothing private and changes nothing.
"""

from dataclasses import dataclass

EVERYBODY = frozenset(
    {
        "administrator",
        "manager",
        "committee",
        "intrapreneur",
        "other_manager",
        "other_intrapreneur",
        "former_intrapreneur",
        "nobody",
        "anonymous",
    }
)
SIGNED_IN = EVERYBODY - {"anonymous"}
# Whoever has something to do in the admin today, be it elsewhere.
AT_THE_DOOR = frozenset(
    {
        "administrator",
        "manager",
        "committee",
        "intrapreneur",
        "other_manager",
        "other_intrapreneur",
    }
)
EDITORS_SOMEWHERE = AT_THE_DOOR - {"committee"}
STAFF_SOMEWHERE = frozenset({"administrator", "manager", "other_manager"})
WITH_PORTFOLIO = STAFF_SOMEWHERE | {"committee"}
ADMINISTRATOR = frozenset({"administrator"})
STAFF = frozenset({"administrator", "manager"})
TEAM = STAFF | {"intrapreneur"}
READERS = TEAM | {"committee"}
NOBODY = frozenset()


@dataclass(frozen=True)
class Rule:
    """Who may be answered. ``lists``: others may be, too, and must find nothing of ours."""

    allowed: frozenset[str]
    lists: bool = False


def rules(names: str, allowed: frozenset[str], *, lists: bool = False) -> dict[str, Rule]:
    """The same rule for several routes."""
    return dict.fromkeys(names.split(), Rule(allowed, lists))


def office(kind: str, acts: dict[str, frozenset[str]]) -> dict[str, Rule]:
    """The routes of a viewset of the back office."""
    return {f"backoffice_{kind}:{act}": Rule(allowed) for act, allowed in acts.items()}


def acts(
    listed: frozenset[str],
    read: frozenset[str],
    change: frozenset[str],
    add: frozenset[str] = ADMINISTRATOR,
) -> dict[str, frozenset[str]]:
    """Who lists, reads, changes and adds."""
    names = {"index": listed, "index_results": listed, "add": add, "inspect": read}
    return names | dict.fromkeys(("edit", "history", "history_results"), change)


VOCABULARIES = (
    "activities handover-items ministry-domains organisation-kinds resources roles technologies "
    "themes user-types"
)

MATRIX: dict[str, Rule] = {
    # The public site.
    **rules(
        "wagtail_serve portfolio_feed startup_feed incubator_feed sitemap robots healthz "
        "wagtailadmin_sprite wagtailadmin_javascript_catalog "  # drawings and words of the admin
        "cms.former_addresses.former_startup cms.former_addresses.former_incubator "
        "django.views.static.serve wagtaildocs_serve consent countersignature countersigned",
        EVERYBODY,
    ),
    # Signing in and out; what they answer says nothing of anybody.
    **rules(
        "login login_link login_link_sent login_link_use password_reset password_reset_sent "
        "password_reset_confirm invitation logout signed_in oidc_authentication_init "
        "oidc_authentication_callback oidc_signed_out admin_login_closed admin_reset_closed "
        "otp_webauthn:credential-authentication-begin frontend_login "
        "otp_webauthn:credential-authentication-complete wagtailcore_login admin_logout "
        "wagtailcore_authenticate_with_password wagtaildocs_authenticate_with_password",
        EVERYBODY,
    ),
    # Wagtail's own, shadowed by ours: the first route of an address answers.
    **rules(
        "wagtailadmin_login wagtailadmin_logout wagtailadmin_password_reset "
        "wagtailadmin_password_reset_done wagtailadmin_password_reset_confirm "
        "wagtailadmin_password_reset_complete",
        EVERYBODY,
    ),
    # One's own account.
    **rules(
        "account account_name account_language password_change sessions_end second_factor "
        "totp_enrol second_factor_verify recovery_codes factor_remove "
        "otp_webauthn:credential-registration-begin otp_webauthn:credential-registration-complete",
        SIGNED_IN,
    ),
    # The space.
    **rules(
        "team:landing team:my_data team:my_data_download team:my_consent team:reminders",
        SIGNED_IN,
    ),
    **rules("team:dashboard team:team team_figures:index", READERS),
    **rules("team:documents team:document", READERS),
    **rules("team:document_add team:document_withdraw", TEAM),
    **rules(
        "team_figures:indicator team_figures:export team_figures:history "
        "team_figures:measurement_history",
        READERS,
    ),
    **rules(
        "team:facts team:member_add team:member team:member_end team:consent_ask "
        "team_figures:add team_figures:change team_figures:delete "
        "team_figures:edit team_figures:measure team_figures:paste team_figures:remove",
        TEAM,
    ),
    **rules("team_reviews:index team_reviews:read", READERS),
    **rules(
        "team_reviews:begin team_reviews:dossier team_reviews:save_unit team_reviews:state "
        "team_reviews:submit team_reviews:document_add team_reviews:document_join "
        "team_reviews:document_take_off",
        TEAM,
    ),
    # Money: read by those who read the record, entered by the team and the staff; what no
    # decision grants is recorded by the staff. A contract is there for its buyers only.
    **rules("team_money:index team_money:order team_money:fundings", READERS),
    **rules(
        "team_money:order_add team_money:import team_money:order_step team_money:order_drop "
        "team_money:order_correct team_money:order_credit team_money:order_pay "
        "team_money:order_refund",
        TEAM,
    ),
    **rules("team_money:funding_add team_money:funding_correct team_money:funding_cancel", STAFF),
    # The budget of the portfolio: of the startups whose money one reads.
    **rules(
        "budget:position budget:csv budget:xlsx budget:pdf budget:lines budget:lines_csv "
        "budget:lines_xlsx budget:watch budget:watch_part budget:watch_csv budget:watch_xlsx "
        "budget:watch_pdf",
        WITH_PORTFOLIO,
        lists=True,
    ),
    # Budget statements: read with the money, stated by the team and the staff, answered by the
    # staff alone; nobody validates what they submitted, which the service says.
    **rules("team_statements:index team_statements:page", READERS),
    **rules(
        "team_statements:open team_statements:write team_statements:take_again "
        "team_statements:submit team_statements:replace team_statements:drop",
        TEAM,
    ),
    **rules("statements:list", WITH_PORTFOLIO, lists=True),
    **rules("statements:page", STAFF | {"committee"}),
    **rules("statements:validate statements:send_back", STAFF),
    **rules("contracts:list", WITH_PORTFOLIO, lists=True),
    **rules("contracts:add", STAFF_SOMEWHERE),
    **rules("contracts:page", STAFF | {"committee"}),
    **rules("contracts:correct contracts:modify contracts:users", STAFF),
    **rules("team:member_invite", STAFF),
    **rules(
        "team_endings:index team_endings:stop team_endings:stop_preview "
        "team_endings:handover team_endings:handover_preview",
        READERS,
    ),
    **rules("team_endings:handover_link", TEAM),
    **rules("team_endings:correct", ADMINISTRATOR),
    # Reviews at the desk: the committee reads them, opinions and private reasons included, and
    # managers decide. A team has its own pages about its review.
    **rules("reviews:list reviews:closed", WITH_PORTFOLIO, lists=True),
    **rules("reviews:read reviews:decision", STAFF | {"committee"}),
    **rules("reviews:opinion", ADMINISTRATOR | {"committee"}),
    **rules(
        "reviews:return reviews:postpone reviews:cancel reviews:decide reviews:correct "
        "reviews:condition reviews:amend reviews:phases reviews:phase_change "
        "reviews:phase_take_back",
        STAFF,
    ),
    # The committee sessions of an incubator: its committee reads, its managers write.
    **rules(
        "staff:today staff:board staff:table staff:table_csv staff:table_xlsx",
        WITH_PORTFOLIO,
        lists=True,
    ),
    **rules("mails:list mails:mail", STAFF_SOMEWHERE, lists=True),
    # Everybody's own views of the table, and one of the manager's.
    **rules("staff:views staff:view_save", WITH_PORTFOLIO),
    **rules("staff:view_rename staff:view_delete", frozenset({"manager"})),
    **rules("sessions:list", WITH_PORTFOLIO, lists=True),
    **rules("sessions:call", STAFF_SOMEWHERE),
    **rules(
        "sessions:page sessions:dossiers sessions:minutes sessions:minutes_pdf sessions:event",
        STAFF | {"committee"},
    ),
    **rules(
        "sessions:change sessions:cancel sessions:members sessions:guest sessions:member_remove "
        "sessions:agenda_add sessions:agenda_order sessions:item_move sessions:item_remove "
        "sessions:live sessions:live_item sessions:close",
        STAFF,
    ),
    **rules("feed:mine", SIGNED_IN),
    # The secret in the address is the key: without it there is nothing.
    **rules("feed:feed", EVERYBODY),
    # Nobody changes the address of somebody who has an account but themselves.
    **rules("team:member_address", NOBODY),
    # The back office.
    **office("startups", acts(AT_THE_DOOR, READERS, STAFF, add=STAFF_SOMEWHERE)),
    **office("incubators", acts(WITH_PORTFOLIO, STAFF | {"committee"}, STAFF)),
    **office("organisations", acts(STAFF_SOMEWHERE, STAFF_SOMEWHERE, ADMINISTRATOR)),
    **office("people", acts(STAFF_SOMEWHERE, STAFF, ADMINISTRATOR)),
    **office("people", {"anonymise": ADMINISTRATOR}),
    **office("teams", acts(STAFF_SOMEWHERE, STAFF, ADMINISTRATOR)),
    **office("staff", acts(STAFF_SOMEWHERE, STAFF, STAFF, add=STAFF_SOMEWHERE)),
    **office("staff", {"delete": STAFF, "invite": STAFF}),
    **{
        name: rule
        for kind in VOCABULARIES.split()
        for name, rule in office(
            kind,
            acts(ADMINISTRATOR, ADMINISTRATOR, ADMINISTRATOR) | {"delete": ADMINISTRATOR},
        ).items()
    },
    **rules("data_quality_report data_quality_report_results", AT_THE_DOOR),
    # The admin's own furniture.
    **rules(
        "wagtailadmin_home "
        "wagtailadmin_dismissibles wagtailadmin_account wagtailadmin_error_test "
        "wagtailadmin_tag_autocomplete wagtailadmin_tag_model_autocomplete "
        "wagtailadmin_block_preview wagtailadmin_editing_sessions:ping "
        "wagtailadmin_editing_sessions:release wagtail.admin.views.home.default "
        "django.views.generic.base.view",
        AT_THE_DOOR,
    ),
    **rules(
        "wagtailadmin_choose_page wagtailadmin_choose_page_child wagtailadmin_choose_page_search "
        "wagtailadmin_choose_page_chosen_multiple wagtailadmin_choose_page_anchor_link "
        "wagtailadmin_choose_page_email_link wagtailadmin_choose_page_external_link "
        "wagtailadmin_choose_page_phone_link wagtailembeds:chooser wagtailembeds:chooser_upload",
        AT_THE_DOOR,
        lists=True,
    ),
    # Pages.
    **rules(
        "wagtailadmin_pages:edit wagtailadmin_pages:view_draft wagtailadmin_pages:history "
        "wagtailadmin_pages:history_results wagtailadmin_pages:preview_on_edit "
        "wagtailadmin_pages:revisions_compare wagtailadmin_pages:revisions_index "
        "wagtailadmin_pages:revisions_view wagtailadmin_pages:revisions_revert "
        "wagtailadmin_pages:workflow_history wagtailadmin_pages:workflow_history_detail "
        "wagtailadmin_pages:confirm_workflow_cancellation "
        "wagtailadmin_pages:usage wagtailadmin_pages:unlock",
        TEAM,
    ),
    **rules(
        "wagtailadmin_pages:workflow_action wagtailadmin_pages:collect_workflow_action_data "
        "wagtailadmin_pages:lock wagtailadmin_pages:revisions_unschedule "
        "wagtailadmin_pages:workflow_preview",
        STAFF,
    ),
    **rules(
        "wagtailadmin_pages:delete wagtailadmin_pages:unpublish wagtailadmin_pages:move "
        "wagtailadmin_pages:copy "
        "wagtailadmin_pages:set_privacy wagtailadmin_pages:convert_alias "
        "wagtailadmin_pages:add wagtailadmin_pages:preview_on_add "
        "wagtailadmin_pages:add_subpage wagtailsnippets:index",
        NOBODY,
    ),
    **rules(
        "wagtailadmin_pages:set_page_position "
        "wagtailadmin_pages:choose_parent wagtailadmin_pages:type_use "
        "wagtailadmin_pages:move_confirm "
        "wagtailadmin_pages:type_use_results",
        ADMINISTRATOR,
    ),
    **rules(
        "wagtailadmin_explore wagtailadmin_explore_results wagtailadmin_explore_root "
        "wagtailadmin_pages:search wagtailadmin_pages:search_results wagtail_bulk_action",
        EDITORS_SOMEWHERE,
        lists=True,
    ),
    **rules(
        "wagtailadmin_api:pages:detail wagtailadmin_api:pages:listing "
        "wagtailadmin_api:pages:find wagtailadmin_api:pages:action "
        "wagtailadmin_api:pages:find",
        AT_THE_DOOR,
        lists=True,
    ),
    **rules(
        "wagtailadmin_api:images:detail wagtailadmin_api:images:listing "
        "wagtailadmin_api:images:find wagtailadmin_api:documents:detail "
        "wagtailadmin_api:documents:listing wagtailadmin_api:documents:find",
        ADMINISTRATOR,
    ),
    # Pictures: one's own, and those of pages that one edits.
    **rules(
        "wagtailimages:index wagtailimages:index_results wagtailimages:add "
        "wagtailimages:add_multiple wagtailimages_chooser:choose "
        "wagtailimages_chooser:choose_results wagtailimages_chooser:create "
        "wagtailimages_chooser:chosen_multiple "
        "wagtailimages:create_multiple_from_uploaded_image wagtailimages:delete_upload_multiple",
        EDITORS_SOMEWHERE,
        lists=True,
    ),
    **rules("wagtailimages_chooser:chosen wagtailimages_chooser:select_format", TEAM),
    **rules(
        "wagtailimages:edit wagtailimages:delete wagtailimages:image_usage "
        "wagtailimages:url_generator wagtailimages:url_generator_output wagtailimages:preview "
        "wagtailimages:edit_multiple wagtailimages:delete_multiple",
        frozenset({"administrator", "intrapreneur"}),
    ),
    # What belongs to the network.
    **rules(
        "wagtaildocs:index wagtaildocs:index_results wagtaildocs:add wagtaildocs:add_multiple "
        "wagtaildocs:create_multiple_from_uploaded_document wagtaildocs:delete "
        "wagtaildocs:delete_multiple wagtaildocs:delete_upload_multiple "
        "wagtaildocs:document_usage wagtaildocs:edit wagtaildocs:edit_multiple "
        "wagtaildocs_chooser:choose wagtaildocs_chooser:choose_results "
        "wagtaildocs_chooser:chosen wagtaildocs_chooser:chosen_multiple "
        "wagtaildocs_chooser:create",
        ADMINISTRATOR,
    ),
    **rules(
        "wagtailadmin_collections:add wagtailadmin_collections:delete "
        "wagtailadmin_collections:edit wagtailadmin_collections:index "
        "wagtailadmin_collections:set_privacy "
        "wagtailredirects:add wagtailredirects:delete wagtailredirects:edit "
        "wagtailredirects:index wagtailredirects:index_results "
        "wagtailredirects:process_import wagtailredirects:start_import "
        "wagtailsites:add wagtailsites:copy wagtailsites:delete wagtailsites:edit "
        "wagtailsites:history wagtailsites:history_results wagtailsites:index "
        "wagtailsites:index_results wagtailsites:usage "
        "wagtailusers_groups:add wagtailusers_groups:delete wagtailusers_groups:edit "
        "wagtailusers_groups:history wagtailusers_groups:history_results "
        "wagtailusers_groups:index wagtailusers_groups:index_results wagtailusers_groups:usage "
        "wagtailusers_users:add wagtailusers_users:copy wagtailusers_users:delete "
        "wagtailusers_users:edit wagtailusers_users:history wagtailusers_users:history_results "
        "second_factor_reset wagtailusers_users:index wagtailusers_users:index_results "
        "wagtailusers_users:usage "
        "wagtailadmin_workflows:add wagtailadmin_workflows:add_task "
        "wagtailadmin_workflows:disable wagtailadmin_workflows:disable_task "
        "wagtailadmin_workflows:edit wagtailadmin_workflows:edit_task "
        "wagtailadmin_workflows:enable wagtailadmin_workflows:enable_task "
        "wagtailadmin_workflows:index wagtailadmin_workflows:index_results "
        "wagtailadmin_workflows:remove wagtailadmin_workflows:select_task_type "
        "wagtailadmin_workflows:task_chooser wagtailadmin_workflows:task_chooser_create "
        "wagtailadmin_workflows:task_chooser_results wagtailadmin_workflows:task_chosen "
        "wagtailadmin_workflows:task_index wagtailadmin_workflows:task_index_results "
        "wagtailadmin_workflows:usage wagtailadmin_workflows:usage_results",
        ADMINISTRATOR,
    ),
    # Reports: of one's own pages only.
    **rules(
        "wagtailadmin_reports:workflow wagtailadmin_reports:workflow_results "
        "wagtailadmin_reports:workflow_tasks wagtailadmin_reports:workflow_tasks_results "
        "wagtailadmin_reports:aging_pages wagtailadmin_reports:aging_pages_results",
        EDITORS_SOMEWHERE,
        lists=True,
    ),
    **rules(
        "wagtailadmin_reports:site_history wagtailadmin_reports:site_history_results "
        "wagtailadmin_reports:locked_pages wagtailadmin_reports:locked_pages_results "
        "wagtailadmin_reports:page_types_usage wagtailadmin_reports:page_types_usage_results",
        ADMINISTRATOR,
    ),
}
