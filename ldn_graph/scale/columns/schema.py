"""The tables of a graph's claims: their columns, with types and meanings.

Texts are as the graph has them. A ``number`` names a row of its own table and grows in the order of the ids (C2 before
C10); numbers are not promised to be without gaps. ``place`` counts from 0 the values that one node has, in the order in
which they are read. What ends in ``_nt`` is a literal as N-Triples writes it, with its language or datatype; what ends
in ``_suffix`` is what stands behind the quoted text there, "" for a plain text. A name of a closed scheme, such as a
bearing, stands by its local name. What is not recorded is null; lists are empty then, and truths false.
"""

# Annotations are no texts here (from __future__): NamedTuple would compile each of them at every start.

from typing import NamedTuple

TEXT, TEXTS, NUMBER, TRUTH = "VARCHAR", "VARCHAR[]", "BIGINT", "BOOLEAN"
"""The types of columns, as SQL has them: Parquet's UTF8, list of UTF8, INT64 and BOOLEAN."""


class Column(NamedTuple):
    """A column: its name, its type and what it means."""

    name: str
    type: str
    meaning: str


class Table(NamedTuple):
    """A table: its name, what a row of it is, its columns, and the columns by which its rows are ordered."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    order: tuple[str, ...]


def _columns(text: str) -> tuple[Column, ...]:
    """Columns, one a line: name, the first letter of its type where that is no text, and its meaning."""
    types = {"t": TEXT, "l": TEXTS, "n": NUMBER, "b": TRUTH}
    rows = (line.strip().split(" ", 2) for line in text.splitlines() if line.strip())
    return tuple(Column(name, types[kind], meaning) for name, kind, meaning in rows)


def _judged(what: str) -> str:
    """The columns that say who judged, when and why."""
    return f"""
        judge t IRI of who judged {what}
        created t the day on which that was
        comment t the reason that was given
    """


CLAIMS = Table(
    "claims",
    "a claim",
    _columns("""
        number n its number
        iri t its IRI
        id t its id, the last part of the IRI
        label t the claim as a sentence
        label_suffix t language or datatype of the label
        subject n number of the entity that is its subject; null where it is a sentence only
        predicate t IRI of its predicate
        object n number of the entity that is its object
        direction t which way the subject moves the object: increased or decreased
        context n number of the condition in which it holds, where that is stated
        condition n number of the condition that it is about: its context, else its object or subject where that is one
        negated b whether it denies the relation
        topic t what it is about, such as efficacy
        wording t how strongly it is stated: hedged, asserted, proven or unjudged
        comment t a remark of the curators
    """),
    ("number",),
)
ORIGINS = Table(
    "origins",
    "an article, described in the graph, that makes a claim",
    _columns("""
        claim n number of the claim
        place n order of the articles, by IRI
        source n number of the article among the sources
    """),
    ("claim", "place"),
)
CITATIONS = Table(
    "citations",
    "a source that the articles cite for a claim",
    _columns("""
        claim n number of the claim
        place n order of what is cited
        iri t IRI of the source
        source n number of the source; null where the graph does not describe it or no other table has it
    """),
    ("claim", "place"),
)
REPORTS = Table(
    "reports",
    "a study on which a claim reports",
    _columns("""
        claim n number of the claim
        place n order of the studies
        iri t IRI of the source
        source n number of the source, or null as in citations
    """),
    ("claim", "place"),
)
PREMISES = Table(
    "premises",
    "what a claim is argued from",
    _columns("""
        claim n number of the claim that rests on it
        place n order of the premises
        iri t IRI of the premise
        premise n number of the premise among the claims; null where the graph has no such claim
    """),
    ("claim", "place"),
)
NAMED_SOURCES = Table(
    "named_sources",
    "somebody whom the article names for a claim",
    _columns("""
        claim n number of the claim
        place n order of the names
        name t the name
        name_nt t the same with its language
    """),
    ("claim", "place"),
)
PASSAGES = Table(
    "passages",
    "where the article says a claim",
    _columns("""
        claim n number of the claim
        place n order of the passages
        iri t IRI of the passage
        section t the heading under which it stands
        start n its first character, counted from 0
        end n the character after its last; in SQL this name stands in quotes
        sha256 t digest of the passage
    """),
    ("claim", "place"),
)
LINES = Table(
    "lines",
    "an evidence line: how a source bears on a claim",
    _columns("""
        number n its number, which grows with claim and place
        claim n number of the claim
        place n order of the lines of the claim
        iri t IRI of the line
        source n number of the source
        bearing t from confirms to refutes, leavesOpen, or givesBackground
        directness t direct, indirect or unrated
        indirectness t GRADE's domains in which it is indirect, in the scheme's order, spaces between them; "" for none
        design t the study design: the line's own, else the source's
        own_design b whether that is the line's own
        null_without_interval b whether it is a difference that was not seen, of unknown size
        reviewed_design t of a review, the best design that the line says it includes
        reviewed_studies n of a review, the number of studies of it that the line says
        finding t what was found, as text
        adopted_because t why this judgement was adopted where readers differ
    """ + _judged("the line")),
    ("number",),
)  # fmt: skip
JUDGEMENTS = Table(
    "judgements",
    "how another reader judged an evidence line",
    _columns("""
        line n number of the line
        place n order of the judgements
        iri t IRI of the judgement
        bearing t as in lines
        directness t as in lines
        indirectness t as in lines
    """ + _judged("it so")),
    ("line", "place"),
)  # fmt: skip
QUOTATIONS = Table(
    "quotations",
    "words of its source on which an evidence line rests",
    _columns("""
        line n number of the line
        place n order of the quotations
        words t the words
        words_suffix t their language
        role t what they are in the source, such as backgroundStatement
    """),
    ("line", "place"),
)
SEARCHES = Table(
    "searches",
    "a search for evidence that found nothing",
    _columns("""
        claim n number of the claim
        place n order of the searches of the claim
        iri t IRI of the search
        comment t what for and what was found; "" where nothing is said
        searched_in t where
        created t when
    """),
    ("claim", "place"),
)
RATINGS = Table(
    "certainty_ratings",
    "the certainty of a claim that a person set",
    _columns("""
        claim n number of the claim
        place n order of the ratings
        iri t IRI of the rating
        level n from 1, very low, to 4, high
    """ + _judged("it so")),
    ("claim", "place"),
)  # fmt: skip
PUBLICATION_BIAS = Table(
    "publication_bias",
    "whether a person suspects that results on a claim were kept back",
    _columns("""
        claim n number of the claim
        place n order of these
        iri t IRI of the assessment
        suspected b whether it is suspected
    """ + _judged("it so")),
    ("claim", "place"),
)  # fmt: skip
QUANTITIES = Table(
    "quantities",
    "a number that a claim states or that was measured",
    _columns("""
        claim n number of the claim that states it, or to which the line belongs
        line n number of the line on which it was measured; null where the claim states it
        place n order of the quantities of the claim or line
        iri t IRI of the quantity
        of_what t what it is of: a text, or an IRI
        of_what_nt t the same as N-Triples writes it
        low t the lowest value, as written
        low_nt t the same with its datatype
        high t the highest value, as written
        high_nt t the same with its datatype
        out_of t of how many cases, as written
        unit t the unit, as UCUM has it
        numerator t IRI of the quantity that is the numerator of a ratio
        denominator t IRI of its denominator
    """),
    ("claim", "line", "place"),
)
SOURCES = Table(
    "sources",
    "a source that bears on a claim, makes one, or is tied to one that does",
    _columns("""
        number n its number
        iri t its IRI
        id t its id, the last part of the IRI
        label t its label, else its title, else its id
        label_suffix t language or datatype of that; null where it is the id or the title
        title t its title
        authors l the authors in their order
        issued t year, month or day of publication, as written
        issued_nt t the same with its datatype
        year n the year of that
        container t what it is part of, such as a journal
        volume t its volume
        issue t its issue
        pages t its pages
        doi t its DOI as written
        pmid t its number in PubMed as written
        identifiers l its other identifiers, as CURIEs
        page t address of its page
        publisher t its publisher
        publication_type t class of FaBiO
        read_as t how much of it was read
        design t its study design
        participants n the number of people in it
        population t who was studied
        intervention t what was given
        comparator t what it was compared with
        outcome t what was measured
        result t its main result
        limitation t what limits it
        comment t a remark of the curators
        registration_timing t when it was registered: beforeStart, afterStart or afterCompletion
        registered_on t when
        started_on t when it started
        completed_on t when it was completed
        registered_outcome t the registered primary outcome
        published_outcome t the published primary outcome
        outcome_switched b whether these differ
        randomised n how many were randomised
        analysed n how many were analysed
        completed n how many completed it
        funding l who paid
        conflicts l conflicts of interest
        harms l harms
        reviewed_design t of a review, the best design that it includes
        reviewed_studies n of a review, the number of studies of that design
        standing t how it stands by the list that counts, such as retracted; null where no list could have it
        standing_listed_on t the day of that list
        standing_origin t IRI of who keeps the list
        standing_in_graph b whether the graph states it of this very source
        standing_words t how it stands, in words
        lookup t whether the list of retractions could have it: known, doi (by a DOI alone it cannot) or none
        study n number of the source that stands for all reports of its study; its own where it is alone
    """),
    ("number",),
)
SOURCE_LINKS = Table(
    "source_links",
    "what a source is to another",
    _columns("""
        source n number of the source
        link t reviewOf, sameStudyAs, isVersionOf, protocolOf, correctionOf, mayOverlap or cites
        place n order of the others
        iri t IRI of the other
        other n number of the other; null where the graph does not describe it or no other table has it
    """),
    ("source", "link", "place"),
)
SOURCE_KEYS = Table(
    "source_keys",
    "an identifier of a source in its plain form",
    _columns("""
        source n number of the source
        key t the identifier, such as doi:10.1002/ana.22006
        paper b whether sources that share it are one paper; else they report one study
    """),
    ("source", "key"),
)
NOTICES = Table(
    "notices",
    "a notice about a source, such as its retraction",
    _columns("""
        source n number of the source
        place n order of the notices
        kind t retraction, concern, correction or reinstatement
        date t when, as written
        reason t why
        doi t DOI of the notice
    """),
    ("source", "place"),
)
STANDING_YEARS = Table(
    "standing_years",
    "how a source stands from the end of a year on; sources that stand and of which nothing is told have no row",
    _columns("""
        source n number of the source
        from_year n the first year of which that holds; 0 is from the beginning
        standing t how it stands by then
        stands b whether it counts by then
    """),
    ("source", "from_year"),
)
RESULTS = Table(
    "results",
    "what a study found of one outcome",
    _columns("""
        number n its number
        iri t its IRI
        label t the outcome as the study has it
        outcome t IRI of the outcome
        dose t the dose
        comparator t what it was compared with
        time_point t when it was measured
        finding t what was found, as text
        measure t what the estimate is, such as riskRatio
        estimate t the estimate, as written
        low t the lower end of its 95 % interval
        high t the upper end of it
        p_value t the P value or a bound of it
        people n how many people it is of
        i_squared t I² in per cent
        our_computation t arithmetic of the curators
        direction t where it points: favoursIntervention, favoursComparator or noDifference
        figures_not_seen b whether no figure of it was in what was read
        design t its own design where it is not the study's
        subgroup b whether it is of a part of the study's people
    """),
    ("number",),
)
ARMS = Table(
    "arms",
    "a group of a result",
    _columns("""
        result n number of the result
        place n order of the groups
        iri t IRI of the group
        label t what it is called
        events n how many had the event
        people n of how many
    """),
    ("result", "place"),
)
SOURCE_RESULTS = Table(
    "source_results",
    "that a source found a result",
    _columns("""
        source n number of the source
        place n order of its results
        result n number of the result
    """),
    ("source", "place"),
)
LINE_RESULTS = Table(
    "line_results",
    "that an evidence line uses a result",
    _columns("""
        line n number of the line
        place n order of the results that it uses
        result n number of the result
    """),
    ("line", "place"),
)
RISKS_OF_BIAS = Table(
    "risks_of_bias",
    "how the risk of bias of a source was judged",
    _columns("""
        number n its number, which grows with source and place
        source n number of the source
        place n order of the assessments of the source
        iri t IRI of the assessment
        tool t rob2, robinsI or robis
        judgement t the overall judgement
        result t IRI of the result that it was judged for; null for the study as a whole
    """ + _judged("it so")),
    ("number",),
)  # fmt: skip
DOMAINS = Table(
    "domain_assessments",
    "how a domain of a risk of bias was judged",
    _columns("""
        risk n number of the assessment
        place n order of the domains
        iri t IRI of the assessment of the domain
        domain t the domain
        judgement t the judgement
        comment t the reason
    """),
    ("risk", "place"),
)
ENTITIES = Table(
    "entities",
    "a drug, mechanism, condition or another thing that claims are about",
    _columns("""
        number n its number
        iri t its IRI
        id t its id, the last part of the IRI
        label t what it is called; its id where it has no label
        label_suffix t language or datatype of the label; null where it has none
        kind t Drug, Condition and so on; "" where none is given
    """),
    ("number",),
)
ENTITY_NAMES = Table(
    "entity_names",
    "another name of an entity",
    _columns("""
        entity n number of the entity
        place n order of the names
        name t the name
        name_suffix t its language
    """),
    ("entity", "place"),
)
MATCHES = Table(
    "matches",
    "a term of an ontology that an entity is matched to",
    _columns("""
        entity n number of the entity
        place n order of the terms, the nearest first
        iri t IRI of the term
    """),
    ("entity", "place"),
)
BROADER = Table(
    "broader",
    "a node that is broader than an entity, all the way up",
    _columns("""
        entity n number of the entity
        place n order in which they are found
        iri t IRI of the broader node
    """),
    ("entity", "place"),
)

TABLES = (
    CLAIMS, ORIGINS, CITATIONS, REPORTS, PREMISES, NAMED_SOURCES, PASSAGES, LINES, JUDGEMENTS, QUOTATIONS, SEARCHES,
    RATINGS, PUBLICATION_BIAS, QUANTITIES, SOURCES, SOURCE_LINKS, SOURCE_KEYS, NOTICES, STANDING_YEARS, RESULTS, ARMS,
    SOURCE_RESULTS, LINE_RESULTS, RISKS_OF_BIAS, DOMAINS, ENTITIES, ENTITY_NAMES, MATCHES, BROADER,
)  # fmt: skip
"""All tables, those first that others lead to claims by."""
