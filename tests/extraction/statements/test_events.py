from __future__ import annotations

from collections.abc import Callable

from kg.extraction.entities.reading import Reading
from kg.extraction.statements.events import event_statements
from kg.model import SIGNATURES
from kg.vocabulary import Vocabulary

TEXT = (
    "BANJARNEGARA – Bapas Kelas II Purwokerto melakukan kunjungan kerja ke Rutan Kelas IIB Banjarnegara, Rabu "
    "(29/10/2025), demi Zona Integritas.\n\nRombongan disambut Karutan Banjarnegara Zxaman Qodir, didampingi Arif "
    "Budiman dari Dinas Sosial Kabupaten Banjarnegara."
)


def test_every_claim_joins_what_its_predicate_may_join(
    reading_of: Callable[..., Reading], vocabulary: Vocabulary
) -> None:
    reading = reading_of(TEXT, title="Bapas Purwokerto Kunjungi Rutan Banjarnegara")
    types = {c.id: c.type for c in reading.clusters}
    drafts = event_statements(reading, vocabulary)
    assert {d.predicate for d in drafts} >= {
        "performedBy",
        "hostedBy",
        "receivedBy",
        "attendedBy",
        "heldAt",
        "supports",
    }
    assert all((types[d.subject], types[d.object]) in SIGNATURES[d.predicate] for d in drafts)
    assert all(any(s.covers(span) for s in reading.document.sentences) for d in drafts for span in d.spans)


def test_without_an_event_nothing_is_claimed(reading_of: Callable[..., Reading], vocabulary: Vocabulary) -> None:
    assert event_statements(reading_of("Rutan Kelas IIB Praya berdiri di Praya."), vocabulary) == []
