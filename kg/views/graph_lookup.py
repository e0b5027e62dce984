"""What the graph picture asks the store: edges around nodes, and what is said of nodes, claims and articles.

Every look-up takes many IRIs and sends them in batches, so that a picture costs some dozens of queries, not thousands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Set
from typing import NamedTuple, TypeVar

from kg.rdf.terms import decimal_literal
from kg.settings import Settings
from kg.store import Store
from kg.views.graph_model import GraphArticle, GraphEvidence
from kg.views.question import Row, ask, local_name, node

RELATIONS = (
    *("holds", "performedBy", "hostedBy", "ledBy", "receivedBy", "attendedBy", "heldAt", "subEventOf"),
    *("supports", "implements", "partOf", "locatedIn", "cooperatesWith", "succeeds"),
)
_BATCH = 150  # the store's guard lets a query have some 250 terms in a row
Key = TypeVar("Key", bound=Hashable)


class Link(NamedTuple):
    """One triple between two things."""

    subject: str
    predicate: str
    object: str


class Post(NamedTuple):
    """Where a post is (a unit or place) and what it is called there."""

    unit: str
    title: str


class Lookup:
    """The questions of the graph picture, put to one store; claims below ``min_confidence`` count for nothing."""

    def __init__(self, store: Store, settings: Settings, min_confidence: float = 0.0) -> None:
        self._store = store
        self._least = min_confidence
        self._reference = node(f"{settings.base_iri}graph/reference")
        self._relations = [node(f"{settings.ontology_iri}{name}") for name in RELATIONS]

    def _batches(self, iris: Iterable[str], question: str) -> Iterator[Row]:
        ordered = sorted(set(iris))
        for start in range(0, len(ordered), _BATCH):
            batch = [node(iri) for iri in ordered[start : start + _BATCH]]
            yield from ask(self._store, question, iris=batch, least=decimal_literal(self._least))

    def links_from(self, iris: Iterable[str]) -> dict[Link, bool]:
        """Relations whose subject is one of ``iris`` → whether an article (or a user's own graph) says it."""
        return self._links("s", iris)

    def links_to(self, iris: Iterable[str]) -> dict[Link, bool]:
        """Relations whose object is one of ``iris``, like :meth:`links_from`."""
        return self._links("o", iris)

    def _links(self, variable: str, iris: Iterable[str]) -> dict[Link, bool]:
        # Not a second VALUES: Oxigraph would join the two tables with each other first, and take 20 times as long.
        relations = ", ".join(map(str, self._relations))
        question = f"""SELECT DISTINCT ?g ?s ?p ?o WHERE {{ VALUES ?{variable} {{ $iris }}
          GRAPH ?g {{ ?s ?p ?o }} FILTER(isIRI(?o) && ?p IN ({relations})) }}"""
        return self._collect(self._batches(iris, question))

    def all_links(self) -> dict[Link, bool]:
        """Every relation that articles or a user's own graphs state."""
        question = """SELECT DISTINCT ?g ?s ?p ?o WHERE { VALUES ?p { $relations }
          GRAPH ?g { ?s ?p ?o } FILTER(isIRI(?o) && ?g != $reference) }"""
        return self._collect(ask(self._store, question, relations=self._relations, reference=self._reference))

    def _collect(self, rows: Iterable[Row]) -> dict[Link, bool]:
        graphs: dict[Link, set[str]] = defaultdict(set)
        for row in rows:
            graphs[_link(row)].add(row["g"])
        doubtful = self._doubtful(graphs) if self._least > 0 else {}
        links = {}
        for link, found in graphs.items():
            if sure := found - doubtful.get(link, set()):
                links[link] = sure != {self._reference.value}
        return links

    def sure(self, links: Set[Link]) -> set[Link]:
        """``links`` without those that only claims that are not sure enough support."""
        doubtful = self._doubtful(links) if self._least > 0 else {}
        supported = self.links_from({link.subject for link in doubtful})
        return {link for link in links if link not in doubtful or link in supported}

    def _doubtful(self, links: Iterable[Link]) -> dict[Link, set[str]]:
        """The graphs in which only claims that are not sure enough support a link; links without such are absent."""
        question = """SELECT ?g ?s ?p ?o (MAX(?sure) AS ?best) WHERE { VALUES ?s { $iris }
          GRAPH ?g { ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;
                     kg:certainty "asserted" ; kg:confidence ?sure }
          } GROUP BY ?g ?s ?p ?o HAVING(MAX(?sure) < $least)"""
        wanted = set(links)
        found: dict[Link, set[str]] = defaultdict(set)
        for row in self._batches({link.subject for link in wanted}, question):
            if _link(row) in wanted:
                found[_link(row)].add(row["g"])
        return found

    def posts(self, iris: Iterable[str]) -> dict[str, Post]:
        """Those of ``iris`` that are posts of a known unit or place."""
        question = """SELECT ?post ?unit ?title WHERE { VALUES ?post { $iris }
          ?post org:postIn ?unit OPTIONAL { ?post kg:title ?title } }"""
        return {row["post"]: Post(row["unit"], row.get("title", "")) for row in self._batches(iris, question)}

    def posts_in(self, iris: Iterable[str]) -> set[str]:
        """The posts of these units and places."""
        question = "SELECT DISTINCT ?post WHERE { VALUES ?unit { $iris } ?post org:postIn ?unit }"
        return {row["post"] for row in self._batches(iris, question)}

    def mentions(self, iris: Iterable[str]) -> dict[str, int]:
        """In how many articles each of ``iris`` is mentioned, where it is."""
        question = (
            "SELECT ?n (COUNT(DISTINCT ?a) AS ?count) WHERE { VALUES ?n { $iris } ?a schema:mentions ?n } GROUP BY ?n"
        )
        return {row["n"]: int(row["count"]) for row in self._batches(iris, question)}

    def all_mentioned(self) -> set[str]:
        """Everything that some article mentions."""
        return {row["n"] for row in ask(self._store, "SELECT DISTINCT ?n WHERE { ?a schema:mentions ?n }")}

    def descriptions(self, iris: Iterable[str]) -> dict[str, dict[str, list[str]]]:
        """For each IRI: its types, labels, other names, kinds, dates; each sorted."""
        question = """SELECT DISTINCT ?n ?p ?o WHERE { VALUES ?n { $iris }
          ?n ?p ?o FILTER(?p IN (rdf:type, rdfs:label, skos:altLabel, schema:headline,
                                 kg:kind, kg:date, schema:startDate, schema:endDate)) }"""
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in self._batches(iris, question):
            found[row["n"]][local_name(row["p"])].append(row["o"])
        return {iri: {key: sorted(values) for key, values in about.items()} for iri, about in found.items()}

    def evidence(self, links: Iterable[Link]) -> dict[Link, list[GraphEvidence]]:
        """The words behind each link, in the order of articles and of the text."""
        question = """SELECT DISTINCT ?s ?p ?o ?article ?start ?words ?certainty WHERE { VALUES ?s { $iris }
          ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; prov:wasDerivedFrom ?article ;
                 oa:hasTarget/oa:hasSelector ?selector .
          ?selector oa:exact ?words ; oa:start ?start
          OPTIONAL { ?claim kg:certainty ?certainty } OPTIONAL { ?claim kg:confidence ?sure }
          FILTER(COALESCE(?sure, 1) >= $least) }"""
        wanted = set(links)
        rows = self._batches({link.subject for link in wanted}, question)
        return _grouped((Link(row["s"], row["p"], row["o"]), row) for row in rows if _link(row) in wanted)

    def quotations(self, iris: Iterable[str]) -> dict[str, list[GraphEvidence]]:
        """What each of ``iris`` is quoted with."""
        question = """SELECT DISTINCT ?n ?article ?start ?words WHERE { VALUES ?n { $iris }
          ?quotation kg:speaker ?n ; schema:text ?words ; prov:wasDerivedFrom ?article ;
                     oa:hasTarget/oa:hasSelector/oa:start ?start
          OPTIONAL { ?quotation kg:confidence ?sure } FILTER(COALESCE(?sure, 1) >= $least) }"""
        return _grouped((row["n"], row) for row in self._batches(iris, question))

    def mention_words(self, iris: Iterable[str]) -> dict[str, list[GraphEvidence]]:
        """Where the text speaks of each of ``iris``."""
        question = """SELECT DISTINCT ?n ?article ?start ?words WHERE { VALUES ?n { $iris }
          ?target kg:refersTo ?n ; oa:hasSource ?article ; oa:hasSelector ?selector .
          ?selector oa:exact ?words ; oa:start ?start }"""
        return _grouped((row["n"], row) for row in self._batches(iris, question))

    def articles(self, iris: Iterable[str]) -> dict[str, GraphArticle]:
        """Title, date, publisher and address of articles."""
        question = """SELECT ?n ?title ?date ?publisher ?url WHERE { VALUES ?n { $iris }
          ?n schema:headline ?title OPTIONAL { ?n schema:datePublished ?date }
          OPTIONAL { ?n schema:publisher ?publisher } OPTIONAL { ?n schema:url ?url } }"""
        ordered = sorted(set(iris))
        found = {iri: GraphArticle(iri, local_name(iri)) for iri in ordered}
        for row in self._batches(ordered, question):
            details = (row.get(key, "") for key in ("title", "date", "publisher", "url"))
            found[row["n"]] = GraphArticle(row["n"], *details)
        return found

    def labels(self, iris: Iterable[str]) -> dict[str, dict[str, str]]:
        """Labels of terms by language; the first in alphabetical order where there are several."""
        question = """SELECT DISTINCT ?n ?label (LANG(?label) AS ?lang) WHERE { VALUES ?n { $iris }
          ?n rdfs:label|skos:prefLabel ?label }"""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for row in sorted(self._batches(iris, question), key=lambda row: (row["n"], row["lang"], row["label"])):
            found[row["n"]].setdefault(row["lang"], row["label"])
        return dict(found)


def _link(row: Row) -> Link:
    return Link(row["s"], row["p"], row["o"])


def _grouped(rows: Iterable[tuple[Key, Row]]) -> dict[Key, list[GraphEvidence]]:
    """Evidence by key, each once, in the order of articles and of the text."""
    found: dict[Key, set[tuple[str, int, str, str]]] = defaultdict(set)
    for key, row in rows:
        found[key].add((row["article"], int(row["start"]), row["words"], row.get("certainty", "")))
    return {
        key: [GraphEvidence(article, words, certainty) for article, _, words, certainty in sorted(items)]
        for key, items in found.items()
    }
