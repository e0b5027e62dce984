from __future__ import annotations

from pathlib import Path

import pytest

from kg.vocabulary import data_folder
from kg.vocabulary.lint import CHECKS, lint
from kg.vocabulary.sheets import Finding


def test_the_committed_vocabulary_is_in_order() -> None:
    assert lint(data_folder("vocabulary")) == ()


def spoil(folder: Path, file: str, old: str, new: str) -> int:
    """Replace the one place where ``old`` stands in a file; the number of its line."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + old.startswith("\n") + 1


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        pytest.param("posts.tsv", "\ncamat\tCamat\t", "\ncamat\t Camat\t", "stray blank", id="leading blank"),
        pytest.param("posts.tsv", "\ncamat\tCamat\t", "\ncamat\tCa  mat\t", "stray blank", id="double blank"),
        pytest.param("posts.tsv", "Panewu|", "Panewu||", "stray blank or empty item", id="empty item"),
        pytest.param("posts.tsv", "Panewu|", "Pane\u200bwu|", "invisible character", id="invisible character"),
        pytest.param("posts.tsv", "Panewu|", "Pane\u0301wu|", "normal form C", id="decomposed letter"),
        pytest.param("posts.tsv", "\ncamat\tCamat\t", "\ncamat\t\t", "label_id is empty", id="no label"),
        pytest.param("posts.tsv", "Head of Sub-district\t", "\t", "label_en is empty", id="no English label"),
        pytest.param("posts.tsv", "\ncamat\tCamat\t", "\nCamat\tCamat\t", "not lower-case words", id="id in capitals"),
        pytest.param("posts.tsv", "Panewu|", "CAMAT|", "'CAMAT' is there already", id="alias is the label"),
        pytest.param("posts.tsv", "Panewu|", "Kepala Distrik|", "is there already", id="alias twice"),
        pytest.param("ambiguous.tsv", "\nposts.tsv\tWaka\t", "\nposts.tsv\tWaki\t", "no form", id="unknown form"),
        pytest.param("unit_types.tsv", "\tkanwil-ditjenpas\tBapas\t", "\tnone\tBapas\t", "in no row", id="parent"),
        pytest.param("unit_types.tsv", "\tkanwil-ditjenpas\tBapas\t", "\tbapas\tBapas\t", "above itself", id="cycle"),
        pytest.param("region_points.tsv", "\n11.01\t3.1", "\n11.01\t83.1", "is not in Indonesia", id="off the map"),
        pytest.param("regions.tsv", "\n33.04.06\t", "\n33.99.06\t", "lies in 33.99", id="orphan district"),
        pytest.param("places.tsv", "\tcity\t33.02\t", "\ttown\t33.02\t", "'town' is none of", id="unknown kind"),
        pytest.param("places.tsv", "\tcity\t33.02\t", "\tcity\t33.99\t", "in no row of regions.tsv", id="region"),
        pytest.param(
            "units.tsv", "Bapas Kelas II Purwokerto\tBapas\tumum\tII\t", "Bapas Kelas II Purwokerto\tBapas\tumum\tI\t",
            "is not the class", id="class and name differ",
        ),
        pytest.param("units.tsv", "\tII\tPurwokerto\t", "\tII\tPurwo\t", "town 'Purwo'", id="town"),
        pytest.param("units.tsv", "\tII\tMagelang\tKota ", "\tII\tMagelang\t", "regency 'Magelang'", id="regency"),
        pytest.param(
            "units.tsv", "\tII\tMagelang\tKota Magelang\tJawa Tengah\t", "\tII\tMagelang\tKota Magelang\tBali\t",
            "'Kota Magelang' is not in Bali", id="province",
        ),
        pytest.param("role_cues.tsv", "\ndipimpin\tledBy\t", "\ndipimpin\tleads\t", "'leads' is none of", id="role"),
        pytest.param("kinds.tsv", "\nUnit\tRudenim\t", "\nUnit\tPenjara\t", "'Penjara'", id="kind that nothing has"),
    ],
)  # fmt: skip
def test_each_fault_is_found_where_it_stands(folder: Path, file: str, old: str, new: str, message: str) -> None:
    line = spoil(folder, file, old, new)
    found = lint(folder)
    assert any(f.file == file and f.line == line and message in f.message for f in found), found


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        pytest.param("posts.tsv", "\ncamat\tCamat\t", "\nlurah\tCamat\t", "'lurah' stands in line", id="same id"),
        pytest.param("posts.tsv", "Panewu|", "Kades|", "'kades' names camat|kepala-desa", id="alias of another row"),
        pytest.param("ambiguous.tsv", "wakil|wakil-ketua", "wakil", "'waka' names", id="incomplete ambiguity"),
        pytest.param(
            "units.tsv",
            "\tAceh\tAceh\tditjenpas\tK\t",
            "\tAceh\tAce\tditjenpas\tK\t",
            "'Aceh' is no regional office",
            id="kanwil",
        ),
    ],
)
def test_rows_that_clash_are_found(folder: Path, file: str, old: str, new: str, message: str) -> None:
    spoil(folder, file, old, new)
    assert any(message in finding.message for finding in lint(folder))


@pytest.mark.parametrize(
    ("file", "row", "message"),
    [
        ("links.tsv", "regions.tsv\t99.99\tsameAs\thttps://example.org/a", "id '99.99' is in no row of regions.tsv"),
        ("links.tsv", "regions.tsv\t33.04\tsameAs\tjavascript:alert(1)", "iri 'javascript:alert(1)' is no https IRI"),
        ("links.tsv", "regions.tsv\t33.04\tlike\thttps://example.org/a", "relation 'like' is none of"),
        (
            "links.tsv",
            "regions.tsv\t33.04\tsameAs\thttps://example.org/a\nregions.tsv\t33.04\tsameAs\thttps://example.org/b",
            "33.04 has another link to example.org already",
        ),
        ("successions.tsv", "kemenag\tkemenhaj\t2025-13\tx", "since '2025-13' is no date"),
        ("successions.tsv", "kemenag\tkemenx\t2025\tx", "successor 'kemenx' is in no row of unit_types.tsv"),
    ],
)
def test_links_and_successions_are_of_rows_that_exist(folder: Path, file: str, row: str, message: str) -> None:
    with (folder / file).open("a", encoding="utf-8") as stream:
        stream.write(row + "\n")
    assert any(finding.file == file and message in finding.message for finding in lint(folder))


def test_a_line_with_missing_cells_is_reported_and_left_out(folder: Path) -> None:
    line = spoil(folder, "posts.tsv", "\ncamat\tCamat\t", "\nCAMAT\n\t")
    assert Finding("posts.tsv", line, "1 cells instead of 7") in lint(folder)


def test_a_wrong_header_and_a_missing_file_are_reported(folder: Path) -> None:
    spoil(folder, "kinds.tsv", "type\tid\tlabel_id", "type\tid\tname")
    (folder / "posts.tsv").unlink()
    found = {finding.file: finding for finding in lint(folder) if finding.line == 0}
    assert "the columns must be type, id, label_id, label_en" in found["kinds.tsv"].message
    assert "cannot be read" in found["posts.tsv"].message


def test_a_finding_reads_as_file_line_message() -> None:
    assert str(Finding("posts.tsv", 7, "label_en is empty")) == "posts.tsv:7: label_en is empty"


def test_every_check_says_what_it_demands() -> None:
    assert all(check.__doc__ for check in CHECKS)
