from __future__ import annotations

import pytest

from kg.extraction.entities.programs import cluster_programs
from kg.extraction.entities.reading import Cluster
from kg.extraction.mentions.passage import Passage
from kg.extraction.mentions.programs import find_programs
from kg.extraction.text.document import make_document
from kg.model import Article
from kg.vocabulary import Vocabulary


def clusters(vocabulary: Vocabulary, text: str) -> list[Cluster]:
    document = make_document(Article("a", text))
    return cluster_programs(document, find_programs(Passage(document), vocabulary), vocabulary)


def test_long_and_short_forms_are_one_programme(vocabulary: Vocabulary) -> None:
    (program,) = clusters(vocabulary, "Rutan membangun Zona Integritas (ZI). Tim ZI bersiap.")
    assert (program.id, program.name, program.reference) == ("g1", "Zona Integritas", "zona-integritas")
    assert [m.text for m in program.mentions] == ["Zona Integritas (ZI)", "ZI"]


def test_remission_joins_the_kind_of_remission_named(vocabulary: Vocabulary) -> None:
    (program,) = clusters(vocabulary, "Mereka menerima remisi khusus. Kata dia, remisi itu hak.")
    assert program.name == "remisi khusus"
    assert len(program.mentions) == 2


def test_this_programme_is_the_one_before(vocabulary: Vocabulary) -> None:
    first, second = clusters(vocabulary, "Program ini. Lewat program literasi. Ada Asta Cita. Program tersebut baik.")
    assert [m.text for m in first.mentions] == ["program literasi"]
    assert [m.text for m in second.mentions] == ["Asta Cita", "Program tersebut"]


def test_the_possessive_ending_is_no_part_of_a_programmes_name(vocabulary: Vocabulary) -> None:
    (program,) = clusters(vocabulary, "Kabapas memuji program literasi digitalnya. Program literasi digital itu baru.")
    assert program.name.lower() == "program literasi digital"
    assert program.mentions[0].text == "program literasi digitalnya"


def test_two_steps_of_one_remission_stay_apart(vocabulary: Vocabulary) -> None:
    text = (
        "Mereka menerima remisi umum. Dua orang memperoleh remisi umum dua dan asimilasi di rumah. Asimilasi itu hak."
    )
    assert [c.name for c in clusters(vocabulary, text)] == ["remisi umum", "remisi umum dua", "asimilasi di rumah"]


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("Warga binaan mendukung program ketahanan pangan.", "akselerasi-imipas-02"),
        ("Polisi mendukung program ketahanan pangan.", "ketahanan-pangan-nasional"),
        ("Polisi mendukung program ketahanan pangan nasional.", "ketahanan-pangan-nasional"),
    ],
)
def test_the_text_tells_which_of_two_programmes_a_form_means(vocabulary: Vocabulary, text: str, reference: str) -> None:
    (program,) = clusters(vocabulary, text)
    assert program.reference == reference
