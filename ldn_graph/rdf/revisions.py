"""Files as they were: of a revision of a git repository, as ``HEAD~3:claims.ttl``.

A revision is named as git does it: ``HEAD~3:claims.ttl``, ``v1.0:data/``, ``main:./claims.ttl``, and ``:claims.ttl`` as
it is staged; paths are those of the repository, and begin with ``./`` where they are those of the current folder.

git itself is asked, in the current folder, and nothing but objects is read: no hook, filter or program of a repository
runs, nothing is fetched and nothing is written.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from posixpath import normpath
from typing import IO, NamedTuple

from ..errors import GraphNotFoundError, SetupError
from ..output.counts import count_words

MOST_BYTES = 2**30
"""What is read of one revision at most."""
_MOST_WORDS = 2**26  # bytes of a list of files
_MOST_COMPLAINT = 2**12
REMEDY = "give a file, a folder, or a revision of git as HEAD~3:claims.ttl"


class _Entry(NamedTuple):
    """A file of a revision: its object, its size in bytes, and its path within what was named."""

    digest: str
    size: int
    path: str


def within(folder: str, path: str) -> str:
    """The name of what stands at a path in a folder of a revision.

    >>> within("HEAD:", "claims.ttl"), within("HEAD:data", "./claims.ttl")
    ('HEAD:claims.ttl', 'HEAD:data/claims.ttl')
    """
    return folder + ("" if folder.endswith((":", "/")) else "/") + normpath(path)


def read_revision(name: str) -> Iterator[tuple[str, bytes]]:
    """The file that a revision has under a name, or the RDF files of a folder and those below, each by its name.

    Raises :class:`~ldn_graph.errors.GraphNotFoundError` where git has no such thing, or too much of it.
    """
    if name.startswith("-"):
        raise GraphNotFoundError(f"{name}: no revision begins with a hyphen; {REMEDY}")
    digest = _ask(name, "rev-parse", "--verify", "--quiet", name).strip()
    kind = _ask(name, "cat-file", "-t", digest).strip()
    if kind == "blob":
        entries = [_Entry(digest, int(_ask(name, "cat-file", "-s", digest)), "")]
    elif kind == "tree":
        entries = [entry for entry in _list_tree(name, digest) if _is_rdf(entry.path)]
    else:
        raise GraphNotFoundError(f"{name}: neither a file nor a folder of that revision; {REMEDY}")
    if not entries:
        raise GraphNotFoundError(f"{name}: no RDF file in this folder of that revision; name the file")
    if (total := sum(entry.size for entry in entries)) > MOST_BYTES:
        raise GraphNotFoundError(
            f"{name}: {count_words(total, 'byte')}, more than {MOST_BYTES:,}; check it out as a file"
        )
    for entry in entries:
        file = f"{name.rstrip('/')}/{entry.path}" if entry.path else name
        yield file, _run(file, entry.size, "cat-file", "blob", entry.digest)


def _list_tree(name: str, digest: str) -> Iterator[_Entry]:
    """The files of a folder and those below, by their paths; links and submodules are none."""
    listed = _run(name, _MOST_WORDS, "ls-tree", "-r", "-z", "--long", "--full-tree", digest)
    for line in filter(None, listed.split(b"\0")):
        words, _, path = line.partition(b"\t")
        mode, kind, blob, size = words.split()
        if kind == b"blob" and mode != b"120000":
            yield _Entry(blob.decode(), int(size), os.fsdecode(path))


def _is_rdf(path: str) -> bool:
    from ..sparql.formats import RDF_ENDINGS

    return path.lower().removesuffix(".gz").endswith(RDF_ENDINGS)


def _ask(name: str, *words: str) -> str:
    return _run(name, _MOST_COMPLAINT, *words).decode("utf-8", "replace")


def _run(name: str, most: int, *words: str) -> bytes:
    """What git answers, of ``most`` bytes at most.

    Raises :class:`~ldn_graph.errors.GraphNotFoundError` where it answers more or refuses, and
    :class:`~ldn_graph.errors.SetupError` where there is no git.
    """
    settings = {"LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        process = subprocess.Popen(  # noqa: S603, no shell, and no word begins with a hyphen but ours
            ["git", "--no-replace-objects", "-c", "protocol.allow=never", *words],  # noqa: S607, the git of the user
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **settings},
        )
    except OSError:
        raise SetupError(f"{name}: git is not installed here; install it, or {REMEDY}") from None
    with process:
        answer = _read(process.stdout, most + 1)
        if len(answer) > most:
            process.kill()
            raise GraphNotFoundError(f"{name}: git answers more than {count_words(most, 'byte')}; name one file")
        complaint = _read(process.stderr, _MOST_COMPLAINT).decode("utf-8", "replace")
    if process.returncode:
        reason = " ".join(complaint.removeprefix("fatal: ").split()) or "git knows no such file or revision"
        raise GraphNotFoundError(f"{name}: {reason}; {REMEDY}")
    return answer


def _read(stream: IO[bytes] | None, most: int) -> bytes:
    return stream.read(most) if stream else b""
