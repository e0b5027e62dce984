"""A small difference with every kind of change, and names that are hostile."""

from __future__ import annotations

from kg.model.difference import Change, Difference, Edge, Standing

BASE = "https://w3id.org/simpul/id/"
BLURI, SARI, POST, VISIT, RUTAN = (
    f"{BASE}{end}"
    for end in ("person/bluri-wijaksono", "person/sari", "post/kepala-bapas", "event/kunjungan", "unit/rutan")
)
HOSTILE = "<b>Lapas & \u202eRutan\x07 \U0001f600"

CHANGES = Difference.of(
    {
        BLURI: Change(Standing(1, 1, "Bluri Wijaksono"), Standing(3, 2, "Bluri Wijaksono")),
        SARI: Change(after=Standing(1, 1, "Sari Wulandari")),
        POST: Change(Standing(1, 1, "Kepala Bapas"), Standing(1, 1, "Kepala Bapas Purwokerto")),
        VISIT: Change(before=Standing(2, 2, "Kunjungan kerja")),
        RUTAN: Change(Standing(2, 2, "Rutan Banjarnegara"), Standing(1, 1, HOSTILE)),
        f"{BASE}article/dev-01": Change(after=Standing(1, 1, "Bapas Purwokerto Sambangi Rutan Banjarnegara")),
    },
    {
        Edge(BLURI, "holds", POST): Change(after=Standing(2, 1)),
        Edge(VISIT, "ledBy", BLURI): Change(before=Standing(1, 1)),
        Edge(RUTAN, "unheardOf", BLURI): Change(Standing(1, 1), Standing(2, 2)),
    },
)
MANY = Difference.of({f"{BASE}person/p{n:03}": Change(after=Standing(1, 1, f"Orang {n:03}")) for n in range(431)}, {})
