"""The claims of a database as they were read, kept in its folder, so that the next audit need not read them again.

They are one file, a zip archive of :mod:`~ldn_graph.scale.packing`'s JSON, which says what it was made from: this
state of the database, by its files, and these files of the package. Where either is another, the file counts for
nothing; the database is the truth, and the file may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
import zlib
from contextlib import suppress

from ..errors import GraphError
from ..model.claims import Chunk
from ..output.leftovers import remove_leftovers
from ..rdf.database_state import read_state
from ..resources import PACKAGE
from .packing import pack, unpack

NAME = "ldn-graph-claims.zip"
"""The file, in the folder of the database."""
_ABOUT = "about.json"
_READ_BY = (
    *(f"model/{module}.py" for module in ("vocab", "claims")),
    *(f"rdf/{module}.py" for module in ("graphs", "index", "claim_reader")),
    *(f"scale/{module}.py" for module in ("listing", "fetching", "corpus", "packing")),
    *(f"lookups/{name}.rq" for name in ("claims", "claims-that-state", "claims-measured-by")),
)
"""The files of this package that what is kept depends on."""
_LARGEST = 2**30  # bytes of a chunk, which has one or two million as a rule
_DAMAGE = (OSError, zipfile.BadZipFile, zlib.error, ValueError, TypeError, LookupError, RuntimeError, EOFError)
"""What reading raises of a file that is not as it was written."""


class KeptClaims:
    """What is kept with the database in a folder, open to read: ``size`` claims in ``parts`` chunks.

    Raises ``OSError`` where nothing is kept, and ``ValueError`` or another of the exceptions that damaged archives
    give where it was not made from this database.
    """

    def __init__(self, folder: str) -> None:
        self._file = os.path.join(folder, NAME)
        self._archive = zipfile.ZipFile(self._file)
        about = json.loads(self._member(_ABOUT))
        self.size, self.parts = int(about["claims"]), int(about["parts"])
        if about["made_from"] != _made_from(read_state(folder)) or not 0 < self.parts <= self.size:
            raise ValueError(f"{self._file} was made from something else")

    def read(self, part: int) -> Chunk:
        """A chunk, counted from 0. Raises :class:`~ldn_graph.errors.GraphError` where the file was damaged."""
        try:
            return unpack(self._member(f"{part}.json"))
        except _DAMAGE:
            raise GraphError(f"{self._file}: damaged; delete it, and the claims are read anew") from None

    def _member(self, name: str) -> bytes:
        if self._archive.getinfo(name).file_size > _LARGEST:
            raise ValueError(f"{name} is too large")
        return self._archive.read(name)


def open_kept(folder: str) -> KeptClaims | None:
    """What is kept with the database in this folder; None where that is nothing, or was made from something else."""
    try:
        return KeptClaims(folder)
    except _DAMAGE:
        return None


class Keeper:
    """Takes the packed chunks of a database's claims, in their order, and keeps them when all were taken.

    It is written beside and renamed. That the folder cannot be written, or the disk is full, is nobody's error: then
    nothing is kept, as where the database is another than when it was opened, in ``state``.
    """

    def __init__(self, folder: str, state: str, claims: int, parts: int) -> None:
        self._folder, self._state = folder, state
        self._about = {"claims": claims, "parts": parts}
        self._taken = 0
        self._beside = os.path.join(folder, f".{NAME}.{os.getpid()}.part")
        self._archive: zipfile.ZipFile | None = None
        with suppress(OSError):
            remove_leftovers(folder, f".{NAME}.")
            self._archive = zipfile.ZipFile(self._beside, "w")

    def __enter__(self) -> Keeper:
        return self

    pack = staticmethod(pack)
    """Makes of a chunk what :meth:`take` takes, also in another process."""

    def take(self, chunk: bytes) -> None:
        """The next chunk, packed."""
        self._write(f"{self._taken}.json", chunk)
        self._taken += 1

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            if self._taken == self._about["parts"] and self._state == read_state(self._folder):
                self._write(_ABOUT, json.dumps({**self._about, "made_from": _made_from(self._state)}).encode())
                if self._archive:
                    self._archive.close()
                    os.replace(self._beside, os.path.join(self._folder, NAME))
        self._give_up()

    def _write(self, name: str, data: bytes) -> None:
        if self._archive:
            try:
                # without a date, so that the same claims give the same bytes
                self._archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED, 1)
            except OSError:
                self._give_up()

    def _give_up(self) -> None:
        """Leave nothing behind."""
        if self._archive:
            with suppress(OSError, ValueError):
                self._archive.close()
            self._archive = None
        with suppress(OSError):
            os.unlink(self._beside)


def _made_from(state: str) -> str:
    """A digest of this state of a database and of the code that reads claims."""
    digest = hashlib.sha256(state.encode())
    for name in _READ_BY:
        with open(os.path.join(PACKAGE, *name.split("/")), "rb") as file:
            digest.update(hashlib.sha256(file.read()).digest())
    return digest.hexdigest()
