"""The table of the rules that SHACL core cannot say, or only slowly.

Each rule is a small function that goes through a graph and yields what is wrong. They stand in seven modules, by what
they ask: whether the words exist (:mod:`~ldn_graph.validation.term_rules`), whether the values can be what they say
(:mod:`~ldn_graph.validation.value_rules`), whether texts are read as they are written
(:mod:`~ldn_graph.validation.text_rules`), whether a paper is one source
(:mod:`~ldn_graph.validation.identity_rules`), whether things that stand apart agree
(:mod:`~ldn_graph.validation.agreement_rules`), whether authors have names and an order
(:mod:`~ldn_graph.validation.author_rules`), whether studies can be as they are recorded
(:mod:`~ldn_graph.validation.study_rules`), and whether readers judged in accord with that and with themselves
(:mod:`~ldn_graph.validation.judgement_rules`). To add a rule, write its function, name it here, and give it a graph in
``tests/validation/cases`` that breaks it and nothing else.

A value that breaks a rule here and a shape is reported once, by the rule
(:func:`~ldn_graph.validation.report.validate_graph`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from . import (
    agreement_rules,
    author_rules,
    identity_rules,
    judgement_rules,
    study_rules,
    term_rules,
    text_rules,
    value_rules,
)
from .checked_graph import CheckedGraph
from .mistakes import Mistake

Rule = Callable[[CheckedGraph], Iterator[Mistake]]

RULES: Mapping[str, Rule] = {
    "unknown-term": term_rules.find_unknown_terms,
    "misspelt-term": term_rules.find_misspelt_terms,
    "predicate": term_rules.find_strange_predicates,
    "dangling": term_rules.find_dangling_references,
    "unused": term_rules.find_unused_nodes,
    "stray": term_rules.find_strays,
    "ill-typed": value_rules.find_ill_typed_literals,
    "datatype": value_rules.find_other_datatypes,
    "long-number": value_rules.find_long_numbers,
    "entity-class": value_rules.find_strange_entities,
    "match-identifier": value_rules.find_malformed_matches,
    "curie": value_rules.find_malformed_curies,
    "duplicate-source": identity_rules.find_duplicate_sources,
    "conflicting-identifiers": identity_rules.find_conflicting_identifiers,
    "identifier-form": identity_rules.find_strange_identifiers,
    "other-identity": identity_rules.find_stated_identities,
    "version-direction": identity_rules.find_versions_the_other_way,
    "alike-keys": identity_rules.find_alike_keys,
    "alike-names": identity_rules.find_alike_names,
    "author-order": author_rules.find_authors_without_order,
    "author-name": author_rules.find_authors_without_names,
    "author-list": author_rules.find_lists_without_end,
    "authors-together": author_rules.find_authors_that_run_together,
    "claim-triple": agreement_rules.find_parts_of_triples,
    "claim-association": agreement_rules.find_untyped_associations,
    "shared-id": agreement_rules.find_shared_ids,
    "own-evidence": agreement_rules.find_own_evidence,
    "both-sides": agreement_rules.find_sources_on_both_sides,
    "circle": agreement_rules.find_circles,
    "review-circle": agreement_rules.find_circles_of_reviews,
    "mixed-units": agreement_rules.find_mixed_units,
    "alike-quantities": agreement_rules.find_alike_quantities,
    "ratio": agreement_rules.find_impossible_ratios,
    "beyond-text": agreement_rules.find_passages_beyond_text,
    "several-texts": text_rules.find_texts_passed_over,
    "markup": text_rules.find_markup,
    "interval": study_rules.find_impossible_intervals,
    "ratio-above-0": study_rules.find_ratios_of_nothing,
    "too-many-events": study_rules.find_too_many_events,
    "too-many-people": study_rules.find_too_many_people,
    "share-without-people": study_rules.find_shares_without_people,
    "registration-timing": study_rules.find_impossible_registrations,
    "other-year": study_rules.find_other_years,
    "empty-review": study_rules.find_empty_reviews,
    "null-beside-interval": study_rules.find_nulls_beside_intervals,
    "shared-result": study_rules.find_shared_results,
    "nobody-took-part": study_rules.find_studies_of_nobody,
    "tie-from-aside": identity_rules.find_ties_from_aside,
    "foreign-result": study_rules.find_foreign_results,
    "other-outcome": study_rules.find_other_outcomes,
    "empty-dispute": study_rules.find_empty_disputes,
    "selective-reporting": judgement_rules.find_overlooked_reporting,
    "overall-risk": judgement_rules.find_lenient_assessments,
    "tool-fit": judgement_rules.find_answers_of_other_tools,
    "tool-design": judgement_rules.find_tools_for_other_designs,
    "two-assessments": judgement_rules.find_repeated_assessments,
    "two-minds": judgement_rules.find_readers_of_two_minds,
    "rival-ratings": judgement_rules.find_rival_ratings,
    "certainty-outside": judgement_rules.find_ratings_outside,
    "rating-not-shown": judgement_rules.find_ratings_that_are_not_shown,
}
"""Each rule by its name, which is the ``source_shape`` of its results."""
