"""How strongly a sentence says something, and whether it says that others disagree: by its words.

The three strengths are the wordings of claims: *proven*, *asserted*, *hedged*.
"""

from __future__ import annotations

from collections.abc import Sequence

from .words import Word, stems_of

PROVEN = stems_of(
    "proven prove proved proof cure conclusive conclusively definitely definitive certainly undoubtedly "
    "unquestionably indisputable guarantee guaranteed settles settled"
)
"""Words that say that nothing is left to be shown."""
HEDGED = stems_of(
    "may might could can possible possibly perhaps maybe probable probably potential potentially likely suggest "
    "appear seem indicate hypothesis hypothesise hypothesize believe think thought assume speculate unclear "
    "unknown uncertain uncertainty unproven whether preliminary tentative conceivably apparently hint unsure "
    "doubtful cautious questionable promise promising hope controversy controversial"
)
"""Words that leave it open."""
NEGATIONS = stems_of(
    "no not never without neither nor none nobody cannot lack lacks fail failed unlikely unproven false"
)
"""Words that deny what comes after them; so does an ending ``n't``."""
DISPUTED = stems_of(
    "although though however but whereas despite yet disputed contested conflicting mixed inconsistent debated "
    "disagree disagreement contradict contradictory controversial controversy against opposing refute unconfirmed "
    "unclear uncertain"
)
"""Words by which a text says that not all agree."""
_CAVEATS = stems_of("although though however but whereas yet")
_NOT_DENYING = stems_of("only just merely doubt")


def denies(words: Sequence[Word], n: int) -> bool:
    """Whether a word that denies stands before a word, in its clause: *did not reduce*, *no evidence that it reduces*.

    *Not only* and *no doubt* deny nothing.
    """
    for at in range(n, -1, -1):
        word = words[at]
        if word.clause != words[n].clause:
            return False
        negates = word.stem in NEGATIONS or word.text.lower().endswith(("n't", "n\u2019t"))
        if negates and not (at + 1 < len(words) and words[at + 1].stem in _NOT_DENYING):
            return True
    return False


def strength_of(words: Sequence[Word], n: int) -> tuple[str, str]:
    """How strongly a sentence says what its ``n``-th word says, and the word by which that is told; "" for none.

    What leaves it open counts before that word, in its clause, and in a clause of reserve, *though it may be chance*.
    A word of proof counts anywhere, unless it is denied or asked for itself, which leaves it open.
    """
    hedge = ""
    for at, word in enumerate(words):
        if word.stem in PROVEN:
            if not denies(words, at) and not _is_open(words, at):
                return "proven", word.text
            hedge = hedge or word.text
        in_reach = at <= n or word.clause == words[n].clause or _reserved(words, at)
        if word.stem in HEDGED and in_reach:
            hedge = hedge or word.text
    return ("hedged", hedge) if hedge else ("asserted", "")


def _is_open(words: Sequence[Word], n: int) -> bool:
    """Whether a word that leaves it open stands before a word, in its clause: *whether it is proven*."""
    return any(word.stem in HEDGED for word in words[:n] if word.clause == words[n].clause)


def _reserved(words: Sequence[Word], n: int) -> bool:
    """The clause of the ``n``-th word begins with a reserve."""
    return any(word.stem in _CAVEATS for word in words[:n] if word.clause == words[n].clause)


def word_of_dispute(words: Sequence[Word]) -> str:
    """The first word that says that not all agree; "" where there is none."""
    return next((word.text for word in words if word.stem in DISPUTED), "")
