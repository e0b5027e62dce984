"""EmbeddedStore: a graph held by Oxigraph inside this process, from a build's folder or in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.errors import DamageError, QueryError, StoreError
from kg.rdf.terms import prefixes
from kg.settings import Settings
from kg.store.checksums import damage
from kg.store.guard import check_query
from kg.store.results import Answer, Solutions, Triples, evaluating
from kg.store.store import Node, Result, Subject


class EmbeddedStore:
    """A read-only ``Store`` over pyoxigraph."""

    __slots__ = ("_guarded", "_hosts", "_marked", "_prefixes", "_settings", "_source")

    def __init__(
        self, source: ox.Store, settings: Settings, hosts: Collection[str] = (), *, guarded: bool = True
    ) -> None:
        self._source: ox.Store | None = source
        self._guarded = guarded
        self._settings = settings
        self._hosts = hosts
        self._prefixes = prefixes(settings)
        self._marked = [(name, f"{name}:", iri) for name, iri in self._prefixes.items()]

    @classmethod
    def open(
        cls,
        folder: Path,
        settings: Settings = Settings(),  # noqa: B008 - frozen
        hosts: Collection[str] = (),
        *,
        guarded: bool = True,
    ) -> EmbeddedStore:
        """The build in ``folder``, which must not change while it is open; several processes may open the same one.

        ``SERVICE`` may call ``hosts``, and nobody else. Only who asks nothing but questions of this program may do
        without the guard, which costs a sixth of the time of many small ones. Raises ``DamageError`` where the folder
        holds no store or a damaged one.
        """
        return cls(open_folder(folder), settings, hosts, guarded=guarded)

    @classmethod
    def of(cls, quads: Iterable[ox.Quad], settings: Settings = Settings()) -> EmbeddedStore:  # noqa: B008 - frozen
        """A store in memory that holds these quads."""
        source = ox.Store()
        source.extend(merged(quads))
        return cls(source, settings)

    def query(
        self,
        text: str,
        *,
        base_iri: str | None = None,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
    ) -> Result:
        """See ``Store.query``. The graph's prefixes need not be declared; relative IRIs are relative to its base."""
        if self._guarded:
            check_query(text, self._hosts)
        chosen = default_graphs is not None or named_graphs is not None
        with evaluating():
            result = self._open.query(
                text,
                base_iri=base_iri or self._settings.base_iri,
                prefixes=self._prefixes if "\\" in text else self._needed(text),
                default_graph=[ox.NamedNode(iri) for iri in default_graphs or ()] if chosen else None,
                named_graphs=[ox.NamedNode(iri) for iri in named_graphs or ()] if chosen else None,
            )
        if isinstance(result, ox.QuerySolutions):
            return Solutions(tuple(v.value for v in result.variables), result)
        if isinstance(result, ox.QueryTriples):
            return Triples(result, self._prefixes)
        return Answer(bool(result), result)

    def _needed(self, text: str) -> dict[str, str]:
        """The prefixes that a text may use: to declare them all takes as long as a small query itself."""
        return {name: iri for name, mark, iri in self._marked if mark in text}

    def select(self, text: str) -> Solutions:
        """See ``Store.select``."""
        result = self.query(text)
        if not isinstance(result, Solutions):
            raise QueryError("this needs a SELECT query")
        return result

    def quads(
        self,
        subject: Subject | None = None,
        predicate: ox.NamedNode | None = None,
        object: Node | None = None,
        graph: ox.NamedNode | None = None,
    ) -> Iterator[ox.Quad]:
        """See ``Store.quads``."""
        with evaluating():
            for quad in self._open.quads_for_pattern(subject, predicate, object, graph):
                if not isinstance(quad.graph_name, ox.DefaultGraph):
                    yield quad

    def graphs(self) -> Iterator[ox.NamedNode]:
        """See ``Store.graphs``."""
        return (graph for graph in self._open.named_graphs() if isinstance(graph, ox.NamedNode))

    def has_graph(self, iri: str) -> bool:
        """See ``Store.has_graph``."""
        try:
            return self._open.contains_named_graph(ox.NamedNode(iri))
        except ValueError:
            return False

    def __len__(self) -> int:
        with evaluating():
            merge = self._open.quads_for_pattern(None, None, None, ox.DefaultGraph())
            return len(self._open) - sum(1 for _ in merge)

    def close(self) -> None:
        """See ``Store.close``."""
        self._source = None

    @property
    def _open(self) -> ox.Store:
        if self._source is None:
            raise StoreError("the store is closed")
        return self._source


def open_folder(folder: Path) -> ox.Store:
    """The store in a build's folder, to be read; raises ``DamageError`` where there is none or a damaged one."""
    try:
        if not (wrong := damage(folder)):
            return ox.Store.read_only(str(folder))
    except (OSError, RuntimeError) as error:  # the second where a checksum is wrong
        wrong = str(error)
    raise DamageError(f"{folder} holds no sound graph ({wrong}): kg build makes it anew")


def merged(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Each quad, and its triple in the default graph.

    The default graph of a query is the merge of all graphs. Oxigraph's own union view shows a triple once for each
    graph that has it, so counts and joins would depend on how many articles say the same; a stored merge does not.
    """
    for quad in quads:
        yield quad
        yield ox.Quad(quad.subject, quad.predicate, quad.object)
