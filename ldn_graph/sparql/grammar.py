"""Where a query leaves the grammar of SPARQL 1.1: the first word or sign that cannot stand where it does.

The grammar (https://www.w3.org/TR/sparql11-query/#sparqlGrammar) is LL(1): the next word alone decides which rule goes
on, so nothing is ever tried and taken back, and the first word that fits no rule is the place of the mistake. An
engine's parser tries alternatives, and names the furthest place that any of them came to. Where the walker looks at
two words, it is only to word the message better, or because the tokens are smaller than the grammar's (a sign before a
number, the empty ``[]``).

Whether a query is right is for the engine to say: this reads only what it refused, to say where and why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, NoReturn

from ..output.counts import count_words
from .tokens import Token

AGGREGATES = frozenset({"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"})
_OF_ONE = """
    ABS BOUND CEIL DATATYPE DAY ENCODE_FOR_URI FLOOR HOURS IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISURI LANG LCASE MD5
    MINUTES MONTH ROUND SECONDS SHA1 SHA256 SHA384 SHA512 STR STRLEN TIMEZONE TZ UCASE URI YEAR
    """
_OF_TWO = "CONTAINS LANGMATCHES SAMETERM STRAFTER STRBEFORE STRDT STRENDS STRLANG STRSTARTS"
ARITY: Mapping[str, tuple[int, int]] = {
    **dict.fromkeys(("NOW", "RAND", "STRUUID", "UUID"), (0, 0)),
    "BNODE": (0, 1),
    **dict.fromkeys((*AGGREGATES, *_OF_ONE.split()), (1, 1)),
    **dict.fromkeys(_OF_TWO.split(), (2, 2)),
    **dict.fromkeys(("REGEX", "SUBSTR"), (2, 3)),
    "IF": (3, 3),
    "REPLACE": (3, 4),
}
"""How many values each function takes, the least and the most; CONCAT and COALESCE take any number."""
_COMPARISONS = frozenset({"=", "!=", "<", ">", "<=", ">="})
_PATTERNS = frozenset({"OPTIONAL", "MINUS", "LATERAL", "GRAPH", "SERVICE", "FILTER", "BIND", "VALUES", "{"})
_AFTER = frozenset({"GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"})
_TRIPLE = "a triple is a subject, a predicate and an object"
_ALIAS = "write an expression in SELECT as (COUNT(?x) AS ?n)"
_VALUE = "write a variable, a text in quotes, a number or an IRI"
_DEEP = 300  # patterns and expressions inside one another that are followed


class Fault(NamedTuple):
    """A mistake: where it is, in characters from 0; what is wrong; what to do.

    ``variable`` and ``name``: a variable, or a prefixed name, could stand there.
    """

    start: int
    problem: str
    remedy: str
    variable: bool = False
    name: bool = False


class _FaultError(Exception):
    """Ends the walk at the mistake, which is its argument."""


class _BeyondError(Exception):
    """The query uses what SPARQL 1.1 does not have, or is nested too deep to follow."""


def find_fault(tokens: Sequence[Token], end: int) -> Fault | None:
    """The first place where the query, ``end`` characters long, leaves the grammar; None where none is found."""
    return _walk(_Walker(tokens, end).query)


def find_prologue_fault(tokens: Sequence[Token], end: int) -> Fault | None:
    """The same for the declarations that a query begins with."""
    return _walk(_Walker(tokens, end).prologue)


def _walk(part: Callable[[], object]) -> Fault | None:
    try:
        part()
    except _FaultError as stopped:
        fault: Fault = stopped.args[0]
        return fault
    except _BeyondError:
        pass
    return None


class _Walker:
    """Reads tokens one after another; a method for each part of the grammar."""

    def __init__(self, tokens: Sequence[Token], end: int) -> None:
        self.tokens = [*tokens, Token("end", "", end)]
        self.at = 0
        self.depth = 0

    # Steps ----------------------------------------------------------------------------------

    @property
    def next(self) -> Token:
        return self.tokens[self.at]

    def sees(self, *texts: str) -> bool:
        """The next token is one of these words or signs."""
        return self.next.kind in ("word", "sign") and self.next.text.upper() in texts

    def is_kind(self, *kinds: str) -> bool:
        return self.next.kind in kinds

    def takes(self, *texts: str) -> bool:
        """Go past one of these words or signs, if it is next."""
        is_next = self.sees(*texts)
        self.at += is_next
        return is_next

    def needs(self, text: str, remedy: str = "mend it there") -> None:
        """Go past this word or sign; without it there, the query is at fault."""
        if not self.takes(text):
            self.fail(text, remedy)

    def needs_kind(self, expected: str, remedy: str, *kinds: str) -> None:
        """The same for a token of one of these kinds; ``expected`` is what messages call it."""
        if not self.is_kind(*kinds):
            self.fail(expected, remedy, variable="variable" in kinds, name="name" in kinds)
        self.at += 1

    def fail(
        self, expected: str, remedy: str = "mend it there", *, variable: bool = False, name: bool = False
    ) -> NoReturn:
        """Stop: the next token is not what the grammar expects there."""
        if self.sees("<") and self.tokens[self.at + 1].text == "<":  # a quoted triple, of SPARQL 1.2
            raise _BeyondError
        here = "the query ends" if self.is_kind("end") else f"{self.next.text[:40]} stands"
        raise _FaultError(Fault(self.next.start, f"{here} where {expected} is due", remedy, variable, name))

    def stop(self, problem: str, remedy: str, at: Token | None = None) -> NoReturn:
        """Stop at a token, by default the next, with a message of its own."""
        raise _FaultError(Fault((at or self.next).start, problem, remedy))

    def nested(self, part: Callable[[], None]) -> None:
        """Read a part that may hold another of its kind; what is too deep for Python's own stack is not followed."""
        self.depth += 1
        if self.depth > _DEEP:
            raise _BeyondError
        part()
        self.depth -= 1

    # The query ------------------------------------------------------------------------------

    def query(self) -> None:
        self.prologue()
        if self.takes("SELECT"):
            self.select()
        elif self.takes("CONSTRUCT"):
            self.construct()
        elif self.takes("DESCRIBE"):
            self.describe()
        elif self.takes("ASK"):
            self.where()
        else:
            self.fail("SELECT, ASK, CONSTRUCT or DESCRIBE", "say what is asked for, as SELECT * { ?s ?p ?o }")
        self.modifiers()
        if self.takes("VALUES"):
            self.values()
        if self.sees("WHERE", "{"):
            self.stop(f"{self.next.text} begins a second pattern", "put both into one { }")
        if not self.is_kind("end"):
            self.fail("the end of the query", "delete what follows, or mend what is before it")

    def prologue(self) -> None:
        while self.sees("PREFIX", "BASE", "VERSION"):
            word = self.next.text.upper()
            self.at += 1
            if word == "VERSION":
                self.needs_kind("a text", 'write VERSION "1.2"', "string")
                continue
            if word == "PREFIX":
                remedy = "write it as PREFIX foaf: <http://xmlns.com/foaf/0.1/>"
                if not self.is_kind("name") or not self.next.text.endswith(":"):
                    self.fail("a prefix with a colon", remedy)
                self.at += 1
            self.needs_kind("an IRI in < >", "write it as <https://...>", "iri")

    def select(self) -> None:
        self.takes("DISTINCT", "REDUCED")
        if self.takes("*"):
            self.where()
            return
        first = self.at
        while True:
            if self.is_kind("variable"):
                self.at += 1
            elif self.takes("("):
                self.expression()
                if self.sees(")"):
                    self.fail("AS and a variable", _ALIAS)
                self.needs("AS", _ALIAS)
                self.variable()
                self.needs(")")
            elif self.sees(","):
                self.stop("a comma stands between variables", "separate them by spaces alone")
            elif self.is_kind("word") and (self.next.text.upper() in AGGREGATES or self.sees("AS")):
                self.stop(f"{self.next.text} stands outside of parentheses", _ALIAS)
            elif self.at == first:
                self.fail("a variable or *", "say what to select, as ?claim, or * for all", variable=True)
            else:
                self.where(variable=True)
                return

    def construct(self) -> None:
        if self.sees("{"):
            self.template()
            self.where()
            return
        self.dataset()
        self.needs("WHERE", "write CONSTRUCT { ... } WHERE { ... }")
        self.template()

    def template(self) -> None:
        self.needs("{")
        while not self.takes("}"):
            self.triples()

    def describe(self) -> None:
        if not self.takes("*"):
            self.node("an IRI or a variable", "say what to describe, as claim:C17")
            while self.is_kind("variable", "iri", "name"):
                self.at += 1
        self.dataset()
        if self.sees("WHERE", "{"):
            self.where()

    def dataset(self) -> None:
        while self.takes("FROM"):
            self.takes("NAMED")
            self.needs_kind("an IRI", "name a graph, or leave FROM out", "iri", "name")

    def where(self, *, variable: bool = False) -> None:
        self.dataset()
        self.takes("WHERE")
        if not self.sees("{"):
            self.fail("{", "put the pattern into braces, as WHERE { ?s ?p ?o }", variable=variable)
        self.nested(self.group)

    def modifiers(self) -> None:
        for word in ("GROUP", "HAVING", "ORDER"):
            if not self.takes(word):
                continue
            if word != "HAVING":
                self.needs("BY", f"write {word} BY")
            first = self.at
            while not (self.sees(*_AFTER, "}") or self.is_kind("end")):
                if word == "ORDER" and self.takes("ASC", "DESC") and not self.sees("("):
                    self.fail("(", "write it as DESC(?year)")
                self.condition(word)
            if self.at == first:
                self.fail("a variable or a condition", "say by what, as ?year")
        while self.takes("LIMIT", "OFFSET"):
            self.needs_kind("a whole number from 0", "write it as LIMIT 10", "number")
        if self.sees("GROUP", "HAVING", "ORDER"):
            self.stop(f"{self.next.text} comes too late", "the order is GROUP BY, HAVING, ORDER BY, LIMIT and OFFSET")

    def condition(self, word: str) -> None:
        if self.sees(","):
            self.stop("a comma stands between conditions", "separate them by spaces alone")
        if self.is_kind("variable") and word != "HAVING":
            self.at += 1
        elif self.takes("("):
            self.nested(self.expression)
            if word == "GROUP" and self.takes("AS"):
                self.variable()
            self.needs(")")
        elif self.is_kind("iri", "name", "word") and not self.sees("WHERE", "SELECT"):
            self.nested(self.primary)
        else:
            remedy = "HAVING(COUNT(?x) > 1)" if word == "HAVING" else f"{word} BY (?a + ?b)"
            remedy = f"put what is more than a variable or a call into parentheses, as {remedy}"
            self.fail("a condition in parentheses", remedy, variable=word != "HAVING")

    # Patterns -------------------------------------------------------------------------------

    def group(self) -> None:
        opening = self.at
        self.needs("{")
        if self.takes("SELECT"):
            self.select()
            self.modifiers()
            if self.takes("VALUES"):
                self.values()
            self.needs("}", "a SELECT inside a pattern stands in braces of its own")
            return
        while not self.takes("}"):
            if self.sees(*_PATTERNS):
                self.pattern(opening)
                self.takes(".")
            elif self.sees("."):
                self.stop("this dot ends no triple", "delete it")
            else:
                self.triples()

    def pattern(self, opening: int) -> None:
        """What is no triple: a group, or what begins with a word."""
        word = self.next.text.upper()
        if word == "{":
            self.nested(self.group)
            while self.takes("UNION"):
                self.braces("UNION")
            return
        self.at += 1
        if word == "FILTER":
            self.filter()
        elif word == "BIND":
            self.bind(opening)
        elif word == "VALUES":
            self.values()
        else:
            if word == "SERVICE":
                self.takes("SILENT")
            if word in ("SERVICE", "GRAPH"):
                self.node("an IRI or a variable", f"say which, as {word} <https://...> {{ ... }}")
            self.braces(word)

    def braces(self, word: str) -> None:
        if not self.sees("{"):
            self.fail("{", f"put its pattern into braces, as {word} {{ ... }}")
        self.nested(self.group)

    def filter(self) -> None:
        first = self.at
        if self.takes("("):
            self.nested(self.expression)
            self.needs(")")
        elif self.is_kind("iri", "name", "word"):
            self.nested(self.primary)
        else:
            self.fail("(", "put the condition into parentheses, as FILTER(?year > 2010)")
        for token in self.tokens[first : self.at]:
            if token.kind == "word" and token.text.upper() in AGGREGATES and not self.holds_group(first):
                self.stop(f"{token.text} counts in a FILTER", "compare it in HAVING, after the braces", token)

    def holds_group(self, first: int) -> bool:
        return any(t.text == "{" for t in self.tokens[first : self.at])

    def bind(self, opening: int) -> None:
        remedy = "write it as BIND(?a + ?b AS ?sum)"
        first = self.at
        self.needs("(", remedy)
        self.nested(self.expression)
        self.needs("AS", remedy)
        name = self.next
        self.variable()
        self.needs(")")
        if any(t.text == name.text for t in self.tokens[opening:first]):
            self.stop(f"{name.text} has a value already", "give what BIND makes another name", name)

    def values(self) -> None:
        remedy = "write it as VALUES ?x { 1 2 }, or VALUES (?x ?y) { (1 2) }"
        several = self.takes("(")
        first = self.at
        if several:
            while self.is_kind("variable"):
                self.at += 1
            width = self.at - first
            self.needs(")", remedy)
        else:
            self.variable()
        self.needs("{", remedy)
        while not self.takes("}"):
            if several:
                self.row(width, remedy)
            else:
                self.datum(remedy)

    def row(self, width: int, remedy: str) -> None:
        opening, count = self.next, 0
        self.needs("(", remedy)
        while not self.takes(")"):
            self.datum(remedy)
            count += 1
        if count != width:
            problem = f"a row of {count_words(count, 'value')} for {count_words(width, 'variable')}"
            self.stop(problem, "give one for each, and UNDEF where there is none", opening)

    def datum(self, remedy: str) -> None:
        if not self.takes("UNDEF"):
            if self.is_kind("variable", "blank"):
                self.fail("a value", "VALUES holds IRIs, texts and numbers")
            self.term("a value", remedy, variable=False)

    # Triples --------------------------------------------------------------------------------

    def triples(self) -> None:
        """The triples of one subject, with the dot behind them."""
        alone = self.sees("[") and self.tokens[self.at + 1].text != "]"
        self.nested(lambda: self.thing("a subject, or }"))
        if not (alone and self.sees(".", "}", *_PATTERNS)):
            self.predicates()
        if self.takes(".") or self.sees("}", *_PATTERNS):
            return
        if self.is_kind("variable", "iri", "name", "string", "number", "blank") or self.sees("[", "("):
            remedy = "put a dot between two triples, or ; before another predicate of the same subject"
            self.stop(f"{self.next.text[:40]} stands where . or }} is due", remedy)
        if self.sees("UNION"):
            self.stop("UNION stands behind no group", "write { ... } UNION { ... }")
        self.fail(". or }", "end the triple with a dot, or close the brace")

    def predicates(self) -> None:
        self.verb()
        self.objects()
        while self.takes(";"):
            while self.takes(";"):
                pass
            if self.sees(".", "}", "]"):
                return
            self.verb()
            self.objects()

    def verb(self) -> None:
        if self.is_kind("variable"):
            self.at += 1
        elif self.is_kind("iri", "name") or self.sees("A", "^", "!", "("):
            self.path()
        else:
            self.fail("a predicate", _TRIPLE, variable=True, name=True)

    def path(self) -> None:
        while True:
            self.takes("^")
            if self.takes("!"):
                self.takes("^")
            if self.takes("("):
                if not self.takes(")"):
                    self.nested(self.path)
                    self.needs(")")
            elif self.takes("A"):
                pass
            else:
                self.needs_kind("a predicate", "a path is made of IRIs, as ldn:a/ldn:b", "iri", "name")
            self.takes("?", "*", "+")
            if not self.takes("/", "|"):
                return

    def objects(self) -> None:
        self.nested(lambda: self.thing("an object"))
        while self.takes(","):
            self.nested(lambda: self.thing("an object"))

    def thing(self, expected: str) -> None:
        """A subject or an object."""
        if self.takes("["):
            if not self.takes("]"):
                self.predicates()
                self.needs("]")
        elif self.takes("("):
            while not self.takes(")"):
                self.nested(lambda: self.thing("an item or )"))
        elif self.is_kind("variable", "blank"):
            self.at += 1
        else:
            self.term(expected, _TRIPLE)

    def node(self, expected: str, remedy: str) -> None:
        self.needs_kind(expected, remedy, "variable", "iri", "name")

    def variable(self) -> None:
        self.needs_kind("a variable", "write it with its mark, as ?x", "variable")

    def term(self, expected: str, remedy: str, *, variable: bool = True) -> None:
        if self.is_kind("string"):
            self.at += 1
            if self.is_kind("language"):
                self.at += 1
            elif self.takes("^^"):
                self.needs_kind("a datatype", 'write it as "1"^^xsd:integer', "iri", "name")
        elif self.is_kind("iri", "name", "number") or self.sees("TRUE", "FALSE"):
            self.at += 1
        elif self.sees("+", "-") and self.tokens[self.at + 1].kind == "number":
            self.at += 2
        else:
            self.fail(expected, remedy, variable=variable, name=True)

    # Expressions ----------------------------------------------------------------------------

    def expression(self) -> None:
        while True:
            self.sum()
            if self.sees(*_COMPARISONS):
                self.compare()
            elif self.is_kind("iri") and self.next.text == "<>":
                self.stop("<> is no sign of SPARQL", "write !=")
            elif self.takes("NOT"):
                self.needs("IN", "write ?x NOT IN (1, 2)")
                self.arguments()
            elif self.takes("IN"):
                if not self.sees("("):
                    self.fail("(", "write IN (1, 2)")
                self.arguments()
            if not self.takes("||", "&&"):
                return

    def compare(self) -> None:
        sign = self.next.text
        self.at += 1
        if self.sees("=") and sign in ("=", "!="):
            self.stop(f"{sign}= is no sign of SPARQL", f"write {sign}")
        self.sum()

    def sum(self) -> None:
        self.nested(self.unary)
        while self.takes("+", "-", "*", "/"):
            self.nested(self.unary)

    def unary(self) -> None:
        while self.takes("!", "+", "-"):
            pass
        self.primary()

    def primary(self) -> None:
        if self.takes("("):
            self.nested(self.expression)
            self.needs(")")
        elif self.is_kind("variable"):
            self.at += 1
        elif self.is_kind("iri", "name"):
            self.at += 1
            if self.sees("("):
                self.arguments()
        elif self.sees("EXISTS", "NOT"):
            if self.takes("NOT") and not self.sees("EXISTS"):
                self.fail("EXISTS", "write NOT EXISTS { ... }, or ! before a condition")
            self.at += 1
            self.braces("EXISTS")
        elif self.is_kind("word") and not self.sees("TRUE", "FALSE", "AS", "IN"):
            self.call()
        else:
            self.term("a value", _VALUE)

    def call(self) -> None:
        """A function by its word, with as many values as it takes."""
        word = self.next
        name = word.text.upper()
        if self.tokens[self.at + 1].text != "(":
            if name not in ARITY:
                self.fail("a value", _VALUE, variable=True, name=True)
            self.at += 1
            self.fail("(", f"write {name}(...)")
        self.at += 1
        count = self.arguments()
        least, most = ARITY.get(name, (count, count))
        if not least <= count <= most:
            takes = f"{least} or {count_words(most, 'value')}" if least < most else count_words(most, "value")
            remedy = f"{name}({', '.join(('?a', '?b', '?c')[:least])})"
            self.stop(f"{name} takes {takes} and has {count}", f"write it as {remedy}", word)

    def arguments(self) -> int:
        """Values in parentheses; how many."""
        self.needs("(")
        self.takes("DISTINCT")
        if self.takes("*"):
            self.needs(")")
            return 1
        if self.takes(")"):
            return 0
        self.nested(self.expression)
        count = 1
        while self.takes(","):
            self.nested(self.expression)
            count += 1
        if self.takes(";"):
            self.needs("SEPARATOR", 'write GROUP_CONCAT(?x ; SEPARATOR=", ")')
            self.needs("=")
            self.needs_kind("a text", "put the separator into quotes", "string")
        self.needs(")")
        return count
