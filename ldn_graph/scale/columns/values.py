"""Values of the model made of rows: the very same that :mod:`~ldn_graph.rdf.claim_reader` reads from statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

import pyoxigraph as ox

from ...model.claims import Claim, Entity, EvidenceLine, EvidenceSearch, Passage, Quantity, Source, Text
from ...model.judgements import CertaintyRating, Judgement, PublicationBias
from ...model.standing import Notice, SourceStanding
from ...model.studies import NO_STUDY, Arm, DomainAssessment, Result, RiskOfBias, Study
from .files import Rows, TableFiles
from .schema import (
    ARMS,
    BROADER,
    CITATIONS,
    CLAIMS,
    DOMAINS,
    ENTITIES,
    ENTITY_NAMES,
    JUDGEMENTS,
    LINE_RESULTS,
    LINES,
    MATCHES,
    NAMED_SOURCES,
    NOTICES,
    ORIGINS,
    PASSAGES,
    PREMISES,
    PUBLICATION_BIAS,
    QUANTITIES,
    QUOTATIONS,
    RATINGS,
    REPORTS,
    RESULTS,
    RISKS_OF_BIAS,
    SEARCHES,
    SOURCE_LINKS,
    SOURCE_RESULTS,
    SOURCES,
    Table,
)

_T = TypeVar("_T")
_Groups = Mapping[int, tuple[_T, ...]]
_MOST = 20_000
"""Of sources, of entities and of results that are held for the claims that come next."""


class ValueReader:
    """Makes claims and sources of the rows of tables. Sources and entities, which claims share, are held for the next.

    Its methods raise ``OSError``, ``ValueError``, ``TypeError`` or ``LookupError`` where a file is damaged.
    """

    def __init__(self, files: TableFiles) -> None:
        self.files = files
        self._sources: dict[int, Source] = {}
        self._entities: dict[int, Entity] = {}
        self._results: dict[int, Result] = {}

    def claims(self, numbers: Sequence[int]) -> list[Claim]:
        """The claims with these numbers, which are in order."""
        rows = self.files.read(CLAIMS, numbers)
        entities = self.entities(number for role in ("subject", "object", "context") for number in rows[role])
        origins = self.files.read(ORIGINS, numbers)
        sources = self.sources(origins["source"])
        articles = _group(origins["claim"], map(sources.__getitem__, origins["source"]))
        quantities = self.files.read(QUANTITIES, numbers)

        def each(table: Table, make: Callable[[Rows], Iterable[_T]]) -> list[tuple[_T, ...]]:
            some = self.files.read(table, numbers)
            return _each(rows["number"], _group(some["claim"], make(some)))

        def iris(some: Rows) -> Sequence[str]:
            return some["iri"]

        own = [line is None for line in quantities["line"]]
        stated = (quantity for quantity, is_own in zip(_quantities(quantities), own, strict=True) if is_own)
        holders = [claim for claim, is_own in zip(quantities["claim"], own, strict=True) if is_own]
        made_by = _each(rows["number"], articles)
        return _make(
            Claim,
            {
                **rows,
                "label": _texts(rows["label"], rows["label_suffix"]),
                "subject": [None if n is None else entities[n] for n in rows["subject"]],
                "object": [None if n is None else entities[n] for n in rows["object"]],
                "context": [None if n is None else entities[n] for n in rows["context"]],
                "quantities": _each(rows["number"], _group(holders, stated)),
                "article": [sources[0] if sources else None for sources in made_by],
                "also_from": [sources[1:] for sources in made_by],
                "passages": each(PASSAGES, lambda some: _make(Passage, some)),
                "named_sources": each(NAMED_SOURCES, lambda some: map(_text_of_nt, some["name"], some["name_nt"])),
                "reports_on": each(REPORTS, iris),
                "rests_on": each(PREMISES, iris),
                "cited": each(CITATIONS, iris),
                "lines": _each(rows["number"], self._lines(numbers, quantities)),
                "searches": each(SEARCHES, lambda some: _make(EvidenceSearch, some)),
                "certainty_ratings": each(RATINGS, lambda some: _make(CertaintyRating, some)),
                "publication_bias": each(PUBLICATION_BIAS, lambda some: _make(PublicationBias, some)),
                "incomplete": [False] * len(rows["number"]),
            },
        )

    def _lines(self, claims: Sequence[int], quantities: Rows) -> _Groups[EvidenceLine]:
        """The evidence lines of these claims, by the number of the claim."""
        rows = self.files.read(LINES, claims)
        numbers = rows["number"]
        if not numbers:
            return {}
        wanted = range(numbers[0], numbers[-1] + 1) if isinstance(claims, range) else numbers
        measured = [n for n, line in enumerate(quantities["line"]) if line is not None]
        on_lines = {name: [values[n] for n in measured] for name, values in quantities.items()}
        judgements, quotations = self.files.read(JUDGEMENTS, wanted), self.files.read(QUOTATIONS, wanted)
        uses = self.files.read(LINE_RESULTS, wanted)
        sources, results = self.sources(rows["source"]), self._results_of(uses["result"])
        judged = _make(Judgement, {**judgements, "indirectness": _words(judgements["indirectness"])})
        quoted = _texts(quotations["words"], quotations["words_suffix"])
        lines = _make(
            EvidenceLine,
            {
                **rows,
                "source": map(sources.__getitem__, rows["source"]),
                "indirectness": _words(rows["indirectness"]),
                "quantities": _each(numbers, _group(on_lines["line"], _quantities(on_lines))),
                "quotations": _each(numbers, _group(quotations["line"], quoted)),
                "quotation_roles": _each(numbers, _group(quotations["line"], quotations["role"])),
                "results": _each(numbers, _group(uses["line"], map(results.__getitem__, uses["result"]))),
                "other_judgements": _each(numbers, _group(judgements["line"], judged)),
            },
        )
        return _group(rows["claim"], lines)

    def sources(self, numbers: Iterable[int]) -> Mapping[int, Source]:
        """Sources by their numbers: these, and others that are held."""
        return _hold(self._sources, numbers, self._read_sources)

    def entities(self, numbers: Iterable[int | None]) -> Mapping[int, Entity]:
        """Entities by their numbers, likewise."""
        return _hold(self._entities, numbers, self._read_entities)

    def _results_of(self, numbers: Iterable[int]) -> Mapping[int, Result]:
        return _hold(self._results, numbers, self._read_results)

    def _read_sources(self, numbers: Sequence[int]) -> Mapping[int, Source]:
        rows, links = self.files.read(SOURCES, numbers), self.files.read(SOURCE_LINKS, numbers)
        found, notices = self.files.read(SOURCE_RESULTS, numbers), self.files.read(NOTICES, numbers)
        each = rows["number"]
        results = self._results_of(found["result"])
        tied: dict[str, dict[int, tuple[str, ...]]] = {}
        for source, link, iri in zip(links["source"], links["link"], links["iri"], strict=True):
            of_link = tied.setdefault(link, {})
            of_link[source] = (*of_link.get(source, ()), iri)

        def others(link: str) -> list[tuple[str, ...]]:
            return _each(each, tied.get(link, {}))

        def texts(name: str) -> list[tuple[str, ...]]:
            return [tuple(values) for values in rows[name]]

        studies = _make(
            Study,
            {
                **rows,
                "funding": texts("funding"),
                "conflicts": texts("conflicts"),
                "harms": texts("harms"),
                "may_overlap": others("mayOverlap"),
                "results": _each(each, _group(found["source"], map(results.__getitem__, found["result"]))),
                "risks_of_bias": _each(each, self._risks_of_bias(numbers)),
            },
        )
        standings = _make(
            SourceStanding,
            {
                "name": rows["standing"],
                "listed_on": rows["standing_listed_on"],
                "origin": rows["standing_origin"],
                "notices": _each(each, _group(notices["source"], _make(Notice, notices))),
                "in_graph": rows["standing_in_graph"],
            },
        )
        sources = _make(
            Source,
            {
                **rows,
                "label": _texts(rows["label"], rows["label_suffix"]),
                "authors": texts("authors"),
                "issued": [None if text is None else _text_of_nt(text, nt) for text, nt in _pairs(rows, "issued")],
                "review_of": others("reviewOf"),
                "same_study_as": others("sameStudyAs"),
                "cites": others("cites"),
                "study": [NO_STUDY if study == NO_STUDY else study for study in studies],
                "identifiers": texts("identifiers"),
                "standing": [None if standing.name is None else standing for standing in standings],
                "version_of": others("isVersionOf"),
                "protocol_of": others("protocolOf"),
                "correction_of": others("correctionOf"),
            },
        )
        return dict(zip(each, sources, strict=True))

    def _risks_of_bias(self, sources: Sequence[int]) -> _Groups[RiskOfBias]:
        rows = self.files.read(RISKS_OF_BIAS, sources)
        domains = self.files.read(DOMAINS, rows["number"])
        judged = _each(rows["number"], _group(domains["risk"], _make(DomainAssessment, domains)))
        return _group(rows["source"], _make(RiskOfBias, {**rows, "domains": judged}))

    def _read_results(self, numbers: Sequence[int]) -> Mapping[int, Result]:
        rows, arms = self.files.read(RESULTS, numbers), self.files.read(ARMS, numbers)
        decimals = {name: list(map(_decimal, rows[name])) for name in ("estimate", "low", "high", "i_squared")}
        groups = _each(rows["number"], _group(arms["result"], _make(Arm, arms)))
        return dict(zip(rows["number"], _make(Result, {**rows, **decimals, "arms": groups}), strict=True))

    def _read_entities(self, numbers: Sequence[int]) -> Mapping[int, Entity]:
        rows, names = self.files.read(ENTITIES, numbers), self.files.read(ENTITY_NAMES, numbers)
        matches, broader = self.files.read(MATCHES, numbers), self.files.read(BROADER, numbers)
        each = rows["number"]
        entities = _make(
            Entity,
            {
                **rows,
                "label": _texts(rows["label"], rows["label_suffix"]),
                "matches": _each(each, _group(matches["entity"], matches["iri"])),
                "broader": _each(each, _group(broader["entity"], broader["iri"])),
                "other_labels": _each(each, _group(names["entity"], _texts(names["name"], names["name_suffix"]))),
            },
        )
        return dict(zip(each, entities, strict=True))


def _hold(
    held: dict[int, _T], numbers: Iterable[int | None], read: Callable[[Sequence[int]], Mapping[int, _T]]
) -> Mapping[int, _T]:
    """The values that are held, with those of these numbers; others are dropped where they would be too many."""
    wanted = {number for number in numbers if number is not None}
    missing = wanted - held.keys()
    if missing:
        if len(held) + len(missing) > _MOST:
            held.clear()
            missing = wanted
        held.update(read(sorted(missing)))
    return held


def _make(kind: Callable[..., _T], columns: Mapping[str, Iterable[Any]]) -> list[_T]:
    """A value for each row: its fields are the columns of their names. ``LookupError`` for a field without a column."""
    return list(map(kind, *[columns[field] for field in kind._fields]))  # type: ignore[attr-defined]


def _group(holders: Sequence[int], values: Iterable[_T]) -> _Groups[_T]:
    """The values of each holder, in their order."""
    groups: dict[int, tuple[_T, ...]] = {}
    for holder, value in zip(holders, values, strict=True):
        groups[holder] = (*groups[holder], value) if holder in groups else (value,)
    return groups


def _each(holders: Sequence[int], groups: _Groups[_T]) -> list[tuple[_T, ...]]:
    """The group of each holder, which may be empty."""
    if not groups:
        return [()] * len(holders)
    return [groups.get(holder, ()) for holder in holders]


def _pairs(rows: Rows, name: str) -> Iterable[tuple[Any, Any]]:
    """The values of a column, each with how N-Triples writes it."""
    return zip(rows[name], rows[f"{name}_nt"], strict=True)


def _quantities(rows: Rows) -> list[Quantity]:
    lows, highs = (list(map(_text_of_nt, rows[name], rows[f"{name}_nt"])) for name in ("low", "high"))
    return _make(
        Quantity,
        {
            **rows,
            "of_what": [_text_of_nt(*pair) for pair in _pairs(rows, "of_what")],
            "low": map(Decimal, lows),
            "high": map(Decimal, highs),
            "low_text": lows,
            "high_text": highs,
            "out_of": map(_decimal, rows["out_of"]),
        },
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _words(texts: Iterable[str]) -> list[tuple[str, ...]]:
    """Names that stand in one text, spaces between them."""
    return [tuple(text.split(" ")) if text else () for text in texts]


def _texts(values: Sequence[str], suffixes: Sequence[str | None]) -> list[Any]:
    """Literals from their texts and what stands behind them; what has no suffix is no literal."""
    return [value if suffix is None else _maker(suffix)(value) for value, suffix in zip(values, suffixes, strict=True)]


def _text_of_nt(value: str, nt: str) -> Any:
    """A literal from its text and how N-Triples writes it; an IRI stays a text."""
    return _maker(nt[nt.rindex('"') + 1 :])(value) if nt.startswith('"') else value


@lru_cache(maxsize=1024)
def _maker(suffix: str) -> Callable[[str], Text]:
    """What makes literals of texts, by what stands behind the quoted text in N-Triples."""
    if suffix.startswith("^^<"):
        datatype = ox.NamedNode(suffix[3:-1])
        return lambda value: Text(ox.Literal(value, datatype=datatype))
    if suffix.startswith("@"):
        language, _, name = suffix[1:].partition("--")
        direction = ox.BaseDirection(name) if name else None
        if direction is None:
            return lambda value: Text(ox.Literal(value, language=language))
        return lambda value: Text(ox.Literal(value, language=language, direction=direction))
    if suffix:
        raise ValueError(f"{suffix!r} is no language or datatype")
    return lambda value: Text(ox.Literal(value))
