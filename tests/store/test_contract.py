"""What every store must answer alike: the embedded one, Oxigraph's server, and Virtuoso."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack

import pyoxigraph as ox
import pytest

from kg.identity.canonical import canonical_iris, records
from kg.identity.tenures import observations, tenure_quads
from kg.model import Article, Extraction
from kg.rdf.quads import article_quads
from kg.rdf.reference import authority, reference_quads
from kg.serve.examples import EXAMPLES, Example
from kg.settings import Settings
from kg.store import EmbeddedStore, Solutions, Store, Triples
from kg.store.remote import RemoteStore
from kg.store.replica import Replica
from kg.views.article import article_page
from kg.views.counts import counts
from kg.views.edges import edges_at
from kg.views.entity import entity_page
from kg.views.events import Events, Selection
from kg.views.explorer import drawing, edge_evidence, neighbours
from kg.views.facts import Window
from kg.views.graph_data import graph_data
from kg.views.holders import holders
from kg.views.kinds import Kinds, kind_page
from kg.views.measured import sureness
from kg.views.names import Names
from kg.views.passages import passages
from kg.views.quotations import Quotations, Said
from kg.views.search import search
from kg.views.statements import statements_about
from kg.views.summary import latest_events, most_told, summary
from kg.views.terms import declared_terms
from kg.vocabulary import load_vocabulary
from tests.servers import Running, oxigraph, virtuoso

ID = "https://w3id.org/simpul/id/"
NOTES, OTHERS = f"{ID}graph/default", "https://example.org/others"
XSD = "http://www.w3.org/2001/XMLSchema#"
LITERALS = [
    ox.Literal('<script>alert(1)</script> " onmouseover="x" \\ \' {{ 7 * 7 }} }} GRAPH ?g { # --'),
    ox.Literal("\u202eterbalik\u202c \u2067 \U0001f4a1 line\nbreak\ttab \u0007"),
    ox.Literal('"},{"type": "bnode", "value": "nodeID://b1"}'),
    ox.Literal("kunjungan", language="id"),
    ox.Literal("visit", language="en-GB"),
    ox.Literal("panjang sekali " * 20_000),
    ox.Literal("2025-10-29", datatype=ox.NamedNode(XSD + "date")),
    ox.Literal("2025-10", datatype=ox.NamedNode(XSD + "gYearMonth")),
    ox.Literal("2025", datatype=ox.NamedNode(XSD + "gYear")),
    ox.Literal("true", datatype=ox.NamedNode(XSD + "boolean")),
    ox.Literal("0.85", datatype=ox.NamedNode(XSD + "decimal")),
    ox.Literal("12", datatype=ox.NamedNode(XSD + "integer")),
    ox.Literal(""),
]


@pytest.fixture(scope="module")
def quads(gold_train: list[tuple[Article, Extraction]]) -> list[ox.Quad]:
    """Some articles with tenures, what the reference data say of their things, and graphs that users wrote."""
    settings, vocabulary, read = Settings(), load_vocabulary(), gold_train[:10]
    found = [record for _, extraction in read for record in records(extraction)]
    names = canonical_iris(found, authority(vocabulary, settings), settings)
    quads = [quad for article, extraction in read for quad in article_quads(article, extraction, names, settings)]
    seen = [seen for article, extraction in read for seen in observations(article, extraction, names, vocabulary)]
    quads += tenure_quads(seen, settings)
    known = {term for quad in quads for term in (quad.subject, quad.object)}
    quads += [quad for quad in reference_quads(vocabulary, settings) if quad.subject in known]
    thing, states = ox.NamedNode("urn:thing"), ox.NamedNode("urn:states")
    notes, others = ox.NamedNode(NOTES), ox.NamedNode(OTHERS)
    quads += [ox.Quad(thing, states, literal, notes) for literal in LITERALS]
    quads += [ox.Quad(thing, states, LITERALS[0], others), ox.Quad(others, states, ox.Literal("only here"), others)]
    first, second = ox.BlankNode(), ox.BlankNode()
    return [
        *quads,
        ox.Quad(thing, ox.NamedNode("urn:part"), first, notes),
        ox.Quad(first, ox.NamedNode("urn:part"), second, notes),
        ox.Quad(second, states, ox.Literal("deep within"), notes),
    ]


@pytest.fixture(scope="module")
def embedded(quads: list[ox.Quad]) -> EmbeddedStore:
    return EmbeddedStore.of(quads)


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with ExitStack() as stack:
        start = oxigraph if request.param == "oxigraph" else virtuoso
        yield stack.enter_context(start(tmp_path_factory.mktemp(request.param)))


@pytest.fixture(scope="module")
def replica(server: Running) -> Iterator[Replica]:
    found = Replica(server.service)
    yield found
    found.close()


@pytest.fixture(scope="module")
def remote(server: Running, replica: Replica, quads: list[ox.Quad]) -> Iterator[RemoteStore]:
    for graph in sorted({str(quad.graph_name) for quad in quads}):
        replica.replace(graph[1:-1], [quad.triple for quad in quads if str(quad.graph_name) == graph])
    store = RemoteStore(server.service)
    yield store
    store.close()


def rows(store: Store, text: str) -> list[list[tuple[str, str]]]:
    """The rows of a query in an order of their own."""
    return sorted(sorted((name, str(term)) for name, term in row.items()) for row in store.select(text))


@pytest.mark.parametrize("item", EXAMPLES, ids=lambda item: item.name)
def test_the_ready_questions(embedded: EmbeddedStore, remote: RemoteStore, item: Example) -> None:
    def answer(store: Store) -> object:
        result = store.query(item.text)
        if isinstance(result, Triples):
            return set(result)
        assert isinstance(result, Solutions)
        # The order within GROUP_CONCAT, and of rows that no ORDER BY tells apart, is any store's own.
        return sorted(
            [(name, sorted(term.value.split("; "))) for name, term in sorted(row.items())]  # type: ignore[union-attr]
            for row in result
        )

    assert answer(remote) == answer(embedded)


VIEWS: dict[str, Callable[[Store], object]] = {
    "front": lambda store: (summary(store), latest_events(store), most_told(store, latest_events(store))),
    "counts": counts,
    "kinds": lambda store: (
        Kinds.of(store).label(f"{ID}kind/event/visit", "id"),
        kind_page(store, f"{ID}kind/event/visit"),
    ),
    "sure": lambda store: summary(store, min_confidence=0.8),
    "names": lambda store: [Names.of(store).ranked(text) for text in ("rutan", "kepala", "kunjungan kerja")],
    "search": lambda store: search(store, "lapas"),
    "events": lambda store: Events.of(store).chosen(store, Selection()),
    "quotations": lambda store: Quotations.of(store).chosen(store, Said()),
    "sureness": sureness,
    "terms": declared_terms,
    "texts": lambda store: search(store, "warga binaan", names=Names.of(store, texts=True)),
}


@pytest.mark.parametrize("name", VIEWS)
def test_the_pages_of_the_whole(embedded: EmbeddedStore, remote: RemoteStore, name: str) -> None:
    assert VIEWS[name](remote) == VIEWS[name](embedded)


@pytest.fixture(scope="module")
def mentioned(embedded: EmbeddedStore) -> Sequence[str]:
    """The most mentioned thing of each type."""
    question = """SELECT ?thing {{ ?thing a kg:{} . ?article schema:mentions ?thing }}
      GROUP BY ?thing ORDER BY DESC(COUNT(*)) ?thing LIMIT 1"""
    types = ("Person", "Unit", "Event", "Program", "Place", "Post")
    return [row["thing"].value for kind in types for row in embedded.select(question.format(kind))]  # type: ignore[union-attr]


def test_the_pages_of_things(embedded: EmbeddedStore, remote: RemoteStore, mentioned: Sequence[str]) -> None:
    for iri in mentioned:
        assert entity_page(remote, iri) == entity_page(embedded, iri)
    iri, sure = mentioned[0], Window(min_confidence=0.8)
    assert entity_page(remote, iri, sure) == entity_page(embedded, iri, sure)
    assert statements_about(remote, iri) == statements_about(embedded, iri)
    assert graph_data(remote, iris=mentioned[:1]) == graph_data(embedded, iris=mentioned[:1])
    settings, drawn = Settings(), drawing(embedded, mentioned, Settings())
    assert drawing(remote, mentioned, settings) == drawn
    assert neighbours(remote, iri, settings) == neighbours(embedded, iri, settings)
    edge = next(edge for edge in edges_at(embedded, [iri], settings) if edge_evidence(embedded, edge, settings))
    assert edge_evidence(remote, edge, settings) == edge_evidence(embedded, edge, settings)
    articles = [source.iri for source in entity_page(embedded, iri).articles.items]
    assert passages(remote, iri, articles) == passages(embedded, iri, articles)
    assert passages(embedded, iri, articles)
    unit = mentioned[1]
    assert holders(remote, unit, "2026-01-01") == holders(embedded, unit, "2026-01-01")


def test_the_pages_of_articles(embedded: EmbeddedStore, remote: RemoteStore) -> None:
    longest = "SELECT ?article { ?article schema:articleBody ?text } ORDER BY DESC(STRLEN(?text)) LIMIT 1"
    (row,) = embedded.select(longest)
    iri = row["article"].value  # type: ignore[union-attr]
    assert article_page(remote, iri) == article_page(embedded, iri)


@pytest.mark.parametrize("literal", LITERALS, ids=range(len(LITERALS)))
def test_literals_come_back_as_they_were(remote: RemoteStore, literal: ox.Literal) -> None:
    found = [row["o"] for row in remote.select("SELECT ?o { <urn:thing> <urn:states> ?o }")]
    assert found.count(literal) == 1
    built = remote.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o VALUES ?s { <urn:thing> } }")
    assert literal in [triple.object for triple in built]  # type: ignore[union-attr]
    if len(literal.value) < 1_000:
        assert remote.query(f"ASK {{ <urn:thing> <urn:states> {literal} }}")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
        "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }",
        f"SELECT * {{ GRAPH <{OTHERS}> {{ ?s ?p ?o }} }}",
        "SELECT * { GRAPH <graph/default> { <urn:thing> <urn:states> ?o } }",
        f"SELECT ?o FROM <{OTHERS}> {{ ?s ?p ?o }}",
        f"SELECT ?g ?o FROM NAMED <{OTHERS}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        "SELECT ?g { GRAPH ?g { <urn:thing> <urn:states> ?o } } ",
        f"SELECT ?o {{ ?s <urn:states> ?o OPTIONAL {{ GRAPH <{OTHERS}> {{ ?s ?p ?o }} }} FILTER(!BOUND(?p)) }}",
        "SELECT ?text { <urn:thing> <urn:part>/<urn:part>/<urn:states> ?text }",
        "SELECT ?deep { <urn:thing> <urn:part>+ ?x . ?x <urn:states> ?deep }",
        "SELECT ?o { <urn:thing> <urn:states> ?o FILTER(LANGMATCHES(LANG(?o), 'en')) }",
        "SELECT ?o { <urn:thing> <urn:states> ?o FILTER(ISNUMERIC(?o) && ?o > 1) }",
        "PREFIX kg: <urn:> SELECT ?text { kg:thing kg:part [ kg:part [ kg:states ?text ] ] }",
        "SELECT ?name { <person/nobody> rdfs:label ?name }",
    ],
)
def test_queries(embedded: EmbeddedStore, remote: RemoteStore, text: str) -> None:
    assert rows(remote, text) == rows(embedded, text)


def test_the_dataset_of_the_protocol(embedded: EmbeddedStore, remote: RemoteStore) -> None:
    def found(store: Store) -> list[str]:
        result = store.query("SELECT ?o { ?s ?p ?o }", default_graphs=[OTHERS])
        assert isinstance(result, Solutions)
        return sorted(str(row["o"]) for row in result)

    assert found(remote) == found(embedded)
    assert len(found(remote)) == 2


def test_blank_nodes_are_the_same_however_they_are_called(embedded: EmbeddedStore, remote: RemoteStore) -> None:
    def graph(store: Store) -> ox.Dataset:
        found = ox.Dataset(store.quads(graph=ox.NamedNode(NOTES)))
        found.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
        return found

    assert graph(remote) == graph(embedded)
    (row,) = remote.select("SELECT ?b { <urn:thing> <urn:part> ?b }")
    assert isinstance(row["b"], ox.BlankNode)
    merged = remote.query("ASK { <urn:thing> <urn:part> ?b . GRAPH ?g { ?b <urn:part> ?c } }")
    assert merged  # the default graph and the named one share their blank nodes


def test_what_a_store_holds(embedded: EmbeddedStore, remote: RemoteStore) -> None:
    assert len(remote) == len(embedded)
    assert set(remote.graphs()) == set(embedded.graphs())
    assert remote.has_graph(OTHERS)
    assert not remote.has_graph("urn:none")
    assert not remote.has_graph("no iri")
    thing, states = ox.NamedNode("urn:thing"), ox.NamedNode("urn:states")
    for terms in ((thing, states, None), (None, None, LITERALS[0]), (thing, states, LITERALS[0])):
        assert set(remote.quads(*terms)) == set(embedded.quads(*terms))


def test_updates_replace_and_drop(remote: RemoteStore, replica: Replica) -> None:
    """The default graph keeps what another graph says, and forgets what none does."""
    kept, gone, new = (ox.Triple(ox.NamedNode(f"urn:{n}"), ox.NamedNode("urn:p"), ox.Literal("x")) for n in "kgn")
    first, second = "https://example.org/first", "https://example.org/second"
    everything = "SELECT ?s { ?s <urn:p> ?o }"

    def subjects() -> list[str]:
        return sorted(row["s"].value for row in remote.select(everything))  # type: ignore[union-attr]

    replica.replace(first, [kept, gone])
    replica.replace(second, [kept])
    assert subjects() == ["urn:g", "urn:k"]
    for _ in range(2):  # whatever is done twice is done once
        replica.replace(first, [new])
        assert subjects() == ["urn:k", "urn:n"]
    many = [ox.Triple(ox.NamedNode(f"urn:{n}"), ox.NamedNode("urn:many"), ox.Literal(str(n))) for n in range(12_000)]
    replica.replace(first, [*many, new])
    assert len(list(remote.quads(graph=ox.NamedNode(first)))) == 12_001
    replica.replace(first, [])
    replica.drop(second)
    assert subjects() == []
    assert not remote.has_graph(first)


def test_text_is_in_order_where_it_is_asked_for_as_text(embedded: EmbeddedStore, remote: RemoteStore) -> None:
    """Virtuoso compares long labels by something else."""

    def labels(store: Store) -> list[str]:
        return [row["label"].value for row in store.select(question)]  # type: ignore[union-attr]

    question = "SELECT DISTINCT ?label { ?thing rdfs:label ?label } ORDER BY STR(?label) LANG(?label)"
    assert labels(remote) == labels(embedded)
    assert len(labels(remote)) > 50
