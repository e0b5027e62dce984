"""Sheet: what the model is asked about one reading: its entities, the pairs among them, and what rules say of each.

A sheet is numbers alone. The same code makes it in training and in use.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.learned.claimed import Claimed
from kg.extraction.learned.context import Context, Lexis
from kg.extraction.learned.cues import CUES, CueMention
from kg.extraction.learned.nearness import LIKENESS, NEARNESS, likeness, nearness
from kg.extraction.learned.pairs import asked_pairs
from kg.extraction.learned.pieces import Pieces
from kg.extraction.mentions.events import EventMention
from kg.extraction.mentions.posts import PostMention
from kg.extraction.statements.draft import Draft
from kg.model import ENTITY_TYPES, PREDICATES, SIGNATURES, Mention, Predicate, Quotation

Array = NDArray[np.float32]
Indices = NDArray[np.int64]

MARKED = (*ENTITY_TYPES, "Post", "Date")
ROLES: tuple[Predicate, ...] = ("performedBy", "hostedBy", "ledBy", "receivedBy", "attendedBy")
RELATIONS: tuple[Predicate, ...] = tuple(p for p in PREDICATES if p not in ROLES)
KINDS = (
    *("visit", "meeting", "ceremony", "signing", "training", "inspection", "transfer", "release", "harvest", "social"),
    *("religious", "sport", "incident", "award", "exhibition", "other"),
    *("Bapas", "Lapas", "Rutan", "LPKA", "LPP", "Rupbasan", "Kanwil", "Ditjen", "Kementerian", "Kantor Imigrasi"),
    *("Rudenim", "Polisi", "TNI", "Kejaksaan", "Pengadilan", "Pemda", "Dinas", "BNN", "Legislatif", "Pendidikan"),
    *("Kesehatan", "Perusahaan", "Organisasi", "Media", "Tim", "Lainnya"),
    *("province", "regency", "city", "district", "village", "island", "country", "site"),
)
MENTIONS = 8


@dataclass(frozen=True, slots=True)
class Sheet:
    """Numbers about one reading.

    ``ids``: the clusters' ids in the order of rows. ``entities`` (n, ENTITY_FEATURES), ``types`` and ``kinds`` (n,):
    0 for no kind. ``begins``/``ends`` (n, MENTIONS): pieces of the first mentions, -1 where there are fewer.
    ``pairs`` (m, 2): rows of subject and object; ``near`` (m, 2): first pieces of their closest mentions;
    ``features`` (m, PAIR_FEATURES); ``contexts`` (m, ...): the words and cues around them; ``allowed`` (m, predicates):
    what may join them by type.
    """

    ids: tuple[str, ...]
    types: Indices
    kinds: Indices
    entities: Array
    begins: Indices
    ends: Indices
    pairs: Indices
    near: Indices
    features: Array
    contexts: Array
    allowed: Array


MARKS = 2 * len(MARKED) + len(CUES)


def marks(pieces: Pieces, mentions: Sequence[Mention], cues: Sequence[CueMention]) -> Array:
    """What rules see in each piece, (n, MARKS).

    Columns: begins (even) or goes on (odd) a mention, by ``MARKED`` type; then belongs to a cue, by ``CUES``.
    """
    found = np.zeros((len(pieces.ids), MARKS), np.float32)
    for cue in cues:
        under = pieces.under(cue.span)
        for role in cue.roles:
            found[under.start : under.stop, 2 * len(MARKED) + CUES.index(role)] = 1
    for mention in mentions:
        under = pieces.under(mention.span)
        column = 2 * MARKED.index(mention.type)
        found[under.start : under.start + 1, column] = 1
        found[under.start + 1 : under.stop, column + 1] = 1
    return found


def _told(cluster: Cluster, held: Sequence[PostMention]) -> list[float]:
    """What the words of an event's mentions are, and the titles beside a person's."""
    events = [m for m in cluster.mentions if isinstance(m, EventMention)]
    forms = {m.form for m in events}
    return [
        float("noun" in forms),
        float("verb" in forms),
        float("day" in forms),
        float(any(m.strong for m in events)),
        float(any(m.held for m in events)),
        float(any(m.definite for m in events)),
        min(len(held), 3) / 3,
        float(any(post.role == "head" for post in held)),
    ]


class _Node:
    """One cluster as the features see it."""

    def __init__(
        self, reading: Reading, pieces: Pieces, cluster: Cluster, rank: int, of_type: int, spoken: int
    ) -> None:
        self.cluster, self.rank, self.of_type = cluster, rank, of_type
        found = [(pieces.under(m.span), m) for m in cluster.mentions]
        self.ranges = [under for under, _ in found if len(under)][:MENTIONS]
        self.sentences = [reading.document.sentence_index(m.span.start) for under, m in found if len(under)][:MENTIONS]
        self.starts = [under.start for under in self.ranges]
        self.titled = any(m.span.start < reading.document.body for m in cluster.mentions)
        self.spoken = spoken
        spans = {m.span for m in cluster.mentions}
        self.held = [h.post for h in reading.holdings if h.person.span in spans]

    def features(self) -> list[float]:
        first = self.starts[0] if self.starts else 0
        return [
            min(self.rank, 5) / 5,
            float(self.rank == 0),
            min(self.of_type, 8) / 8,
            min(len(self.cluster.mentions), 6) / 6,
            float(self.titled),
            min(first, 300) / 300,
            float(bool(self.cluster.reference)),
            float(bool(self.cluster.date)),
            min(self.spoken, 3) / 3,
            *_told(self.cluster, self.held),
        ]


# Which predicates join a subject and an object of two types.
_ALLOWED = np.array(
    [[[(one, other) in SIGNATURES[p] for p in PREDICATES] for other in ENTITY_TYPES] for one in ENTITY_TYPES],
    np.float32,
)
_OWN = 17
ENTITY_FEATURES = _OWN + 2 * len(PREDICATES)
_TOLD = 2 * len(PREDICATES) + 4 * len(ROLES)
PAIR_FEATURES = _TOLD + 2 * _OWN + NEARNESS + LIKENESS


def make_sheet(
    reading: Reading, pieces: Pieces, drafts: Sequence[Draft], quotations: Sequence[Quotation],
    cues: Sequence[CueMention], lexis: Lexis,
) -> Sheet:  # fmt: skip
    """The sheet of a reading; ``drafts`` and ``quotations`` are what rules find in it, ``cues`` its role cues."""
    context = Context(reading, cues, lexis)
    spoken = Counter(q.speaker for q in quotations)
    counts: dict[str, int] = defaultdict(int)
    totals = {t: len(reading.of_type(t)) for t in ENTITY_TYPES}
    nodes = []
    for cluster in reading.clusters:
        nodes.append(_Node(reading, pieces, cluster, counts[cluster.type], totals[cluster.type], spoken[cluster.id]))
        counts[cluster.type] += 1
    own = _table([node.features() for node in nodes], _OWN)
    begins, ends = _ranges(nodes)
    types = np.array([ENTITY_TYPES.index(c.type) for c in reading.clusters], np.int64)
    pairs = asked_pairs([c.type for c in reading.clusters], [node.sentences for node in nodes])
    subject, target = pairs.T
    claimed = Claimed(drafts, [c.id for c in reading.clusters], ROLES)
    near, lie = nearness([node.starts for node in nodes], [node.sentences for node in nodes], pairs)
    features = [claimed.of(pairs), own[subject], own[target], lie, likeness(reading.clusters, pairs)]
    numbers, beside = context.of(pairs)
    return Sheet(
        tuple(c.id for c in reading.clusters),
        types,
        np.array([KINDS.index(c.kind) + 1 if c.kind in KINDS else 0 for c in reading.clusters], np.int64),
        np.concatenate([own, claimed.about], 1),
        begins,
        ends,
        pairs,
        near,
        np.concatenate(features, 1),
        np.concatenate([numbers, claimed.roles_of(subject, beside)], 1),
        _ALLOWED[types[subject], types[target]],
    )


def _table(rows: Sequence[Sequence[float]], width: int) -> Array:
    return np.array(rows, np.float32).reshape(-1, width)


def _ranges(nodes: Sequence[_Node]) -> tuple[Indices, Indices]:
    begins = np.full((len(nodes), MENTIONS), -1, np.int64)
    ends = np.full((len(nodes), MENTIONS), -1, np.int64)
    for row, node in enumerate(nodes):
        for column, under in enumerate(node.ranges):
            begins[row, column], ends[row, column] = under.start, under.stop
    return begins, ends
