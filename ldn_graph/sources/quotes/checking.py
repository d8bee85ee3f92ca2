"""Does the source say that? A quotation is looked for in the text of what it is quoted from.

>>> text = "The α-cells fell in 39 of 40 patients (P = 0.03). It was not effective in women."
>>> check_quotation("the alpha-cells fell in 39 of 40 patients", text).verdict
'normalised'
>>> check_quotation("The α-cells fell in 35 of 40 patients", text).changes
(Change(kind='number', quoted='35', found='39'),)
>>> check_quotation("It was effective in women", text).changes
(Change(kind='negation', quoted='', found='not'),)

What was relaxed is named (:mod:`~ldn_graph.sources.quotes.relaxed`), numbers are compared as values. Words left out
where the quotation has a mark (``...``, ``…``, ``[...]``), and editorial brackets, make it *stitched*.

Not promised: that words which stand in the source mean there what they are quoted for. No paraphrase is recognised,
and a general sentence may stand in many papers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, islice
from typing import NamedTuple

from .changes import Change, align, make_change, shorten_words
from .parts import arrange, find_pieces, gaps_between, hides_denial, in_one_sentence, split_parts, stands_for
from .relaxed import CUT_WORD, STATISTICS, name_relaxations, without_statistics
from .search import SHORTEST, Place, Search, SearchedText, cut_at, find_letters, is_cut
from .tokens import SIGNS, TOKEN, Tokens

VERDICTS = {
    "exact": "the text has it letter for letter",
    "normalised": "the text has it, but for how it is printed",
    "stitched": "the text has its parts in this order, and a mark where words are left out",
    "joined": "the text has its parts in this order, and nothing says that words are left out between them",
    "out-of-order": "the text has its parts in another order",
    "changed": "the text has nearly the same words, with a difference",
    "in-another-source": "the text of another source has it",
    "title-only": "the title has it, and nothing else of the text",
    "absent": "the text does not have it",
    "too-short": "so few words stand anywhere",
    "empty": "it quotes nothing",
    "no-text": "there is no text of the source",
}
"""The verdicts, and what each of them says."""
FOUND = frozenset({"exact", "normalised", "stitched"})
"""The verdicts of quotations that their text has."""
WRONG = frozenset({"joined", "out-of-order", "changed", "in-another-source", "absent", "empty"})
"""The verdicts of quotations that are not what their source says."""

EDITORIAL = "editorial brackets"
"""What is relaxed where the quotation has words of its own in brackets."""
_ASIDE = 3  # so many words left out without a mark are a change of words, more of them a part left out
_SIGNS = re.compile(rf"[^\w\s{SIGNS}]*")  # stops, brackets, quotation marks
_UNPARTED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")


class Verdict(NamedTuple):
    """What became of one quotation: one of :data:`VERDICTS`, and why.

    ``places`` are those of its parts, in their order in the quotation. ``relaxed`` are the names of what was relaxed.
    ``left_out`` are the words of the text between two parts, shortened. ``changes`` are the differences.
    """

    verdict: str
    places: tuple[Place, ...] = ()
    relaxed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


def check_quotation(quotation: str, text: str | SearchedText, title: str = "") -> Verdict:
    """Look a quotation up in the text of its source. The same for the same, and nothing is raised.

    A :class:`~ldn_graph.sources.quotes.search.SearchedText`, which has the title of its source itself, is quicker
    where several quotations are of one text.
    """
    searched = SearchedText(text, title) if isinstance(text, str) else text
    quotation = quotation.strip()
    parts, marks, editorial = split_parts(quotation)
    words = _count_words(parts)
    if words < SHORTEST:
        return Verdict("too-short" if words else "empty")
    if (found := _letter_for_letter(quotation, searched)) is not None:
        return found
    search = Search(quotation, searched)
    if search.places:
        return _found(quotation, searched.text, search, search.places[0])
    if search.only_title:
        return Verdict("title-only")
    if editorial or len(parts) > 1:
        return _in_parts(parts, marks, searched, editorial=editorial)
    return _otherwise(search, searched)


def _count_words(parts: Sequence[str]) -> int:
    """The words and numbers, as far as it matters how many; where words are not parted, two signs are about one."""
    words = list(islice(chain.from_iterable(map(TOKEN.findall, parts)), SHORTEST))
    unparted = sum(len(_UNPARTED.findall(word[:40])) for word in words)
    return max(len(words), unparted // 2)


def _letter_for_letter(quotation: str, text: SearchedText) -> Verdict | None:
    if text.title and Tokens(quotation[: 2 * len(text.title) + 1]).joined in text.title:
        return None
    if (place := find_letters(quotation, text.text)) is not None:
        return Verdict("exact", (place,), _cut_word(place, text.text))
    on_one_line = " ".join(quotation.split())
    if on_one_line != quotation and (place := find_letters(on_one_line, text.text)) is not None:
        return Verdict("normalised", (place,), ("white space", *_cut_word(place, text.text)))
    return None


def _found(quotation: str, text: str, search: Search, place: Place) -> Verdict:
    """The verdict on words that stand at a place, and on the signs around them."""
    words = search.words
    head, tail = words.text[: words.starts[0]].lstrip(), words.text[words.ends[-1] :].rstrip()
    before, behind = _signs_at_end(text[: place.start][-len(head) :] if head else ""), _SIGNS.match(text, place.end)
    place = Place(place.start - before, place.end + min(len(tail), len(behind[0]) if behind else 0))
    found, ends = text[place.start : place.end], _cut_word(place, text)
    if found == quotation:
        return Verdict("exact", (place,), ends)
    if search.plain:
        quotation, found = (" ".join(without_statistics(both).split()) for both in (quotation, found))
        ends = (STATISTICS, *ends)
    return Verdict("normalised", (place,), (*name_relaxations(quotation, found), *ends))


def _cut_word(place: Place, text: str) -> tuple[str, ...]:
    return (CUT_WORD,) if is_cut(place, text) else ()


def _signs_at_end(text: str) -> int:
    """The number of signs, of those that say nothing by themselves, with which a text ends."""
    return len(text) - next((n for n in range(len(text), 0, -1) if not _SIGNS.fullmatch(text[n - 1])), 0)


def _in_parts(parts: Sequence[str], marks: Sequence[str], text: SearchedText, *, editorial: bool) -> Verdict:
    """The verdict on a quotation that says itself where something is left out or put in; ``marks`` as split."""
    searches = [Search(part, text) for part in parts]
    if not all(search.places for search in searches):
        return _parts_with_others(searches, text)
    places = arrange([search.places for search in searches])
    if places is None:
        return Verdict("out-of-order", tuple(search.places[0] for search in searches))
    gaps = gaps_between(places, text.text)
    if any(len(s.words) < 2 and not near for s, near in zip(searches, in_one_sentence(gaps), strict=True)):
        return Verdict("too-short", places)  # a word by itself stands anywhere
    for mark, gap in zip(marks[1:], gaps, strict=True):
        if mark and not stands_for(mark, gap):
            return Verdict("changed", places, changes=(make_change(mark, gap),))
        if not mark and hides_denial(gap):
            return Verdict("changed", places, changes=(make_change("…", gap),))
    each = [_found(*row) for row in zip(parts, [text.text] * len(parts), searches, places, strict=True)]
    relaxed = dict.fromkeys(name for verdict in each for name in verdict.relaxed)
    left_out = tuple(shorten_words(gap) for gap in gaps if gap.strip())
    return Verdict("stitched", places, (*relaxed, *([EDITORIAL] if editorial else [])), left_out)


def _parts_with_others(searches: Sequence[Search], text: SearchedText) -> Verdict:
    """The verdict where the text does not have some of the parts as they are quoted."""
    if all(search.places or search.only_title for search in searches):
        return Verdict("title-only")
    each = [
        Verdict("normalised", (search.places[0],)) if search.places else _otherwise(search, text) for search in searches
    ]
    if any(verdict.verdict == "absent" for verdict in each):
        return Verdict("absent")
    places = tuple(verdict.places[0] for verdict in each if verdict.places)
    return Verdict("changed", places, changes=tuple(change for verdict in each for change in verdict.changes))


def _otherwise(search: Search, text: SearchedText) -> Verdict:
    """The verdict on words that the text does not have as they stand."""
    if search.faults:
        place, change = search.faults[0]
        return Verdict("changed", (place,), changes=(change,))
    if len(search.words) < SHORTEST:
        return Verdict("absent")
    pieces = _pieces(search.words, text)
    if pieces is not None and pieces.verdict in FOUND:
        return pieces
    aligned = align(search.words, text.tokens)
    if aligned is None or not aligned.changes:
        return pieces or Verdict("absent")
    if pieces is not None and aligned.words > _ASIDE:
        return pieces
    place = Place(text.tokens.starts[aligned.first], text.tokens.ends[aligned.behind - 1])
    return Verdict("changed", (place,), changes=aligned.changes)


def _pieces(words: Tokens, text: SearchedText) -> Verdict | None:
    """The verdict on words that all stand in the text, in a few pieces and with no mark between them."""
    choices = find_pieces(words, text.tokens)
    if choices is None:
        return None
    places = arrange(choices)
    if places is None:
        return Verdict("out-of-order", tuple(places[0] for places in choices))
    gaps = gaps_between(places, text.text)
    whole = Place(places[0].start, places[-1].end)
    if cut_at(whole, text.text) is None and not any(without_statistics(gap).strip(" .,;") for gap in gaps):
        return Verdict("normalised", (whole,), (STATISTICS, *_cut_word(whole, text.text)))
    if any(len(Tokens(gap)) > _ASIDE for gap in gaps):
        return Verdict("joined", places, left_out=tuple(shorten_words(gap) for gap in gaps))
    return Verdict("changed", places, changes=tuple(make_change("", gap) for gap in gaps))
