from __future__ import annotations

from collections.abc import Callable

from kg.extraction.entities.focus import Focus
from kg.extraction.entities.reading import Cluster, Reading
from kg.extraction.mentions.words import read_words

ReadingMaker = Callable[..., Reading]
TEXT = "Budi Santoso menyambut Rina Lestari. Kapolres Cilacap Agus Salim datang. Di aula ia menyapa tamu. Lampu padam."


def focus_of(reading: Reading) -> Focus:
    return Focus(reading, read_words(reading.document))


def name_of(cluster: Cluster | None) -> str:
    return cluster.name if cluster is not None else ""


def test_the_nearest_sentence_with_a_person_decides(reading_of: ReadingMaker) -> None:
    focus = focus_of(reading_of(TEXT))
    assert name_of(focus.person_before(TEXT.index("Lampu"))) == "Agus Salim"
    assert name_of(focus.person_before(TEXT.index("tamu"))) == ""
    assert name_of(focus.person_before(TEXT.index("Budi"))) == ""


def test_of_two_people_the_subject_is_meant_unless_they_are_joined(reading_of: ReadingMaker) -> None:
    for text, name in [
        ("Kalapas Ambon Budi Santoso menyambut Kapolres Cilacap Agus Salim. Lampu padam.", "Budi Santoso"),
        ("Kalapas Ambon Budi Santoso dan Kapolres Cilacap Agus Salim hadir. Lampu padam.", ""),
        ("Razia dipimpin oleh Kalapas Ambon Budi Santoso di depan Kapolres Cilacap Agus Salim. Lampu padam.", ""),
    ]:
        assert name_of(focus_of(reading_of(text)).person_before(text.index("Lampu"))) == name


def test_whoever_is_named_in_the_same_sentence_is_somebody_else(reading_of: ReadingMaker) -> None:
    text = "Kalapas Ambon Budi Santoso hadir. Kapolres Cilacap Agus Salim menyapanya. Agus Salim menyalami pria itu."
    assert name_of(focus_of(reading_of(text)).person_before(text.index("pria"))) == "Budi Santoso"


def test_people_named_in_direct_speech_are_in_nobodys_focus(reading_of: ReadingMaker) -> None:
    text = "Kalapas Ambon Budi Santoso hadir. “Kapolres Cilacap Agus Salim sakit,” kata petugas. Lampu padam."
    assert name_of(focus_of(reading_of(text)).person_before(text.index("Lampu"))) == "Budi Santoso"


def test_a_unit_behind_a_preposition_is_no_subject(reading_of: ReadingMaker) -> None:
    for text, name in [
        ("Di Lapas Ambon pihaknya siap.", ""),
        ("Lapas Ambon menyebut pihaknya siap.", "Lapas Ambon"),
        ("Lapas Ambon penuh. Menurut rencana pihaknya pindah.", ""),
    ]:
        assert name_of(focus_of(reading_of(text)).subject_before(text.index("pihaknya"))) == name
