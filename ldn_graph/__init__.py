"""Claims about low-dose naltrexone in autoimmune disease, and what stands behind each of them.

>>> import ldn_graph
>>> graph = ldn_graph.open_graph()                  # the graph that ships with the package
>>> claims = ldn_graph.read_claims(graph)
>>> audit = ldn_graph.audit_claims(claims)
>>> audit.count_statuses()["supported"]
17
>>> c17 = audit["C17"]                              # also by CURIE or IRI
>>> c17.status, c17.flags[:2]
('contradicted', ('no-supporting-source', 'overclaimed'))
>>> network = ldn_graph.build_network(audit)        # a networkx.MultiDiGraph
>>> next(ldn_graph.chains(network, claim="C20")).steps[-1]
'https://w3id.org/ldn-graph/entity/lupus'
>>> page = ldn_graph.render_page(audit)             # one HTML document
"""

from typing import TYPE_CHECKING

from .version import __version__ as __version__

if TYPE_CHECKING:
    from .audit.agreement import Agreement, measure_agreement
    from .audit.audit import audit_claims
    from .audit.bodies import RatedBody, rate_bodies
    from .audit.changes import Changes, Version, compare_versions
    from .audit.next_steps import Step, list_steps
    from .audit.results import Audit, ClaimAudit, Finding
    from .audit.whatif import Keystone, keystone_sources, without
    from .errors import LdnGraphError
    from .model.bodies import BodyOfEvidence
    from .model.claims import Claim, EvidenceLine, EvidenceSearch, Source
    from .model.graph import Graph
    from .network.graph import Chain, build_network, chains
    from .network.paths import SupportedPath, find_paths
    from .network.shared import SharedMechanisms, shared_mechanisms
    from .page.inline import show_page
    from .page.render import render_page
    from .rdf.body_reader import read_bodies
    from .rdf.claim_reader import read_claims, read_sources
    from .rdf.labels import read_labels
    from .rdf.opening import open_graph
    from .scale.corpus import stream_audit
    from .sparql.questions import Question, ask, list_questions, read_question
    from .sparql.results import Results
    from .summaries.findings import SummaryOfFindings, summarise_findings
    from .summaries.writing import write_summary
    from .validation.passages import check_passages
    from .validation.report import ValidationReport, validate_graph

_HOME = {
    "Agreement": "audit.agreement",
    "Audit": "audit.results",
    "BodyOfEvidence": "model.bodies",
    "Chain": "network.graph",
    "Changes": "audit.changes",
    "Claim": "model.claims",
    "ClaimAudit": "audit.results",
    "EvidenceLine": "model.claims",
    "EvidenceSearch": "model.claims",
    "Finding": "audit.results",
    "Graph": "model.graph",
    "Keystone": "audit.whatif",
    "LdnGraphError": "errors",
    "Question": "sparql.questions",
    "RatedBody": "audit.bodies",
    "Results": "sparql.results",
    "SharedMechanisms": "network.shared",
    "Source": "model.claims",
    "Step": "audit.next_steps",
    "SummaryOfFindings": "summaries.findings",
    "SupportedPath": "network.paths",
    "ValidationReport": "validation.report",
    "Version": "audit.changes",
    "ask": "sparql.questions",
    "audit_claims": "audit.audit",
    "build_network": "network.graph",
    "chains": "network.graph",
    "check_passages": "validation.passages",
    "compare_versions": "audit.changes",
    "find_paths": "network.paths",
    "keystone_sources": "audit.whatif",
    "list_questions": "sparql.questions",
    "list_steps": "audit.next_steps",
    "measure_agreement": "audit.agreement",
    "open_graph": "rdf.opening",
    "rate_bodies": "audit.bodies",
    "read_bodies": "rdf.body_reader",
    "read_claims": "rdf.claim_reader",
    "read_labels": "rdf.labels",
    "read_question": "sparql.questions",
    "read_sources": "rdf.claim_reader",
    "render_page": "page.render",
    "shared_mechanisms": "network.shared",
    "show_page": "page.inline",
    "stream_audit": "scale.corpus",
    "summarise_findings": "summaries.findings",
    "validate_graph": "validation.report",
    "without": "audit.whatif",
    "write_summary": "summaries.writing",
}
"""Each public name with the module it lives in, which is imported when the name is first used."""

__all__ = [
    "Agreement",
    "Audit",
    "BodyOfEvidence",
    "Chain",
    "Changes",
    "Claim",
    "ClaimAudit",
    "EvidenceLine",
    "EvidenceSearch",
    "Finding",
    "Graph",
    "Keystone",
    "LdnGraphError",
    "Question",
    "RatedBody",
    "Results",
    "SharedMechanisms",
    "Source",
    "Step",
    "SummaryOfFindings",
    "SupportedPath",
    "ValidationReport",
    "Version",
    "ask",
    "audit_claims",
    "build_network",
    "chains",
    "check_passages",
    "compare_versions",
    "find_paths",
    "keystone_sources",
    "list_questions",
    "list_steps",
    "measure_agreement",
    "open_graph",
    "rate_bodies",
    "read_bodies",
    "read_claims",
    "read_labels",
    "read_question",
    "read_sources",
    "render_page",
    "shared_mechanisms",
    "show_page",
    "stream_audit",
    "summarise_findings",
    "validate_graph",
    "without",
    "write_summary",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOME[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
