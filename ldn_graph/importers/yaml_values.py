"""YAML documents, and their values by kind: what is of another kind than expected is left out, counted and named.

YAML is read as version 1.2, in which ``NO`` is a text and no boolean, by a parser in Rust that makes plain values only
(the ``yaml`` extra); it takes a tenth of the time of PyYAML's, even of the one in C.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from ..errors import ImportFormatError
from ..output.extras import import_extra
from ..output.remarks import Remarks

_DEEPEST = 1000  # brackets within brackets; the parser refuses more than 128, and takes long over a hundred thousand


def parse_yaml(name: str, text: str) -> Any:
    """The value of a YAML document. Raises :class:`~ldn_graph.errors.ImportFormatError` with the line of a mistake."""
    import_extra("ryaml", "yaml")
    import ryaml

    depth = 0
    for bracket in re.finditer(r"[\[\]{}]", text):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > _DEEPEST:
            raise ImportFormatError(
                f"{name}: brackets within brackets, more than {_DEEPEST:,}; this is no file of paths"
            )
    try:
        return ryaml.loads(text)  # type: ignore[attr-defined]
    except (ValueError, RecursionError) as error:
        problem = " ".join(str(error).split())
        location = re.search(r" at line (\d+) column \d+", problem)
        where = f"{name}:{location[1]}" if location else name
        problem = problem.replace(location[0], "", 1) if location else problem
        raise ImportFormatError(
            f"{where}: {problem[:200]}; mend the YAML there, or give the file that was meant"
        ) from None


def kind_name(value: object) -> str:
    """What a value is, in the words of YAML."""
    names = {
        dict: "a mapping",
        list: "a list",
        str: "a text",
        bool: "true or false",
        int: "a number",
        float: "a number",
    }
    return "nothing" if value is None else names.get(type(value), "of another kind")


class ValueReader:
    """Takes values out of a document. ``place`` is always the way to a value, as ``path.links[3]``, and one that stands
    under a key of a mapping has it behind its own, as ``path.links[3].key``: it is put together where it is told only.

    ``keys`` are those that a mapping of each name may have; others are left out where they have a value.
    """

    def __init__(self, keys: Mapping[str, Collection[str]], remarks: Remarks) -> None:
        self._keys = {name: frozenset(keys) for name, keys in keys.items()}
        self._remarks = remarks

    def mapping(self, place: str, value: object, name: str) -> dict[Any, Any] | None:
        """The mapping of this name; None, and a remark, where the value is none."""
        if not isinstance(value, dict):
            self._remarks.add(name, "left out that cannot be read as a mapping", f"{place} ({kind_name(value)})")
            return None
        if not value.keys() <= self._keys[name]:
            for key, item in value.items():
                if key not in self._keys[name] and item not in (None, "", [], {}):
                    self._remarks.add("key", f"left out that a {name} does not have", f"{place}.{key}")
        return value

    def items(self, place: str, mapping: Mapping[Any, Any], key: str) -> list[tuple[str, object]]:
        """The items of the list under a key, with their places."""
        value = mapping.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self._remarks.add("value", "left out that cannot be read as a list", f"{place}.{key} ({kind_name(value)})")
            return []
        return [(f"{place}.{key}[{n}]", item) for n, item in enumerate(value)]

    def text(self, place: str, mapping: Mapping[Any, Any], key: str) -> str | None:
        """The text under a key, where it is not empty, or a whole number as text; None where there is neither."""
        value = mapping.get(key)
        if isinstance(value, str):
            return value.strip() or None
        return None if value is None else self._odd_text(f"{place}.{key}", value)

    def texts(self, place: str, mapping: Mapping[Any, Any], key: str) -> list[str]:
        """The texts in the list under a key."""
        if mapping.get(key) is None:  # as most often
            return []
        read = [
            item.strip() if isinstance(item, str) else self._odd_text(where, item)
            for where, item in self.items(place, mapping, key)
        ]
        return [text for text in read if text]

    def _odd_text(self, place: str, value: object) -> str | None:
        """A value that is no text as one: a whole number, else none, of which all but nothing is told."""
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if value is not None:
            self._remarks.add(
                "value", "left out that cannot be read as text (put it in quotes)", f"{place} ({kind_name(value)})"
            )
        return None
