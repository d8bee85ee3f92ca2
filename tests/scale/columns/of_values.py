"""The tables of columns made from claims as Python reads them: the second way to what SQL makes of statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pyarrow as pa

from ldn_graph.audit.studies import Studies
from ldn_graph.model.claims import Claim, Entity, EvidenceLine, Quantity, Source, Text
from ldn_graph.model.graph import Graph
from ldn_graph.model.natural_order import natural_text
from ldn_graph.model.studies import Result
from ldn_graph.model.vocab import local_id
from ldn_graph.rdf.claim_reader import ClaimReader
from ldn_graph.scale.columns.schema import TABLES, TEXTS, Table
from ldn_graph.sources.papers import identify
from ldn_graph.sources.standing.shipped import UNKNOWN, keys_of, standing_name
from ldn_graph.sources.standing.words import describe_standing

Rows = dict[str, list[dict[str, Any]]]
LINKS: Mapping[str, Callable[[Source], tuple[str, ...]]] = {
    "reviewOf": lambda s: s.review_of,
    "sameStudyAs": lambda s: s.same_study_as,
    "isVersionOf": lambda s: s.version_of,
    "protocolOf": lambda s: s.protocol_of,
    "correctionOf": lambda s: s.correction_of,
    "mayOverlap": lambda s: s.study.may_overlap,
    "cites": lambda s: s.cites,
}
_ARROW = {"VARCHAR": pa.string(), "BIGINT": pa.int64(), "BOOLEAN": pa.bool_(), TEXTS: pa.list_(pa.string())}


def columns_of(graph: Graph) -> dict[str, pa.Table]:
    """All tables of a graph, by name."""
    rows = _rows(graph)
    return {table.name: _arrow(table, rows[table.name]) for table in TABLES}


def _arrow(table: Table, rows: list[dict[str, Any]]) -> pa.Table:
    names = [column.name for column in table.columns]
    for row in rows:
        assert list(row) == names, (table.name, list(row))
    rows.sort(key=lambda row: [(row[name] is not None, row[name]) for name in table.order])
    fields = [pa.field(column.name, _ARROW[column.type]) for column in table.columns]
    return pa.Table.from_pylist(rows, schema=pa.schema(fields))


def _order(iri: str) -> tuple[str, str, str]:
    return natural_text(local_id(iri)), local_id(iri), iri


def _numbers(iris: Iterable[str]) -> dict[str, int]:
    return {iri: number for number, iri in enumerate(sorted(set(iris), key=_order))}


def _suffix(text: str | None) -> str | None:
    if not isinstance(text, Text):
        return None
    nt, direction = text.nt, text.literal.direction
    if text.literal.language is not None:
        return f"@{text.literal.language}" + (f"--{direction.value}" if direction else "")
    return nt[nt.rindex('"') + 1 :]


def _nt(text: str | None) -> str | None:
    return None if text is None else text.nt if isinstance(text, Text) else f"<{text}>"


def _plain(text: str | None) -> str | None:
    return None if text is None else str.__str__(text)


def _decimal(number: object) -> str | None:
    return None if number is None else str(number)


def _rows(graph: Graph) -> Rows:  # noqa: C901, one table after another
    reader = ClaimReader(graph)
    claims = reader.claims()
    rows: Rows = {table.name: [] for table in TABLES}
    sources = _all_sources(reader, claims)
    entities = {e.iri: e for c in claims for e in c.entities}
    claim_numbers, source_numbers = _numbers(c.iri for c in claims), _numbers(sources)
    entity_numbers = _numbers(entities)
    results = {r.iri: r for s in sources.values() for r in s.study.results}
    results |= {r.iri: r for c in claims for e in c.lines for r in e.results}
    result_numbers = _numbers(results)
    line_number = 0
    for number, claim in enumerate(claims):
        assert claim_numbers[claim.iri] == number
        rows["claims"].append(_claim(number, claim, entity_numbers))
        for place, article in enumerate(claim.articles):
            rows["origins"].append({"claim": number, "place": place, "source": source_numbers[article.iri]})
        for name, iris in (("citations", claim.cited), ("reports", claim.reports_on)):
            for place, iri in enumerate(iris):
                rows[name].append({"claim": number, "place": place, "iri": iri, "source": source_numbers.get(iri)})
        for place, iri in enumerate(claim.rests_on):
            rows["premises"].append({"claim": number, "place": place, "iri": iri, "premise": claim_numbers.get(iri)})
        for place, text in enumerate(claim.named_sources):
            rows["named_sources"].append({"claim": number, "place": place, "name": _plain(text), "name_nt": _nt(text)})
        for place, passage in enumerate(claim.passages):
            iri, section, start, end, sha256 = passage
            values = {"iri": iri, "section": section, "start": start, "end": end, "sha256": sha256}
            rows["passages"].append({"claim": number, "place": place, **values})
        for place, search in enumerate(claim.searches):
            rows["searches"].append({"claim": number, "place": place, **search._asdict()})
        for place, rating in enumerate(claim.certainty_ratings):
            values = {"iri": rating.iri, "level": rating.level, **_who(rating)}
            rows["certainty_ratings"].append({"claim": number, "place": place, **values})
        for place, bias in enumerate(claim.publication_bias):
            values = {"iri": bias.iri, "suspected": bias.suspected, **_who(bias)}
            rows["publication_bias"].append({"claim": number, "place": place, **values})
        for place, quantity in enumerate(claim.quantities):
            rows["quantities"].append(_quantity(number, None, place, quantity))
        for place, line in enumerate(claim.lines):
            rows["lines"].append(_line(line_number, number, place, line, source_numbers))
            for n, quantity in enumerate(line.quantities):
                rows["quantities"].append(_quantity(number, line_number, n, quantity))
            for n, judgement in enumerate(line.other_judgements):
                said = {
                    "iri": judgement.iri,
                    "bearing": judgement.bearing,
                    "directness": judgement.directness,
                    "indirectness": " ".join(judgement.indirectness),
                }
                rows["judgements"].append({"line": line_number, "place": n, **said, **_who(judgement)})
            for n, (words, role) in enumerate(line.quoted):
                said = {"words": _plain(words), "words_suffix": _suffix(words), "role": role}
                rows["quotations"].append({"line": line_number, "place": n, **said})
            for n, result in enumerate(line.results):
                row = {"line": line_number, "place": n, "result": result_numbers[result.iri]}
                rows["line_results"].append(row)
            line_number += 1
    studies = Studies(_repeated(claims, sources))
    risk_number = 0
    for iri in sorted(sources, key=_order):
        source, number = sources[iri], source_numbers[iri]
        rows["sources"].append(_source(number, source, source_numbers.get(studies.study(iri), number)))
        for link, values in LINKS.items():
            for place, other in enumerate(values(source)):
                row = {"source": number, "link": link, "place": place, "iri": other, "other": source_numbers.get(other)}
                rows["source_links"].append(row)
        identity = identify(source)
        for key in identity.study:
            rows["source_keys"].append({"source": number, "key": key, "paper": key in identity.paper})
        for place, notice in enumerate(source.standing.notices if source.standing else ()):
            rows["notices"].append({"source": number, "place": place, **notice._asdict()})
        rows["standing_years"] += _standing_years(number, source)
        for place, result in enumerate(source.study.results):
            row = {"source": number, "place": place, "result": result_numbers[result.iri]}
            rows["source_results"].append(row)
        for place, risk in enumerate(source.study.risks_of_bias):
            said = {"iri": risk.iri, "tool": risk.tool, "judgement": risk.judgement, "result": risk.result}
            row = {"number": risk_number, "source": number, "place": place, **said, **_who(risk)}
            rows["risks_of_bias"].append(row)
            for n, domain in enumerate(risk.domains):
                rows["domain_assessments"].append({"risk": risk_number, "place": n, **domain._asdict()})
            risk_number += 1
    for iri, number in result_numbers.items():
        rows["results"].append(_result(number, results[iri]))
        for place, arm in enumerate(results[iri].arms):
            rows["arms"].append({"result": number, "place": place, **arm._asdict()})
    for iri, number in entity_numbers.items():
        rows["entities"].append(_entity(number, entities[iri]))
        for place, name in enumerate(entities[iri].other_labels):
            row = {"entity": number, "place": place, "name": _plain(name), "name_suffix": _suffix(name)}
            rows["entity_names"].append(row)
        for table, iris in (("matches", entities[iri].matches), ("broader", entities[iri].broader)):
            rows[table] += [{"entity": number, "place": place, "iri": other} for place, other in enumerate(iris)]
    return rows


def _all_sources(reader: ClaimReader, claims: tuple[Claim, ...]) -> dict[str, Source]:
    """The sources that bear on claims, make or are cited for them, and those that these lead to, as far as described."""
    sources: dict[str, Source] = {}
    waiting = [e.source.iri for c in claims for e in c.lines]
    waiting += [iri for c in claims for iri in (*(a.iri for a in c.articles), *c.cited, *c.reports_on)]
    while waiting:
        iri = waiting.pop()
        if iri in sources or iri not in reader.nodes:
            continue
        source = sources[iri] = reader.source(iri)
        waiting += [other for name, values in LINKS.items() if name != "cites" for other in values(source)]
        waiting += reader.records_of_paper(iri)
    return sources


def _repeated(claims: Iterable[Claim], sources: Mapping[str, Source]) -> Iterator[Source]:
    """Those by which an audit knows what is one study: that bear on a claim."""
    return (sources[iri] for iri in dict.fromkeys(e.source.iri for c in claims for e in c.lines))


def _who(judged: Any) -> dict[str, str | None]:
    return {"judge": judged.judge, "created": judged.created, "comment": judged.comment}


def _claim(number: int, claim: Claim, entities: Mapping[str, int]) -> dict[str, Any]:
    def number_of(entity: Entity | None) -> int | None:
        return entities[entity.iri] if entity else None

    return {
        "number": number,
        "iri": claim.iri,
        "id": claim.id,
        "label": _plain(claim.label),
        "label_suffix": _suffix(claim.label),
        "subject": number_of(claim.subject),
        "predicate": claim.predicate,
        "object": number_of(claim.object),
        "direction": claim.direction,
        "context": number_of(claim.context),
        "condition": number_of(claim.condition),
        "negated": claim.negated,
        "topic": claim.topic,
        "wording": claim.wording,
        "comment": claim.comment,
    }


def _line(number: int, claim: int, place: int, line: EvidenceLine, sources: Mapping[str, int]) -> dict[str, Any]:
    return {
        "number": number,
        "claim": claim,
        "place": place,
        "iri": line.iri,
        "source": sources[line.source.iri],
        "bearing": line.bearing,
        "directness": line.directness,
        "indirectness": " ".join(line.indirectness),
        "design": line.design,
        "own_design": line.own_design,
        "null_without_interval": line.null_without_interval,
        "reviewed_design": line.reviewed_design,
        "reviewed_studies": line.reviewed_studies,
        "finding": line.finding,
        "adopted_because": line.adopted_because,
        **_who(line),
    }


def _quantity(claim: int, line: int | None, place: int, quantity: Quantity) -> dict[str, Any]:
    return {
        "claim": claim,
        "line": line,
        "place": place,
        "iri": quantity.iri,
        "of_what": _plain(quantity.of_what),
        "of_what_nt": _nt(quantity.of_what),
        "low": _plain(quantity.low_text),
        "low_nt": _nt(quantity.low_text),
        "high": _plain(quantity.high_text),
        "high_nt": _nt(quantity.high_text),
        "out_of": _decimal(quantity.out_of),
        "unit": quantity.unit,
        "numerator": quantity.numerator,
        "denominator": quantity.denominator,
    }


def _source(number: int, source: Source, study: int) -> dict[str, Any]:
    of_study, standing = source.study, source.standing
    own_label = isinstance(source.label, Text)
    return {
        "number": number,
        "iri": source.iri,
        "id": source.id,
        "label": _plain(source.label),
        "label_suffix": _suffix(source.label) if own_label else None,
        "title": source.title,
        "authors": list(source.authors),
        "issued": _plain(source.issued),
        "issued_nt": _nt(source.issued),
        "year": source.year,
        **{name: _plain(getattr(source, name)) for name in ("container", "volume", "issue", "pages", "doi", "pmid")},
        "identifiers": list(source.identifiers),
        "page": source.page,
        "publisher": source.publisher,
        "publication_type": source.publication_type,
        "read_as": source.read_as,
        "design": source.design,
        "participants": source.participants,
        **{
            name: getattr(source, name)
            for name in ("population", "intervention", "comparator", "outcome", "result", "limitation", "comment")
        },
        "registration_timing": of_study.registration_timing,
        "registered_on": of_study.registered_on,
        "started_on": of_study.started_on,
        "completed_on": of_study.completed_on,
        "registered_outcome": of_study.registered_outcome,
        "published_outcome": of_study.published_outcome,
        "outcome_switched": of_study.outcome_switched,
        "randomised": of_study.randomised,
        "analysed": of_study.analysed,
        "completed": of_study.completed,
        "funding": list(of_study.funding),
        "conflicts": list(of_study.conflicts),
        "harms": list(of_study.harms),
        "reviewed_design": of_study.reviewed_design,
        "reviewed_studies": of_study.reviewed_studies,
        "standing": standing.name if standing else None,
        "standing_listed_on": standing.listed_on if standing else None,
        "standing_origin": standing.origin if standing else None,
        "standing_in_graph": standing.in_graph if standing else None,
        "standing_words": describe_standing(source),
        "lookup": "known" if standing_name(source) != UNKNOWN else "doi" if keys_of(source) else "none",
        "study": study,
    }


def _standing_years(number: int, source: Source) -> Iterator[dict[str, Any]]:
    """How it stands by each year in which that changes, asked year by year."""
    if source.standing is None:
        return
    years = {0, *(int(n.date[:4]) for n in source.standing.notices if n.date)}
    before = ("notListed", True)
    for year in sorted(years):
        now = (source.standing.named(year), source.standing.stands(year))
        if now != before:
            yield {"source": number, "from_year": year, "standing": now[0], "stands": now[1]}
        before = now


def _result(number: int, result: Result) -> dict[str, Any]:
    fields = {name: value for name, value in result._asdict().items() if name != "arms"}
    fields |= {name: _decimal(fields[name]) for name in ("estimate", "low", "high", "i_squared")}
    return {"number": number, **fields}


def _entity(number: int, entity: Entity) -> dict[str, Any]:
    return {
        "number": number,
        "iri": entity.iri,
        "id": entity.id,
        "label": _plain(entity.label),
        "label_suffix": _suffix(entity.label),
        "kind": entity.kind,
    }
