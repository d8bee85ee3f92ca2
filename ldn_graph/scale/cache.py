"""The claims of a database as they were read, cached in its folder, so that the next audit need not read them again.

The cache is one file, a zip archive of :mod:`~ldn_graph.scale.packing`'s JSON. It says what it was made from: this
state of the database, by its files, and the code of this package that reads claims. Where either is another now, the
cache counts for nothing and is written anew. The database is the truth; the file may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress

from ..errors import GraphError
from ..model.claims import Chunk
from ..output.leftovers import remove_leftovers
from ..rdf.database_state import read_state
from ..resources import PACKAGE
from ..sources.standing.shipped import FILE
from .packing import pack, unpack

CACHE_FILE = "ldn-graph-claims.zip"
"""The name of the file, in the folder of the database."""
READ_BY = ("lookups", "model", "rdf", "scale", "sources", "sparql")
"""The folders of this package whose files decide, with the list of retractions, what is read of a database; where one
is changed, so is the digest.
"""
_ABOUT = "about.json"
_LARGEST = 2**30  # bytes of a chunk, which has one or two million as a rule
_DAMAGE = (OSError, zipfile.BadZipFile, zlib.error, ValueError, TypeError, LookupError, RuntimeError, EOFError)
"""What reading raises of a file that is not as it was written."""


class CachedClaims:
    """The cache of the database in a folder, open to read: ``size`` claims in ``parts`` chunks.

    It is a :class:`~ldn_graph.scale.corpus.Chunks`. Raises ``OSError`` where there is no cache, and ``ValueError`` or
    another of the exceptions that damaged archives give where it was not made from this database.
    """

    def __init__(self, folder: str) -> None:
        self._folder, self._file = folder, os.path.join(folder, CACHE_FILE)
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

    def reopened(self) -> CachedClaims:
        """The same file opened again: two processes that read through one opening move its position for each other.

        Raises :class:`~ldn_graph.errors.GraphError` where it is another by now.
        """
        again = open_cache(self._folder)
        if again is None or (again.size, again.parts) != (self.size, self.parts):
            raise GraphError(f"{self._folder}: the database was changed meanwhile; ask again")
        return again

    def cache_writer(self) -> None:
        """None: these claims are cached."""

    def _member(self, name: str) -> bytes:
        if self._archive.getinfo(name).file_size > _LARGEST:
            raise ValueError(f"{name} is too large")
        return self._archive.read(name)


def open_cache(folder: str) -> CachedClaims | None:
    """The cache of the database in this folder; None where there is none, or where it was made from something else."""
    try:
        return CachedClaims(folder)
    except _DAMAGE:
        return None


class CacheWriter:
    """Takes the packed chunks of a database's claims, in their order, and caches them when all were added.

    They are written to a file beside, which gets the name of the cache at the end. Nothing is raised where the folder
    cannot be written or the disk is full, since an audit does not need the cache; there is none then. Nor is there
    one where the database is another by now than when it was opened, in ``state``.
    """

    def __init__(self, folder: str, state: str, claims: int, parts: int) -> None:
        self._folder, self._state = folder, state
        self._about = {"claims": claims, "parts": parts}
        self._added = 0
        self._beside = os.path.join(folder, f".{CACHE_FILE}.{os.getpid()}.part")
        self._archive: zipfile.ZipFile | None = None
        with suppress(OSError):
            remove_leftovers(folder, f".{CACHE_FILE}.")
            self._archive = zipfile.ZipFile(self._beside, "w")

    def __enter__(self) -> CacheWriter:
        return self

    pack = staticmethod(pack)
    """Makes of a chunk the bytes that :meth:`add` takes, also in another process."""

    def add(self, packed: bytes) -> None:
        """The next chunk, packed."""
        self._write(f"{self._added}.json", packed)
        self._added += 1

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            if self._added == self._about["parts"] and self._state == read_state(self._folder):
                self._write(_ABOUT, json.dumps({**self._about, "made_from": _made_from(self._state)}).encode())
                if self._archive:
                    self._archive.close()
                    os.replace(self._beside, os.path.join(self._folder, CACHE_FILE))
        self._give_up()

    def _write(self, name: str, data: bytes) -> None:
        if self._archive:
            try:
                # without a date, so that the same claims give the same bytes
                self._archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED, 1)
            except OSError:
                self._give_up()

    def _give_up(self) -> None:
        """Remove the file beside, unless it has become the cache."""
        if self._archive:
            with suppress(OSError, ValueError):
                self._archive.close()
            self._archive = None
        with suppress(OSError):
            os.unlink(self._beside)


def _made_from(state: str) -> str:
    """A digest of this state of a database and of the code that reads claims."""
    digest = hashlib.sha256(state.encode())
    for path in _code_files():
        with open(path, "rb") as file:
            digest.update(hashlib.sha256(file.read()).digest())
    return digest.hexdigest()


def _code_files() -> Iterator[str]:
    for folder in READ_BY:
        for name in sorted(os.listdir(os.path.join(PACKAGE, folder))):
            if name.endswith((".py", ".rq")):
                yield os.path.join(PACKAGE, folder, name)
    yield FILE
