"""Independent studies in SQL as by Python: reviews of reviews, circles of them, ties that go with a source left out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldn_graph.model.vocab import SCHEMES
from ldn_graph.rdf.opening import parse_turtle
from ldn_graph.scale.session import Options
from tests.conftest import DECLARATIONS, ENTITIES, claim_turtle, line_turtle, source_turtle
from tests.scale.rules.graphs import ALL, both, findings_by_python, findings_by_sql
from tests.scale.rules.test_claim_facts import decisive_by_python, lines_by_sql, told_by_python, told_by_sql
from tests.scale.rules.test_status_flags import FLAGS

TIES = ("ldn:sameStudyAs", "dcterms:isVersionOf", "ldn:protocolOf", "ldn:correctionOf")
OTHERS = 6
"""Sources that are said to be reviewed, or of one study with others; of the last the graph says nothing."""

source = st.fixed_dictionaries(
    {
        "design": st.sampled_from(
            ("systematicReview", "systematicReview", "cohort", "crossoverTrial", "expertOpinion")
        ),
        "reviews": st.lists(st.integers(0, OTHERS), max_size=2, unique=True),
        "ties": st.lists(st.tuples(st.sampled_from(TIES), st.integers(0, OTHERS)), max_size=1),
        "pmid": st.sampled_from((None, None, "7", "8")),
        "issued": st.sampled_from(("", "2009", "2012-03")),
    }
)
line = st.fixed_dictionaries(
    {
        "source": st.integers(0, OTHERS - 1),
        "bearing": st.one_of(st.just("confirms"), st.sampled_from(SCHEMES["bearing"])),
        "directness": st.one_of(st.just("direct"), st.sampled_from(SCHEMES["directness"])),
        "own": st.sampled_from((None, None, None, "systematicReview", "cohort")),
    }
)
claim = st.fixed_dictionaries(
    {
        "lines": st.lists(line, max_size=8),
        "wording": st.sampled_from(SCHEMES["wording"]),
        "topic": st.sampled_from(SCHEMES["topic"]),
        "cited": st.lists(st.integers(0, OTHERS), max_size=2, unique=True),
        "searched": st.booleans(),
    }
)


def turtle_of(sources: list[dict[str, Any]], claims: list[dict[str, Any]]) -> str:
    """Sources that review one another or report one study, and claims on which they bear."""
    pieces = [DECLARATIONS, ENTITIES]
    for n, said in enumerate(sources):
        more = "".join(f" ; ldn:reviewOf source:s{other}" for other in said["reviews"])
        more += "".join(f" ; {tie} source:s{other}" for tie, other in said["ties"])
        more += f' ; bibo:pmid "{said["pmid"]}"' if said["pmid"] else ""
        pieces.append(source_turtle(f"s{n}", str(said["design"]), str(said["issued"]), more))
    for n, said in enumerate(claims):
        names, below = [], ""
        for k, e in enumerate(said["lines"]):
            own = f"; ldn:studyDesign ldn:{e['own']}" if e["own"] else ""
            below += line_turtle(f"L{n}-{k}", f"s{e['source']}", e["bearing"], e["directness"], own)
            names.append(f"evidence:L{n}-{k}")
        if said["searched"]:
            below += f'evidence:S{n} a ldn:EvidenceSearch ; rdfs:comment "nothing" .\n'
            names.append(f"evidence:S{n}")
        cited = " , ".join(f"source:s{other}" for other in said["cited"])
        changes = {"ldn__wording": f"ldn:{said['wording']}", "ldn__topic": f"ldn:{said['topic']}"}
        changes["cito__citesAsEvidence"] = cited
        pieces.append(claim_turtle(f"C{n}", below, " , ".join(names), **changes))
    return "".join(pieces)


REVIEW, TRIAL = "systematicReview", "crossoverTrial"


@pytest.mark.parametrize(
    ("sources", "studies", "without_first"),
    [
        pytest.param(
            [
                (REVIEW, "ldn:reviewOf source:s1"),
                (REVIEW, "ldn:reviewOf source:s2"),
                (REVIEW, "ldn:reviewOf source:s3"),
                (REVIEW, "ldn:reviewOf source:s4"),
                (TRIAL, ""),
            ],
            1,
            2,
            id="chain",
        ),
        pytest.param(
            [
                (REVIEW, "ldn:reviewOf source:s1 , source:s2"),
                (REVIEW, "ldn:reviewOf source:s3"),
                ("expertOpinion", "ldn:sameStudyAs source:s1"),
                (TRIAL, ""),
            ],
            1,
            1,
            id="a review that is reached beside another report of its study",
        ),
        pytest.param([(REVIEW, "ldn:reviewOf source:s1"), (REVIEW, "ldn:reviewOf source:s0")], 1, 1, id="circle"),
        pytest.param(
            [(REVIEW, "ldn:reviewOf <urn:x>"), (REVIEW, "ldn:reviewOf <urn:x>")], 1, 1, id="nobody describes it"
        ),
        pytest.param(
            [(TRIAL, "ldn:sameStudyAs <urn:x>"), (REVIEW, "ldn:reviewOf <urn:x>"), (REVIEW, "ldn:reviewOf <urn:x>")],
            1,
            1,
            id="a review of what is of one study with a trial",
        ),
        pytest.param(
            [(TRIAL, "ldn:sameStudyAs source:s1 , source:s2"), (TRIAL, ""), (TRIAL, "")],
            1,
            2,
            id="a tie that goes with it",
        ),
        pytest.param(
            [(TRIAL, 'bibo:pmid "7"'), (TRIAL, 'bibo:pmid "7"'), (TRIAL, 'bibo:pmid "7"')], 1, 1, id="a key that stays"
        ),
    ],
)
def test_independent_studies(sources: list[tuple[str, str]], studies: int, without_first: int) -> None:
    """``without_first``: without every third source, the first among them."""
    below = "".join(
        line_turtle(f"L{n}", f"s{n}") + source_turtle(f"s{n}", design, more=f"; {more}" if more else "")
        for n, (design, more) in enumerate(sources)
    )
    evidence = " , ".join(f"evidence:L{n}" for n in range(len(sources)))
    graph = parse_turtle(DECLARATIONS + ENTITIES + claim_turtle("C1", below, evidence), "studies.ttl")
    counts = []
    for audit, session in both(graph, [(Options(), False), (Options(), True)]):
        assert told_by_sql(session) == [*told_by_python(audit)]
        counts.append(session.ask("SELECT studies FROM claim_facts").fetchall()[0][0])
    assert counts == [studies, without_first]


@settings(max_examples=25)
@given(
    st.lists(source, min_size=OTHERS, max_size=OTHERS),
    st.lists(claim, min_size=3, max_size=12),
    st.sampled_from(ALL),
)
def test_reviews_and_reports_count_as_python_counts_them(
    sources: list[dict[str, Any]], claims: list[dict[str, Any]], asked: tuple[Options, bool]
) -> None:
    (told,) = both(parse_turtle(turtle_of(sources, claims), "random.ttl"), [asked])
    audit, session = told
    assert told_by_sql(session) == [*told_by_python(audit)]
    assert lines_by_sql(session, "decisive_lines") == decisive_by_python(audit)
    for flag in FLAGS:
        assert findings_by_sql(session, flag) == findings_by_python(audit, flag)
