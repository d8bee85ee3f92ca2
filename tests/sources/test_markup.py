"""Markup in titles becomes plain text; what only looks like markup stays."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_graph.sources.markup import TAGS, has_markup, plain_text

LETTERS = st.text(alphabet="ab \u03b1<>&;/=\"'0123", max_size=20)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<i>In vitro</i> effects", "In vitro effects"),
        ("&alpha;-blocker &amp; &#946;-blocker", "\u03b1-blocker & \u03b2-blocker"),
        ("&lt;i&gt;In vitro&lt;/i&gt;", "In vitro"),
        ("&amp;lt;i&amp;gt;In vitro&amp;lt;/i&amp;gt;", "In vitro"),
        ("H<sub>2</sub>O and CD4<sup>+</sup>, 10<sup>9</sup>", "H\u2082O and CD4\u207a, 10\u2079"),
        ("the 4<sup>th</sup> of <jats:italic>May</jats:italic>", "the 4th of May"),
        ("one<br/>two", "one two"),
        ('<span class="nocase">DNA</span>', "DNA"),
    ],
)
def test_markup_becomes_plain_text(text: str, plain: str) -> None:
    assert plain_text(text) == plain
    assert has_markup(text)
    assert not has_markup(plain)


@pytest.mark.parametrize(
    "text", ["p < 0.05 and x > 3", "AT&T; R&D", "a <b", "<script>", "2 <3> 4", "A  B", "<-- arrow -->"]
)
def test_what_is_no_markup_stays(text: str) -> None:
    assert plain_text(text) == text


@given(LETTERS, st.sampled_from(sorted(TAGS - {"sub", "sup", "br", "p"})))
def test_a_text_in_tags_is_the_text(text: str, tag: str) -> None:
    plain = plain_text(text)
    assert plain_text(f"<{tag}>{plain}</{tag}>".replace("  ", " ")) == plain_text(" ".join(plain.split()))


@given(st.text(alphabet="ab \u03b1<>&\"'", max_size=20))
def test_an_escaped_text_is_the_text(text: str) -> None:
    words = " ".join(text.split())
    if not has_markup(words):
        assert plain_text(escape(words)) == words
