"""Citations in a sentence: what is recorded and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_graph.model.claims import Source
from ldn_graph.model.graph import Graph
from ldn_graph.rdf.claim_reader import read_sources
from ldn_graph.sources.citation import cite_source


@pytest.fixture(scope="session")
def sources(graph: Graph) -> dict[str, Source]:
    return {source.id: source for source in read_sources(graph)}


def test_a_sentence_with_what_is_known(sources: dict[str, Source]) -> None:
    assert cite_source(sources["gironi-2008"]).endswith(
        "A pilot trial of low-dose naltrexone in primary progressive multiple sclerosis. Multiple Sclerosis. "
        "2008;14(8):1076-1083. doi:10.1177/1352458508095828. PMID 18728058."
    )
    bare = sources["gironi-2008"]._replace(
        authors=(), container=None, volume=None, issue=None, pages=None, issued=None, doi=None, pmid=None, page=None
    )
    assert cite_source(bare) == f"{bare.title}."
    paged = bare._replace(issued="2008", pages="179-187")
    assert cite_source(paged) == f"{bare.title}. 2008:179-187."
    assert cite_source(paged._replace(issue="2", publisher="A press")).endswith(". A press; 2008;(2):179-187.")
    assert cite_source(paged._replace(issued=None)) == f"{bare.title}. 179-187."
    assert cite_source(bare._replace(page="https://example.org/a")) == f"{bare.title}. https://example.org/a"


def test_no_sentence_has_two_ends(sources: dict[str, Source]) -> None:
    cited = {ident: cite_source(source) for ident, source in sources.items()}
    assert [text for text in cited.values() if re.search(r"[.?!]\.(?!\.)(\s|$)|None", text)] == []
    assert cited["ldn-trust-instantly"].startswith("LDN Research Trust. Will LDN work instantly? LDN Research Trust.")
    assert cited["abend-2024"].startswith("Abend AH, He I, Bahroos N, et al. Estimation")
    assert "United States patent US7879870B2." in cited["patent-us7879870"]


@given(st.text(max_size=40))
def test_any_text_is_cited_on_one_line(sources: dict[str, Source], text: str) -> None:
    source = sources["gironi-2008"]._replace(title=text, label=text, authors=(text,), container=text, pages=text)
    assert len(cite_source(source).splitlines()) == 1
