from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.vocabulary import Vocabulary, load_vocabulary
from kg.vocabulary.vocabulary import FILES


def test_the_vocabulary_is_read_once() -> None:
    assert load_vocabulary() is load_vocabulary()
    assert load_vocabulary().units is load_vocabulary().units


def test_every_file_of_the_folder_is_in_the_table_of_files() -> None:
    assert sorted(path.name for path in load_vocabulary().folder.iterdir()) == sorted(FILES)


def test_every_file_has_a_line_in_the_reference() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "vocabulary.md").read_text(encoding="utf-8")
    described = [line.split("`")[1] for line in page.splitlines() if line.startswith("| `")]
    assert sorted(described) == sorted(FILES)


def test_every_table_is_an_attribute_with_rows_of_its_type() -> None:
    vocabulary = load_vocabulary()
    attributes = {name.removesuffix(".tsv") for name in FILES}
    for name in attributes:
        rows = getattr(vocabulary, name)
        # No source gives links to other authorities yet.
        assert {type(row) for row in rows} == ({FILES[f"{name}.tsv"]} if name != "links" else set())


def test_rows_are_found_by_id() -> None:
    vocabulary = load_vocabulary()
    assert vocabulary.unit_type_by_id["bapas"].label_id == "Balai Pemasyarakatan"
    assert vocabulary.program_by_id["akselerasi-imipas-02"].parent_id == "akselerasi-imipas"
    assert vocabulary.region_by_code["33.04"].label == "Banjarnegara"


def test_event_kinds_are_those_of_the_annotation_guidelines() -> None:
    assert sorted(kind.id for kind in load_vocabulary().kinds if kind.type == "Event") == [
        "award", "ceremony", "exhibition", "harvest", "incident", "inspection", "meeting", "other", "release",
        "religious", "signing", "social", "sport", "training", "transfer", "visit",
    ]  # fmt: skip


def test_unit_kinds_are_those_of_the_annotation_guidelines() -> None:
    assert {kind.id for kind in load_vocabulary().kinds if kind.type == "Unit"} == {
        "Bapas", "Lapas", "Rutan", "LPKA", "LPP", "Rupbasan", "Kanwil", "Ditjen", "Kementerian", "Kantor Imigrasi",
        "Rudenim", "Polisi", "TNI", "Kejaksaan", "Pengadilan", "Pemda", "Dinas", "BNN", "Legislatif", "Pendidikan",
        "Kesehatan", "Perusahaan", "Organisasi", "Media", "Tim", "Lainnya",
    }  # fmt: skip


def test_place_kinds_are_those_of_the_annotation_guidelines() -> None:
    assert {kind.id for kind in load_vocabulary().kinds if kind.type == "Place"} == {
        "province", "regency", "city", "district", "village", "island", "country", "site", "other",
    }  # fmt: skip


def test_a_table_that_nobody_asks_for_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "posts.tsv").write_text(
        "id\tlabel_id\taliases\tlabel_en\tbroader\trank\tsector\ncamat\tCamat\t\tHead\t\t\tumum\n", encoding="utf-8"
    )
    vocabulary = Vocabulary(tmp_path)
    assert [post.label_id for post in vocabulary.posts] == ["Camat"]
    with pytest.raises(VocabularyError, match=r"units\.tsv"):
        _ = vocabulary.units


def test_vocabularies_are_compared_by_identity_so_that_they_can_be_keys() -> None:
    folder = load_vocabulary().folder
    assert Vocabulary(folder) != Vocabulary(folder)
    assert load_vocabulary(folder) is load_vocabulary(folder)
