"""How a source stands after several notices, by several lists, and as of a year."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_graph.model.standing import Notice, SourceStanding, in_order, name_after, which_counts
from ldn_graph.model.vocab import NOTICE_KINDS, STANDINGS

kinds = st.sampled_from(NOTICE_KINDS)
notices = st.builds(Notice, kinds, st.none() | st.integers(2000, 2009).map(str))
standings = st.builds(
    SourceStanding,
    st.sampled_from(STANDINGS),
    st.sampled_from(["2026-01-01", "2026-02-01", "2026-03-01"]),
    st.sampled_from(["https://example.org/a", "https://example.org/b"]),
    st.lists(notices, max_size=3).map(in_order),
)


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ((), "notListed"),
        (("correction",), "corrected"),
        (("concern", "correction"), "expressionOfConcern"),
        (("correction", "concern"), "expressionOfConcern"),
        (("retraction", "concern", "correction"), "retracted"),
        (("concern", "retraction"), "retracted"),
        (("retraction", "reinstatement"), "reinstated"),
        (("retraction", "reinstatement", "concern"), "expressionOfConcern"),
        (("retraction", "reinstatement", "retraction"), "retracted"),
        (("concern", "reinstatement"), "reinstated"),
    ],
)
def test_the_name_after_notices(told: tuple[str, ...], name: str) -> None:
    assert name_after(Notice(kind) for kind in told) == name


@given(st.lists(kinds))
def test_a_retraction_is_lifted_by_a_reinstatement_alone(told: list[str]) -> None:
    turns = [kind for kind in told if kind in ("retraction", "reinstatement")]
    assert (name_after(map(Notice, told)) == "retracted") is (turns[-1:] == ["retraction"])


def test_notices_stand_in_the_order_of_their_dates_however_they_come() -> None:
    told = (
        Notice("retraction"),
        Notice("concern", "2004"),
        Notice("retraction", "2010-02-06"),
        Notice("reinstatement", "2012"),
    )
    for some in permutations((*told, told[2])):
        assert in_order(some) == told
    same_day = in_order([Notice("retraction", "2010"), Notice("reinstatement", "2010")])
    assert name_after(same_day) == "retracted", "where nobody can tell which was the last, it does not count"


def test_what_was_retracted_in_2010_stood_in_2005() -> None:
    once = SourceStanding("retracted", "2026-06-10", "", (Notice("retraction", "2010-02-06"),))
    assert [once.stands(year) for year in (2005, 2009, 2010, 2020, None)] == [True, True, False, False, False]
    undated = SourceStanding("retracted", "2026-06-10", "", (Notice("retraction"),))
    assert not any(undated.stands(year) for year in (1998, 2005, 2020, None))
    back = SourceStanding("reinstated", "2026-06-10", "", (*once.notices, Notice("reinstatement", "2012")))
    assert [back.stands(year) for year in (2005, 2010, 2011, 2012, None)] == [True, False, False, True, True]
    doubted = SourceStanding("expressionOfConcern", "2026-06-10", "", (Notice("concern", "2004"),))
    assert [doubted.named(year) for year in (2003, 2004, None)] == ["notListed", *["expressionOfConcern"] * 2]


@given(standings)
def test_after_its_last_notice_a_source_stands_as_today(standing: SourceStanding) -> None:
    told = SourceStanding(name_after(standing.notices), standing.listed_on, standing.origin, standing.notices)
    dated = all(notice.date for notice in told.notices)
    assert not dated or told.named(2009) == told.named() == told.name


@pytest.mark.parametrize(
    ("older", "newer", "same_keeper", "counts"),
    [
        ("retracted", "reinstated", False, "reinstated"),
        ("retracted", "notListed", False, "retracted"),
        ("retracted", "notListed", True, "retracted"),
        ("corrected", "notListed", True, "notListed"),
        ("retracted", "corrected", False, "retracted"),
        ("retracted", "corrected", True, "retracted"),
        ("corrected", "notListed", False, "corrected"),
        ("expressionOfConcern", "corrected", False, "corrected"),
        ("reinstated", "retracted", False, "retracted"),
        ("notListed", "retracted", False, "retracted"),
    ],
)
def test_the_newer_list_counts_and_silence_lifts_no_retraction(
    older: str, newer: str, same_keeper: bool, counts: str
) -> None:
    one = SourceStanding(older, "2026-01-01", "https://example.org/a")
    other = SourceStanding(newer, "2026-02-01", f"https://example.org/{'a' if same_keeper else 'b'}")
    assert which_counts(one, other).name == which_counts(other, one).name == counts


@given(standings, standings)
def test_it_is_one_of_the_two_and_mostly_does_not_hang_on_their_order(
    one: SourceStanding, other: SourceStanding
) -> None:
    assert which_counts(one, other) in (one, other)
    assert which_counts(one, one) == one
    if one.listed_on != other.listed_on:
        assert which_counts(one, other).name == which_counts(other, one).name


def test_of_two_that_say_the_same_the_one_counts_that_says_when() -> None:
    when = SourceStanding("retracted", "2026-01-01", "a", (Notice("retraction", "2010"),))
    assert which_counts(when, SourceStanding("retracted", "2026-06-10", "b")) == when
