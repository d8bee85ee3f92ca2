"""Made-up corpora of claims in the project's model, of any size: the same number of claims gives the same bytes.

    python benchmarks/corpora.py CLAIMS > claims.ttl

Some 15 triples a claim, its evidence included, and 7 a source. One claim in three has no evidence; the others have one
line or several, of every bearing, directness and design. A few claims state numbers, rest on others, report on a study,
or name somebody; a few sources report the same study or review others. Nothing of it is about medicine.
"""

from __future__ import annotations

import hashlib
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

from ldn_graph.model.vocab import PREFIXES, SCHEMES

LINES = (0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 3)
"""How many evidence lines a claim has, each as likely as it stands here."""


def blocks(claims: int) -> Iterator[str]:
    """Blocks of Turtle: the prefixes, articles, entities, sources, then claims with their evidence."""
    dice = random.Random(claims)  # noqa: S311, no secret
    articles, entities, sources = claims // 100 + 1, claims // 50 + 10, claims // 8 + 10
    yield "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(PREFIXES.items()))
    for n in range(articles):
        cites = f" ; cito:cites source:s{dice.randrange(sources)}" if n % 3 else ""
        yield f'source:a{n} a ldn:Source ; dcterms:title "Article {n}" ; dcterms:issued "{_date(dice)}"{cites} .\n'
    for n in range(entities):
        kind = ("Drug", "Mechanism", "Mechanism", "Condition", "Outcome")[n % 5]
        above = f" ; skos:broader entity:e{n // 2 // 5 * 5 + 3}" if kind == "Condition" and n > 20 else ""
        yield f'entity:e{n} a ldn:{kind} ; rdfs:label "{kind.lower()} {n}"@en{above} .\n'
    for n in range(sources):
        yield _source(dice, n, sources)
    for n in range(claims):
        yield _claim(dice, n, articles, entities, sources)


def _date(dice: random.Random) -> str:
    year = dice.randint(1990, 2025)
    return f"{year}" if dice.random() < 0.8 else f"{year}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"


def _source(dice: random.Random, n: int, sources: int) -> str:
    text = f'source:s{n} a ldn:Source ; dcterms:title "Study {n}" ; dc:creator "Author {n % 997}" ; bibo:pmid "{n + 1}"'
    if dice.random() < 0.95:
        text += f' ; dcterms:issued "{_date(dice)}"'
    if dice.random() < 0.9:
        text += f" ; ldn:studyDesign ldn:{dice.choice(SCHEMES['studyDesign'])}"
    if n % 2:
        text += f" ; ldn:participants {dice.randint(5, 2000)}"
    if n % 100 == 1:
        text += f" ; ldn:sameStudyAs source:s{dice.randrange(sources)}"
    if n % 50 == 2:
        text += f" ; ldn:reviewOf source:s{dice.randrange(sources)} , source:s{dice.randrange(sources)}"
    return text + " .\n"


def _claim(dice: random.Random, n: int, articles: int, entities: int, sources: int) -> str:
    subject, object_ = (int(entities * dice.random() ** 2) for _ in range(2))
    text = (
        f'claim:C{n} a ldn:Claim , biolink:Association ; rdfs:label "Claim {n}"@en ; '
        f"rdf:subject entity:e{subject} ; rdf:predicate biolink:affects ; rdf:object entity:e{object_} ; "
        f"ldn:topic ldn:{dice.choice(SCHEMES['topic'])} ; ldn:wording ldn:{dice.choice(SCHEMES['wording'])} ; "
        f"prov:wasDerivedFrom source:a{n % articles}"
    )
    below = ""
    if n % 4 == 0:
        text += f" ; biolink:disease_context_qualifier entity:e{dice.randrange(entities) // 5 * 5 + 3}"
    if n % 20 == 0:
        text += f" ; cito:citesAsEvidence source:s{dice.randrange(sources)}"
    if n % 30 == 1:
        text += ' ; ldn:namedSource "somebody"'
    if n % 40 == 2 and n:
        text += f" ; ldn:restsOn claim:C{dice.randrange(n)}"
    lines = dice.choice(LINES)
    evidence = [f"evidence:C{n}-{k}" for k in range(lines)]
    for k, line in enumerate(evidence):
        source = dice.randrange(sources)
        below += _line(dice, n, k, line, source)
        if k == 0 and n % 100 == 5:
            text += f" ; ldn:reportsOn source:s{source}"
    if n % 50 == 3:
        text += f" ; ldn:quantity claim:Q{n}"
        below += _quantity(f"claim:Q{n}", dice.randint(1, 40))
    if n % 7 == 0:
        evidence.append(f"evidence:C{n}-search")
        below += f'evidence:C{n}-search a ldn:EvidenceSearch ; rdfs:comment "searched" .\n'
    if evidence:
        text += f" ; biolink:has_evidence {' , '.join(evidence)}"
    return f"{text} .\n{below}"


def _line(dice: random.Random, n: int, k: int, line: str, source: int) -> str:
    directness = dice.choice(SCHEMES["directness"])
    text = (
        f"{line} a ldn:EvidenceLine ; ldn:source source:s{source} ; "
        f"ldn:bearing ldn:{dice.choice(SCHEMES['bearing'])} ; ldn:directness ldn:{directness}"
    )
    if directness == "indirect":
        text += f" ; ldn:indirectness ldn:{dice.choice(SCHEMES['indirectness'])}"
    if dice.random() < 0.05:
        text += f" ; ldn:studyDesign ldn:{dice.choice(SCHEMES['studyDesign'])}"
    if n % 50 != 3:
        return f"{text} .\n"
    return f"{text} ; ldn:quantity evidence:Q{n}-{k} .\n{_quantity(f'evidence:Q{n}-{k}', dice.randint(1, 40))}"


def _quantity(name: str, value: int) -> str:
    return (
        f'{name} a ldn:Quantity ; ldn:ofWhat "people"@en ; '
        f'ldn:low {value} ; ldn:high {value} ; ldn:unit "{{person}}" .\n'
    )


def write_corpus(claims: int, stream: IO[str]) -> None:
    """Write a corpus of so many claims as Turtle."""
    stream.writelines(blocks(claims))


class Corpus(NamedTuple):
    """A corpus as Turtle, and the folder of the database that it was loaded into."""

    file: Path
    database: Path


def keep_corpus(claims: int, folder: Path = Path("build", "corpora")) -> Corpus:
    """The corpus of so many claims, made and loaded where it is not in this folder; ``make clean`` removes it."""
    from ldn_graph.rdf.database import load_files
    from ldn_graph.scale.columns.writing import ColumnsBeside

    edition = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:8]
    kept = Corpus(folder / f"{claims}-{edition}.ttl", folder / f"{claims}-{edition}-db")
    folder.mkdir(parents=True, exist_ok=True)
    if not kept.file.exists():
        print(f"making {kept.file} ...", file=sys.stderr)
        part = kept.file.with_suffix(".part")
        with part.open("w", encoding="utf-8") as stream:
            write_corpus(claims, stream)
        part.rename(kept.file)
    if not kept.database.exists():
        print(f"loading it into {kept.database} ...", file=sys.stderr)
        load_files([kept.file], kept.database, beside=ColumnsBeside(print))
    return kept


if __name__ == "__main__":
    write_corpus(int(sys.argv[1]), sys.stdout)
