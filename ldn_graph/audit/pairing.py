"""Which thing of an old list is which of a new one, by the first of several keys on which they agree."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

_T = TypeVar("_T")


def pair(
    old: Iterable[_T], new: Iterable[_T], keys: Sequence[Callable[[_T], Hashable | None]]
) -> list[tuple[_T | None, _T | None]]:
    """Each of the old with the new that it is, or with None; then None with each that is new.

    What one key leaves alone the next one tries; a key that is None ties nothing. Of several with one key the first
    old is the first new. Old and new may change places: the pairs are the same.

    >>> pair(["a1", "b1", "c"], ["b2", "a1"], [str, lambda name: name[0]])
    [('a1', 'a1'), ('b1', 'b2'), ('c', None)]
    """
    olds, news = list(old), list(new)
    partner: dict[int, int] = {}
    left_old, left_new = list(range(len(olds))), list(range(len(news)))
    for key in keys:
        waiting: dict[Hashable, deque[int]] = {}
        for n in left_new:
            waiting.setdefault(key(news[n]), deque()).append(n)
        waiting.pop(None, None)
        for n in left_old:
            if candidates := waiting.get(key(olds[n])):
                partner[n] = candidates.popleft()
        taken = {*partner.values()}
        left_old = [n for n in left_old if n not in partner]
        left_new = [n for n in left_new if n not in taken]
    known = [(value, news[partner[n]] if n in partner else None) for n, value in enumerate(olds)]
    return [*known, *((None, news[n]) for n in left_new)]
