"""From entities, a query or the whole graph to the nodes and edges of one picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from kg.errors import QueryError
from kg.settings import Settings
from kg.store import Answer, Solutions, Store, Triples
from kg.views.graph_lookup import Link, Lookup, Post
from kg.views.graph_model import GraphData, GraphEdge, GraphEvidence, GraphNode
from kg.views.question import local_name

TYPES = ("Person", "Unit", "Event", "Program", "Place", "Post", "Article", "Other")
MOST_STEPS = 6
_MOST_EVIDENCE = 12  # of one edge or node; the page says of how many
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@dataclass(frozen=True, slots=True)
class _Choice:
    """What the picture shows, before anything is said of it: ``links`` may end in one of ``posts``."""

    nodes: tuple[str, ...]
    links: frozenset[Link]
    posts: Mapping[str, Post]
    found: int
    asked: frozenset[str] = frozenset()


def graph_data(
    store: Store,
    *,
    iris: Sequence[str] = (),
    query: str | None = None,
    steps: int = 1,
    limit: int = 500,
    min_confidence: float = 0.0,
    settings: Settings = Settings(),  # noqa: B008 - frozen
) -> GraphData:
    """What is up to ``steps`` edges from ``iris``, or what ``query`` selects, or else all that articles speak of.

    At most ``limit`` nodes: those asked for first, then the nearest, then those with the most edges;
    ``GraphData.nodes_found`` says how many there were. Between the chosen nodes every edge is shown but those that only
    claims below ``min_confidence`` support; ``GraphData.hidden`` counts these. Raises ``QueryError`` for a query that
    gives no graph, ``NotFoundError`` for text that is no IRI.
    """

    def chosen(lookup: Lookup) -> _Choice:
        if query is not None:
            return _queried(store, lookup, query, limit)
        return _around(lookup, iris, max(0, min(steps, MOST_STEPS)), limit) if iris else _everything(lookup, limit)

    lookup = Lookup(store, settings, min_confidence)
    choice = chosen(lookup)
    if min_confidence <= 0:
        return _described(lookup, choice, settings)
    unfiltered = chosen(Lookup(store, settings)).links
    hidden = len(unfiltered) - len(lookup.sure(unfiltered))
    return replace(_described(lookup, choice, settings), min_confidence=min_confidence, hidden=hidden)


def _around(lookup: Lookup, iris: Sequence[str], steps: int, limit: int) -> _Choice:
    posts = lookup.posts(iris)
    asked = [posts[iri].unit if iri in posts else iri for iri in iris]
    distance = dict.fromkeys(asked, 0)
    degree: Counter[str] = Counter()
    frontier = set(distance)
    for step in range(1, steps + 1):
        links = {**lookup.links_from(frontier), **lookup.links_to(frontier | lookup.posts_in(frontier))}
        posts = lookup.posts({end for link in links for end in (link.subject, link.object)})
        ends = {_folded(link, posts): stated for link, stated in links.items()}
        reached = {end for pair in ends for end in pair} - distance.keys()
        spoken_of = lookup.mentions(reached)
        for (one, other), stated in ends.items():
            degree.update((one, other))
            for end in {one, other} & reached:
                # Reference data link a province to all its units: only what articles speak of is a step away.
                if stated or end in spoken_of or (step == 1 and one in frontier):
                    distance.setdefault(end, step)
        frontier = {end for end, far in distance.items() if far == step}
    ranked = sorted(distance, key=lambda iri: (distance[iri], -degree[iri], iri))
    return _induced(lookup, ranked[: max(limit, 1)], len(ranked), frozenset(asked))


def _everything(lookup: Lookup, limit: int) -> _Choice:
    links = lookup.all_links()
    posts = lookup.posts({link.object for link in links})
    degree = Counter(end for link in links for end in _folded(link, posts))
    for iri in lookup.all_mentioned():
        degree.setdefault(iri, 0)
    ranked = sorted(degree, key=lambda iri: (-degree[iri], iri))
    return _induced(lookup, ranked[: max(limit, 1)], len(ranked))


def _induced(lookup: Lookup, nodes: Sequence[str], found: int, asked: frozenset[str] = frozenset()) -> _Choice:
    """Exactly these nodes with every edge between them."""
    links = lookup.links_from(nodes)
    posts = lookup.posts({link.object for link in links})
    return _Choice(tuple(sorted(nodes)), _within(links, posts, set(nodes)), posts, found, asked)


def _queried(store: Store, lookup: Lookup, query: str, limit: int) -> _Choice:
    selected, others = _selected(store, query)
    links = lookup.sure(selected)
    others = others | {end for link in selected - links for end in (link.subject, link.object)}
    posts = lookup.posts({*others, *(end for link in links for end in (link.subject, link.object))})
    folded = [end for link in links for end in _folded(link, posts)]
    degree = Counter(folded)
    for iri in others:
        degree.setdefault(posts[iri].unit if iri in posts else iri, 0)
    ranked = sorted(degree, key=lambda iri: (-degree[iri], iri))
    nodes = ranked[: max(limit, 1)]
    if not selected:  # a list of things: show how they hang together
        return _induced(lookup, nodes, len(ranked))
    return _Choice(tuple(sorted(nodes)), _within(links, posts, set(nodes)), posts, len(ranked))


def _selected(store: Store, query: str) -> tuple[set[Link], set[str]]:
    """Edges and further things that a query gives: triples, rows of ``?s ?p ?o``, or any IRIs."""
    answer = store.query(query)
    if isinstance(answer, Answer):
        raise QueryError("a picture needs a SELECT or CONSTRUCT query; this one answers yes or no")
    links: set[Link] = set()
    things: set[str] = set()
    for is_link, terms in _term_rows(answer):
        named = [term.value if isinstance(term, NamedNode) else "" for term in terms]
        if is_link and all(named) and named[1] != _RDF_TYPE:
            links.add(Link(*named))
        else:  # a literal or a type describes its subject
            things.update(named[:1] if is_link else named)
    things.discard("")
    if not links and not things:
        raise QueryError("the query gives no IRI, so there is nothing to draw")
    return links, things


def _term_rows(answer: Solutions | Triples) -> Iterator[tuple[bool, Sequence[object]]]:
    """Each row's terms, and whether they are a triple."""
    if isinstance(answer, Triples):
        yield from ((True, (triple.subject, triple.predicate, triple.object)) for triple in answer)
        return
    is_link = {"s", "p", "o"} <= set(answer.variables)
    for row in answer:
        yield is_link, [row.get(name) for name in "spo"] if is_link else list(row.values())


def _folded(link: Link, posts: Mapping[str, Post]) -> tuple[str, str]:
    """The two nodes that a link joins: a post stands for its unit."""
    one, other = (posts[end].unit if end in posts else end for end in (link.subject, link.object))
    return one, other


def _within(links: Iterable[Link], posts: Mapping[str, Post], nodes: set[str]) -> frozenset[Link]:
    # A post's own edge to its unit would run from the unit to itself.
    return frozenset(
        link
        for link in links
        for one, other in [_folded(link, posts)]
        if one in nodes and other in nodes and not (link.subject in posts and one == other)
    )


def _described(lookup: Lookup, choice: _Choice, settings: Settings) -> GraphData:
    edges = _edges(lookup, choice)
    nodes = _nodes(lookup, choice, {end for edge in edges for end in (edge.source, edge.target)}, settings)
    sources = {item.article for edge in edges for item in edge.evidence}
    sources |= {item.article for node in nodes for item in (*node.evidence, *node.quotations)}
    terms = {edge.relation for edge in edges} | {node.kind for node in nodes if node.kind}
    return GraphData(nodes, edges, lookup.articles(sources), lookup.labels(terms), choice.found)


def _edges(lookup: Lookup, choice: _Choice) -> tuple[GraphEdge, ...]:
    proof = lookup.evidence(choice.links)
    edges = []
    for link in sorted(choice.links):
        note = choice.posts[link.object].title if link.object in choice.posts else ""
        edges.append(GraphEdge(*_folded(link, choice.posts), link.predicate, note, *_first(proof.get(link, ()))))
    return tuple(edges)


def _nodes(lookup: Lookup, choice: _Choice, joined: set[str], settings: Settings) -> tuple[GraphNode, ...]:
    about = lookup.descriptions(choice.nodes)
    mentions = lookup.mentions(choice.nodes)
    quotations = lookup.quotations(choice.nodes)
    alone = lookup.mention_words(set(choice.nodes) - joined)
    nodes = []
    for iri in choice.nodes:
        facts = about.get(iri, {})
        words, words_total = _first(alone.get(iri, ()))
        quoted, quoted_total = _first(quotations.get(iri, ()))
        nodes.append(
            GraphNode(
                iri=iri,
                type=_type(facts, settings),
                label=_label(facts, iri),
                kind=next(iter(facts.get("kind", [])), ""),
                date=_date(facts),
                names=tuple(facts.get("altLabel", [])),
                mentions=mentions.get(iri, 0),
                evidence=words,
                evidence_total=words_total,
                quotations=quoted,
                quotations_total=quoted_total,
                asked=iri in choice.asked,
            )
        )
    return tuple(nodes)


def _first(items: Sequence[GraphEvidence]) -> tuple[tuple[GraphEvidence, ...], int]:
    """As much as a panel shows, and how much there is."""
    return tuple(items[:_MOST_EVIDENCE]), len(items)


def _type(facts: Mapping[str, Sequence[str]], settings: Settings) -> str:
    known = [name for name in TYPES if f"{settings.ontology_iri}{name}" in facts.get("type", ())]
    return known[0] if known else "Other"


def _label(facts: Mapping[str, Sequence[str]], iri: str) -> str:
    names = [*facts.get("label", ()), *facts.get("headline", ()), local_name(iri)]
    return next((name for name in names if name.strip()), iri)


def _date(facts: Mapping[str, Sequence[str]]) -> str:
    if "date" in facts:
        return facts["date"][0]
    return "/".join(facts[key][0] for key in ("startDate", "endDate") if key in facts)
