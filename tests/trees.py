"""Small content trees for tests of the import and the export."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from django.apps import apps

from cms.services import StartupPages
from startups.content_tree.services import ImportOutcome, import_tree
from startups.content_tree.tree import read_tree

ORGANISATION = """---
name: Direction interministérielle du numérique
acronym: DINUM
type: administration-centrale
domaine_ministeriel: spm
---
"""
INCUBATOR = """---
title: L’Atelier
short_description: Un incubateur.
owner: /organisations/dinum
contact: contact@atelier.example
address: ''
github: ''
website: ''
logo: logo.png
highlighted_startups:
  - guichet
---
Présentation.
"""
STARTUP = """---
title: Guichet
mission: Simplifier les demandes
# a remark that must stay
sponsors:
  - /organisations/dinum
incubator: atelier
contact: contact@guichet.example
stats: true
stats_url: 'https://guichet.example/stats'
usertypes:
  - etat
  - particulier
thematiques:
  - Administratif
techno:
  - Python
  - django
phases:
  - name: investigation
    start: 2024-01-10
    end: 2024-06-01
  - name: construction
    start: 2024-06-01
events:
  - name: committee
    date: 2024-05-20
    comment: Poursuite
unmodelled: [1, deux]
link: ''
---
## Contexte

Du texte.
"""
MEMBER = """---
fullname: Alix Témoin
role: Intrapreneuse
domaine: Intraprenariat
missions:
- start: 2024-01-10
  end: 2026-12-31
  status: admin
  employer: DINUM
  startups:
  - guichet
badges:
- segur
---
"""
TEAM = """---
name: Animation
mission: ''
incubator: atelier
---
"""
SMALL_TREE = {
    "_organisations/dinum.md": ORGANISATION,
    "_incubators/atelier.md": INCUBATOR,
    "_startups/guichet.md": STARTUP,
    "_teams/animation.md": TEAM,
    "_authors/alix.temoin.md": MEMBER,
}


def write_tree(root: Path, files: Mapping[str, str]) -> Path:
    """Writes a content tree below ``root`` and returns it."""
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return root


def run_import(root: Path, *, on: date = date(2026, 8, 20), dry_run: bool = False) -> ImportOutcome:
    """Imports the tree at ``root``, with its pages."""
    return import_tree(tree=read_tree(root), pages=StartupPages(), on=on, dry_run=dry_run)


def import_files(root: Path, files: Mapping[str, str]) -> ImportOutcome:
    """Writes and imports a content tree."""
    return run_import(write_tree(root, files))


def history_rows() -> int:
    """How many history rows the whole database holds."""
    historical = [model for model in apps.get_models() if model.__name__.startswith("Historical")]
    return sum(model.objects.count() for model in historical)


def read_back(root: Path) -> dict[str, str]:
    """Every file below ``root``, by path."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes().decode()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }
