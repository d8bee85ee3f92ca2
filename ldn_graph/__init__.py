"""Claims about low-dose naltrexone in autoimmune disease, and what stands behind each of them.

>>> import ldn_graph
>>> graph = ldn_graph.open_graph()                  # the graph that ships with the package
>>> claims = ldn_graph.read_claims(graph)
>>> audit = ldn_graph.audit_claims(claims)
>>> audit.count_statuses()["supported"]
5
>>> c17 = next(c for c in audit.claims if c.claim.id == "C17")
>>> c17.status, c17.flags[:2]
('contradicted', ('no-supporting-source', 'overclaimed'))
>>> network = ldn_graph.build_network(audit)        # a networkx.MultiDiGraph
>>> next(ldn_graph.chains(network, claim="C20")).steps[-1]
'https://w3id.org/ldn-graph/entity/lupus'
>>> page = ldn_graph.render_page(audit)             # one HTML document
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .audit import Audit, ClaimAudit, audit_claims
    from .claims import Claim, EvidenceLine, EvidenceSearch, Source, read_claims, read_sources
    from .corpus import stream_audit
    from .draw import render_page
    from .errors import LdnGraphError
    from .flags import Finding
    from .network import Chain, build_network, chains
    from .passages import check_passages
    from .paths import SupportedPath, find_paths
    from .questions import Question, ask, list_questions
    from .results import Results
    from .show import show_page
    from .store import Graph, open_graph
    from .validate import ValidationReport, validate_graph
    from .whatif import Keystone, SharedMechanisms, keystone_sources, shared_mechanisms, without

_HOME = {
    "Audit": "audit",
    "Chain": "network",
    "Claim": "claims",
    "ClaimAudit": "audit",
    "EvidenceLine": "claims",
    "EvidenceSearch": "claims",
    "Finding": "flags",
    "Graph": "store",
    "Keystone": "whatif",
    "LdnGraphError": "errors",
    "Question": "questions",
    "Results": "results",
    "SharedMechanisms": "whatif",
    "Source": "claims",
    "SupportedPath": "paths",
    "ValidationReport": "validate",
    "ask": "questions",
    "audit_claims": "audit",
    "build_network": "network",
    "chains": "network",
    "check_passages": "passages",
    "find_paths": "paths",
    "keystone_sources": "whatif",
    "list_questions": "questions",
    "open_graph": "store",
    "read_claims": "claims",
    "read_sources": "claims",
    "render_page": "draw",
    "shared_mechanisms": "whatif",
    "show_page": "show",
    "stream_audit": "corpus",
    "validate_graph": "validate",
    "without": "whatif",
}
"""Each public name with the module it lives in, which is imported when the name is first used."""

__all__ = [
    "Audit",
    "Chain",
    "Claim",
    "ClaimAudit",
    "EvidenceLine",
    "EvidenceSearch",
    "Finding",
    "Graph",
    "Keystone",
    "LdnGraphError",
    "Question",
    "Results",
    "SharedMechanisms",
    "Source",
    "SupportedPath",
    "ValidationReport",
    "ask",
    "audit_claims",
    "build_network",
    "chains",
    "check_passages",
    "find_paths",
    "keystone_sources",
    "list_questions",
    "open_graph",
    "read_claims",
    "read_sources",
    "render_page",
    "shared_mechanisms",
    "show_page",
    "stream_audit",
    "validate_graph",
    "without",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOME[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
