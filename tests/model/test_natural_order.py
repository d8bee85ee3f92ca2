"""The order of names: numbers by their value, and the same by both keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ldn_graph.model.natural_order import natural_key, natural_text

NAMES = st.text("abC0123456789-é", max_size=9)


@pytest.mark.parametrize("key", [natural_key, natural_text])
@pytest.mark.parametrize(
    "ordered",
    [
        ["C1", "C2", "C10"],
        ["C9", "C10", "C100"],
        ["1", "2", "10", "a"],
        ["a", "a1", "a1b", "a2", "b"],
        ["C2-a10", "C2-b1", "C10-a1"],
        ["C", "C0", "C1"],
        ["C19", "C20", "C100"],  # zeros at the end count
    ],
)
def test_numbers_are_ordered_by_their_value(key: object, ordered: list[str]) -> None:
    for turn in range(len(ordered)):
        assert sorted(ordered[turn:] + ordered[:turn], key=key) == ordered  # type: ignore[call-overload]


@pytest.mark.parametrize("key", [natural_key, natural_text])
def test_zeros_before_a_number_are_nothing(key: object) -> None:
    assert key("C007") == key("C7") != key("C70")  # type: ignore[operator]
    assert key("C0") == key("C000")  # type: ignore[operator]


def test_no_number_is_too_long() -> None:
    long, longer = "C" + "9" * 5000, "C1" + "0" * 5000
    assert natural_key(long) < natural_key(longer)


@given(NAMES, NAMES)
def test_both_keys_have_one_order(one: str, other: str) -> None:
    assert (natural_key(one) < natural_key(other)) == (natural_text(one) < natural_text(other))
    assert (natural_key(one) == natural_key(other)) == (natural_text(one) == natural_text(other))
