"""Citations: what is recorded and nothing else, in an order that reference managers read."""

from __future__ import annotations

import bibtexparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_graph.model.claims import Source
from ldn_graph.model.graph import Graph
from ldn_graph.rdf.claim_reader import read_sources
from ldn_graph.sources.citation import bibtex_entry, cite_source


@pytest.fixture(scope="session")
def sources(graph: Graph) -> dict[str, Source]:
    return {source.id: source for source in read_sources(graph)}


def parse(entry: str) -> tuple[str, str, dict[str, str]]:
    """Type, key and fields, as another library reads them."""
    library = bibtexparser.parse_string(entry)
    assert not library.failed_blocks
    (found,) = library.entries
    return found.entry_type, found.key, {name: str(field.value) for name, field in found.fields_dict.items()}


def test_every_source_is_read_back(sources: dict[str, Source]) -> None:
    for source in sources.values():
        kind, key, fields = parse(bibtex_entry(source))
        assert kind == ("article" if source.container else "misc")
        assert key == source.id
        assert fields.get("doi", "").replace("\\", "") == (source.doi or "")
        assert fields.get("pmid", "") == (source.pmid or "")
        assert fields.get("year", "") == str(source.year or "")
        assert ("author" in fields) is bool(source.creator)


def test_names_and_pages(sources: dict[str, Source]) -> None:
    _, _, gironi = parse(bibtex_entry(sources["gironi-2008"]))
    assert gironi["author"].startswith("Gironi, M and Martinelli-Boneschi, F and ")
    assert gironi["pages"] == "1076--1083"
    assert gironi["title"].startswith("{")
    _, _, abend = parse(bibtex_entry(sources["abend-2024"]))
    assert abend["author"].endswith(" and others")
    _, _, aarda = parse(bibtex_entry(sources["aarda-2013"]))
    assert aarda["author"] == "{American Autoimmune Related Diseases Association}"


@pytest.mark.parametrize(
    ("pages", "shown"),
    [
        ("1076-83", "1076--83"),
        ("12-S3", "12--S3"),
        ("S12-S15", "S12--S15"),
        ("e12\u2013e15", "e12--e15"),
        ("12-15, 19-20", "12--15, 19--20"),
        ("e1200", "e1200"),
        ("A-12", "A-12"),
        ("12-", "12-"),
        ("12--15", "12--15"),
    ],
)
def test_a_range_of_pages_has_two_hyphens(sources: dict[str, Source], pages: str, shown: str) -> None:
    _, _, fields = parse(bibtex_entry(sources["gironi-2008"]._replace(pages=pages)))
    assert fields["pages"] == shown


def test_a_sentence_with_what_is_known(sources: dict[str, Source]) -> None:
    assert cite_source(sources["gironi-2008"]).endswith(
        "A pilot trial of low-dose naltrexone in primary progressive multiple sclerosis. Multiple Sclerosis. "
        "2008;14(8):1076-1083. doi:10.1177/1352458508095828. PMID 18728058."
    )
    bare = sources["gironi-2008"]._replace(
        authors=(), container=None, volume=None, issue=None, pages=None, issued=None, doi=None, pmid=None, page=None
    )
    assert cite_source(bare) == f"{bare.title}."
    assert "None" not in cite_source(bare) + bibtex_entry(bare)


@given(st.text(max_size=40))
def test_any_text_stays_one_entry(sources: dict[str, Source], text: str) -> None:
    source = sources["gironi-2008"]._replace(
        id=text,
        title=text or None,
        label=text,
        authors=(text,) if text else (),
        container=text or None,
        pages=text or None,
    )
    entry = bibtex_entry(source)
    depth = escaped = 0
    for n, character in enumerate(entry):  # braces outside of escapes are balanced, and only the last one closes it
        if escaped:
            escaped = 0
        elif character == "\\":
            escaped = 1
        else:
            depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth > 0 or n < entry.index("{") or n >= len(entry) - 2
    assert depth == 0
