"""How many quotations that experts marked are found in full texts, how fast, and what planted faults are told as.

    python benchmarks/quotes.py FOLDER [PYTHON]

FOLDER is a checkout of Evidence Inference (https://github.com/jayded/evidence-inference; papers are under licences of
their own): doctors marked the words of a trial's report on which their answer rests. ``annotations/*.csv`` has them,
``annotations/txt_files`` the papers as text, ``annotations/xml_files`` in the XML of journals. PYTHON is one in which
linkml-reference-validator is installed, to be asked the same beside; it takes some minutes.
Seconds are those of CPU.
"""

from __future__ import annotations

import csv
import json
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from measuring import Limits

from ldn_graph.sources.quotes.checking import FOUND, check_quotation
from ldn_graph.sources.quotes.search import SearchedText
from ldn_graph.sources.texts.folder import read_text

WRONG_PAPERS = 20
BESIDE_WRONG = 1000
"""The other tool is asked so few wrong papers: to suggest what may have been meant takes it most of a second each."""
PLANTED = 200
"""So many quotations get each fault."""

# The other tool is asked by a program of its own: pairs of a quotation and a text come in, what it accepts goes out.
BESIDE = """
import json, sys, time
from linkml_reference_validator.models import ReferenceContent, ReferenceValidationConfig
from linkml_reference_validator.validation.supporting_text_validator import SupportingTextValidator
texts, pairs = json.load(sys.stdin)
validator = SupportingTextValidator(ReferenceValidationConfig())
references = [ReferenceContent(reference_id=f"PMID:{n}", content=text) for n, text in enumerate(texts)]
def accepted(quotation, reference):
    if validator.check_excerpt_content(quotation):
        return False
    return validator.find_text_in_reference(quotation, reference).found
begin = time.process_time()
answers = [accepted(quotation, references[n]) for quotation, n in pairs]
json.dump([answers, time.process_time() - begin], sys.stdout)
"""

Pair = tuple[str, int]
Ask = Callable[[list[str], list[Pair]], tuple[list[str], float]]
"""Texts and pairs of a quotation and the number of a text; the verdicts on these and the seconds that they took."""


def ask_ours(texts: list[str], pairs: list[Pair]) -> tuple[list[str], float]:
    begin = time.process_time()
    searched = [SearchedText(text, title_of(text)) for text in texts]
    verdicts = [check_quotation(quotation, searched[n]).verdict for quotation, n in pairs]
    return verdicts, time.process_time() - begin


def ask_beside(python: str) -> Ask:
    def ask(texts: list[str], pairs: list[Pair]) -> tuple[list[str], float]:
        done = subprocess.run(
            [python, "-c", BESIDE], input=json.dumps([texts, pairs]), capture_output=True, text=True, check=True
        )
        answers, seconds = json.loads(done.stdout)
        return ["exact" if answer else "absent" for answer in answers], seconds

    return ask


def read_corpus(folder: Path) -> tuple[list[str], list[str], list[Pair]]:
    """The names of the papers, their texts, and each quotation that was marked, once, with the number of its paper."""
    marked: dict[tuple[str, str], None] = {}
    with (folder / "annotations/v2_annotations.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            marked[f"PMC{row['PMCID']}", row["Annotations"]] = None
    papers = sorted({paper for paper, _ in marked})
    number = {paper: n for n, paper in enumerate(papers)}
    texts = [(folder / f"annotations/txt_files/{paper}.txt").read_text(encoding="utf-8") for paper in papers]
    pairs = [(quotation, number[paper]) for paper, quotation in marked if quotation.strip()]
    return papers, texts, sorted(pairs, key=lambda pair: pair[1])


def title_of(text: str) -> str:
    return text.partition("TITLE:")[2].strip().partition("\n")[0] if text.startswith("TITLE:") else ""


def plant(kind: str, quotation: str, text: str) -> str | None:
    """The quotation with one fault, None where it has nothing that could have it."""
    words = quotation.split()
    if kind == "number changed" and (digit := re.search(r"\d", quotation)):
        changed = str((int(digit[0]) + 3) % 9 + 1)
        return quotation[: digit.start()] + changed + quotation[digit.end() :] if changed != digit[0] else None
    if kind == "negation dropped" and re.search(r"\w \b(?:not|no) \w", quotation):
        return re.sub(r"(?<=\w) (?:not|no) (?=\w)", " ", quotation, count=1)
    if kind == "Greek letter spelled out" and re.search("[αβγ]", quotation):
        return quotation.replace("α", "alpha").replace("β", "beta").replace("γ", "gamma")
    if kind == "brackets with statistics left out" and re.search(r"\w \([^()\[\]]*\d[^()\[\]]*\) \w", quotation):
        return re.sub(r" \([^()\[\]]*\d[^()\[\]]*\)(?= \w)", "", quotation)
    if len(words) >= 24 and kind in ("parts reversed", "parts joined without a mark"):
        first, last = " ".join(words[:9]), " ".join(words[-9:])
        return f"{last} ... {first}" if kind == "parts reversed" else f"{first} {last}"
    return {
        "title": title_of(text) or None,
        "one word": next((word for word in words if len(word) > 4 and word.isalpha()), None),
        "made up": "Every patient in this invented trial was cured within two weeks and none of them ever relapsed.",
        "empty": " ",
    }.get(kind)


KINDS = {
    "number changed": "changed",
    "negation dropped": "changed",
    "parts reversed": "out-of-order",
    "parts joined without a mark": "joined",
    "Greek letter spelled out": "normalised",
    "brackets with statistics left out": "normalised",
    "title": "title-only",
    "one word": "too-short",
    "made up": "absent",
    "empty": "empty",
}
"""What is planted, and the verdict that it ought to get."""


def planted(texts: list[str], pairs: list[Pair], kind: str) -> Iterator[Pair]:
    number = 0
    for quotation, n in random.Random(2).sample(pairs, len(pairs)):
        if (changed := plant(kind, quotation, texts[n])) is not None and number < PLANTED:
            number += 1
            yield changed, n


def main(folder: Path, python: str | None) -> int:
    """Print counts and speeds; 0 where the limits were kept."""
    papers, texts, pairs = read_corpus(folder)
    print(f"{len(pairs):,} quotations in {len(papers):,} papers, of {sum(map(len, texts)) // len(texts):,} characters")
    asked: dict[str, Ask] = {"here": ask_ours, **({"linkml-reference-validator": ask_beside(python)} if python else {})}
    choice = random.Random(1)
    others = [(q, m) for q, n in pairs for m in choice.sample(range(len(papers)), WRONG_PAPERS) if m != n]
    flat = [" ".join(text.split()) for text in texts]
    others = [(q, m) for q, m in others if " ".join(q.split()) not in flat[m]]
    limits = Limits()
    for name, ask in asked.items():
        verdicts, seconds = ask(texts, pairs)
        found, speed = sum(v in FOUND for v in verdicts), len(pairs) / seconds
        print(f"{name}: {found:,} found ({found / len(pairs):.2%}), {speed:,.0f} a second; {dict(Counter(verdicts))}")
        foreign = others if name == "here" else choice.sample(others, BESIDE_WRONG)
        wrong, seconds = ask(texts, foreign)
        accepted = sum(v in FOUND for v in wrong)
        print(f"  {accepted:,} of {len(foreign):,} accepted in a wrong paper, {len(foreign) / seconds:,.0f} a second")
        for kind, expected in KINDS.items():
            faulty = list(planted(texts, pairs, kind))
            told = Counter(ask(texts, faulty)[0])
            kept = sum(told[verdict] for verdict in FOUND)
            print(f"  {kind}, which is {expected}: {len(faulty)}, accepted {kept}, told as {dict(told)}")
        if name == "here":
            limits.least("quotations found, of a hundred", 100 * found / len(pairs), 99.8)
            limits.least("quotations a second", speed, 1000)
            limits.most("accepted in a wrong paper", accepted, 0)
    begin = time.process_time()
    read = [read_text(folder / f"annotations/xml_files/{paper}.nxml") for paper in papers]
    print(f"XML of journals: {len(read) / (time.process_time() - begin):,.0f} papers read a second")
    begin = time.process_time()
    searched = [SearchedText(paper.text, paper.title) for paper in read]
    verdicts = [check_quotation(quotation, searched[n]).verdict for quotation, n in pairs]
    found, speed = sum(v in FOUND for v in verdicts), len(pairs) / (time.process_time() - begin)
    print(f"  {found:,} found ({found / len(pairs):.2%}), {speed:,.0f} a second; {dict(Counter(verdicts))}")
    return limits.code


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) == 3 else None))
