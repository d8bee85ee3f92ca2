"""Numbers in sentences: what is read in which unit, and what is left alone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_graph.drafts.numbers import numbers_in


@pytest.mark.parametrize(
    ("sentence", "unit", "low", "high"),
    [
        ("a 62% lower risk", "%", "62", "62"),
        ("it rose by 4.5 per cent", "%", "4.5", "4.5"),
        ("half of the patients improved", "%", "50", "50"),
        ("three in four people", "%", "75", "75"),
        ("a third of the patients", "%", "33", "33"),
        ("one in six", "%", "17", "17"),
        ("almost 2.5 million people", "10*6{person}", "2.5", "2.5"),
        ("fifty million Americans", "10*6{person}", "50", "50"),
        ("between 0.5 mg and 4.5 mg", "mg/d", "0.5", "4.5"),
        ("0.5\u20134.5 mg daily", "mg/d", "0.5", "4.5"),
        ("4,000 IU a day", "[iU]/d", "4000", "4000"),
        ("for six months", "mo", "6", "6"),
        ("17 minutes sooner", "min", "17", "17"),
        ("ten to forty times higher", "1", "10", "40"),
        ("1,200 people took part", "{person}", "1200", "1200"),
    ],
)
def test_numbers_are_read_as_people_write_them(sentence: str, unit: str, low: str, high: str) -> None:
    (number,) = numbers_in(sentence, unit)
    assert (number.low, number.high, number.bounded) == (Decimal(low), Decimal(high), False)


@pytest.mark.parametrize(
    ("sentence", "cases", "total"),
    [
        ("39 of 40 improved", 39, 40),
        ("39 out of the 40", 39, 40),
        ("in 3/12 mice", 3, 12),
        ("of 40 patients, 39 of them improved", 39, 40),
        ("two in three", 2, 3),
        ("half of the patients", 1, 2),
    ],
)
def test_cases_of_a_total(sentence: str, cases: int, total: int) -> None:
    (number,) = numbers_in(sentence, "{person}", out_of=True)
    assert (number.low, number.out_of) == (cases, total)


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("in 2019 it was seen", "%"),
        ("IL-6 people", "10*6{person}"),
        ("5 mg", "%"),
        ("62", "%"),
        ("people in half a year", "%"),
        ("10 to 5 months", "mo"),
    ],
)
def test_what_is_no_number_of_the_unit_is_left_alone(sentence: str, unit: str) -> None:
    assert numbers_in(sentence, unit) == ()


@pytest.mark.parametrize("bound", ["more than 40%", "at least 40%", "up to 40%", "under 40%", ">40%", "fewer than 40%"])
def test_bounds_are_told_as_such(bound: str) -> None:
    assert [number.bounded for number in numbers_in(f"in {bound} of them", "%")] == [True]


@given(
    st.decimals(0, 10_000, places=2),
    st.sampled_from([("%", "%"), (" percent", "%"), (" mg a day", "mg/d"), (" weeks", "wk")]),
)
def test_every_number_comes_back_from_a_sentence(value: Decimal, unit: tuple[str, str]) -> None:
    for written in (f"{value}", f"{value:,}"):
        (number,) = numbers_in(f"It was {written}{unit[0]} here", unit[1])
        assert number.low == number.high == value
