"""How strongly a sentence says something, and whether it says that others disagree: by its words.

The three strengths are the wordings of claims: *proven*, *asserted*, *hedged*.
"""

from __future__ import annotations

from collections.abc import Sequence

from .words import Word, stem_of, stems_of

PROVEN = stems_of(
    "proven prove proved proof cure definitely definitive undoubtedly unquestionably indisputable guarantee guaranteed "
    "settles settled"
)
_PROVEN = frozenset({"conclusive", "conclusively", "certainly"})
"""Words that say that nothing is left to be shown; these as they are written: *conclusion* is another word."""
HEDGED = stems_of(
    "may might could can possible possibly perhaps maybe probable probably potential potentially likely suggest "
    "appear seem indicate hypothesis hypothesise hypothesize believe think thought assume speculate unclear "
    "unknown uncertain uncertainty unproven whether preliminary tentative conceivably apparently hint unsure "
    "cautious questionable promise promising hope controversy controversial"
)
"""Words that leave it open."""
_DOUBT = stem_of("doubt")
"""It leaves open, too; but *no doubt*, *beyond any doubt* and *nobody doubts* are words of proof."""
_COMPARED = frozenset({"less", "more"})
"""*Less likely* is an effect, and no reserve."""
_OPENING = stems_of("if unless")
"""Words that leave open what comes after them in their clause."""
_SCANT = frozenset({"few", "little", "insufficient", "limited", "scant", "scarce", "weak", "poor"})
_EVIDENCE = stems_of("evidence study trial data research proof support work")
"""*Few* trials and *insufficient* evidence leave open what they show. As they are written: *limits* is another word."""
NEGATIONS = stems_of("no not never without neither nor none nobody cannot lack lacks fail failed unlikely unproven")
"""Words that deny what comes after them; so does an ending ``n't``, and :data:`_HARDLY`."""
_HARDLY = frozenset({"hardly", "scarcely", "barely", "rarely", "seldom"})
"""As they are written: their stems are those of *hard* and *rare*."""
_REFUTING = stems_of("myth misconception fallacy debunk disprove disproven refute false untrue")
"""Words that deny what comes after them, and what they are said of: *it is a myth that*, *... has been refuted*."""
_SAID_OF = frozenset({"is", "are", "was", "were", "be", "been", "isn't", "remains"})
_POINTING_BACK = frozenset({"which", "this", "that"})
DISPUTED = stems_of(
    "although though however but whereas despite yet disputed contested conflicting mixed inconsistent debated "
    "disagree disagreement contradict contradictory controversial controversy against opposing refute unconfirmed "
    "unclear uncertain"
)
"""Words by which a text says that not all agree."""
_CAVEATS = stems_of("although though however but whereas yet")
_NOT_DENYING = stems_of("only just merely")


def denies(words: Sequence[Word], n: int) -> bool:
    """Whether a word that denies stands before a word, in its clause: *did not reduce*, *no evidence that it reduces*.

    *Not only* and *no doubt* deny nothing. *A myth*, *refuted* and their like deny also from behind, in the clause of
    the word or in the next, where that begins with *which*; *no myth* denies nothing.
    """
    refuting = [at for at, word in enumerate(words) if word.stem in _REFUTING and _refutes(words, at, n)]
    if refuting:
        return not any(_is_negated(words, at) for at in refuting)
    return _is_negated(words, n)


def _is_negated(words: Sequence[Word], n: int) -> bool:
    """A word that denies, and refutes nothing, stands before a word in its clause, or is it."""
    return any(
        _negates(words[at])
        and not (at + 1 < len(words) and words[at + 1].stem in _NOT_DENYING)
        and not any(word.stem == _DOUBT for word in words[at + 1 : at + 5])
        for at in range(n + 1)
        if words[at].clause == words[n].clause
    )


def _is_proof(words: Sequence[Word], n: int) -> bool:
    """Whether a word says that nothing is left to be shown: also *doubt* behind *no*, *without* or *beyond*."""
    word = words[n]
    if word.stem == _DOUBT:
        return any(_negates(before) or before.text.lower() == "beyond" for before in words[max(0, n - 4) : n])
    return word.stem in PROVEN or word.text.lower() in _PROVEN


def _is_hedge(words: Sequence[Word], n: int) -> bool:
    """Whether a word leaves it open; the month of May does not, nor does *less likely*."""
    word, before = words[n], words[n - 1].text.lower() if n else ""
    if (word.text == "May" and n) or (word.text.lower() == "likely" and before in _COMPARED):
        return False
    return word.stem in HEDGED or (word.stem == _DOUBT and not _is_proof(words, n))


def _negates(word: Word) -> bool:
    text = word.text.lower()
    return word.stem in NEGATIONS or text in _HARDLY or text.endswith(("n't", "n\u2019t"))


def _refutes(words: Sequence[Word], at: int, n: int) -> bool:
    """Whether a word such as *myth* is about the ``n``-th word."""
    clause = words[at].clause
    if at <= n:
        return clause == words[n].clause
    first = next(word for word in words if word.clause == clause)
    points_back = clause == words[n].clause + 1 and first.text.lower() in _POINTING_BACK
    said = any(word.text.lower() in _SAID_OF for word in words[max(n, at - 3) : at] if word.clause == clause)
    return said and (clause == words[n].clause or points_back)


def strength_of(words: Sequence[Word], n: int) -> tuple[str, str]:
    """How strongly a sentence says what its ``n``-th word says, and the word by which that is told; "" for none.

    What leaves it open counts before that word, in its clause, and in a clause of reserve, *though it may be chance*;
    *if* only before it in its clause, and *few* or *insufficient* only of trials and evidence.
    A word of proof counts anywhere, unless it is denied or asked for itself, which leaves it open.
    """
    hedge = ""
    for at, word in enumerate(words):
        if _is_proof(words, at):
            if word.stem == _DOUBT or (not denies(words, at) and not _is_open(words, at)):
                return "proven", word.text
            hedge = hedge or word.text
        in_reach = at <= n or word.clause == words[n].clause or _reserved(words, at)
        opens = word.stem in _OPENING and at <= n and word.clause == words[n].clause
        if (in_reach and _is_hedge(words, at)) or opens or (in_reach and _is_scant(words, at)):
            hedge = hedge or word.text
    return ("hedged", hedge) if hedge else ("asserted", "")


def _is_scant(words: Sequence[Word], n: int) -> bool:
    """Whether a word says that evidence is scant: *few large trials*, *the evidence that it helps is limited*."""
    if words[n].text.lower() not in _SCANT or (n and words[n - 1].text.lower() == "a"):  # a few trials are some
        return False
    said = n > 0 and words[n - 1].text.lower() in _SAID_OF
    return any(word.stem in _EVIDENCE for word in (*words[n + 1 : n + 4], *(words[:n] if said else ())))


def _is_open(words: Sequence[Word], n: int) -> bool:
    """Whether a word that leaves it open stands before a word, in its clause: *whether it is proven*."""
    before = (at for at in range(n) if words[at].clause == words[n].clause)
    return any(_is_hedge(words, at) or words[at].stem in _OPENING or _is_scant(words, at) for at in before)


def _reserved(words: Sequence[Word], n: int) -> bool:
    """The clause of the ``n``-th word begins with a reserve."""
    return any(word.stem in _CAVEATS for word in words[:n] if word.clause == words[n].clause)


def word_of_dispute(words: Sequence[Word]) -> str:
    """The first word that says that not all agree; "" where there is none."""
    return next((word.text for word in words if word.stem in DISPUTED), "")
