from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.learned.chain import OUTPUTS
from kg.extraction.learned.decide import calibrated, claims, decided, evidence_spans, logit, post_of
from kg.extraction.learned.sheet import Array, Sheet
from kg.extraction.statements.draft import Draft
from kg.model import EntityType, Span

SheetMaker = Callable[[Sequence[EntityType]], Sheet]
LIMITS: Mapping[str, float] = dict.fromkeys(OUTPUTS, 0.5)
SETTINGS = {"thresholds": LIMITS, "slope": dict.fromkeys(OUTPUTS, 1.0), "offset": dict.fromkeys(OUTPUTS, 0.0)}
TEXT = (
    "Kepala Bapas Purwokerto, Bluri Wijaksono, memimpin kunjungan kerja ke Rutan Banjarnegara. "
    "Cuaca hari itu cerah. Rombongan pulang ke Bapas Purwokerto."
)


def said(sheet: Sheet, **given_chances: float) -> Array:
    """Chances by keyword ``ledBy_0_1=0.9``."""
    chances = np.zeros((len(sheet.pairs), len(OUTPUTS)), np.float32)
    for key, chance in given_chances.items():
        name, one, other = key.split("_")
        chances[
            sheet.pairs.tolist().index([int(one), int(other)]), [OUTPUTS.index(o) for o in OUTPUTS if o == name]
        ] = chance
    return chances


def claimed(sheet: Sheet, chances: Array) -> list[tuple[list[int], str, float]]:
    return [(sheet.pairs[r].tolist(), p, round(c, 3)) for r, p, c in claims(sheet, chances, LIMITS)]


def test_a_participant_has_the_likeliest_part_alone(blank_sheet: SheetMaker) -> None:
    sheet = blank_sheet(["Event", "Person"])
    assert claimed(sheet, said(sheet, ledBy_0_1=0.8, attendedBy_0_1=0.7)) == [([0, 1], "ledBy", 0.8)]


def test_a_part_that_its_type_cannot_have_is_passed_over(blank_sheet: SheetMaker) -> None:
    sheet = blank_sheet(["Event", "Unit"])
    assert claimed(sheet, said(sheet, ledBy_0_1=0.9, performedBy_0_1=0.6)) == [([0, 1], "performedBy", 0.6)]


def test_below_its_threshold_nothing_is_claimed(blank_sheet: SheetMaker) -> None:
    sheet = blank_sheet(["Event", "Person", "Unit"])
    assert claimed(sheet, said(sheet, ledBy_0_1=0.49, holdsPost_1_2=0.49)) == []


def test_partners_are_claimed_once_by_the_mean_of_both_directions(blank_sheet: SheetMaker) -> None:
    sheet = blank_sheet(["Unit", "Unit"])
    told = said(sheet, cooperatesWith_0_1=0.9, cooperatesWith_1_0=0.3)
    assert claimed(sheet, told) == [([0, 1], "cooperatesWith", 0.6)]
    assert claimed(sheet, said(sheet, cooperatesWith_0_1=0.9)) == []


@given(st.floats(0, 1), st.floats(0.1, 3), st.floats(-3, 3))
def test_calibration_keeps_chances_chances_and_their_order(chance: float, slope: float, offset: float) -> None:
    settings = {"slope": {"ledBy": slope}, "offset": {"ledBy": offset}}
    found = calibrated("ledBy", chance, settings)
    assert 0 <= found <= 1
    assert found <= calibrated("ledBy", min(1.0, chance + 0.1), settings) + 1e-12


def test_without_slope_and_offset_a_chance_stays_what_it_is() -> None:
    assert calibrated("ledBy", 0.73, SETTINGS) == pytest.approx(0.73)
    assert logit(0.0) < logit(0.5) == 0 < logit(1.0)


def cluster(reading: Reading, words: str) -> Cluster:
    return next(c for c in reading.clusters if any(words in m.text for m in c.mentions))


def test_the_sentence_that_names_both_is_the_evidence(reading_of: Callable[..., Reading]) -> None:
    reading = reading_of(TEXT, "Bluri Wijaksono ke Rutan Banjarnegara")
    (span,) = evidence_spans(reading, cluster(reading, "Bluri"), cluster(reading, "Rutan"))
    assert span.of(reading.document.text).startswith("Kepala Bapas Purwokerto, Bluri")


def test_else_the_nearest_two_are(reading_of: Callable[..., Reading]) -> None:
    reading = reading_of("Bluri Wijaksono, Kepala Bapas Purwokerto, hadir. Hujan turun. Tamu dari Rutan Siak datang.")
    spans = evidence_spans(reading, cluster(reading, "Bluri"), cluster(reading, "Rutan Siak"))
    assert [s.of(reading.document.text)[:5] for s in spans] == ["Bluri", "Tamu "]


def pair_sheet(sheet: Sheet, reading: Reading, one: Cluster, other: Cluster) -> tuple[Sheet, int]:
    ids = tuple(c.id for c in reading.clusters)
    found = replace(sheet, ids=ids)
    return found, sheet.pairs.tolist().index([ids.index(one.id), ids.index(other.id)])


def decide_post(reading: Reading, blank_sheet: SheetMaker, drafts: Sequence[Draft], chance: float) -> list[Draft]:
    person, office = cluster(reading, "Bluri"), cluster(reading, "Bapas")
    sheet, row = pair_sheet(blank_sheet([c.type for c in reading.clusters]), reading, person, office)
    chances = np.zeros((len(sheet.pairs), len(OUTPUTS)), np.float32)
    chances[row, OUTPUTS.index("holdsPost")] = chance
    return decided(reading, sheet, chances, drafts, SETTINGS)


def test_a_post_is_the_one_beside_the_name(reading_of: Callable[..., Reading], blank_sheet: SheetMaker) -> None:
    reading = reading_of(TEXT)
    (made,) = decide_post(reading, blank_sheet, [], 0.8)
    assert (made.predicate, made.post, made.certainty) == ("holdsPost", "Kepala", "asserted")
    assert made.confidence == pytest.approx(0.8, abs=1e-4)
    assert post_of(reading, cluster(reading, "Bluri"), cluster(reading, "Rutan")) == ""


def test_what_rules_claim_too_keeps_its_words_and_certainty(
    reading_of: Callable[..., Reading], blank_sheet: SheetMaker
) -> None:
    reading = reading_of(TEXT)
    ends = cluster(reading, "Bluri").id, cluster(reading, "Bapas").id
    draft = Draft(ends[0], "holdsPost", ends[1], (Span(0, 24),), 0.3, "title", "Kepala", "planned")
    (made,) = decide_post(reading, blank_sheet, [draft], 0.8)
    assert (made.spans, made.certainty, made.post) == (draft.spans, "planned", "Kepala")
    assert made.confidence == pytest.approx(0.8, abs=1e-4)
    assert decide_post(reading, blank_sheet, [draft], 0.2) == []
