"""Sentences of a text: where they stand, and what ends one besides a full stop."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ldn_graph.sources.texts.sentences import LONGEST_PART, split_sentences

PIECES = st.sampled_from([
    "It helps. ", "Dr. Ito et al. (2008) saw 4.5 mg. ", "Was it 😀? ", "\n", "\r\n", "\n\n", "- ", "12. ", "# ", "| a | b |", "```", "“Yes.” ",
    " ", "\xa0", "é", "\u2028", "...", "> ",
])  # fmt: skip


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(text)]


@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=200))
def test_a_sentence_is_what_stands_at_its_place_and_none_overlaps_another(text: str) -> None:
    sentences = split_sentences(text)
    for sentence in sentences:
        assert sentence.text == text[sentence.start : sentence.end] == sentence.text.strip() != ""
    places = [place for sentence in sentences for place in sentence[:2]]
    assert places == sorted(places)


@given(
    st.lists(
        st.sampled_from(["It helps.", "Dr. Ito agrees.", "It rose by 4.5 mg daily.", "Few did, e.g. two."]), max_size=8
    )
)
def test_sentences_come_back_as_they_were_put_together(sentences: list[str]) -> None:
    assert texts(" ".join(sentences)) == texts("\n".join(sentences)) == sentences


def test_what_ends_a_sentence_without_a_full_stop() -> None:
    assert texts("Sun and skin\n\nIt burns") == ["Sun and skin", "It burns"]
    assert texts("It can:\n  1. heal. It is mild\n  2. burn\n* tan\n") == [
        "It can:",
        "heal.",
        "It is mild",
        "burn",
        "tan",
    ]
    assert texts("## Sun\nIt\nburns") == ["Sun", "It\nburns"]
    assert texts("Before\n```\nx = 1. Then.\n```\nAfter") == ["Before", "After"]
    assert texts("A row:\n| it burns | 5 |\n| it tans | 6 |") == ["A row:", "| it burns | 5 |", "| it tans | 6 |"]


def test_a_paragraph_without_end_costs_no_time_and_loses_no_word() -> None:
    text = "“sun” " * LONGEST_PART
    assert "".join("".join(texts(text)).split()) == "".join(text.split())
