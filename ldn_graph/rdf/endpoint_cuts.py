"""How servers say that they gave fewer rows than there are.

Virtuoso says it in the head of its answer: that it stopped at its limit of rows, or ran out of time. QLever says behind
the rows how many there are, and gives no more than the parameter ``send`` of the address asks for. Others say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ..output.counts import count_words

PARTIAL = 206
"""The status of an answer that Virtuoso stopped, where its ``HTTPAnytimeStatus`` is not another."""
_OUT_OF_TIME = "S1TAT"
_TOTAL = re.compile(rb'"result-size-total"\s*:\s*([0-9]{1,18})')


class Cut(NamedTuple):
    """What a message says of it; ``in_rows`` where who counts the rows sees it, too."""

    words: str
    in_rows: bool = True


def cut_in_head(status: int, headers: Mapping[str, str]) -> Cut | None:
    """What the status and the headers of an answer say."""
    if status == PARTIAL or headers.get("X-SQL-State") == _OUT_OF_TIME:
        return Cut("the server ran out of time, and rows are missing; ask for less", in_rows=False)
    rows = headers.get("X-SPARQL-MaxRows")
    if not rows:
        return None
    limit = count_words(int(rows), "row") if re.fullmatch(r"[0-9]{1,9}", rows) else "its limit"
    return Cut(f"the server cut the answer at {limit}; ask for less, or in parts")


def cut_behind(members: bytes, parameters: Mapping[str, str]) -> Cut | None:
    """What the beginning of the members behind the rows says; ``parameters`` are those of the address."""
    total, send = _TOTAL.search(members), parameters.get("send", "")
    if not total or not re.fullmatch(r"[0-9]{1,18}", send) or int(total[1]) <= int(send):
        return None
    there = count_words(int(total[1]), "row")
    return Cut(f"the server gave {int(send):,} of {there}, as send in its address asks for; leave send out")
