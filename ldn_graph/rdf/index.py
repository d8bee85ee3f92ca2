"""A graph's triples by subject and predicate, and the values that can be read of any node.

:class:`Statements` holds the triples. :class:`Index` reads values of them, and fails with the place in the file and
a remedy where they are not what the model asks for, since what stands in a graph is somebody's input.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal
from typing import TypeVar

import pyoxigraph as ox

from ..errors import ModelError, UnknownTermError
from ..model.claims import Text
from ..model.graph import Graph
from ..model.literals import LONGEST_NUMBER, is_readable_number
from ..model.natural_order import natural_key
from ..model.vocab import LDN, RDF, SCHEMES, shorten
from ..output.counts import count_words

_T = TypeVar("_T")
Value = str | ox.Literal
"""An IRI or the name of a blank node, or a literal."""
Values = Collection[Value]
"""The values of a predicate, each once, in the order of the files: one as a tuple, as mostly, several as a dict."""

_CONCEPTS: Mapping[str, Mapping[str, str]] = {
    scheme: {LDN[name]: name for name in names} for scheme, names in SCHEMES.items()
}
"""For each property with a closed scheme, the IRIs that it may have, each with its local name."""
_SCHEME_IRIS: Mapping[str, str] = {scheme: LDN[scheme] for scheme in SCHEMES}


class Statements:
    """A graph's triples by subject and predicate, each once, in the order of the files.

    ``nodes`` has for each subject its predicates, and for each predicate its values. IRIs are plain text, blank
    nodes too (``_:b0``, which no IRI can be); literals are as pyoxigraph gives them. Triple terms of RDF 1.2 are
    passed over. ``first_use`` has for each predicate, and for each IRI that stands as a value, the first subject of
    a triple that it is in. ``quads`` are part of the graph, where not all of it is to be read.
    """

    def __init__(self, graph: Graph, quads: Iterable[ox.Quad] | None = None) -> None:
        self.graph = graph
        self.nodes: dict[str, dict[str, Values]] = {}
        self.first_use: dict[str, str] = {}
        self.blanks: dict[str, str] = {}
        self.add(graph.quads if quads is None else quads)

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add these statements to those that are here."""
        # In one loop, and each part of a quad asked for once: this is a tenth of what an audit takes.
        nodes, note_use = self.nodes, self.first_use.setdefault
        predicates: dict[str, str] = {}  # each as one text for all statements, that of the vocabulary where it has it
        subject, properties = "", nodes.get("", {})
        for quad in quads:
            node, obj = quad.subject, quad.object
            if type(node) is ox.NamedNode:
                name = node.value
            elif type(node) is ox.BlankNode:
                name = self.name_blank(node)
            else:
                continue
            value: Value
            if type(obj) is ox.Literal:
                value = obj
            elif type(obj) is ox.NamedNode:
                value = obj.value
                note_use(value, name)
            elif type(obj) is ox.BlankNode:
                value = self.name_blank(obj)
            else:
                continue
            if name != subject:  # the statements about a node mostly stand together
                subject = name
                properties = nodes.setdefault(name, {})
            named = quad.predicate.value
            predicate = predicates.get(named)
            if predicate is None:
                predicate = predicates[named] = sys.intern(named)
                note_use(predicate, name)
            before = properties.get(predicate)
            if before is None:
                properties[predicate] = (value,)
            elif type(before) is dict:
                before[value] = None
            else:
                properties[predicate] = dict.fromkeys((*before, value))

    def name_blank(self, node: ox.BlankNode) -> str:
        """``_:b0``, ``_:b1``, ... as they come, since the parser's names are random."""
        return "_:" + self.blanks.setdefault(node.value, f"b{len(self.blanks)}")

    def typed(self, cls: str) -> list[str]:
        """The IRIs of all nodes of a class, in the order of the files."""
        return [iri for iri, node in self.nodes.items() if cls in node.get(RDF.type, ())]

    def types(self, iri: str) -> Values:
        """The classes of a node; none where it is not described."""
        return self.values(iri, RDF.type)

    def values(self, iri: str, predicate: str) -> Values:
        """The values of a node's predicate; none where the node is not described."""
        return self.nodes.get(iri, {}).get(predicate, ())


class Index(Statements):
    """Reads the values of a node that the model asks for.

    Each method raises :class:`~ldn_graph.errors.ModelError`, with the place in the file and a remedy, where they are
    otherwise. Statements with an ``ldn:`` term that the vocabulary does not have are not taken in: they raise
    :class:`~ldn_graph.errors.UnknownTermError`.
    """

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add these statements, and raise for an unknown term in them."""
        super().add(quads)
        self.refuse_unknown_terms()

    def refuse_unknown_terms(self) -> None:
        """Raise for an ``ldn:`` term in these statements that the vocabulary does not have."""
        for term, subject in self.first_use.items():
            if term.startswith(LDN.iri) and term != LDN.iri and term not in LDN:
                name = term[len(LDN.iri) :]
                raise UnknownTermError(f"ldn:{name}", suggestion=LDN.suggest(name), place=self.graph.place(subject))

    def call(self, node: str) -> str:
        """A node in messages: its CURIE; a blank node has a name for one run only, which is in no file."""
        named = node and not node.startswith("_:")
        return shorten(node, self.graph.prefixes.iris) if named else "a node without an IRI"

    def error(self, iri: str, problem: str, remedy: str) -> ModelError:
        """An error about a node, with the place where its block begins."""
        named = self._nearest_named(iri)
        return ModelError(self.graph.place(named), self.call(named), problem, remedy)

    def _nearest_named(self, node: str) -> str:
        """The node itself; for a blank node, whose name says nothing, what points to it; "" where nothing does."""
        seen: set[str] = set()
        while node.startswith("_:"):
            seen.add(node)
            node = next(
                (
                    subject
                    for subject, properties in self.nodes.items()
                    if subject not in seen and any(node in values for values in properties.values())
                ),
                "",
            )
        return node

    def iris(self, iri: str, predicate: str) -> tuple[str, ...]:
        """All values, which must be IRIs or blank nodes; sorted, so that the order of the triples does not matter."""
        values = self.nodes[iri].get(predicate)
        if not values:
            return ()
        if len(values) == 1:  # as nearly all have
            (value,) = values
            if isinstance(value, str):
                return (value,)
        for value in values:
            if isinstance(value, ox.Literal):
                raise self.error(iri, f"{shorten(predicate)} is the text {value.value[:80]!r}", "give an IRI there")
        return tuple(sorted((value for value in values if isinstance(value, str)), key=natural_key))

    def each(self, iri: str, predicate: str, read: Callable[[str, str], _T]) -> tuple[_T, ...]:
        """What ``read`` makes of each node of :meth:`iris`; its second argument is the node that points to it."""
        nodes = self.iris(iri, predicate)
        return tuple([read(node, iri) for node in nodes]) if nodes else ()

    def iri(self, iri: str, predicate: str) -> str | None:
        """The one IRI, or None where there is none."""
        values = self.nodes[iri].get(predicate)
        if values is None:
            return None
        if len(values) == 1:
            (value,) = values
            if isinstance(value, str):
                return value
        return self.only(iri, predicate, self.iris(iri, predicate))

    def texts(self, iri: str, predicate: str) -> tuple[Text, ...]:
        """All literals; sorted, so that the order of the triples does not matter."""
        if predicate not in self.nodes[iri]:
            return ()
        literals = self._literals(iri, predicate, self.nodes[iri][predicate])
        if len(literals) > 1:
            literals.sort(key=lambda literal: (literal.value, literal.language or "", literal.datatype.value))
        return tuple(map(Text, literals))

    def texts_in_one_language(self, iri: str, predicate: str) -> tuple[Text, ...]:
        """The different texts in one language: in English or without a tag, else in the first language by code."""
        literals = self.texts(iri, predicate)
        languages = [main_language(text.literal) for text in literals]
        if not languages:
            return ()
        one = "" if "" in languages else min(languages)
        chosen = (text for text, language in zip(literals, languages, strict=True) if language == one)
        return tuple({str(text): text for text in chosen}.values())

    def literal(self, iri: str, predicate: str) -> Text | None:
        """One literal; of several in different languages the English one, else the first by code."""
        values = self.nodes[iri].get(predicate)
        literal = self._one_literal(iri, predicate, values) if values else None
        return None if literal is None else Text(literal)

    def text(self, iri: str, predicate: str) -> str | None:
        """The text of :meth:`literal`, without its language and datatype."""
        values = self.nodes[iri].get(predicate)
        if values is None:
            return None
        literal = self._one_literal(iri, predicate, values)
        return None if literal is None else literal.value

    def _one_literal(self, iri: str, predicate: str, values: Values) -> ox.Literal | None:
        if len(values) == 1:  # as nearly all have
            (value,) = values
            if not isinstance(value, str):
                return value
        literals = self._literals(iri, predicate, values)
        if len(literals) > 1:
            literals.sort(key=reading_order)
        return literals[0] if literals else None

    def _literals(self, iri: str, predicate: str, values: Iterable[Value]) -> list[ox.Literal]:
        """The literals among the values. A node is passed over where the property is not ours: others allow both."""
        literals: list[ox.Literal] = []
        for value in values:
            if not isinstance(value, str):
                literals.append(value)
            elif predicate.startswith(LDN.iri):
                problem = f"{shorten(predicate)} is {self.call(value)[:80]}, and no text or number"
                raise self.error(iri, problem, "give the text in quotes, or the number, there")
        return literals

    def only(self, iri: str, predicate: str, values: tuple[_T, ...]) -> _T | None:
        """The one value, or None where there is none; more than one are an error."""
        if len(values) > 1:
            raise self.error(iri, f"{count_words(len(values), 'value')} of {shorten(predicate)}", "keep one")
        return values[0] if values else None

    def needed(self, iri: str, predicate: str, value: _T | None) -> _T:
        """The value; None is an error."""
        if value is None:
            said = f"{shorten(predicate)} ..."
            example = f"[ {said} ]" if iri.startswith("_:") else f"{self.call(iri)} {said} ."
            raise self.error(iri, f"no {shorten(predicate)}", f"add one: {example}")
        return value

    def described(self, iri: str, referrer: str) -> str:
        """The IRI; it is an error where no triple describes it."""
        if iri not in self.nodes:
            problem = f"{self.call(iri)} is not described in this graph"
            raise self.error(referrer, problem, "describe it, or mend the IRI")
        return iri

    def concept(self, iri: str, scheme: str) -> str | None:
        """The local name of the one concept that the property ``ldn:`` + ``scheme`` takes."""
        predicate = _SCHEME_IRIS[scheme]
        values = self.nodes[iri].get(predicate)
        if values is None:
            return None
        if len(values) == 1:
            (value,) = values
            if isinstance(value, str) and value in _CONCEPTS[scheme]:
                return _CONCEPTS[scheme][value]
        return self.only(iri, predicate, self.concepts_of(iri, predicate, scheme))

    def concepts(self, iri: str, scheme: str) -> tuple[str, ...]:
        """The local names of all concepts that the property takes, in the order of the scheme."""
        return self.concepts_of(iri, _SCHEME_IRIS[scheme], scheme)

    def concepts_of(self, iri: str, predicate: str, scheme: str) -> tuple[str, ...]:
        """The local names of the concepts of a scheme that a property takes which is called otherwise."""
        values = self.nodes[iri].get(predicate)
        if not values:
            return ()
        names = _CONCEPTS[scheme]
        if all(value in names for value in values):
            return tuple([name for term, name in names.items() if term in values])
        wrong = next(term for term in self.iris(iri, predicate) if term not in names)
        allowed = ", ".join(f"ldn:{name}" for name in SCHEMES[scheme])
        raise self.error(iri, f"{self.call(wrong)} is no value of {shorten(predicate)}", f"take one of {allowed}")

    def number(self, iri: str, predicate: str) -> tuple[Decimal, Text] | None:
        """The one number, with its text, or None where there is none."""
        if predicate not in self.nodes[iri]:
            return None
        text = self.only(iri, predicate, self.texts(iri, predicate))
        if text is None:
            return None
        if not is_readable_number(text):
            problem = f"{shorten(predicate)} {text[:80]!r} is not a decimal number of at most {LONGEST_NUMBER} digits"
            raise self.error(iri, problem, "write one, as 4.5 or 40")
        return Decimal(text), text

    def whole(self, iri: str, predicate: str) -> int | None:
        """The one whole number from 0, or None where there is none."""
        number = self.number(iri, predicate)
        if number is None:
            return None
        value, text = number
        if value < 0 or value != value.to_integral_value():
            problem = f"{shorten(predicate)} {text[:80]} is not a whole number from 0"
            raise self.error(iri, problem, "write a whole number")
        return int(value)


def reading_order(literal: ox.Literal) -> tuple[bool, str, str]:
    """The order of which the first of several literals is read; the fragment ``text`` of queries has the same."""
    language = literal.language or ""
    return not language.startswith("en"), language, literal.value


def main_language(literal: ox.Literal) -> str:
    """``de`` of ``de-AT``; "" of English and of what has no tag."""
    language = (literal.language or "").lower().partition("-")[0]
    return "" if language == "en" else language
