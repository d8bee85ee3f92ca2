"""BibTeX, RIS and CSL-JSON: what other programs read of them is what was written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import bibtexparser
import jsonschema
import pybtex.database
import pypandoc
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.richtext import Text

from ldn_graph.model.graph import Graph
from ldn_graph.rdf.claim_reader import read_sources
from ldn_graph.sources.bibliography import date_parts, records_of
from ldn_graph.sources.bibtex import ENTRY_TYPES, bibtex_entry, write_bibtex
from ldn_graph.sources.csl_json import csl_item, write_csl_json
from ldn_graph.sources.names import person, read_name
from ldn_graph.sources.record import Name, Record
from ldn_graph.sources.ris import TYPES, ris_entry, write_ris

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "csl-data.json").read_text(encoding="utf-8"))
"""That of the Citation Style Language, release 1.0.2 (MIT licence)."""
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)


@pytest.fixture(scope="module")
def records(graph: Graph) -> dict[str, Record]:
    return {record.id: record for record in records_of(read_sources(graph))}


# What a reader makes of an entry: authors in five parts, and the fields that all readers have.
Read = dict[str, Any]


def expected(record: Record) -> Read:
    return {
        "authors": [(n.particle, n.family, n.given, n.suffix) if not n.literal else n.literal for n in record.authors],
        "title": record.title,
        "year": record.issued[:4],
        "doi": record.doi,
        "url": record.url,
    }


def by_pybtex(text: str) -> Iterator[tuple[str, str, Read]]:
    def plain(tex: str) -> str:
        text = str(Text.from_latex(tex))
        for left in ("\\$", "\\textasciicircum "):  # pybtex knows TeX's name of no dollar and no circumflex
            text = text.replace(left, {"\\$": "$"}.get(left, "^"))
        return text

    for key, entry in pybtex.database.parse_string(text, "bibtex").entries.items():
        persons = [
            plain(p.last_names[0])
            if not p.first_names
            else tuple(
                plain(" ".join(part))
                for part in (p.prelast_names, p.last_names, p.first_names + p.middle_names, p.lineage_names)
            )
            for p in entry.persons.get("author", [])
            if str(p) != "others"
        ]
        fields = entry.fields
        read = {
            "authors": persons,
            "title": plain(fields["title"]),
            "year": fields.get("year", ""),
            "doi": fields.get("doi", ""),
            "url": fields.get("url", ""),
        }
        yield key, entry.type, read


def by_bibtexparser(text: str) -> Iterator[tuple[str, str, Read]]:
    middle = [LatexDecodingMiddleware()]
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    decoded = bibtexparser.parse_string(text, append_middleware=middle)
    for entry, tex in zip(decoded.entries, library.entries, strict=True):
        raw = {name: str(field.value) for name, field in tex.fields_dict.items()}
        title = str(entry.fields_dict["title"].value).replace("\u02c6", "^")
        yield (
            entry.key,
            entry.entry_type,
            {"title": title, "year": raw.get("year", ""), "doi": raw.get("doi", ""), "url": raw.get("url", "")},
        )


def by_rispy(text: str) -> Iterator[tuple[str, str, Read]]:
    for entry in rispy.loads(text):
        authors = [a for a in entry.get("authors", []) if a != "et al.,"]
        yield (
            entry["id"],
            entry["type_of_reference"],
            {
                "authors": authors,
                "title": entry["title"],
                "year": entry.get("year", ""),
                "doi": entry.get("doi", ""),
                "url": next(iter(entry.get("urls", [])), ""),
            },
        )


def ris_names(record: Record) -> list[str]:
    return [
        f"{n.literal},"
        if n.literal
        else ", ".join(p for p in (f"{n.particle} {n.family}".strip(), n.given, n.suffix) if p)
        for n in record.authors
    ]


def test_the_shipped_sources_as_pybtex_reads_them(records: dict[str, Record]) -> None:
    read = {key: (kind, found) for key, kind, found in by_pybtex(write_bibtex(records.values()))}
    assert read.keys() == records.keys()
    for key, (kind, found) in read.items():
        assert kind == ENTRY_TYPES.get(records[key].type, "misc")
        assert found == expected(records[key])


def test_the_shipped_sources_as_bibtexparser_reads_them(records: dict[str, Record]) -> None:
    read = list(by_bibtexparser(write_bibtex(records.values())))
    assert [key for key, _, _ in read] == list(records)
    for key, kind, found in read:
        assert kind == ENTRY_TYPES.get(records[key].type, "misc")
        assert found == {name: value for name, value in expected(records[key]).items() if name != "authors"}


def test_the_shipped_sources_as_rispy_reads_them(records: dict[str, Record]) -> None:
    read = {key: (kind, found) for key, kind, found in by_rispy(write_ris(records.values()))}
    assert read.keys() == records.keys()
    for key, (kind, found) in read.items():
        assert kind == TYPES.get(records[key].type, "GEN")
        assert found == expected(records[key]) | {"authors": ris_names(records[key])}


def plain_signs(text: str) -> str:
    """Pandoc sets quotation marks and dashes as a printer does."""
    return text.translate(dict(zip(map(ord, "\u2019\u2018\u201c\u201d\u2013\u2014\u00a0"), "''\"\"-- ", strict=True)))


@pytest.mark.parametrize("form", ["biblatex", "bibtex", "ris", "csljson"])
def test_the_shipped_sources_as_pandoc_reads_them(records: dict[str, Record], form: str) -> None:
    write = {"ris": write_ris, "csljson": write_csl_json}.get(form, write_bibtex)
    items = json.loads(pypandoc.convert_text(write(records.values()), "csljson", format=form))
    assert [item["id"] for item in items] == list(records)
    for item in items:
        record = records[item["id"]]
        if form == "ris" and record.id in ("hrsa-2013", "nasem-2022"):  # a body with a comma in its name
            item["author"] = [{"literal": name.literal} for name in record.authors]
        names = [
            n.get("literal")
            or " ".join(n[p] for p in ("dropping-particle", "non-dropping-particle", "family") if p in n)
            for n in item.get("author", [])
        ]
        others = {"ris": ["et al."], "csljson": ["et al."]}.get(form, ["others"]) if record.others else []
        assert names == [n.literal or f"{n.particle} {n.family}".strip() for n in record.authors] + others
        assert [n["given"] for n in item.get("author", []) if "given" in n] == [
            n.given for n in record.authors if n.given
        ]
        assert plain_signs(item["title"]) == record.title
        assert (item.get("DOI", ""), item.get("URL", "")) == (record.doi, record.url)
        dates = item.get("issued", {}).get("date-parts", [[]])[0]
        assert dates == (date_parts(record.issued)[:1] if form == "ris" else date_parts(record.issued))
        other = {"ris": {"webpage": "misc", "document": "entry"}, "csljson": {}}.get(form, {"document": ""})
        assert item.get("type", "") == other.get(record.type, record.type)


def test_csl_json_conforms_to_the_schema(records: dict[str, Record]) -> None:
    items = json.loads(write_csl_json(records.values()))
    VALIDATOR.validate(items)
    assert items[0].keys() >= {"id", "type", "title"}
    known = SCHEMA["items"]["properties"]["type"]["enum"]
    assert {*ENTRY_TYPES, *TYPES} <= {*known}


def test_an_address_and_a_doi_go_out_as_they_are(records: dict[str, Record]) -> None:
    entry = bibtex_entry(records["cdc-mmwr-2016"])
    assert "url = {https://www.cdc.gov/mmwr/volumes/65/wr/mm6525a6.htm?s_cid=mm6525a6_e}" in entry
    odd = Record("x", doi="10.5555/a_b{c", url="https://example.org/%20?a_b&c=1#d~e")
    assert "doi = {10.5555/a_b%7Bc}" in bibtex_entry(odd)
    assert "url = {https://example.org/%20?a_b&c=1#d~e}" in bibtex_entry(odd)


@pytest.mark.parametrize(
    ("name", "bibtex", "ris"),
    [
        (read_name("van der Woude CJ"), "van der Woude, C. J.", "van der Woude, C. J."),
        (read_name("Smith AB Jr"), "Smith, Jr, A. B.", "Smith, A. B., Jr"),
        (read_name("Ministry of Health NZ"), "{Ministry of Health NZ}", "Ministry of Health NZ,"),
        (read_name("Ortega y Gasset J"), "{Ortega y Gasset}, J.", "Ortega y Gasset, J."),
        (read_name("Salgado García FI"), "Salgado García, F. I.", "Salgado García, F. I."),
        (read_name("Sartre J-P"), "Sartre, J.-P.", "Sartre, J.-P."),
        (read_name("Иванов АБ"), "Иванов, А. Б.", "Иванов, А. Б."),  # noqa: RUF001
        (read_name("张, 伟"), "张, 伟", "张, 伟"),
        (person("Woude", "C.", particle="Van der"), "{Van der Woude}, C.", "Van der Woude, C."),
        (person("This and That", "A."), "{This and That}, A.", "This and That, A."),
    ],
)
def test_names(name: Name, bibtex: str, ris: str) -> None:
    record = Record("x", title="t", authors=(name,))
    assert f"author = {{{bibtex}}}" in bibtex_entry(record)
    assert f"AU  - {ris}\n" in ris_entry(record)


@pytest.mark.parametrize(
    ("pages", "bibtex", "first", "last"),
    [
        ("1076-83", "1076--83", "1076", "83"),
        ("12-S3", "12--S3", "12", "S3"),
        ("S12-S15", "S12--S15", "S12", "S15"),
        ("e12\u2013e15", "e12--e15", "e12", "e15"),
        ("12-15, 19-20", "12--15, 19--20", "12-15, 19-20", None),
        ("e1200", "e1200", "e1200", None),
        ("A-12", "A-12", "A", "12"),
        ("12-", "12-", "12-", None),
    ],
)
def test_pages(pages: str, bibtex: str, first: str, last: str | None) -> None:
    assert f"pages = {{{bibtex}}}" in bibtex_entry(Record("x", pages=pages))
    (entry,) = rispy.loads(ris_entry(Record("x", pages=pages)))
    assert (entry["start_page"], entry.get("end_page")) == (first, last)


def test_no_two_keys_are_the_same() -> None:
    text = write_bibtex([Record("\u00e4"), Record("\u00f6"), Record("a b"), Record("A-b")])
    assert re.findall(r"^@misc\{([^,\n]+)", text, re.MULTILINE) == ["source", "source-2", "a-b", "A-b-2"]


@cache
def words() -> st.SearchStrategy[str]:
    """Words of any alphabet with the signs that TeX and RIS read; without the marks that readers set as a printer does."""
    signs = st.sampled_from(list("\\%$#_&~^@=;:/()<>*|+.,"))
    letters = st.characters(categories=["Lu", "Ll", "Lo", "Nd"])
    return st.lists(st.text(signs | letters, min_size=1, max_size=8), min_size=1, max_size=4).map(" ".join)


FAMILIES = st.sampled_from(
    [
        "Smith",
        "van der Woude",
        "Ortega y Gasset",
        "O'Brien",
        "Müller-Lüdenscheidt",
        "Иванов",
        "张",
        "Roe and Doe",
        "De la Cruz",
    ]
)
GIVEN = st.sampled_from(["A. B. C.", "Anna", "J.-P.", "Anna B.", "И.", "伟", "Yu. A."])
NAMES = st.builds(person, FAMILIES, GIVEN, st.sampled_from(["", "Jr", "III"])) | words().map(
    lambda text: Name(literal=text)
)
RECORDS = st.builds(
    Record,
    id=st.just("x"),
    type=st.sampled_from([*ENTRY_TYPES, "document"]),
    title=words(),
    authors=st.lists(NAMES.filter(lambda n: n.literal not in ("others", "et al.")), max_size=4).map(tuple),
    others=st.booleans(),
    issued=st.sampled_from(["", "2008", "2008-09", "2008-09-30"]),
    container=st.just("") | words(),
    doi=st.just("") | st.from_regex(r"10\.5555/[a-z_%<>;()#&.-]{1,12}", fullmatch=True),
    url=st.just("") | st.from_regex(r"https://example\.org/[a-z_%~()#&?=.-]{1,12}", fullmatch=True),
)


@settings(max_examples=40)
@given(RECORDS)
def test_any_record_as_bibtexparser_and_rispy_read_it(record: Record) -> None:
    ((_, kind, found),) = by_bibtexparser(bibtex_entry(record))
    assert kind == ENTRY_TYPES.get(record.type, "misc")
    assert {**found, "title": " ".join(found["title"].split())} == {
        name: value for name, value in expected(record).items() if name != "authors"
    }
    ((_, tag, ris),) = by_rispy(ris_entry(record))
    assert tag == TYPES.get(record.type, "GEN")
    assert ris == expected(record) | {"authors": ris_names(record)}


@settings(max_examples=40)
@given(RECORDS)
def test_any_record_as_pybtex_reads_it(record: Record) -> None:
    ((_, kind, found),) = by_pybtex(bibtex_entry(record))
    assert kind == ENTRY_TYPES.get(record.type, "misc")
    assert found == expected(record)


@settings(max_examples=40)
@given(RECORDS)
def test_any_record_conforms_to_the_schema(record: Record) -> None:
    VALIDATOR.validate([csl_item(record)])


@given(st.text(max_size=40))
def test_any_text_stays_one_entry(text: str) -> None:
    record = Record(
        text, "chapter", text, (Name(literal=text), Name(text, text, text, text)), container=text, doi=text, url=text
    )
    entry = bibtex_entry(record)
    depth = 0
    for n, character in enumerate(entry):  # as BibTeX counts: a brace behind a backslash is one, too
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth > 0 or n < entry.index("{") or n >= len(entry) - 2
    assert depth == 0
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in ris_entry(record).split("\n")[:-1])
