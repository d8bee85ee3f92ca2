"""Whether there are columns of a database, and of which state of it they were made."""

from __future__ import annotations

import json
import os
from typing import NamedTuple

from ...rdf.database_state import read_state

FOLDER = "ldn-graph-columns"
"""The name of the folder with the columns, in that of the database."""
MANIFEST = "manifest.json"


class Columns(NamedTuple):
    """The columns in a folder: what they were made from, and of how many claims."""

    folder: str
    made_from: str
    claims: int


def open_columns(database: str) -> Columns | None:
    """The columns beside the database in a folder; None where there are none of its state."""
    folder = os.path.join(database, FOLDER)
    try:
        with open(os.path.join(folder, MANIFEST), "rb") as file:
            about = json.load(file)
        columns = Columns(folder, str(about["made_from"]), int(about["claims"]))
        return columns if columns.made_from == read_state(database) else None
    except (OSError, ValueError, TypeError, LookupError):
        return None
