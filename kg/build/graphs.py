"""Graphs: which named graphs the workspace asks for, from which inputs, and their quads."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import astuple, dataclass
from importlib.metadata import version

from pyoxigraph import Quad

from kg.identity.canonical import Names, canonical_iris, records
from kg.identity.copies import Copies, find_copies
from kg.identity.knowledge import knowledge_of
from kg.identity.ledger import corrected, decisions, read_ledger
from kg.identity.successions import Succession, succession_quads, successions
from kg.identity.support import support_quads
from kg.identity.tenures import Observation, observations, tenure_quads
from kg.model import Extraction
from kg.rdf.iris import article_iri
from kg.rdf.quads import article_quads
from kg.rdf.reference import authority, reference_quads
from kg.rdf.terms import named_graph
from kg.settings import Settings
from kg.vocabulary import Vocabulary, data_folder, load_vocabulary
from kg.workspace import Workspace


def data_digest() -> str:
    """SHA-256 over vocabulary, ontology and weights of identity: a change of any can change every graph."""
    digest = hashlib.sha256()
    for folder in (data_folder("vocabulary"), data_folder("ontology"), data_folder("identity")):
        for path in sorted(p for p in folder.iterdir() if p.is_file()):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def fingerprint(*parts: object) -> str:
    """SHA-256 of strings, numbers and lists of them; order matters."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def writer_version(settings: Settings) -> list[str]:
    """What decides, beside the articles, how quads are written: release and namespaces."""
    return [version("simpul"), settings.ontology_iri, settings.base_iri]


@dataclass(frozen=True, slots=True)
class GraphPlan:
    """The named graphs that there should be, and how to write each.

    ``hashes`` maps the IRI of a graph to a hash of everything that its quads depend on: equal hashes, equal quads.
    ``labels`` are the labels that persons have corrected, of what the vocabulary knows; ``successions`` the units that
    took over from others.
    """

    hashes: dict[str, str]
    workspace: Workspace
    extractor: str
    names: Names
    copies: Copies
    districts: frozenset[str]
    labels: dict[str, str]
    successions: list[Succession]
    settings: Settings

    def quads(self, graphs: Collection[str]) -> Iterator[Quad]:
        """The quads of these graphs, one graph after the other."""
        identity = named_graph("identity", self.settings).value
        observed: list[Observation] = []
        for article, extraction in self.workspace.extractions(self.extractor):
            if article_iri(article.id, self.settings) in graphs:
                yield from article_quads(article, extraction, self.names, self.settings)
            if identity in graphs:
                observed += observations(article, extraction, self.names, load_vocabulary())
        yield from tenure_quads(observed, self.settings)
        if identity in graphs:
            yield from support_quads(self.names, self.copies, self.settings)
        if named_graph("reference", self.settings).value in graphs:
            yield from reference_quads(load_vocabulary(), self.settings, self.districts, self.labels)
            yield from succession_quads(self.successions, self.settings)


def plan_graphs(workspace: Workspace, extractor: str, data: str, settings: Settings) -> GraphPlan:
    """The graphs of everything that ``extractor`` has read; ``data`` is the digest of vocabulary and ontology."""
    vocabulary = load_vocabulary()
    copies = find_copies(article for article, _ in workspace.extractions(extractor))
    entity_records, digests, districts = [], {}, set()
    for article, extraction in workspace.extractions(extractor):
        entity_records += records(extraction, article.published, copies.original[article.id])
        digests[article.id] = article.digest
        districts |= _districts(extraction, vocabulary)
    ledger, rows = read_ledger(workspace), authority(vocabulary, settings)
    decided = decisions(ledger, entity_records)
    names = corrected(canonical_iris(entity_records, rows, settings, decided), ledger, entity_records)
    named: dict[str, list[tuple[str, str, str, str]]] = defaultdict(list)
    for (article_id, entity_id), canonical in names.items():
        named[article_id].append((entity_id, canonical.iri, canonical.label, canonical.seen))
    known = {row.iri for row in rows.values()}
    labels = {name.iri: name.label for name in names.values() if name.seen and name.iri in known}
    units = [*names.values(), *(row for (type_, _), row in rows.items() if type_ == "Unit")]
    units = [unit for unit in units if unit.iri.startswith(f"{settings.base_iri}unit/")]
    handed = successions(units, knowledge_of(vocabulary))
    writer = writer_version(settings)
    hashes = {
        article_iri(id_, settings): fingerprint(writer, extractor, id_, digest, sorted(named[id_]))
        for id_, digest in digests.items()
    }
    everything = fingerprint(sorted(hashes.items()))
    hashes[named_graph("identity", settings).value] = everything
    hashes[named_graph("reference", settings).value] = fingerprint(
        writer, data, sorted(districts), sorted(labels.items()), [astuple(one) for one in handed]
    )
    return GraphPlan(hashes, workspace, extractor, names, copies, frozenset(districts), labels, handed, settings)


def _districts(extraction: Extraction, vocabulary: Vocabulary) -> set[str]:
    """Codes of the districts (kecamatan) that an article speaks of."""
    regions = vocabulary.region_by_code
    codes = {entity.reference for entity in extraction.entities if entity.type == "Place"}
    return {code for code in codes if code in regions and regions[code].level == 3}
