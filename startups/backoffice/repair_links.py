"""Where a data-quality finding is mended: the form, and the place in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from startups.content_tree.selectors.findings import Finding
from startups.core.texts import normal
from startups.people.models import Person, Team
from startups.registry.models import Incubator, Organisation, Startup

# Key of the front matter: the anchor in the form of a startup.
STARTUP_ANCHORS: Mapping[str, str] = {
    "title": "id_name",
    "mission": "id_mission",
    "contact": "id_contact",
    "link": "id_website_url",
    "dashlord_url": "id_dashboard_url",
    "repository": "id_source_code_url",
    "stats": "id_statistics_state",
    "stats_url": "id_statistics_url",
    "budget_url": "id_budget_url",
    "impact_url": "id_impact_url",
    "accessibility_url": "id_accessibility_url",
    "accessibility_status": "id_accessibility_state",
    "analyse_risques": "id_security_state",
    "analyse_risques_url": "id_security_url",
    "mon_service_securise": "id_security_state",
    "incubator": "id_lead_incubator",
    "incubators": "id_other_incubators",
    "sponsors": "id_sponsors",
    "usertypes": "id_user_types",
    "thematiques": "id_themes",
    "techno": "id_technologies",
    "phases": "panel-phases-section",
    "events": "panel-events-section",
}
# The same for the other kinds of records.
ANCHORS: Mapping[str, str] = {
    "title": "id_name",
    "name": "id_name",
    "owner": "id_owner",
    "contact": "id_contact",
    "short_description": "id_short_description",
    "website": "id_website_url",
    "github": "id_source_code_url",
    "address": "id_postal_address",
    "acronym": "id_acronym",
    "type": "id_kind",
    "domaine_ministeriel": "id_ministry_domain",
    "annuaire": "id_directory_url",
    "siren": "id_siren",
    "siret": "id_siret",
    "body": "id_body",
    "mission": "id_mission",
    "incubator": "id_incubator",
    "missions": "panel-memberships-section",
}
# Only the content file itself says these: mending them is for whoever keeps the tree.
IN_THE_FILE = frozenset({"redirect_from", "highlighted_startups", "startups", "teams", ""})
MODELS: Mapping[str, tuple[Any, str]] = {
    "_startups": (Startup, "backoffice_startups:edit"),
    "_incubators": (Incubator, "backoffice_incubators:edit"),
    "_organisations": (Organisation, "backoffice_organisations:edit"),
    "_teams": (Team, "backoffice_teams:edit"),
    "_authors": (Person, "backoffice_people:edit"),
}


@dataclass(frozen=True)
class RepairPlace:
    """Where to mend a finding, and what it is about. No address: in the content file."""

    name: str
    record: str
    mend: str


class Places:
    """Finds the place of each finding; reads each kind of record once, when first asked."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, tuple[int, str]]] = {}
        self._pages: dict[int, int] | None = None

    def of(self, finding: Finding) -> RepairPlace:
        """The place where ``finding`` is mended."""
        folder, _slash, file = finding.path.partition("/")
        key, name = self._record(folder, normal(file.removesuffix(".md")))
        if key is None:
            return RepairPlace(finding.startup or finding.path, "", "")
        edit = MODELS[folder][1]
        record = reverse(edit.replace(":edit", ":inspect"), args=[key])
        return RepairPlace(name, record, self._mend(finding, folder, edit, key))

    def _mend(self, finding: Finding, folder: str, edit: str, key: int) -> str:
        field = finding.field.split("[", 1)[0].split(".", 1)[0]
        if field in IN_THE_FILE:
            return ""
        if folder == "_startups" and field == "body":
            page = self._page(key)
            return reverse("wagtailadmin_pages:edit", args=[page]) if page else ""
        anchors = STARTUP_ANCHORS if folder == "_startups" else ANCHORS
        anchor = anchors.get(field)
        return f"{reverse(edit, args=[key])}#{anchor}" if anchor else ""

    def _record(self, folder: str, ghid: str) -> tuple[int | None, str]:
        if folder not in MODELS:
            return None, ""
        if folder not in self._known:
            rows = MODELS[folder][0].objects.values_list("ghid", "pk", "name")
            self._known[folder] = {normal(ghid): (pk, name) for ghid, pk, name in rows}
        return self._known[folder].get(ghid, (None, ""))

    def _page(self, startup: int) -> int | None:
        """The public site ties its page to a startup by the name ``page``."""
        if self._pages is None:
            rows = Startup.objects.exclude(page=None).values_list("pk", "page")
            self._pages = dict(rows)
        return self._pages.get(startup)
