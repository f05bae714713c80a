"""Reads the objects of a DECP file by tables of what each holds, and collects every error."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from .checks import Check, ContractRefused, must_be
from .located import DecpError, Located


class Member(NamedTuple):
    """A name that an object may have, what it must be, and whether it may be left out."""

    check: Check
    required: bool = True


type Members = Mapping[str, Member]


class ContractReading:
    """One reading of a file: what was found wrong, and what is not kept as it is."""

    def __init__(self) -> None:
        self.errors: list[DecpError] = []
        self.notes: list[DecpError] = []

    def refuse(self, node: Located, reason: str, name: str = "") -> None:
        path = f"{node.path}.{name}" if name else node.path
        self.errors.append(DecpError(node.line, path, reason))

    def note(self, node: Located, reason: str) -> None:
        self.notes.append(DecpError(node.line, node.path, reason))

    def object(self, node: Located, members: Members, *, closed: bool = False) -> dict[str, Any]:
        """What an object says, without what was refused; ``closed`` refuses other names."""
        try:
            fields = must_be(node, dict)
        except ContractRefused as refusal:
            self.refuse(node, str(refusal))
            return {}
        for name in fields if closed else ():
            if name not in members:
                self.refuse(fields[name], _("The format has no such field here."))
        read: dict[str, Any] = {}
        for name, member in members.items():
            if name in fields:
                self._member(read, name, fields[name], member)
            elif member.required:
                self.refuse(node, _("It is missing."), name)
        return read

    def _member(self, read: dict[str, Any], name: str, node: Located, member: Member) -> None:
        try:
            read[name] = member.check(node)
        except ContractRefused as refusal:
            self.refuse(node, str(refusal))

    def wrapped(self, node: Located, name: str, check: Check) -> Any:
        """What is in ``{name: …}``, the way in which the format writes the items of its lists."""
        return self.object(node, {name: Member(check)}).get(name)

    def items(self, node: Located, *, empty: bool = False) -> Sequence[Located]:
        """The items of a list of at least one, unless it may be ``empty``."""
        try:
            items: list[Located] = must_be(node, list)
        except ContractRefused as refusal:
            self.refuse(node, str(refusal))
            return []
        if not items and not empty:
            self.refuse(node, _("It is empty."))
        return items


def as_is(node: Located) -> Located:
    """For what is read apart."""
    return node
