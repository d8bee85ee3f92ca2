"""The findings of a draft as JUnit XML, which servers of continuous integration list as tests."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ..output.characters import cut, printable
from .checking import CheckedSentence, DraftReport

_SHOWN = 100
"""So many characters of a sentence are in the name of a test."""


def junit_text(report: DraftReport) -> str:
    """A test for each finding, which fails, and one for each other sentence that says a claim, which passes."""
    name = printable(report.draft.name)
    failures = len(report.findings)
    passes = sum(1 for checked in report.told if not checked.findings)
    counts = {"tests": str(failures + passes), "failures": str(failures), "errors": "0"}
    suites = Element("testsuites", {"name": "ldn-graph check", **counts})
    suite = SubElement(suites, "testsuite", {"name": name, **counts, "skipped": "0"})
    for checked in report.told:
        for test in _tests(name, checked):
            suite.append(test)
    indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(suites, encoding="unicode")}\n'


def _tests(name: str, checked: CheckedSentence) -> Iterator[Element]:
    sentence = checked.sentence
    place = f"{sentence.line}:{sentence.column}"
    words = cut(printable(sentence.text), _SHOWN)
    if not checked.findings:
        yield Element("testcase", classname=name, name=f"{place} {words}")
    for finding in checked.findings:
        of = f" {finding.claim}" if finding.claim else ""
        test = Element("testcase", classname=name, name=f"{place} {finding.kind}{of}: {words}")
        failure = SubElement(test, "failure", type=finding.kind, message=printable(finding.message))
        failure.text = printable(f"{name}:{place}: {sentence.text} -- {finding.message}; {finding.remedy}")
        yield test
