"""Contents: which things of a graph a site has pages for."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pyoxigraph import NamedNode

from kg.rdf.terms import named_graph
from kg.settings import Settings
from kg.store import Store
from kg.views.question import ask

_THINGS = """SELECT DISTINCT ?thing { { ?thing a ?type . VALUES ?type {
  kg:Article kg:Claim kg:Person kg:Unit kg:Event kg:Program kg:Place kg:Post } } UNION { ?any kg:kind ?thing } }"""


def contents(store: Store, settings: Settings) -> tuple[frozenset[str], frozenset[str]]:
    """The things and kinds that get a page, and those that get none.

    Of what only the reference data know, that to which the others belong gets one: the regency of a prison in the
    news, and the province of that; not each prison, regency and programme that there is.
    """
    reference = named_graph("reference", settings)
    things = {row["thing"] for row in ask(store, _THINGS)}
    waiting = [thing for thing in things if _is_spoken_of(store, NamedNode(thing), reference)]
    chosen = set(waiting)
    while waiting:
        found = _belongs_to(store, NamedNode(waiting.pop()), reference, things) - chosen
        chosen |= found
        waiting += found
    return frozenset(chosen), frozenset(things - chosen)


def _is_spoken_of(store: Store, thing: NamedNode, reference: NamedNode) -> bool:
    """Whether anything else than the reference data says something of it."""

    def graphs() -> Iterator[object]:
        for quads in (store.quads(subject=thing), store.quads(object=thing)):
            yield from (quad.graph_name for quad in quads)

    return any(graph != reference for graph in graphs())


def _belongs_to(store: Store, thing: NamedNode, reference: NamedNode, things: Collection[str]) -> set[str]:
    objects = (quad.object for quad in store.quads(subject=thing, graph=reference))
    return {term.value for term in objects if isinstance(term, NamedNode) and term.value in things}
