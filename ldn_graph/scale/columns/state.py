"""Columns in a folder: what they were made from, and whether that is what a database holds now.

Beside the tables there is a manifest that says it. Where it says another state of the database, or another edition of
the code and the list of retractions that decide what is in the tables, they count for nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ...rdf.database_state import read_state
from ...resources import PACKAGE
from ...sources.standing.shipped import FILE

FOLDER = "ldn-graph-columns"
"""The name of the folder with the columns, in that of the database."""
MANIFEST = "manifest.json"
DECIDING = ("model", "rdf", "sources", "scale/columns/sql")
"""The folders of this package whose files decide what is in the tables, beside some modules here."""
_DECIDING_HERE = ("schema", "vocabulary", "triples", "functions", "sql_files", "odd_sources", "making")


class Columns(NamedTuple):
    """The columns in a folder: what they were made from, and of how many claims."""

    folder: str
    made_from: str
    claims: int


class Manifest(NamedTuple):
    """What columns say of themselves: a digest of what they were made from, how many rows each table has, and why there
    are no tables where there are none: nodes, and what is wrong with each. ``edition`` is a digest of the edition of
    this package alone, "" where an older one wrote them.
    """

    made_from: str
    rows: Mapping[str, int]
    faults: tuple[tuple[str, str], ...]
    edition: str = ""


def open_columns(database: str) -> Columns | None:
    """The columns beside the database in a folder; None where there are none of its state, or none could be made."""
    return _opened(os.path.join(database, FOLDER), _state_or_none(database))


def open_exported(folder: str) -> Columns | None:
    """The columns in a folder of their own; None where there are none, or another edition of this package made them."""
    return _opened(folder, "")


def _opened(folder: str, state: str | None) -> Columns | None:
    manifest = read_manifest(folder)
    if manifest is None or state is None or manifest.made_from != made_from(state) or manifest.faults:
        return None
    return Columns(folder, manifest.made_from, manifest.rows.get("claims", 0))


def read_manifest(folder: str) -> Manifest | None:
    """What the columns in a folder say of themselves; None where there are none, or they are damaged."""
    try:
        return parse_manifest(Path(folder, MANIFEST).read_bytes())
    except OSError:
        return None


def parse_manifest(text: str | bytes) -> Manifest | None:
    """What a manifest says; None where it is none."""
    try:
        about = json.loads(text)
        rows = {str(table): int(number) for table, number in about["rows"].items()}
        faults = tuple((str(n), str(w)) for n, w in about["faults"])
        return Manifest(str(about["made_from"]), rows, faults, str(about.get("edition", "")))
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError):
        return None


def write_manifest(folder: str, manifest: Manifest) -> None:
    """Write what columns say of themselves; it comes last, when all tables are there."""
    about = {"claims": manifest.rows.get("claims", 0), **manifest._asdict(), "edition": _edition()}
    Path(folder, MANIFEST).write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def made_from(state: str) -> str:
    """A digest of a state of a database, "" for other graphs, and of this edition of what decides."""
    return hashlib.sha256(f"{state}\n{_edition()}".encode()).hexdigest()


def is_of_this_edition(folder: str) -> bool:
    """Whether the columns in a folder are of this edition of the package, of whatever state of a database."""
    manifest = read_manifest(folder)
    return manifest is not None and manifest.edition == _edition()


def is_made(database: str) -> bool:
    """Whether columns of this state of a database were made, be it that they could not be."""
    manifest = read_manifest(os.path.join(database, FOLDER))
    state = _state_or_none(database)
    return manifest is not None and state is not None and manifest.made_from == made_from(state)


def _state_or_none(database: str) -> str | None:
    try:
        return read_state(database)
    except OSError:
        return None


@cache
def _edition() -> str:
    digest = hashlib.sha256()
    for path in _deciding_files():
        with open(path, "rb") as file:
            digest.update(hashlib.sha256(file.read()).digest())
    return digest.hexdigest()


def _deciding_files() -> Iterator[str]:
    for folder in DECIDING:
        for below, folders, names in os.walk(os.path.join(PACKAGE, *folder.split("/"))):
            folders.sort()
            yield from (os.path.join(below, name) for name in sorted(names) if name.endswith((".py", ".sql")))
    yield from (os.path.join(os.path.dirname(__file__), f"{name}.py") for name in _DECIDING_HERE)
    yield FILE
