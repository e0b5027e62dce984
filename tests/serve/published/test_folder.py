from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.serve.published.folder import Folder


def listing(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def published(path: Path, files: dict[str, bytes]) -> tuple[int, int]:
    folder = Folder(path)
    last = folder.open()
    return folder.write(files), folder.close(files, last)


def test_only_what_has_changed_is_written_and_what_is_gone_is_taken_away(tmp_path: Path) -> None:
    site = tmp_path / "new" / "site"
    assert published(site, {"index.html": b"1", "page/person/a.html": b"2"}) == (2, 0)
    assert published(site, {"index.html": b"1", "page/unit/b.html": b"3"}) == (1, 1)
    assert set(listing(site)) == {"index.html", "page/unit/b.html", "published.txt"}
    assert not (site / "page" / "person").exists()


def test_files_of_others_stay(tmp_path: Path) -> None:
    published(tmp_path, {"page/a.html": b"1"})
    (tmp_path / "page" / "mine.txt").write_text("mine")
    published(tmp_path, {"index.html": b"1"})
    assert set(listing(tmp_path)) == {"index.html", "page/mine.txt", "published.txt"}


def test_a_folder_of_others_is_refused_unless_forced(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("mine")
    with pytest.raises(StoreError, match="--force"):
        Folder(tmp_path).open()
    assert Folder(tmp_path).open(force=True) == set()


def test_what_an_interrupted_site_wrote_is_known_to_the_next(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.open()
    folder.write({"page/a.html": b"half"})
    assert published(tmp_path, {"index.html": b"1"}) == (1, 1)


def test_a_list_that_names_files_elsewhere_takes_nothing_away(tmp_path: Path) -> None:
    outside, site = tmp_path / "outside.txt", tmp_path / "site"
    outside.write_text("mine")
    published(site, {"index.html": b"1"})
    with (site / "published.txt").open("a") as names:
        names.write(f"../outside.txt\n{outside}\npage/../../outside.txt\n")
    assert published(site, {"index.html": b"1"}) == (0, 0)
    assert outside.exists()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="file"):
        Folder(tmp_path / "file").open()
