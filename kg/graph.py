"""Graph: a workspace's graph as an object, for notebooks and programs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from kg.errors import ArticleError, QueryError
from kg.settings import Settings
from kg.store import Answer, EmbeddedStore, Store, Triples, current_build
from kg.store.records import Records

if TYPE_CHECKING:
    import rdflib

    from kg.analysis import Network, Step
    from kg.build import BuildReport
    from kg.model import Article, Extraction
    from kg.model.difference import Difference
    from kg.views.entity import EntityPage
    from kg.views.explain import Line
    from kg.views.holders import Holder


def extract(article: Article, tier: str | None = None, min_confidence: float = 0.0) -> Extraction:
    """What one article says: entities, statements and quotations, each with its exact words.

    The extractor of the tier (``default``, or ``rules``, which needs no model; else that of the settings) is made once
    and kept. What is less sure than ``min_confidence`` is left out. Raises ``ArticleError`` where the article cannot be
    read, ``ModelError`` where the tier's model is missing.
    """
    from kg.build.extracting import OfTier, extractor_of, read_article

    result = read_article(article, extractor_of(OfTier(tier or Settings.from_environment().tier)))
    if isinstance(result, ArticleError):
        raise result
    return result.at_least(min_confidence)


class Graph:
    """The graph of a workspace. Close it, or use it in a ``with``; make it with ``Graph.open``.

    It shows the build that was in use when it was first asked, until ``build`` makes another.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._store: EmbeddedStore | None = None

    @classmethod
    def open(cls, workspace: str | Path | None = None, settings: Settings | None = None) -> Graph:
        """The graph of a workspace folder, by default the one that the settings (or the environment) name.

        The folder need not exist before the first ``build``; asking before it raises ``StoreError``.
        """
        settings = settings or Settings.from_environment()
        return cls(settings if workspace is None else replace(settings, workspace=Path(workspace)))

    def close(self) -> None:
        """Let go of the store's files."""
        if self._store is not None:
            self._store.close()
        self._store = None

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def store(self) -> Store:
        """The store of the build in use; raises ``StoreError`` where there is none."""
        if self._store is None:
            self._store = EmbeddedStore.open(current_build(self.settings.workspace), self.settings)
        return self._store

    def build(
        self,
        sources: Iterable[str | Path] | str | Path = (),
        *,
        prune: bool = False,
        jobs: int = 1,
        tier: str | None = None,
    ) -> BuildReport:
        """Bring the graph up to date with articles in files, folders and patterns; see ``kg.build.build``.

        ``tier`` names the extractor that reads, by default the settings'.
        """
        from kg.build import build

        given = [sources] if isinstance(sources, str | Path) else sources
        settings = self.settings if tier is None else replace(self.settings, tier=tier)
        report = build(given, settings=settings, prune=prune, jobs=jobs)
        self.close()
        return report

    def query(self, text: str) -> Records:
        """The answers to a SPARQL ``SELECT``, as records with a field for each variable.

        The prefixes of the graph's vocabularies need not be declared. Raises ``QueryError`` where the query is
        malformed, refused, or no ``SELECT`` (see ``ask`` and ``construct``).
        """
        solutions = self.store.select(text)
        return Records.of(solutions.variables, solutions)

    def ask(self, text: str) -> bool:
        """The answer to a SPARQL ``ASK``; raises ``QueryError`` as ``query`` does."""
        answer = self.store.query(text)
        if not isinstance(answer, Answer):
            raise QueryError("this needs an ASK query")
        return answer.value

    def construct(self, text: str) -> rdflib.Graph:
        """The triples of a SPARQL ``CONSTRUCT`` or ``DESCRIBE``; raises ``QueryError`` as ``query`` does."""
        from kg.rdf.rdflib_graphs import bind_prefixes, rdflib_graph

        triples = self.store.query(text)
        if not isinstance(triples, Triples):
            raise QueryError("this needs a CONSTRUCT or DESCRIBE query")
        graph = rdflib_graph(triples)
        bind_prefixes(graph, self.settings)
        return graph

    def rdflib(self) -> rdflib.Dataset:
        """The whole graph as an rdflib dataset in memory, one named graph an article, its default graph the union."""
        from kg.rdf.rdflib_graphs import rdflib_dataset

        return rdflib_dataset(self.store.quads(), self.settings)

    def networkx(self, min_confidence: float = 0.0) -> Network:
        """The entities and the facts between them as a ``networkx.MultiDiGraph``; see ``kg.analysis.network``.

        Here as in the methods below, claims and quotes that are less sure than ``min_confidence`` are left out.
        """
        from kg.analysis import network

        return network(self.store, min_confidence)

    def entity(self, name: str, min_confidence: float = 0.0) -> EntityPage:
        """What is known about a thing, by IRI or name; raises ``NotFoundError`` where nothing has it."""
        from kg.views.entity import entity_page
        from kg.views.facts import Window
        from kg.views.search import resolve

        iri, window = resolve(self.store, name, self.settings), Window(min_confidence=min_confidence)
        return entity_page(self.store, iri, window, self.settings)

    def explain(self, name: str, language: str = "id", min_confidence: float = 0.0) -> tuple[Line, ...]:
        """Everything that articles say about a thing, by IRI or name, each line with its words in the article.

        Raises ``NotFoundError`` where nothing has that name.
        """
        from kg.views.explain import explain

        return explain(self.store, name, self.settings, language, min_confidence)

    def holders(self, unit: str, on: str) -> tuple[Holder, ...]:
        """Who held the posts of a unit or area, by IRI or name, on an ISO day; see ``kg.views.holders``.

        Raises ``NotFoundError`` where nothing has that name, ``QueryError`` where ``on`` is no day.
        """
        from kg.views.holders import holders

        return holders(self.store, unit, on, self.settings)

    def changes(self, old: int | str | Path = "previous", new: int | str | Path = "latest") -> Difference:
        """What changed between two builds (a number, ``latest``, ``previous``, a day) or workspaces (folders).

        It knows builds as they come, see ``kg.analysis.comparison.compare``. Raises ``NotFoundError`` where there is
        no such build or workspace.
        """
        from kg.analysis.comparison import compare

        first, last = (str(end) if isinstance(end, int) else end for end in (old, new))
        return compare(first, last, self.settings).difference

    def path(self, source: str, target: str, min_confidence: float = 0.0) -> list[Step]:
        """The fewest facts that tie two things, given by IRI or name; raises ``NotFoundError`` where none do."""
        from kg.analysis import shortest_path
        from kg.views.search import resolve

        ends = [resolve(self.store, name, self.settings) for name in (source, target)]
        return shortest_path(self.networkx(min_confidence), *ends)
