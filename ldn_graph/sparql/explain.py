"""What is wrong with a query that an engine refused: where, why, and what to do; below it the line with a caret."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..errors import EXCERPT
from ..output.characters import printable
from .grammar import Fault, find_fault, find_prologue_fault
from .sign_faults import CLOSING, find_open_text, find_relative_iri, find_spaced_call, find_unpaired
from .tokens import Token, read_tokens
from .variable_faults import find_grouped_star, find_named_twice, find_taken_name, find_ungrouped
from .word_faults import find_undeclared_prefix, find_unknown_word, find_wrong_query_form

_WIDTH = 100  # characters of a line of a query that are shown around a mistake
_LONGEST = 100_000  # characters of a query that are looked through for what is wrong


def explain_syntax_error(message: str, sparql: str, prefixes: Mapping[str, str]) -> str:
    """What is wrong with a query, where, and the remedy; below it the line with a caret.

    ``message`` is Oxigraph's. It names the furthest place that its parser came to, which is often past the mistake, so
    the query itself is looked through first, and the engine's place is the last resort. ``prefixes`` are those that
    need no declaration.
    """
    tokens = list(read_tokens(sparql[:_LONGEST]))
    faults = (fault for fault in _find_faults(tokens, message, sparql, prefixes) if fault is not None)
    fault = next(faults, None) or _engine_fault(message, sparql)
    before = sparql[: fault.start]
    line = before.count("\n")
    column = fault.start - (before.rfind("\n") + 1)
    where = f"the query, line {line + 1}, column {column + 1}: {fault.problem}; {fault.remedy}"
    return f"{printable(where)}\n{_show_place(sparql.split(chr(10))[line].rstrip(chr(13)), column)}"


def _find_faults(
    tokens: Sequence[Token], message: str, sparql: str, prefixes: Mapping[str, str]
) -> Iterator[Fault | None]:
    """The faults that the words of a query show, the surest first; the first one is the mistake, what follows from it.

    A text that stays open, or a sign that is none, hides all words after it, so these come before what is read from
    words. A missing prefix comes before the grammar, to which its name is right. The grammar stops at a word: if it is
    misspelt, the word says more than the place does, and so does a bracket that nothing closes, whose loss shows only
    at the end of the query or at another bracket. What the engine complains of by name comes last: its message is
    certain where the grammar has no fault, but it is worded for one who writes parsers.
    """
    end = len(sparql.rstrip()) if len(sparql) <= _LONGEST else len(sparql)
    yield find_wrong_query_form(tokens)
    yield find_open_text(tokens)
    yield find_prologue_fault(tokens, end)
    yield find_undeclared_prefix(tokens, sparql, prefixes)
    fault = find_fault(tokens, end) if len(sparql) <= _LONGEST else None
    yield find_unknown_word(tokens, fault)
    if fault is None or fault.start >= end or sparql[fault.start] in CLOSING.values():
        yield find_unpaired(tokens)
    yield fault
    if "IRI parsing failed" in message:
        yield find_relative_iri(tokens)
    if "overrides an existing variable" in message:
        yield find_taken_name(tokens)
    if "variable that is unbound" in message:
        yield find_ungrouped(tokens)
    if "SELECT * is not authorized with GROUP BY" in message:
        yield find_grouped_star(tokens)
    if "Duplicated variable name in SELECT" in message:
        yield find_named_twice(tokens)
    yield find_spaced_call(tokens)


def _engine_fault(message: str, sparql: str) -> Fault:
    """Where the engine's parser gave up, which is the mistake or past it."""
    position = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if not position:
        return Fault(0, " ".join(message.split())[:EXCERPT], "mend it")
    line, column = int(position[1]), int(position[2])  # of characters, in lines that end in \n
    start = min(sum(len(text) + 1 for text in sparql.split("\n")[: line - 1]) + column - 1, len(sparql))
    rest = sparql[start:].split()
    here = f"{rest[0][:20]} stands" if rest else "the query ends"
    return Fault(start, f"{here} where something else is due", "look at it, and at what stands before it")


def _show_place(text: str, column: int) -> str:
    """A line with a caret under the character at the column, cut to what is around it."""
    start = max(0, column - _WIDTH // 2)
    cut = start + _WIDTH < len(text)
    text, column = text[start : start + _WIDTH], column - start
    if start:
        text = f"…{text[1:]}"
    text += "…" * cut
    shown = "".join(c if c.isprintable() else " " if c == "\t" else "\ufffd" for c in text)
    width = sum(map(_display_width, shown[:column])) + max(0, column - len(shown))
    return f"    {shown}\n    {' ' * width}^"


def _display_width(character: str) -> int:
    """How wide a terminal shows a character."""
    from unicodedata import combining, east_asian_width

    return 0 if combining(character) else 2 if east_asian_width(character) in "WF" else 1
