"""The part of a graph that one picture shows: nodes, edges, and the words that prove each edge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# Labels of a term by language ("id", "en"; "" where the label carries none).
Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class GraphArticle:
    """An article that evidence comes from; texts are empty where the graph does not say."""

    iri: str
    title: str
    published: str = ""  #: ISO date
    publisher: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class GraphEvidence:
    """The exact words of one article, and how sure it is of them (``asserted``, ``planned`` …)."""

    article: str  #: IRI, a key of :attr:`GraphData.articles`
    words: str
    certainty: str = ""


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """A relation between two nodes; ``note`` is the post where the relation is holding one."""

    source: str
    target: str
    relation: str
    note: str = ""
    evidence: tuple[GraphEvidence, ...] = ()
    evidence_total: int = 0  #: how much there is; ``evidence`` may be the first part of it


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A thing in the picture."""

    iri: str
    type: str  #: Person, Unit, Event, Program, Place, Article, Post or Other
    label: str
    kind: str = ""  #: IRI of a concept whose labels are in :attr:`GraphData.labels`
    date: str = ""
    names: tuple[str, ...] = ()  #: other names seen
    mentions: int = 0  #: in how many articles
    evidence: tuple[GraphEvidence, ...] = ()  #: mentions, only where no edge of the picture proves the node
    evidence_total: int = 0
    quotations: tuple[GraphEvidence, ...] = ()
    quotations_total: int = 0
    asked: bool = False  #: whether the picture was asked for this node


@dataclass(frozen=True, slots=True)
class GraphData:
    """What one picture shows: ``nodes`` and ``edges`` in the order of their IRIs, out of ``nodes_found`` nodes."""

    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]
    articles: Mapping[str, GraphArticle] = field(default_factory=dict)
    labels: Mapping[str, Labels] = field(default_factory=dict)  #: of relations and kinds, by IRI
    nodes_found: int = 0
    min_confidence: float = 0.0  #: what less sure claims alone support is left out
    hidden: int = 0  #: how many edges that leaves out
