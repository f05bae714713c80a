"""Who asks what time it is, as the syntax of a file tells."""

import ast
import re
from collections.abc import Iterator

# What answers with the present, by its full name.
CLOCKS = {
    "datetime.date.today",
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "django.db.models.functions.Now",
    "django.utils.timezone.localdate",
    "django.utils.timezone.localtime",
    "django.utils.timezone.now",
    "os.path.getctime",
    "os.path.getmtime",
    "time.asctime",
    "time.clock_gettime",
    "time.clock_gettime_ns",
    "time.ctime",
    "time.gmtime",
    "time.localtime",
    "time.strftime",
    "time.time",
    "time.time_ns",
    "uuid.uuid1",
}
# The same name, wherever it was imported from.
LAST_NAMES = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today"}
LAST_NAMES |= {"timezone.now", "timezone.localdate"}
# With a moment they only change its zone.
WITHOUT_ARGUMENT = {"django.utils.timezone.localtime", "django.utils.timezone.localdate"}
# When a file was written, or what time-machine hides.
ATTRIBUTES = {"st_mtime", "st_ctime", "st_mtime_ns", "st_ctime_ns", "escape_hatch"}
IN_SQL = re.compile(r"\bCURRENT_(?:DATE|TIME|TIMESTAMP)\b|\bnow\(\)|'now'|clock_timestamp")


def readings(tree: ast.Module) -> Iterator[ast.expr]:
    """The places of ``tree`` that ask a clock, or name something that does."""
    names = imported(tree)
    with_argument = {
        id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name):
            name = full_name(node, names)
            only_changes_zone = name in WITHOUT_ARGUMENT and id(node) in with_argument
            if (_is_clock(name) and not only_changes_zone) or _tells_of_a_file(node):
                yield node
        elif isinstance(node, ast.Constant) and IN_SQL.search(str(node.value)):
            yield node


def _is_clock(name: str) -> bool:
    return name in CLOCKS or ".".join(name.split(".")[-2:]) in LAST_NAMES


def _tells_of_a_file(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in ATTRIBUTES


def imported(tree: ast.Module) -> dict[str, str]:
    """What the names that a file imports stand for."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.asname: alias.name for alias in node.names if alias.asname}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names |= {
                alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names
            }
    return names


def full_name(node: ast.AST, names: dict[str, str]) -> str:
    """``datetime.date.today`` for what a file calls ``day.today``; empty for what has no name."""
    if isinstance(node, ast.Name):
        return names.get(node.id, node.id)
    if isinstance(node, ast.Attribute):
        owner = full_name(node.value, names)
        return f"{owner}.{node.attr}" if owner else ""
    return ""
