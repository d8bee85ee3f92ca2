"""Named questions are written from templates: what questions share stands once, in ``queries/fragments/``.

A template, in ``queries/templates/``, is a question in SPARQL in which some marks stand for something else::

    #: level ?design ?topic ?level           a line of its own: the fragment level.rq, for these variables
    #: rows levels                           a line of its own: rows of VALUES that vocab.py has
    ?bearing IN (vocab:inFavour)             terms that vocab.py has
    vocab:hasLevel(?design, ?topic, 1, 2)    the condition that the design has level 1 or 2 for the topic

A fragment begins with a comment that says what it is, the line by which it is used, and an empty line. Variables
that a use leaves out keep the names that they have in the fragment, and ``?anotherTitle`` is called after what
stands for ``?title``. Where the reader chose a language, ``text-in-language.rq`` stands in for ``text.rq``, and so
for each fragment that has such a file.

``make questions`` writes ``queries/*.rq``, which are committed: whole files that run anywhere. A test says that they
are what their templates give; when a question is asked, nothing is made from a template unless a language is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from ..errors import QuerySyntaxError, UnknownNameError
from ..model.vocab import AFFIRMING, AGAINST, BEARINGS, DESIGNS, ENTITY_KINDS, IN_FAVOUR, PREDICATES_WITHOUT_LEVEL
from ..resources import PACKAGE

QUESTIONS = Path(PACKAGE, "queries")
WIDTH = 120  # characters of a line, where terms are put in

_MARK = re.compile(r"( *)#: (\S+) *(.*)")
_TERM_LIST = re.compile(r"(IN \(|\{ )vocab:(\w+)(?=\)| \})")
_CONDITION = re.compile(r"vocab:(\w+)\((\?\w+), (\?\w+), (\d(?:, \d)*)\)")
_TAG = re.compile(r"(?:[A-Za-z]{2,3}|[IiXx](?=-))(?:-[A-Za-z0-9]{1,8})*")

_T = TypeVar("_T")


# Templates and fragments ------------------------------------------------------------------------


class Fragment(NamedTuple):
    """A part of questions: the variables that each use may name anew, and its lines."""

    file: str
    variables: tuple[str, ...]
    lines: tuple[str, ...]


def list_templates() -> tuple[str, ...]:
    """The names of the questions that have a template, which all have."""
    return tuple(sorted(file.stem for file in (QUESTIONS / "templates").glob("*.rq")))


def render_question(name: str, language: str | None = None) -> str:
    """The SPARQL of a named question, made from its template.

    ``language`` is a tag of BCP 47 (https://www.rfc-editor.org/info/bcp47) such as ``de`` or ``de-AT``: of several
    texts one in it stands in the answer, else one in its main language, else the English one. None: the English one,
    as in the file that is committed. Raises :class:`~ldn_graph.errors.UnknownNameError` for what is no tag, and
    :class:`~ldn_graph.errors.QuerySyntaxError` for a mark that stands for nothing.
    """
    chosen = {} if language is None else _language_literals(language)
    file = f"templates/{name}.rq"
    lines = (QUESTIONS / file).read_text(encoding="utf-8").splitlines()
    return "".join(f"{line}\n" for line in _fill_in(lines, {}, chosen, file))


def write_questions() -> list[str]:
    """Write ``queries/*.rq`` anew, and give the names of those that changed."""
    changed = []
    for name in list_templates():
        file, text = QUESTIONS / f"{name}.rq", render_question(name)
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8", newline="\n")
            changed.append(name)
    return changed


def _language_literals(tag: str) -> dict[str, str]:
    """What the fragments for a chosen language call ``?language`` and ``?mainLanguage``, by the engine's serializer."""
    import pyoxigraph as ox

    if not _TAG.fullmatch(tag):
        raise UnknownNameError(f"{tag[:40]!r} is no language tag; write it as de, pt-BR or zh-Hant (BCP 47)")
    return {"?language": str(ox.Literal(tag)), "?mainLanguage": str(ox.Literal(tag.partition("-")[0]))}


@cache
def _read_fragment(name: str) -> Fragment | None:
    file = f"fragments/{name}.rq"
    if not (QUESTIONS / file).exists():
        return None
    comment, use, empty, *lines = (QUESTIONS / file).read_text(encoding="utf-8").splitlines()
    mark = _MARK.fullmatch(use)
    if not comment.startswith("# ") or mark is None or mark[2] != name or empty:
        raise QuerySyntaxError(f"{file}: begin it with a comment, a line as '#: {name} ?x', and an empty line")
    return Fragment(file, tuple(mark[3].split()), tuple(lines))


def _fill_in(
    lines: Iterable[str], names: Mapping[str, str], chosen: Mapping[str, str], file: str, indent: str = ""
) -> Iterator[str]:
    """Lines with what their marks stand for; ``names`` stand for variables in them, ``chosen`` for the language's."""
    for line in lines:
        renamed = re.sub(r"\?\w+", lambda variable: names.get(variable[0], variable[0]), line)
        mark = _MARK.fullmatch(renamed)
        if mark is None:
            yield from _put_terms(indent + renamed if renamed else "", file)
        elif mark[2] == "rows":
            yield from _wrap(_look_up(_ROWS, mark[3], file), indent + mark[1], indent + mark[1])
        else:
            yield from _use_fragment(mark[2], mark[3].split(), chosen, file, indent + mark[1])


def _use_fragment(name: str, values: list[str], chosen: Mapping[str, str], file: str, indent: str) -> Iterator[str]:
    fragment = (_read_fragment(f"{name}-in-language") if chosen else None) or _read_fragment(name)
    if fragment is None:
        raise QuerySyntaxError(f"{file}: there is no fragment {name!r}; write it as queries/fragments/{name}.rq")
    if len(values) > len(fragment.variables):
        raise QuerySyntaxError(f"{file}: too many variables; write #: {name} {' '.join(fragment.variables)}")
    names = dict(zip(fragment.variables, values, strict=False))
    names |= {_another(variable): _another(value) for variable, value in names.items() if value.startswith("?")}
    yield from _fill_in(fragment.lines, {**names, **chosen}, chosen, fragment.file, indent)


def _another(variable: str) -> str:
    """``?anotherTitle`` of ``?title``."""
    return f"?another{variable[1].upper()}{variable[2:]}"


def _put_terms(line: str, file: str) -> Iterator[str]:
    """A line with what its names of the prefix ``vocab:`` stand for, as several lines where it grows long."""

    def terms(match: re.Match[str]) -> str:
        return match[1] + _join(_look_up(_TERMS, match[2], file), ", " if match[1] == "IN (" else " ")

    def condition(match: re.Match[str]) -> str:
        text = _look_up(_CONDITIONS, match[1], file)(match[2], match[3], [int(n) for n in match[4].split(", ")])
        stands_alone = match.string[match.start() - 1] == "(" and match.string[match.end()] in ",)"
        return text if stands_alone else f"({text})"

    filled = _CONDITION.sub(condition, _TERM_LIST.sub(terms, line))
    if filled == line:
        yield line
    else:
        indent = line[: len(line) - len(line.lstrip())]
        yield from _wrap(re.split(r"(?<=,) | (?=\|\| )", filled.strip()), indent, indent + "  ")


def _wrap(words: Iterable[str], indent: str, later_indent: str) -> Iterator[str]:
    """Words as lines of at most :data:`WIDTH` characters, unless one word is longer."""
    line = ""
    for word in words:
        if line and len(line) + 1 + len(word) > WIDTH:
            yield line
            line, indent = "", later_indent
        line = f"{line} {word}" if line else indent + word
    if line:
        yield line


def _look_up(table: Mapping[str, _T], name: str, file: str) -> _T:
    if name not in table:
        raise QuerySyntaxError(f"{file}: {name!r} stands for nothing; take one of {', '.join(table)}")
    return table[name]


# What vocab.py has ------------------------------------------------------------------------------

_TERMS: Mapping[str, Sequence[str]] = {
    "inFavour": [bearing for bearing in BEARINGS if bearing in IN_FAVOUR],
    "affirming": [bearing for bearing in BEARINGS if bearing in AFFIRMING],
    "against": [bearing for bearing in BEARINGS if bearing in AGAINST],
    "humanStudies": [
        name
        for name, design in DESIGNS.items()
        if (design.human and design.primary) or name == "systematicReview"  # as the flag overclaimed has it
    ],
    "comparedNobody": [
        name for name, design in DESIGNS.items() if design.primary and design.human and not design.controlled
    ],
    "entityKinds": ENTITY_KINDS,
    "randomised": [name for name, design in DESIGNS.items() if design.level == 2],
    "withoutLevel": PREDICATES_WITHOUT_LEVEL,
}
"""What stands for ``vocab:inFavour`` and the others: names of the prefix ``ldn:``."""

_SIDES = ("for", "narrower", "weaker", "against", "no-difference", "no-participants", "retracted", "open", "background")
"""The sides of a dossier in their order, as :data:`~ldn_graph.audit.status.SIDES`."""

_ROWS: Mapping[str, Sequence[str]] = {
    "levels": [f"(ldn:{name} {design.level})" for name, design in DESIGNS.items() if not design.topics],
    "levels-by-topic": [
        f"(ldn:{name} ldn:{topic} {design.level})"
        for name, design in DESIGNS.items()
        for topic in sorted(design.topics)
    ],
    "sides": [
        f'(ldn:{bearing} "{"for" if bearing in IN_FAVOUR else "against"}")'
        for bearing in BEARINGS
        if bearing in IN_FAVOUR | AGAINST
    ],
    "sides-in-order": [f'("{side}" {place})' for place, side in enumerate(_SIDES, start=1)],
}
"""What stands for ``#: rows levels`` and the others: rows of a VALUES block."""


def _has_level(design: str, topic: str, levels: Container[int], *, primary: bool = False) -> str:
    """The condition that a design has one of some levels for a topic, both variables; ``primary``: and is a study."""
    of_level = {name: d for name, d in DESIGNS.items() if d.level in levels and (d.primary or not primary)}
    special = {name: d.topics for name, d in of_level.items() if d.topics}
    conditions = (f"({_is(design, [name])} && {_is(topic, sorted(topics))})" for name, topics in special.items())
    return " || ".join([_is(design, [name for name in of_level if name not in special]), *conditions])


_CONDITIONS: Mapping[str, Callable[[str, str, list[int]], str]] = {
    "hasLevel": _has_level,
    "isPrimaryOfLevel": lambda design, topic, levels: _has_level(design, topic, levels, primary=True),
}
"""What stands for ``vocab:hasLevel(?design, ?topic, 1)`` and the other."""


def _is(variable: str, names: list[str]) -> str:
    return f"{variable} = ldn:{names[0]}" if len(names) == 1 else f"{variable} IN ({_join(names, ', ')})"


def _join(names: Iterable[str], separator: str) -> str:
    return separator.join(f"ldn:{name}" for name in names)


if __name__ == "__main__":
    for question in write_questions():
        print(f"queries/{question}.rq")
