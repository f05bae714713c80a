"""Files and functions stay short, and the domain reads no clock."""

import ast
from collections.abc import Iterator
from pathlib import Path

from .clocks import readings
from .tree import SLICES, assert_none, dotted, name, parse, part, python_files, templates

LONGEST_FILE = 300
LONGEST_FUNCTION = 45


def test_no_file_is_too_long():
    found = [
        f"{name(path)}: {count} lines"
        for path in (*python_files(), *templates().values())
        if (count := len(path.read_bytes().splitlines())) > LONGEST_FILE
    ]

    assert_none(found)


def test_no_function_is_too_long():
    found = [
        f"{name(path)}:{node.lineno} {node.name}: {count} lines"
        for path in python_files()
        for node in ast.walk(parse(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (count := node.end_lineno - node.lineno + 1) > LONGEST_FUNCTION
    ]

    assert_none(found)


def test_domain_reads_no_clock():
    found = [
        f"{name(path)}:{line}"
        for path in python_files("startups")
        if path.parent.name != "startups" and part(dotted(path)) in SLICES
        for line in clock_readings(path)
    ]

    assert_none(found, "The day is an argument, on:")


def clock_readings(path: Path) -> Iterator[int]:
    """The lines that ask what time it is; a field's default, asked on saving, is none."""
    tree = parse(path)
    defaults = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg == "default" and "models" in path.parts
    }
    yield from (node.lineno for node in readings(tree) if id(node) not in defaults)
