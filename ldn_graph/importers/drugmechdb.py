"""DrugMechDB: paths from a drug to a disease, as claims.

The layout is that of ``indication_paths.yaml`` in https://github.com/SuLab/DrugMechDB (Gonzalez-Cavazos and others,
*DrugMechDB: a curated database of drug mechanisms*, Scientific Data 2023, doi:10.1038/s41597-023-02534-z)::

    - graph: {_id: DB00619_MESH_D015464_1, drug: imatinib, drug_mesh: MESH:D000068877, drugbank: DB:DB00619,
              disease: CML, disease_mesh: MESH:D015464}
      nodes: [{id: MESH:D000068877, name: imatinib, label: Drug}, {id: UniProt:P00519, name: BCR/ABL, label: Protein}]
      links: [{source: MESH:D000068877, key: decreases activity of, target: UniProt:P00519}]
      references: [https://go.drugbank.com/drugs/DB00619]

A file holds a list of paths, or one. Each link is a claim in the path's disease. The path itself is a record, which
cites the references, tied to no claim, and keeps the order of its links. A link may have ``evidence``: a list of
``reference``, ``snippet``, ``supports``, ``evidence_source`` and ``explanation``, which become evidence lines whose
directness nobody rated. Other keys are counted, and left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from graphlib import CycleError, TopologicalSorter
from typing import Any, NamedTuple

from ..errors import ImportFormatError
from ..model.relation_words import implied_direction
from ..model.vocab import BIOLINK
from ..output.characters import clean
from .biolink import class_iris, predicate_iri, topic_of
from .collector import Collector, Relation
from .iris import DEFAULT_NAMESPACE
from .values import Imported, ImportedSource
from .yaml_values import ValueReader, kind_name, parse_yaml

BEARINGS: Mapping[str, str] = {
    "SUPPORT": "supports",
    "PARTIAL": "qualifies",
    "REFUTE": "disputes",
    "NO_EVIDENCE": "leavesOpen",
}
"""The bearing of an evidence line for each value of ``supports``."""
DESIGNS: Mapping[str, str] = {"IN_VITRO": "inVitro", "MODEL_ORGANISM": "animal"}
"""The study design for a value of ``evidence_source``; the others name no design."""

_KEYS = {
    "path": ("graph", "nodes", "links", "references", "comment", "directed", "multigraph"),
    "graph": ("_id", "drug", "drug_mesh", "drugbank", "disease", "disease_mesh"),
    "node": ("id", "name", "label", "alt_names", "alt_ids"),
    "link": ("source", "key", "target", "evidence"),
    "evidence": ("reference", "snippet", "supports", "evidence_source", "explanation"),
}
"""The keys that are read, and those of a path that say nothing here (``directed``, ``multigraph``)."""
_LABEL_PART = 900  # characters of each of the two parts of a path's label, which fits into the limit with both


def import_drugmechdb(documents: Iterable[tuple[str, str]], namespace: str = DEFAULT_NAMESPACE) -> Imported:
    """The claims of DrugMechDB's files, given as names and texts.

    Raises :class:`~ldn_graph.errors.ImportFormatError` for what is no YAML, or holds no path with a link. What is
    wrong within a path is left out by itself, counted and named.
    """
    reader = _PathReader(namespace)
    for name, text in documents:
        reader.read(name, text)
    return reader.collector.collected(reader.files)


class _Path(NamedTuple):
    """A path: its id, the texts in its ``graph``, the ids of its nodes, and the IRI of the record that it becomes."""

    name: str
    texts: Mapping[str, str | None]
    nodes: Set[str]
    record: str

    @property
    def disease(self) -> str | None:
        """The id of the disease, in which the path's claims are made."""
        return self.texts["disease_mesh"]


class _PathReader:
    """Reads paths into a collector. A place is the id of the path with the keys that lead to a value."""

    def __init__(self, namespace: str) -> None:
        self.collector = Collector(namespace)
        self.remarks = self.collector.remarks
        self.values = ValueReader(_KEYS, self.remarks)
        self.files: list[str] = []
        self.ids: set[str] = set()

    def read(self, name: str, text: str) -> None:
        """Add the paths of a file."""
        self.files.append(name)
        document = parse_yaml(name, text)
        if isinstance(document, dict) and "graph" in document:
            document = [document]
        if not isinstance(document, list):
            raise ImportFormatError(
                f"{name}: {kind_name(document)}, not a list of paths; give indication_paths.yaml, or one path"
            )
        for n, path in enumerate(document):
            self.path(f"{name}[{n}]", path)

    def path(self, place: str, value: object) -> None:
        """Add a path: its nodes as entities, its links as claims, and itself as the record that these come from."""
        mapping = self.values.mapping(place, value, "path")
        if mapping is None:
            return
        graph = self.values.mapping(f"{place}.graph", mapping.get("graph"), "graph")
        if graph is None:
            return
        name = self.values.text(f"{place}.graph", graph, "_id")
        if name is None:
            self.remarks.add("path", "left out without graph._id", place)
            return
        if name in self.ids:
            self.remarks.add("path", "left out whose graph._id another has (give each its own)", name)
            return
        self.ids.add(name)
        texts = {key: self.values.text(f"{name}.graph", graph, key) for key in _KEYS["graph"]}
        path = _Path(name, texts, self.nodes(name, mapping), self.record(name))
        claims = self.links(path, mapping)
        if not claims:
            self.remarks.add("path", "left out without a link", name)
            return
        drug = self.drug(path)
        if path.disease is not None:
            self.collector.condition(path.disease, texts["disease"])
        else:
            self.remarks.add("path", "without graph.disease_mesh, whose claims are in no condition", name)
        about = [self.collector.entities[e].iri for e in (drug, path.disease) if e is not None]
        references = [self.collector.reference(text) for text in self.values.texts(name, mapping, "references")]
        comment = self.values.text(name, mapping, "comment")
        title = f"{texts['drug'] or drug or 'a drug'} for {texts['disease'] or path.disease or 'a disease'}"
        self.collector.source(
            ImportedSource(
                path.record,
                clean(title[:_LABEL_PART]) + clean(f" (DrugMechDB {name})"[:_LABEL_PART]),
                record=True,
                read_as="fullText",
                comment=comment and clean(comment),
                cites=tuple(dict.fromkeys(references)),
                about=tuple(dict.fromkeys(about)),
                claims=tuple(claims),
            )
        )

    def record(self, name: str) -> str:
        """The IRI of a path: its id, where that is plain. Only IRIs of paths have ``drugmechdb.`` in them."""
        plain = re.fullmatch(r"[A-Za-z0-9]+([_-][A-Za-z0-9]+)*", name) and len(name) <= 80
        iris = self.collector.iris
        return f"{iris.namespace}source/drugmechdb.{name}" if plain else iris.mint("source", "drugmechdb", name)

    def nodes(self, path: str, mapping: Mapping[Any, Any]) -> set[str]:
        """The ids of a path's nodes, which are added as entities."""
        ids = set()
        for place, item in self.values.items(path, mapping, "nodes"):
            node = self.values.mapping(place, item, "node")
            if node is None:
                continue
            name = self.values.text(place, node, "id")
            if name is None:
                self.remarks.add("node", "left out without an id", place)
                continue
            ids.add(name)
            label = self.values.text(place, node, "label")
            classes = class_iris([label] if label else [])
            if label and not classes:
                self.remarks.add(
                    "class of a node",
                    "left out that can be none of Biolink",
                    f"{place}.label {label}",
                    plural="classes of nodes",
                )
            self.collector.entity(
                name,
                label=self.values.text(place, node, "name"),
                classes=classes,
                other_labels=self.values.texts(place, node, "alt_names"),
                identifiers=self.values.texts(place, node, "alt_ids"),
            )
        return ids

    def drug(self, path: _Path) -> str | None:
        """The id of the path's drug; ``drug_mesh`` and ``drugbank`` are identifiers of the same drug."""
        ids = [i for i in (path.texts["drug_mesh"], path.texts["drugbank"]) if i is not None]
        name = next((i for i in ids if i in path.nodes), ids[0] if ids else None)
        if name is None:
            self.remarks.add("path", "without graph.drug_mesh and graph.drugbank, about no drug", path.name)
            return None
        label = path.texts["drug"]
        self.collector.entity(name, identifiers=ids, other_labels=[label] if label else [])
        return name

    def links(self, path: _Path, mapping: Mapping[Any, Any]) -> list[str]:
        """The IRI of the claim of each link that can be read, in their order."""
        claims: list[str] = []
        after: dict[str, set[str]] = {}
        goes_back = False
        for place, item in self.values.items(path.name, mapping, "links"):
            link = self.values.mapping(place, item, "link")
            if link is None:
                continue
            source, key = self.values.text(place, link, "source"), self.values.text(place, link, "key")
            target = self.values.text(place, link, "target")
            if source is None or key is None or target is None:
                self.remarks.add("link", "left out without source, key or target", place)
            elif source not in path.nodes or target not in path.nodes:
                self.remarks.add("link", "left out to nodes that are not in the same path", place)
            else:
                if source == target:
                    self.remarks.add("link", "from a node to itself, kept", place)
                goes_back = goes_back or target in after  # as the last link of any circle does
                after.setdefault(source, set()).add(target)
                claim = self.claim(path, place, (source, key, target))
                self.evidence(place, link, claim)
                claims.append(claim)
        if goes_back and _circular({node: ends - {node} for node, ends in after.items()}):
            self.remarks.add("path", "whose links lead in a circle, kept", path.name)
        return claims

    def claim(self, path: _Path, place: str, link: tuple[str, str, str]) -> str:
        """The IRI of the claim of a link, given as its source, key and target."""
        source, key, target = link
        predicate = predicate_iri(key)
        if predicate is None:
            self.remarks.add(
                "key of a link",
                "that can be no predicate of Biolink, kept under a new IRI",
                place,
                plural="keys of links",
            )
            predicate = self.collector.iris.mint("predicate", key)
        local = predicate.removeprefix(BIOLINK.iri)
        return self.collector.claim(
            Relation(source, predicate, key, target),
            path.disease,
            origin=path.record,
            topic=topic_of(local),
            direction=implied_direction(local),
        )

    def evidence(self, link: str, mapping: Mapping[Any, Any], claim: str) -> None:
        """Add what a link has as evidence to its claim."""
        for place, item in self.values.items(link, mapping, "evidence"):
            evidence = self.values.mapping(place, item, "evidence")
            if evidence is None:
                continue
            texts = {key: self.values.text(place, evidence, key) for key in _KEYS["evidence"]}
            bearing = BEARINGS.get(texts["supports"] or "")
            if texts["reference"] is None:
                self.remarks.add(
                    "piece of evidence", "left out without a reference", place, plural="pieces of evidence"
                )
            elif bearing is None:
                allowed = ", ".join(BEARINGS)
                self.remarks.add(
                    "piece of evidence",
                    f"left out whose supports is none of {allowed}",
                    f"{place} ({texts['supports'] or 'nothing'})",
                    plural="pieces of evidence",
                )
            else:
                cleaned = {key: text and clean(text) for key, text in texts.items()}
                kind = cleaned["evidence_source"]
                self.collector.line(
                    claim,
                    self.collector.reference(texts["reference"]),
                    bearing,
                    quotation=cleaned["snippet"],
                    comment=cleaned["explanation"],
                    kinds=(kind,) if kind else (),
                    design=DESIGNS.get(kind or ""),
                )


def _circular(after: Mapping[str, set[str]]) -> bool:
    """Whether some node comes after itself, given the nodes after each."""
    try:
        TopologicalSorter(after).prepare()
    except CycleError:
        return True
    return False
