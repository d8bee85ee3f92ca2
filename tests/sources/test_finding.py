"""Which source is meant among values: by an identifier in any spelling, under whichever of its keys."""

from __future__ import annotations

import pytest

from ldn_graph.errors import UnknownNameError
from ldn_graph.sources.finding import find_paper
from tests.model.test_lookup import source
from tests.sources.spellings import SPELLINGS

SMITH = source("smith-2007", "A Trial", "10.5555/ONE.2", "9999997")
AGAIN = source("again", None, None, "9999997")
REPORTS = tuple(
    source(name)._replace(identifiers=("clinicaltrials:NCT99999990",)) for name in ("nct99999990", "report")
)
OTHER = source("smith-2011")
SOURCES = (OTHER, SMITH, AGAIN, *REPORTS)


def found(name: str) -> set[str]:
    return {iri.rpartition("/")[2] for iri in find_paper(name, SOURCES, "source", "the list")}


@pytest.mark.parametrize("name", [*SPELLINGS["doi:10.5555/one.2"], *SPELLINGS["pmid:9999997"], "9999997", "again", "a trial", "source:smith-2007"])  # fmt: skip
def test_a_paper_is_found_under_all_its_keys(name: str) -> None:
    assert found(name) == {"smith-2007", "again"}


def test_reports_of_a_trial_are_several_papers() -> None:
    assert found("report") == {"report"}
    assert found("NCT99999990") == {"nct99999990"}, "whose key it is"
    with pytest.raises(
        UnknownNameError, match="'nct-99999990' is the number of a trial that nct99999990, report report"
    ):
        found("nct-99999990")


def test_a_name_of_nothing_is_told_as_ever() -> None:
    with pytest.raises(UnknownNameError, match="no source 'smith' in this graph; did you mean smith-2007"):
        found("smith")
    with pytest.raises(UnknownNameError, match=r"no source '10\.5555/two' in this graph; see: the list"):
        found("10.5555/two")
