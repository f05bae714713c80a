"""Reads a DECP file: its contracts, or every reason why it is not one. Pure."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from .checks import ContractRefused, must_be
from .contracts import read_contract
from .located import DecpError, Located, NotJson, read_located
from .reading import ContractReading
from .records import DecpFile, PublishedContract

LARGEST = 100 * 1024 * 1024


def read_decp(content: bytes) -> DecpFile:
    """The contracts of a file, in its order; with an error, none of it is to be written.

    Concessions are not kept; each is noted.
    """
    if len(content) > LARGEST:
        return _refused(1, _("The file is too large: 100 MB at most. Split it."))
    try:
        root = read_located(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _refused(line, _("The file is not in UTF-8."))
    except NotJson as refusal:
        return DecpFile(errors=(refusal.error,))
    reading = ContractReading()
    contracts = _read_contracts(root, reading)
    return DecpFile(tuple(contracts), tuple(reading.errors), tuple(reading.notes))


def _refused(line: int, reason: str) -> DecpFile:
    return DecpFile(errors=(DecpError(line, "", reason),))


def _read_contracts(root: Located, reading: ContractReading) -> list[PublishedContract]:
    held = _held(root, reading)
    if "contrat-concession" in held:
        for item in reading.items(held["contrat-concession"], empty=True):
            reading.note(item, _("Concessions are not kept."))
    if "marche" not in held:
        return []
    read = [read_contract(item, reading) for item in reading.items(held["marche"], empty=True)]
    contracts = [contract for contract in read if contract]
    _check_together(contracts, reading)
    return contracts


def _held(root: Located, reading: ContractReading) -> dict[str, Located]:
    """What ``marches`` holds."""
    try:
        top = must_be(root, dict)
        if "marches" not in top:
            raise ContractRefused(
                _("“marches” is missing: this is not a DECP file of version 2.0.3.")
            )
        held: dict[str, Located] = must_be(top["marches"], dict)
        if not {"marche", "contrat-concession"} & set(held):
            raise ContractRefused(_("Neither “marche” nor “contrat-concession” is there."))
    except ContractRefused as refusal:
        node = root.value.get("marches", root) if isinstance(root.value, dict) else root
        reading.refuse(node, str(refusal))
        return {}
    return held


def _check_together(contracts: Sequence[PublishedContract], reading: ContractReading) -> None:
    """What contracts say of each other: one of each, and none that comes under itself."""
    first: dict[tuple[str, str], PublishedContract] = {}
    for contract in contracts:
        if contract.key in first:
            message = _("This contract is there twice: first on line %(line)s.")
            reason = message % {"line": first[contract.key].line}
            reading.errors.append(DecpError(contract.line, f"{contract.path}.id", reason))
        else:
            first[contract.key] = contract
    for contract in contracts:
        if _comes_under_itself(contract, first):
            path = f"{contract.path}.idAccordCadre"
            reason = _("The contract would come under itself.")
            reading.errors.append(DecpError(contract.line, path, reason))


def _comes_under_itself(
    contract: PublishedContract, known: dict[tuple[str, str], PublishedContract]
) -> bool:
    seen, current = set(), contract
    while current.framework_reference:
        key = (current.buyer_siret, current.framework_reference)
        if key == contract.key:
            return True
        if key in seen or key not in known:
            return False
        seen.add(key)
        current = known[key]
    return False
