"""Values and prefixes put into the text of a query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import QuerySyntaxError
from ..model.vocab import PREFIXES
from ..resources import PACKAGE
from .tokens import Token, read_tokens

if TYPE_CHECKING:
    import pyoxigraph as ox

    Term = ox.NamedNode | ox.Literal


@cache
def read_lookup(name: str) -> str:
    """A query of this package's own, by the name of its file in ``lookups/``.

    The variables that its comment has after *Bound:* must be given values before it is asked.
    """
    return Path(PACKAGE, "lookups", f"{name}.rq").read_text(encoding="utf-8")


def with_values(sparql: str, values: Mapping[str, Sequence[Term]]) -> str:
    """The query with a ``VALUES`` block for each of these variables, named without ``?``.

    The blocks stand at the beginning of the outermost group, so that every ``FILTER`` of that group sees
    them; a sub-SELECT does only where it projects the variable. The terms are written by the engine's own
    serializer. Raises :class:`~ldn_graph.errors.QuerySyntaxError` where the query has no such variable, or no
    group to put them in.

    >>> import pyoxigraph as ox
    >>> with_values("SELECT ?x { ?x a ?c }", {"c": [ox.NamedNode("urn:c")]})
    'SELECT ?x { VALUES ?c { <urn:c> } ?x a ?c }'
    """
    if not values:
        return sparql
    tokens = list(read_tokens(sparql))
    variables = dict.fromkeys(t.text[1:] for t in tokens if t.kind == "variable")
    for name in values:
        if name not in variables:
            has = f"it has {', '.join(variables)}" if variables else "it has none"
            raise QuerySyntaxError(f"the query has no variable ?{name} to give a value to; {has}")
    blocks = " ".join(f"VALUES ?{name} {{ {' '.join(map(str, terms))} }}" for name, terms in values.items())
    opening = _outermost_group(tokens)
    if opening is None:
        raise QuerySyntaxError("the query has no { } whose variables could be given a value; write its WHERE in full")
    inner = tokens[opening + 1].text.upper() if opening + 1 < len(tokens) else ""
    if inner == "SELECT":  # a group that is a sub-SELECT takes nothing beside it
        return f"{sparql.rstrip()}\n{blocks}"
    at = tokens[opening].start + 1
    return f"{sparql[:at]} {blocks}{sparql[at:]}"


def with_prefixes(sparql: str) -> str:
    """The query with the prefixes of :data:`~ldn_graph.model.vocab.PREFIXES` that it uses and does not declare.

    They stand before its first word, in its first line, so that a server counts the lines as they were written.

    >>> with_prefixes("ASK { ?x a ldn:Claim }")
    'PREFIX ldn: <https://w3id.org/ldn-graph/vocab#> ASK { ?x a ldn:Claim }'
    """
    tokens = list(read_tokens(sparql))
    declared = {after.text[:-1] for token, after in pairwise(tokens) if token.text.upper() == "PREFIX"}
    used = dict.fromkeys(token.text.partition(":")[0] for token in tokens if token.kind == "name")
    missing = (prefix for prefix in used if prefix in PREFIXES and prefix not in declared)
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in missing) + sparql


def _outermost_group(tokens: Sequence[Token]) -> int | None:
    """The index of the brace that opens the group of the WHERE; None for a short CONSTRUCT and where there is none."""
    braces = parentheses = 0
    template = False
    for n, token in enumerate(tokens):
        if token.kind == "word" and token.text.upper() == "CONSTRUCT" and not braces:
            if n + 1 < len(tokens) and tokens[n + 1].text != "{":
                return None
            template = True
        elif token.text in ("(", ")") and not braces:
            parentheses += 1 if token.text == "(" else -1
        elif token.text == "{":
            if not braces and not parentheses and not template:
                return n
            braces += 1
        elif token.text == "}":
            braces -= 1
            template = template and braces > 0
    return None
