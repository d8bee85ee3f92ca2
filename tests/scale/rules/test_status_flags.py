"""Flags of status, wording, directness and design, in SQL as by the rules in Python: their texts and triples too."""

from __future__ import annotations

import pytest

from ldn_graph.scale.session import read_rule
from tests.scale.rules.graphs import Both, findings_by_python, findings_by_sql

FLAGS = (
    "no-supporting-source", "overclaimed", "indirect-only", "indirect-against", "secondary-only", "one-line-decides",
    "single-study", "not-searched", "directness-unrated", "design-unknown", "wording-unjudged",
)  # fmt: skip


@pytest.mark.parametrize("flag", FLAGS)
def test_a_flag_is_as_python_has_it(flag: str, all_both: tuple[Both, ...]) -> None:
    for audit, session in all_both:
        assert findings_by_sql(session, flag) == findings_by_python(audit, flag)


@pytest.mark.parametrize("flag", FLAGS)
def test_claims_with_a_flag_can_be_counted_alone(flag: str, all_both: tuple[Both, ...]) -> None:
    for audit, session in all_both:
        query = f"SELECT DISTINCT claim FROM ({read_rule(f'flags/{flag}')})"  # noqa: S608, our own rules
        assert len(session.ask(query).fetchall()) == audit.count_flags()[flag]
