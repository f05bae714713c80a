"""One content file: front matter between two ``---`` lines, then a Markdown body."""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml
from django.utils.translation import gettext as _

from .errors import ContentError, FieldError, FieldPath, dotted

BOM = "\ufeff"
FRONT_MATTER = re.compile(
    rf"\A(?P<opening>{BOM}?---[ \t]*\r?\n)(?P<head>.*?)(?P<closing>^---[ \t]*(?:\r?\n|\Z))",
    re.DOTALL | re.MULTILINE,
)


class HeadLoader(yaml.CSafeLoader):
    """The quick loader, which also remembers keys that stand twice in one mapping."""

    def __init__(self, stream: Any) -> None:
        super().__init__(stream)
        self.duplicates: list[str] = []

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _value in node.value if isinstance(key, yaml.ScalarNode)]
        if len(set(keys)) < len(keys):
            self.duplicates += sorted({key for key in keys if keys.count(key) > 1})
        return super().construct_mapping(node, deep)


@dataclass(frozen=True)
class SourceFile:
    """A file of the tree. ``path`` is relative to it, and ``text`` is all that it holds."""

    path: str
    text: str

    @cached_property
    def ghid(self) -> str:
        """The identifier: the file's name without its ending, if it has one."""
        return self.path.rsplit("/", 1)[-1].removesuffix(".md")

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @cached_property
    def parts(self) -> re.Match[str]:
        match = FRONT_MATTER.match(self.text)
        if match is None:
            raise ContentError(
                self.path, 1, "", _("the file must begin with front matter between two --- lines")
            )
        return match

    @property
    def raw_head(self) -> str:
        return self.parts["head"]

    @property
    def body(self) -> str:
        """Everything after the front matter, byte for byte."""
        return self.text[self.parts.end() :]

    @property
    def has_bom(self) -> bool:
        return self.text.startswith(BOM)

    @cached_property
    def _loaded(self) -> tuple[dict[str, Any], list[str]]:
        loader = HeadLoader(self.raw_head)
        try:
            head = loader.get_single_data()
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 2 if error.problem_mark else 1
            raise ContentError(self.path, line, "", error.problem or str(error)) from error
        except (yaml.YAMLError, ValueError) as error:
            raise self._unreadable_value(error) from error
        finally:
            loader.dispose()
        if not isinstance(head, dict):
            raise ContentError(self.path, 2, "", _("the front matter must be a list of keys"))
        return head, loader.duplicates

    @property
    def head(self) -> dict[str, Any]:
        """The front matter, loaded. Raises ContentError when it cannot be."""
        return self._loaded[0]

    @property
    def duplicate_keys(self) -> list[str]:
        """Keys that stand twice: the last one counts, as at the source."""
        return self._loaded[1]

    def error(self, error: FieldError) -> ContentError:
        """``error`` with this file's name and the line of the field."""
        return ContentError(self.path, self.line_of(error.field), dotted(error.field), error.reason)

    def line_of(self, field: FieldPath) -> int:
        """The line where a field of the front matter stands, counted from 1; 1 if absent."""
        node = yaml.compose(self.raw_head, Loader=yaml.CSafeLoader)
        line = 1
        for part in field:
            child = _child(node, part)
            if child is None:
                break
            line, node = child
        return line

    def _unreadable_value(self, error: Exception) -> ContentError:
        """Which value makes ``error`` when the front matter is built; a date, as a rule."""
        for field, node in _scalars(yaml.compose(self.raw_head, Loader=yaml.CSafeLoader), ()):
            try:
                yaml.CSafeLoader("").construct_object(node)
            except ValueError as problem:
                reason = f"{node.value}: {problem}"
                return ContentError(self.path, node.start_mark.line + 2, dotted(field), reason)
        return ContentError(self.path, 2, "", str(error))


def _child(node: Any, part: str | int) -> tuple[int, Any] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in reversed(node.value):
            if key.value == str(part):
                return key.start_mark.line + 2, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part].start_mark.line + 2, node.value[part]
    return None


def _scalars(node: Any, field: tuple[str | int, ...]) -> Any:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(value, (*field, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _scalars(value, (*field, index))
    elif node is not None:
        yield field, node
