"""Folder: where a site is published, with a list of its files, by which the next time nothing else is taken away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.errors import StoreError

_LIST = "published.txt"
_HEAD = "# The files that kg publish wrote here. It takes away those that a later site has not, and no others.\n"
_NAME = re.compile(r"(?:[a-z0-9_~-]+/)*[a-z0-9_~-]+(?:\.[a-z0-9_~-]+)+|\.nojekyll")


class Folder:
    """A folder that holds one site.

    Each file is in the list before it is there, so that a site that was interrupted leaves nothing unknown behind.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._list = path / _LIST
        self._made: set[Path] = set()

    def open(self, force: bool = False) -> set[str]:
        """Make the folder where it is not there; the files of the last site in it.

        Raises ``StoreError`` for a folder that holds anything else than a site, unless ``force`` says to add to it.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            if self._list.is_file():
                return {line for line in self._list.read_text("utf-8").splitlines() if _NAME.fullmatch(line)}
            if not force and any(self.path.iterdir()):
                raise StoreError(f"{self.path} holds files that kg publish did not write; name another, or add --force")
            self._list.write_text(_HEAD, "utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"{self.path} cannot be written: {error}") from error
        return set()

    def write(self, files: Mapping[str, bytes]) -> int:
        """Write files where they differ from what is there; how many did."""
        try:
            with self._list.open("a", encoding="utf-8") as names:
                names.write("".join(f"{name}\n" for name in files))
            return sum(self._write(self.path / name, content) for name, content in files.items())
        except OSError as error:
            raise StoreError(f"{error.filename} cannot be written: {error.strerror}") from error

    def _write(self, path: Path, content: bytes) -> bool:
        try:
            if path.read_bytes() == content:
                return False
        except FileNotFoundError:
            if path.parent not in self._made:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._made.add(path.parent)
        path.write_bytes(content)
        return True

    def close(self, files: Iterable[str], last: Iterable[str]) -> int:
        """Take away the files of the ``last`` site that are not ``files`` of this one; how many there were."""
        files, gone = set(files), 0
        try:
            for name in sorted(set(last) - files):
                path = self.path / name
                if path.is_file():
                    path.unlink()
                    gone += 1
                for parent in path.relative_to(self.path).parents[:-1]:
                    if (self.path / parent).is_dir() and not any((self.path / parent).iterdir()):
                        (self.path / parent).rmdir()
            self._list.write_text(_HEAD + "".join(f"{name}\n" for name in sorted(files)), "utf-8")
        except OSError as error:
            raise StoreError(f"{error.filename} cannot be taken away: {error.strerror}") from error
        return gone
