"""DrugMechDB: paths from a drug to a disease, as claims.

The layout is that of ``indication_paths.yaml`` in https://github.com/SuLab/DrugMechDB (Gonzalez-Cavazos and others,
*DrugMechDB: a curated database of drug mechanisms*, Scientific Data 2023, doi:10.1038/s41597-023-02534-z)::

    - graph: {_id: DB00619_MESH_D015464_1, drug: imatinib, drug_mesh: MESH:D000068877, drugbank: DB:DB00619,
              disease: CML, disease_mesh: MESH:D015464}
      nodes: [{id: MESH:D000068877, name: imatinib, label: Drug}, {id: UniProt:P00519, name: BCR/ABL, label: Protein}]
      links: [{source: MESH:D000068877, key: decreases activity of, target: UniProt:P00519}]
      references: [https://go.drugbank.com/drugs/DB00619]

A file holds a list of paths, or one. Each link is a claim in the path's disease. Its path is a record that cites the
path's references, tied to no claim, and keeps the order of its links. A link may have ``evidence``: a list of
``reference``, ``snippet``, ``supports``, ``evidence_source`` and ``explanation``, which become evidence lines whose
directness nobody rated. Nothing is promised of other keys: they are counted, and left out.

YAML is read as version 1.2, in which ``NO`` is a text and no boolean, by a parser in Rust that makes plain values only
(the ``yaml`` extra); it takes a tenth of the time of PyYAML's, even of the one in C.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from ..errors import ImportFormatError, MissingExtraError
from ..model.vocab import BIOLINK
from .biolink import direction_of, predicate_iri, topic_of
from .collector import BASE, Collector, list_classes
from .values import Imported, ImportedSource

BEARINGS: Mapping[str, str] = {
    "SUPPORT": "supports",
    "PARTIAL": "qualifies",
    "REFUTE": "disputes",
    "NO_EVIDENCE": "leavesOpen",
}
"""What ``supports`` says of the evidence for a link, and the bearing that it is here."""
DESIGNS: Mapping[str, str] = {"IN_VITRO": "inVitro", "MODEL_ORGANISM": "animal"}
"""The study design that an ``evidence_source`` amounts to, where it does."""

_KNOWN = {
    "path": {"graph", "nodes", "links", "references", "comment", "directed", "multigraph"},
    "graph": {"_id", "drug", "drug_mesh", "drugbank", "disease", "disease_mesh"},
    "node": {"id", "name", "label", "alt_names", "alt_ids"},
    "link": {"source", "key", "target", "evidence"},
    "evidence": {"reference", "snippet", "supports", "evidence_source", "explanation"},
}
_DEEPEST = 1000  # brackets within brackets; the parser takes 128, and long to say so of a hundred thousand


def import_drugmechdb(documents: Iterable[tuple[str, str]], base: str = BASE) -> Imported:
    """The claims of DrugMechDB's files, given as names and texts.

    Raises :class:`~ldn_graph.errors.ImportFormatError` for what is no YAML, or holds no path with a link. What is
    wrong within a path is left out by itself, counted and named.
    """
    reader = _Reader(base)
    for name, text in documents:
        reader.read(name, text)
    return reader.all.collected()


def parse_yaml(name: str, text: str) -> Any:
    """The value of a YAML document. Raises :class:`~ldn_graph.errors.ImportFormatError` with the line of a mistake."""
    try:
        import ryaml
    except ImportError:
        raise MissingExtraError("YAML is read by ryaml: install it with pip install 'ldn-graph[yaml]'") from None
    depth = 0
    for bracket in re.finditer(r"[\[\]{}]", text):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > _DEEPEST:
            raise ImportFormatError(
                f"{name}: brackets within brackets, more than {_DEEPEST:,}; this is no file of paths"
            )
    try:
        return ryaml.loads(text)  # type: ignore[attr-defined]
    except (ValueError, RecursionError) as error:
        problem = " ".join(str(error).split())
        found = re.search(r" at line (\d+) column \d+", problem)
        where = f"{name}:{found[1]}" if found else name
        problem = problem.replace(found[0], "", 1) if found else problem
        raise ImportFormatError(
            f"{where}: {problem[:200]}; mend the YAML there, or give the file that was meant"
        ) from None


class _Reader:
    """Reads paths into a collector. A place is the id of the path with the keys that lead to a value."""

    def __init__(self, base: str) -> None:
        self.all = Collector(base)
        self.ids: set[str] = set()

    def read(self, name: str, text: str) -> None:
        document = parse_yaml(name, text)
        if isinstance(document, dict) and "graph" in document:
            document = [document]
        if not isinstance(document, list):
            raise ImportFormatError(
                f"{name}: {_kind(document)}, not a list of paths; give indication_paths.yaml, or one path"
            )
        for n, path in enumerate(document):
            self.path(f"{name}[{n}]", path)

    # values ---------------------------------------------------------------------------------

    def mapping(self, place: str, value: object, what: str) -> dict[Any, Any] | None:
        if not isinstance(value, dict):
            self.all.leave_out(what, "left out that cannot be read as a mapping", f"{place} ({_kind(value)})")
            return None
        for key, said in value.items():
            if key not in _KNOWN[what] and said not in (None, "", [], {}):
                self.all.leave_out("key", f"left out that a {what} does not have", f"{place}.{key}")
        return value

    def items(self, place: str, value: object) -> Iterator[tuple[str, object]]:
        if value is None:
            return
        if not isinstance(value, list):
            self.all.leave_out("value", "left out that cannot be read as a list", f"{place} ({_kind(value)})")
            return
        for n, item in enumerate(value):
            yield f"{place}[{n}]", item

    def text(self, place: str, value: object) -> str | None:
        """The text, a whole number as text, or None; what is neither is left out."""
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, str):
            return value.strip() or None
        if value is not None:
            self.all.leave_out(
                "value", "left out that cannot be read as text (put it in quotes)", f"{place} ({_kind(value)})"
            )
        return None

    def texts(self, place: str, value: object) -> list[str]:
        found = (self.text(where, item) for where, item in self.items(place, value))
        return [text for text in found if text]

    # paths ----------------------------------------------------------------------------------

    def path(self, place: str, value: object) -> None:
        path = self.mapping(place, value, "path")
        if path is None:
            return
        graph = self.mapping(f"{place}.graph", path.get("graph"), "graph")
        if graph is None:
            return
        name = self.text(f"{place}.graph._id", graph.get("_id"))
        if name is None:
            self.all.leave_out("path", "left out without graph._id", place)
            return
        if name in self.ids:
            self.all.leave_out("path", "left out whose graph._id another has (give each its own)", name)
            return
        self.ids.add(name)
        said = {key: self.text(f"{name}.graph.{key}", graph.get(key)) for key in _KNOWN["graph"]}
        nodes = self.nodes(name, path.get("nodes"))
        disease = said["disease_mesh"]
        record = self.record(name)
        claims = list(self.links(name, path.get("links"), nodes, disease, record))
        if not claims:
            self.all.leave_out("path", "left out without a link", name)
            return
        drug = self.drug(name, said, nodes)
        if disease is not None:
            self.all.condition(disease, said["disease"])
        else:
            self.all.leave_out("path", "without graph.disease_mesh, whose claims are in no condition", name)
        about = [self.all.entities[e].iri for e in (drug, disease) if e is not None]
        references = [self.all.reference(r) for r in self.texts(f"{name}.references", path.get("references"))]
        comment = self.text(f"{name}.comment", path.get("comment"))
        self.all.source(
            ImportedSource(
                record,
                self.all.clean(
                    f"{said['drug'] or drug or 'a drug'} for {said['disease'] or disease or 'a disease'}"[:900]
                )
                + self.all.clean(f" (DrugMechDB {name})"[:900]),
                record=True,
                read_as="fullText",
                comment=comment and self.all.clean(comment),
                cites=tuple(dict.fromkeys(references)),
                about=tuple(dict.fromkeys(about)),
                claims=tuple(claims),
            )
        )

    def record(self, name: str) -> str:
        """The IRI of a path: its id, where that is plain; no other source has a full stop after this word."""
        plain = re.fullmatch(r"[A-Za-z0-9]+([_-][A-Za-z0-9]+)*", name) and len(name) <= 80
        return f"{self.all.base}source/drugmechdb.{name}" if plain else self.all.mint("source", "drugmechdb", name)

    def nodes(self, path: str, value: object) -> set[str]:
        found = set()
        for place, item in self.items(f"{path}.nodes", value):
            node = self.mapping(place, item, "node")
            if node is None:
                continue
            name = self.text(f"{place}.id", node.get("id"))
            if name is None:
                self.all.leave_out("node", "left out without an id", place)
                continue
            found.add(name)
            label = self.text(f"{place}.label", node.get("label"))
            classes = list_classes([label] if label else [])
            if label and not classes:
                detail = "left out that can be none of Biolink"
                self.all.leave_out("class of a node", detail, f"{place}.label {label}", plural="classes of nodes")
            self.all.entity(
                name,
                label=self.text(f"{place}.name", node.get("name")),
                classes=classes,
                others=self.texts(f"{place}.alt_names", node.get("alt_names")),
                ids=self.texts(f"{place}.alt_ids", node.get("alt_ids")),
            )
        return found

    def drug(self, path: str, said: Mapping[str, str | None], nodes: set[str]) -> str | None:
        """The id of the path's drug, which its two identifiers are both of."""
        ids = [i for i in (said["drug_mesh"], said["drugbank"]) if i is not None]
        name = next((i for i in ids if i in nodes), ids[0] if ids else None)
        if name is None:
            self.all.leave_out("path", "without graph.drug_mesh and graph.drugbank, about no drug", path)
            return None
        self.all.entity(name, ids=ids, others=[said["drug"]] if said["drug"] else [])
        return name

    def links(self, path: str, value: object, nodes: set[str], disease: str | None, record: str) -> Iterator[str]:
        after: dict[str, set[str]] = {}
        for place, item in self.items(f"{path}.links", value):
            link = self.mapping(place, item, "link")
            if link is None:
                continue
            source, key, target = (self.text(f"{place}.{k}", link.get(k)) for k in ("source", "key", "target"))
            if source is None or key is None or target is None:
                self.all.leave_out("link", "left out without source, key or target", place)
            elif source not in nodes or target not in nodes:
                self.all.leave_out("link", "left out to nodes that are not in the same path", place)
            else:
                if source == target:
                    self.all.leave_out("link", "from a node to itself, kept", place)
                after.setdefault(source, set()).add(target)
                claim = self.claim(place, source, key, target, disease, record)
                self.evidence(place, link.get("evidence"), claim)
                yield claim
        if _circular({node: ends - {node} for node, ends in after.items()}):
            self.all.leave_out("path", "whose links lead in a circle, kept", path)

    def claim(self, place: str, source: str, key: str, target: str, disease: str | None, record: str) -> str:
        predicate = predicate_iri(key)
        if predicate is None:
            detail = "that can be no predicate of Biolink, kept under a new IRI"
            self.all.leave_out("key of a link", detail, place, plural="keys of links")
            predicate = self.all.mint("predicate", key)
        local = predicate.removeprefix(BIOLINK.iri)
        return self.all.claim(
            source, (predicate, key), target, disease,
            origin=record, topic=topic_of(local), direction=direction_of(local),
        )  # fmt: skip

    def evidence(self, link: str, value: object, claim: str) -> None:
        for place, item in self.items(f"{link}.evidence", value):
            said = self.mapping(place, item, "evidence")
            if said is None:
                continue
            text = {key: self.text(f"{place}.{key}", said.get(key)) for key in _KNOWN["evidence"]}
            bearing = BEARINGS.get(text["supports"] or "")
            if text["reference"] is None:
                detail = "left out without a reference"
                self.all.leave_out("piece of evidence", detail, place, plural="pieces of evidence")
            elif bearing is None:
                allowed = ", ".join(BEARINGS)
                self.all.leave_out(
                    "piece of evidence",
                    f"left out whose supports is none of {allowed}",
                    f"{place} ({text['supports'] or 'nothing'})",
                    plural="pieces of evidence",
                )
            else:
                clean = {k: v and self.all.clean(v) for k, v in text.items()}
                kind = clean["evidence_source"]
                self.all.line(
                    claim,
                    self.all.reference(text["reference"]),
                    bearing,
                    quotation=clean["snippet"],
                    comment=clean["explanation"],
                    kinds=(kind,) if kind else (),
                    design=DESIGNS.get(kind or ""),
                )


def _circular(after: Mapping[str, set[str]]) -> bool:
    try:
        TopologicalSorter(after).prepare()
    except CycleError:
        return True
    return False


def _kind(value: object) -> str:
    """What a value is, in the words of YAML."""
    names = {
        dict: "a mapping",
        list: "a list",
        str: "a text",
        bool: "true or false",
        int: "a number",
        float: "a number",
    }
    return "nothing" if value is None else names.get(type(value), "of another kind")
