from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.build.reading import forget_vanished, read_into
from kg.build.report import silent
from kg.settings import Settings
from kg.workspace import Workspace
from kg.workspace.workspace import Changes


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "ws")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "articles"
    path.mkdir()
    return path


def _read(workspace: Workspace, *sources: Path, settings: Settings | None = None) -> tuple[Changes, list[str]]:
    changes, failures = read_into(workspace, sources, settings or Settings(), silent)
    return changes, [str(failure) for failure in failures]


def test_bad_files_are_named_with_a_reason_and_the_rest_goes_on(workspace: Workspace, folder: Path) -> None:
    (folder / "good.txt").write_text("Bluri berkunjung.", encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "latin.txt").write_bytes("Café di Purwokerto".encode("latin-1"))
    (folder / "broken.json").write_text("{", encoding="utf-8")
    (folder / "secret.txt").symlink_to(folder / "nowhere")
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    changes, failures = _read(workspace, folder, folder.parent / "absent.txt")
    assert changes == Changes(added=1)
    assert list(workspace.article_digests()) == ["good"]
    reasons = {failure.split(":")[0].rpartition("/")[2]: failure for failure in failures}
    assert set(reasons) == {"absent.txt", "broken.json", "empty.txt", "huge.txt", "latin.txt"}
    assert "empty" in reasons["empty.txt"]
    assert "UTF-8" in reasons["latin.txt"]
    assert "too large" in reasons["huge.txt"]
    assert "malformed" in reasons["broken.json"]


def test_a_file_that_was_mended_is_read_and_its_failure_forgotten(workspace: Workspace, folder: Path) -> None:
    path = folder / "a.txt"
    path.write_text("", encoding="utf-8")
    assert len(_read(workspace, folder)[1]) == 1
    assert len(workspace.failures()) == 1
    assert len(_read(workspace, folder)[1]) == 1, "a bad file is reported by every build"
    path.write_text("Bluri berkunjung.", encoding="utf-8")
    assert _read(workspace, folder) == (Changes(added=1), [])
    assert workspace.failures() == []


def test_a_file_that_went_bad_keeps_its_last_good_article(workspace: Workspace, folder: Path) -> None:
    path = folder / "a.txt"
    path.write_text("Bluri berkunjung.", encoding="utf-8")
    _read(workspace, folder)
    path.write_bytes(b"\xff\xfe\x00")
    changes, failures = _read(workspace, folder)
    assert (changes, len(failures)) == (Changes(), 1)
    assert list(workspace.article_digests()) == ["a"]


def test_one_bad_line_does_not_cost_the_others(workspace: Workspace, folder: Path) -> None:
    lines = [json.dumps({"id": "a", "text": "satu"}), "{", json.dumps({"id": "b", "text": "dua"})]
    (folder / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    changes, failures = _read(workspace, folder)
    assert changes == Changes(added=2)
    assert len(failures) == 1
    assert "many.jsonl:2" in failures[0]


def test_an_id_belongs_to_one_file(workspace: Workspace, folder: Path) -> None:
    for name in ("one.json", "two.json"):
        (folder / name).write_text(json.dumps({"id": "same", "text": name}), encoding="utf-8")
    changes, failures = _read(workspace, folder)
    assert changes == Changes(added=1)
    assert len(failures) == 1
    assert "two.json" in failures[0]
    assert "one.json" in failures[0]


def test_an_id_occurs_once_in_a_file(workspace: Workspace, folder: Path) -> None:
    record = json.dumps({"id": "same", "text": "teks"})
    (folder / "many.jsonl").write_text(f"{record}\n{record}\n", encoding="utf-8")
    changes, failures = _read(workspace, folder)
    assert (changes, len(failures)) == (Changes(added=1), 1)
    assert "twice" in failures[0]


def test_files_of_one_name_in_two_folders_are_two_articles(workspace: Workspace, folder: Path) -> None:
    for month in ("01", "02"):
        (folder / month).mkdir()
        (folder / month / "berita.txt").write_text(f"Berita bulan {month}.", encoding="utf-8")
    _read(workspace, folder / "01")
    changes, failures = _read(workspace, folder / "02")
    assert (changes, failures) == (Changes(added=1), [])
    assert len(workspace.article_digests()) == 2
    assert _read(workspace, folder) == (Changes(), [])


def test_a_moved_file_keeps_its_article(workspace: Workspace, folder: Path) -> None:
    (folder / "old").mkdir()
    (folder / "old" / "a.json").write_text(json.dumps({"id": "a", "text": "satu"}), encoding="utf-8")
    _read(workspace, folder)
    (folder / "old").rename(folder / "new")
    assert _read(workspace, folder) == (Changes(), [])
    assert forget_vanished(workspace) == Changes()
    assert list(workspace.article_digests()) == ["a"]


def test_the_folder_from_which_a_build_is_started_does_not_matter(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_text("Bluri berkunjung.", encoding="utf-8")
    _read(workspace, folder)
    monkeypatch.chdir(folder)
    assert _read(workspace, Path("a.txt")) == (Changes(), [])
    assert list(workspace.sources()) == [str(folder / "a.txt")]
