"""Which claims of a graph a sentence says, by plain rules: each match says by which words it was found.

A claim is found where the sentence names its subject and its object, by any of their names, and has a word that says
its predicate. What a sentence does not name itself may be carried over: the subject from the sentence before, where
this one begins with *it* or is an item of a list; the condition from the paragraph, its heading or the title. A claim
that states a number is found only where a number of its unit stands. A claim without subject and object is found by
the words of its own sentence, and so is any other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..model.claims import Claim, Entity
from .mentions import Mention, Names, find_mentions, names_of
from .numbers import Number, numbers_in
from .predicates import DOWN, UP, Telling, in_order, telling_words, tells
from .strength import denies, strength_of
from .words import Word, content, read_words

TOLD = 5
"""So many claims are told of a sentence, the nearest first."""
MOST = 0.75
"""So much of the words of a claim's own sentence another has to have to be the same."""
_FEWEST = 6
"""Words of a claim's own sentence: one of fewer is found by all of them alone."""
_CLOSING = "\"'\u201d\u2019)*_"
_POINTING = frozenset({"it", "they", "he", "she"})
_CARRIED = 2
"""Where a sentence names more conditions than these, they are examples, and none is what the next one is about."""


class Context(NamedTuple):
    """What was spoken of before a sentence: ``subject`` is who *it* may be, ``conditions`` those under discussion."""

    subject: Entity | None = None
    conditions: tuple[Entity, ...] = ()


class Match(NamedTuple):
    """That a sentence says what a claim says.

    ``words`` say by which words that is told, one text for each part of the claim. ``denied``: the sentence says that
    it is not so, or the contrary. ``wording`` is how strongly it is said, and ``told_by`` the word that tells.
    ``numbers`` are those of the sentence in the units of the claim's quantities, by their IRIs; ``nearness`` is the
    greater the more of the claim the sentence has. ``quoted``: it has the claim's passage word for word.
    """

    claim: Claim
    words: tuple[str, ...]
    denied: bool
    wording: str
    told_by: str
    numbers: tuple[tuple[str, tuple[Number, ...]], ...]
    nearness: float
    quoted: bool = False


class ReadSentence(NamedTuple):
    """A sentence with its words, the entities that it names, and those that were carried over to it."""

    text: str
    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    context: Context
    carries_subject: bool
    lead: tuple[Word, ...] = ()

    @property
    def named(self) -> tuple[Entity, ...]:
        """The entities that the sentence names itself, in the order in which they stand there."""
        return tuple(m.entity for m in sorted(self.mentions, key=lambda m: (min(m.places), m.entity.iri)))


class Stated(NamedTuple):
    """A claim with the words of its own sentence, the stems of those that say something, and the entities in it."""

    claim: Claim
    words: tuple[Word, ...]
    stems: frozenset[str]
    named: frozenset[str]

    @property
    def fewest(self) -> float:
        """So many of its words another sentence has to have to be the same."""
        return len(self.stems) * (MOST if len(self.stems) >= _FEWEST else 1)

    def likeness(self, stems: frozenset[str]) -> float:
        """Which part of its words stands among others, 0 to 1."""
        return len(self.stems & stems) / len(self.stems) if self.stems else 0.0


class Matcher(NamedTuple):
    """The claims of a graph, ready to be found in sentences; ``subjects`` are IRIs of those that claims are about.

    ``by_object`` and ``by_stem`` are the numbers of the claims that have an object, by its IRI, and a word.
    """

    claims: tuple[Stated, ...]
    names: Names
    subjects: frozenset[str]
    by_object: Mapping[str, Sequence[int]]
    by_stem: Mapping[str, Sequence[int]]

    @property
    def start(self) -> Context:
        """What is spoken of where nothing was named yet: the condition in which all claims hold, where it is one."""
        contexts = {claim.context.iri: claim.context for claim, *_ in self.claims if claim.context}
        return Context(None, tuple(contexts.values()) if len(contexts) == 1 else ())


def prepare(claims: Iterable[Claim]) -> Matcher:
    """The claims, ready to be found."""
    claims = tuple(claims)
    names = names_of(claims)
    stated = []
    for claim in claims:
        words = read_words(claim.label)
        named = frozenset(mention.entity.iri for mention in find_mentions(names, words))
        stated.append(Stated(claim, words, frozenset(word.stem for word in content(words)), named))
    by_object: dict[str, list[int]] = {}
    by_stem: dict[str, list[int]] = {}
    for n, one in enumerate(stated):
        if one.claim.object:
            by_object.setdefault(one.claim.object.iri, []).append(n)
        for stem in one.stems:
            by_stem.setdefault(stem, []).append(n)
    subjects = frozenset(c.subject.iri for c in claims if c.subject)
    return Matcher(tuple(stated), names, subjects, by_object, by_stem)


def read_sentence(matcher: Matcher, text: str, context: Context, lead: Sequence[Word] | None = None) -> ReadSentence:
    """A sentence in its context; ``lead`` are the words before the list of which it is an item, None where it is none.

    The subject of an item may stand before the list, and so may what says how strongly it is meant.
    """
    words = read_words(text)
    mentions = find_mentions(matcher.names, words, context.conditions)
    points = any(word.stem in _POINTING for word in words[:2])  # or the second: "also, it ..."
    return ReadSentence(text, words, mentions, context, points or lead is not None, tuple(lead or ()))


def context_after(matcher: Matcher, sentence: ReadSentence) -> Context:
    """What was spoken of behind a sentence: its own subject and conditions, else those from before."""
    named = sentence.named
    subjects = [e for e in named if e.iri in matcher.subjects]
    subject = next((e for e in subjects if e.kind == "Drug"), next(iter(subjects), None))
    if sentence.carries_subject and sentence.context.subject:
        subject = sentence.context.subject
    conditions = tuple(e for e in named if e.kind == "Condition")
    under_discussion = 0 < len(conditions) <= _CARRIED
    return Context(subject or sentence.context.subject, conditions if under_discussion else sentence.context.conditions)


def find_claims(matcher: Matcher, sentence: ReadSentence, quoted: Iterable[Claim] = ()) -> tuple[Match, ...]:
    """The claims that a sentence says, the nearest first; at most :data:`TOLD`.

    ``quoted`` are those whose passage ends in it: it says these, however many they are, and no others are looked for.
    """
    if passages := tuple(map(_match_passage, quoted)):
        return passages
    at = {mention.entity.iri: mention.places for mention in sentence.mentions}
    stems = frozenset(word.stem for word in content(sentence.words))
    found = [
        match
        for stated in _candidates(matcher, at, stems)
        if (match := _match_relation(stated, sentence, at, stems) or _match_wording(stated, sentence, at, stems))
    ]
    return tuple(sorted(found, key=lambda match: (-match.nearness, match.claim.id))[:TOLD])


def _candidates(matcher: Matcher, at: Iterable[str], stems: Iterable[str]) -> Iterator[Stated]:
    """The claims whose object a sentence names, and those most of whose words it has: no other can be matched."""
    shared = Counter(n for stem in stems for n in matcher.by_stem.get(stem, ()))
    some = {n for n, count in shared.items() if count >= matcher.claims[n].fewest}
    some.update(n for iri in at for n in matcher.by_object.get(iri, ()))
    return (matcher.claims[n] for n in sorted(some))


def _match_passage(claim: Claim) -> Match:
    """A claim in the words of its own article, which its curators have judged."""
    numbers = tuple((q.iri, (Number(q.low, q.high, q.out_of, "as the claim states it"),)) for q in claim.quantities)
    words = ("word for word the passage that the claim was taken from",)
    return Match(claim, words, False, claim.wording, "", numbers, 0, quoted=True)


def _match_relation(
    stated: Stated, sentence: ReadSentence, at: Mapping[str, frozenset[int]], stems: frozenset[str]
) -> Match | None:
    """A claim by its subject, predicate and object."""
    claim = stated.claim
    if not (claim.subject and claim.object):
        return None
    object_, subject = at.get(claim.object.iri), at.get(claim.subject.iri)
    carried = subject is None and sentence.carries_subject and sentence.context.subject == claim.subject
    if object_ is None or (subject is None and not carried) or object_ == subject:
        return None
    condition = _condition(claim, sentence, at)
    predicate = _predicate(claim, sentence, object_, subject or frozenset())
    numbers = _numbers(claim, sentence.text)
    if condition is None or predicate is None or numbers is None:
        return None
    place, denied = predicate
    wording, told_by = _strength(sentence, place)
    words = (
        f"{claim.subject.label}: " + (_said(sentence, subject) if subject else "carried over from the sentence before"),
        f"predicate: {sentence.words[place].text}",
        f"{claim.object.label}: {_said(sentence, object_)}",
        *condition[1],
        *(f"number: {', '.join(n.words for n in some)}" for _, some in numbers),
    )
    nearness = condition[0] + len(object_) + bool(subject) + stated.likeness(stems) + len(numbers)
    return Match(claim, words, denied, wording, told_by, numbers, nearness)


def _strength(sentence: ReadSentence, place: int) -> tuple[str, str]:
    """How strongly a sentence says something; an item of a list by the last clause before it where it does not say.

    A question says nothing, and leaves it open.
    """
    if sentence.text.rstrip(_CLOSING).endswith("?"):
        return "hedged", "?"
    own = strength_of(sentence.words, place)
    last = [word for word in sentence.lead if word.clause == sentence.lead[-1].clause]
    return strength_of(last, len(last) - 1) if last and own[0] == "asserted" else own


def _said(sentence: ReadSentence, places: Iterable[int]) -> str:
    return " ".join(sentence.words[n].text for n in sorted(places))


def _condition(
    claim: Claim, sentence: ReadSentence, at: Mapping[str, frozenset[int]]
) -> tuple[int, tuple[str, ...]] | None:
    """How near the condition of a claim is, and how it was told; None where the sentence is about another one."""
    context = claim.context
    if context is None or context in (claim.subject, claim.object):
        return 2, ()
    if context.iri in at:
        return 2, (f"{context.label}: {_said(sentence, at[context.iri])}",)
    if claim.object and context.label.lower() in claim.object.label.lower():
        return 2, ()
    if context in sentence.context.conditions and not _other_conditions(claim, sentence):
        return 1, (f"{context.label}: carried over",)
    return None


def _other_conditions(claim: Claim, sentence: ReadSentence, named: Container[str] = ()) -> bool:
    """Whether a sentence names a condition that is none of the claim's, and is not among those ``named``."""
    own = (claim.subject, claim.object, claim.context)
    return any(e.kind == "Condition" and e not in own and e.iri not in named for e in sentence.named)


def _predicate(
    claim: Claim, sentence: ReadSentence, object_: frozenset[int], subject: frozenset[int]
) -> tuple[int, bool] | None:
    """The place of the word nearest to the object that tells the predicate, and whether the claim is denied."""
    telling = telling_words(claim.predicate or "", claim.direction)
    if telling.beside and not any(word.stem in telling.beside for word in sentence.words):
        return None
    if telling.ordered and subject and not in_order(sentence.words, subject, object_):
        return None
    place = _telling_place(telling, sentence.words, object_, subject)
    treated = claim.object is not None and claim.object.kind == "Condition"
    if place is None or (treated and _other_between(sentence, place, object_, subject)):
        return None
    denied = sentence.words[place].stem in telling.against
    denied ^= telling.takes_denials and denies(sentence.words, place)
    return place, denied ^ claim.negated


def _telling_place(
    telling: Telling, words: Sequence[Word], object_: frozenset[int], subject: frozenset[int]
) -> int | None:
    """The word that tells the predicate: the nearest to the object in its clause, else one of its name, else anywhere.

    What says the contrary counts in the clause of the object alone.
    """
    clauses = {words[at].clause for at in object_}
    places = [n for n in range(len(words)) if n not in subject and tells(words, n, telling.words)]
    beside = [n for n in places if words[n].clause in clauses and n not in object_]
    beside += [
        n
        for n, word in enumerate(words)
        if word.clause in clauses
        and (word.stem in telling.against or (word.stem in telling.denied and denies(words, n)))
    ]
    some = beside or [n for n in places if n in object_] or places
    return min(some, key=lambda n: (min(abs(n - at) for at in object_), n), default=None)


def _other_between(sentence: ReadSentence, place: int, object_: frozenset[int], subject: frozenset[int]) -> bool:
    """Whether a word tells something of what stands between it and a condition: *improves sleep in lupus*."""
    near = min(object_, key=lambda at: abs(at - place))
    between = range(min(place, near) + 1, max(place, near))
    return any(
        mention.entity.kind != "Condition" and not mention.places & (object_ | subject) and mention.places & {*between}
        for mention in sentence.mentions
    )


def _numbers(claim: Claim, text: str) -> tuple[tuple[str, tuple[Number, ...]], ...] | None:
    """The numbers of a sentence in the units of a claim's quantities; None where it has none that is stated."""
    stated = [q for q in claim.quantities if q.unit != "{rank}"]
    found = [(q.iri, numbers_in(text, q.unit, out_of=q.out_of is not None)) for q in stated]
    with_number = tuple((iri, numbers) for iri, numbers in found if numbers)
    return with_number if with_number or not stated else None


def _match_wording(
    stated: Stated, sentence: ReadSentence, at: Mapping[str, frozenset[int]], stems: frozenset[str]
) -> Match | None:
    """A claim by the words of its own sentence, of which another has to have most, and none of another direction."""
    claim, said, own, named = stated
    shared, others = own & stems, stems - own
    if not own or len(shared) < stated.fewest:
        return None
    turned = ((own - shared) & UP and others & DOWN) or ((own - shared) & DOWN and others & UP)
    numbers = _numbers(claim, sentence.text)
    elsewhere = not (claim.context and claim.context.iri in at) and _other_conditions(claim, sentence, named)
    if turned or numbers is None or elsewhere:
        return None
    places = [n for n, word in enumerate(sentence.words) if word.stem in shared]
    denied = any(denies(sentence.words, n) for n in places) ^ any(denies(said, n) for n in range(len(said)))
    wording, told_by = _strength(sentence, places[-1])
    told = f"{len(shared)} of the {len(own)} words of the claim: {_said(sentence, places)}"
    nearness = 2 + len(shared) * len(shared) / len(own)
    return Match(claim, (told,), denied, wording, told_by, numbers, nearness)


def unmatched(sentence: ReadSentence, matches: Sequence[Match]) -> bool:
    """Whether a sentence names two or more entities of the graph and says nothing that a claim says."""
    return not matches and len({mention.entity.iri for mention in sentence.mentions}) >= 2
