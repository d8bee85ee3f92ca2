"""``dc:creator`` in all its forms: no author is left out in silence, and an order that is recorded is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from ldn_graph.rdf.claim_reader import read_claims, read_sources
from ldn_graph.rdf.database import load_files
from ldn_graph.rdf.opening import open_graph, parse_turtle
from ldn_graph.scale.corpus import stream_audit
from tests.audit.test_model_rules import MODEL
from tests.conftest import DECLARATIONS, ENTITIES, claim_turtle, line_turtle

ORCID = "https://orcid.org/0000-0002-1825-0097"


def authors(turtle: str) -> tuple[str, ...]:
    (source,) = read_sources(parse_turtle(f"{DECLARATIONS} source:s a ldn:Source . {turtle}"))
    return source.authors


@MODEL.states(
    "`dc:creator` is one text with semicolons between the names, or an RDF list",
    "A person is named as in PubMed (`Smith AB Jr`) or with commas",
    "An author that is a node has a `foaf:name`",
)
@pytest.mark.parametrize(
    ("creator", "names"),
    [
        ('"Gironi M; Ministry of Health; et al."', ["Gironi M", "Ministry of Health", "et al."]),
        ('"Gironi M, Martinelli-Boneschi F, Solaro C"', ["Gironi M", "Martinelli-Boneschi F", "Solaro C"]),
        ('"Gironi, M"', ["Gironi, M"]),
        ('"{Pfizer UK}; Smith, Anna B., Jr"', ["{Pfizer UK}", "Smith, Anna B., Jr"]),
        ('"Gamma D" , "Alpha B" , "et al." , "Epsilon F"', ["Alpha B", "Epsilon F", "Gamma D", "et al."]),
        ('"Alpha B"@en , "アルファ B"@ja', ["Alpha B"]),
        ('( "Gamma D" "Alpha B" )', ["Gamma D", "Alpha B"]),
        ('( [ foaf:name "Gamma D" ] "Alpha B" )', ["Gamma D", "Alpha B"]),
        ('[ foaf:name "D. Gamma" ] , [ foaf:name "B. Alpha" ]', ["Alpha B", "Gamma D"]),
        ('[ foaf:familyName "van der Woude" ; foaf:givenName "C. Janneke" ]', ["van der Woude, C. Janneke"]),
        ('[ foaf:lastName "Gamma" ; foaf:firstName "D" ]', ["Gamma D"]),
        ('[ a foaf:Organization ; foaf:name "Pfizer UK" ]', ["{Pfizer UK}"]),
        ('[ rdfs:label "Alpha B" ]', ["Alpha B"]),
        (f"<{ORCID}>", [ORCID]),
        (f'<{ORCID}> . <{ORCID}> foaf:name "Alpha B"', ["Alpha B"]),
        ("()", []),
        ("[ a foaf:Person ]", []),
    ],
)
def test_each_form(creator: str, names: list[str]) -> None:
    assert list(authors(f"source:s dc:creator {creator} .")) == names


def test_a_list_in_a_circle_ends() -> None:
    circle = (
        'source:s dc:creator _:a . _:a rdf:first "Alpha B" ; rdf:rest _:b . _:b rdf:first "Gamma D" ; rdf:rest _:a .'
    )
    assert authors(circle) == ("Alpha B", "Gamma D")


def test_a_database_gives_the_same_authors(tmp_path: Path) -> None:
    """It fetches what it needs: the nodes of the authors, and of the list that holds them."""
    creators = '( [ foaf:name "Gamma D" ] <https://example.org/alpha> "Epsilon F" )'
    named = '<https://example.org/alpha> foaf:familyName "Alpha" ; foaf:givenName "B" .'
    turtle = "".join(
        (
            DECLARATIONS + ENTITIES + claim_turtle(evidence="evidence:e0", prov__wasDerivedFrom=""),
            line_turtle("e0", "s"),
            f"source:s a ldn:Source ; dc:creator {creators} . {named}",
        )
    )
    (tmp_path / "graph.ttl").write_text(turtle, encoding="utf-8")
    load_files([tmp_path / "graph.ttl"], tmp_path / "store")
    (in_memory,) = read_claims(parse_turtle(turtle))
    (stored,) = stream_audit(open_graph(tmp_path / "store"))
    names = ("Gamma D", "Alpha B", "Epsilon F")
    assert in_memory.lines[0].source.authors == stored.claim.lines[0].source.authors == names
