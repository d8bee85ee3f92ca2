"""How many claims of an article are found in its text, and what is found in texts by others, to be judged by a reader.

    python benchmarks/drafts.py ARTICLE FOLDER

ARTICLE is the raw text of the article that the shipped graph is of, FOLDER has texts by others: plain text, Markdown,
HTML, Word. Of the article it is counted for how many claims a sentence with their passage is matched to them, by the
rules alone and with the digests of passages; of the others how many sentences are matched, and each finding is shown.
Seconds are those of CPU.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from ldn_graph.audit.audit import audit_claims
from ldn_graph.audit.results import Audit
from ldn_graph.drafts.checking import DraftReport, check_draft
from ldn_graph.drafts.draft import read_draft
from ldn_graph.drafts.report_text import counts_line
from ldn_graph.rdf.claim_reader import read_claims
from ldn_graph.rdf.opening import open_graph


def found_claims(report: DraftReport, audit: Audit) -> int:
    """For how many claims a sentence that holds a part of their passage is matched to them."""
    return sum(
        any(
            claim.match.claim.iri == audited.claim.iri
            and checked.sentence.start < passage.end
            and passage.start < checked.sentence.end
            for checked in report.sentences
            for claim in checked.claims
            for passage in audited.claim.passages
        )
        for audited in audit.claims
    )


def main(article: str, folder: Path) -> None:
    """Print what was counted."""
    audit = audit_claims(read_claims(open_graph()))
    without = audit_claims(audited.claim._replace(passages=()) for audited in audit.claims)
    for how, checked_by in (("by the rules alone", without), ("with the digests of passages", audit)):
        report = check_draft(read_draft(article), checked_by)
        print(f"the article, {how}: {found_claims(report, audit)} of {len(audit.claims)} claims; {counts_line(report)}")
    sentences = matched = findings = 0
    begin = time.process_time()
    for path in sorted(path for path in folder.iterdir() if path.is_file()):
        report = check_draft(read_draft(str(path)), audit)
        sentences += len(report.sentences)
        matched += sum(bool(checked.claims) for checked in report.sentences)
        findings += len(report.findings)
        for checked, finding in report.findings:
            text = " ".join(checked.sentence.text.split())
            print(f"{path.name}:{checked.sentence.line}: {finding.kind} {finding.claim}, {finding.severity}: {text}")
    seconds = time.process_time() - begin
    print(f"texts by others: {sentences} sentences, {matched} matched, {findings} findings; {seconds:.1f} s")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], Path(sys.argv[2]))
