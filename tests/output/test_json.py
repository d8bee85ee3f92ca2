"""Items of JSON are written as the standard library writes them, and leave nothing behind."""

from __future__ import annotations

import gc

from hypothesis import given
from hypothesis import strategies as st

from ldn_graph.output.tables import json_array, json_item, json_text

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.tuples(inner) | st.dictionaries(st.text(), inner), max_leaves=12
)


@given(st.lists(VALUES, max_size=4))
def test_items_make_the_document_that_is_written_at_once(values: list[object]) -> None:
    assert "".join(json_array((json_item(value, 0) for value in values), 0)) + "\n" == json_text(values)


@given(VALUES)
def test_an_item_stands_as_deep_as_it_is_said(value: object) -> None:
    whole = json_text({"items": [value]})
    assert '{\n  "items": ' + "".join(json_array([json_item(value, 1)], 1)) + "\n}\n" == whole


def test_an_item_leaves_no_circle_behind() -> None:
    """Commands run without the collector: a million items would fill the memory."""
    gc.collect()
    gc.disable()
    try:
        for number in range(100):
            json_item({"claims": [f"C{number}"], "because": [["a", "b", "c"]]}, 1)
        assert gc.collect() == 0
    finally:
        gc.enable()
