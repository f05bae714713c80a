"""``manage.py bench``: how long the main jobs take, on a database of its own.

Times are compared with parsing the same files in the same run, since machines differ.
"""

from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client
from django.utils import timezone

from cms.demonstration.loader import HERE, demonstration_tree
from cms.management.money_bench import bench_money
from cms.markdown import MAX_LENGTH, render_markdown
from cms.services import StartupPages, ensure_site
from startups.content_tree.selectors.exporting import current_tree
from startups.content_tree.services import import_tree
from startups.content_tree.tree import ContentTree, read_tree
from startups.registry.models import Startup

REQUESTS = 15
HOSTILE = ("[", "*", "<", "> ", "<b>", "`", "a@", "<!--", "```\n")
"""What is dear to render, repeated up to the longest text that is rendered."""


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds that ``act`` takes, and what it returns."""
    began = perf_counter()
    result = act()
    return perf_counter() - began, result


class Command(BaseCommand):
    help = "Times the import, the export, the public pages and the budget on a database of its own."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "path", type=Path, nargs="?", help="a content tree; the demonstration's if absent"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["path"] if options["path"] and options["path"].is_dir() else None
        name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            self._bench(path)
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)

    def _bench(self, path: Path | None) -> None:
        self.stdout.write(f"{connection.vendor}, {path or HERE / 'content'}")
        parsing, tree = timed(lambda: self._parse(path))
        self._line("parse the files", parsing)
        ensure_site()
        for label in ("import, history and pages", "import again, nothing new"):
            seconds, _outcome = timed(lambda: self._import(tree))
            self._line(label, seconds, f"{seconds / parsing:5.1f} × parsing")
        seconds, _tree = timed(lambda: [item.source.text for item in current_tree()])
        self._line("export", seconds, f"{seconds / parsing:5.1f} × parsing")
        self._pages()
        self._markdown()
        bench_money(self._line)

    def _parse(self, path: Path | None) -> ContentTree:
        tree = read_tree(path) if path else demonstration_tree(on=timezone.localdate())
        tree.check()
        return tree

    def _import(self, tree: ContentTree) -> Any:
        return import_tree(tree=tree, pages=StartupPages(), on=timezone.localdate())

    def _pages(self) -> None:
        startup = Startup.objects.order_by("ghid")[0]
        client = Client(headers={"host": "localhost"})
        for address in ("/", "/startups/", "/startups/?q=emploi", f"/startups/{startup.slug}/"):
            runs = [timed(partial(client.get, address)) for _run in range(REQUESTS)]
            size = len(runs[0][1].content) / 1000
            seconds = median(run[0] for run in runs)
            self._line(f"GET {address}", seconds, f"{size:5.0f} kB, {runs[0][1].status_code}")

    def _markdown(self) -> None:
        for piece in HOSTILE:
            seconds, _markup = timed(partial(render_markdown, (piece * MAX_LENGTH)[:MAX_LENGTH]))
            self._line(f"render {MAX_LENGTH // 1000} kB of {piece!r}", seconds)

    def _line(self, label: str, seconds: float, detail: str = "") -> None:
        self.stdout.write(f"{label:<40} {seconds * 1000:9.0f} ms  {detail}")
