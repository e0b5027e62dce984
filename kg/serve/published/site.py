"""Site: all pages of a graph as files in a folder."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kg.serve.published.addresses import INDEX
from kg.serve.published.contents import contents
from kg.serve.published.edition import Part, Plan, make
from kg.serve.published.folder import Folder
from kg.serve.published.places import STATIC, Place, place_of
from kg.serve.published.search_index import search_index
from kg.serve.rendering import Addresses
from kg.settings import Settings
from kg.store import EmbeddedStore, current_build
from kg.workers import batches, in_parallel

Progress = Callable[[str, int, int], None]

_LISTS = "/search"
_ENTRANCES = ("/", _LISTS, "/events", "/statements", "/quality", "/about")
_PACKAGE = Path(__file__).parent.parent
_NO_JEKYLL = ".nojekyll"
"""An empty file that tells GitHub Pages to leave no file out whose name begins with an underscore."""
_BATCH = 25
_WORTH_A_PROCESS = 300
"""So many pages take longer to make than a process to start."""


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did: all files of the site, those that are new or changed, and those that were taken away."""

    files: int
    changed: int
    removed: int


def publish_site(
    folder: Path, settings: Settings, *, jobs: int = 1, force: bool = False, progress: Progress = lambda *_: None
) -> Published:
    """Write the pages of a workspace's newest graph to a folder, and take away those that an earlier site had besides.

    Raises ``StoreError`` where there is no graph, or the folder holds other files (unless ``force``), or cannot be
    written. Interrupted, it leaves a folder that publishing again completes.
    """
    build, target = current_build(settings.workspace), Folder(folder)
    last = target.open(force)
    with closing(EmbeddedStore.open(build, settings)) as store:
        things, without = contents(store, settings)
        index = search_index(store, settings, without)
    plan = Plan(build.resolve(), settings, folder.resolve(), without)
    files, changed, asked = _pages(plan, _places(things, settings), jobs, progress)
    shared = {place.file: (_PACKAGE / place.file).read_bytes() for place in asked if place.path.startswith(STATIC)}
    shared |= {INDEX: index, _NO_JEKYLL: b""}
    changed += target.write(shared)
    files |= shared.keys()
    return Published(len(files), changed, target.close(files, last))


def _places(things: Collection[str], settings: Settings) -> list[Place]:
    """The pages to begin with: those that belong to no one thing, and one for each of these things and kinds."""
    addresses = Addresses(settings)
    paths = sorted({addresses.path(thing) for thing in things} - {""})
    return [place for address in (*_ENTRANCES, *paths) if (place := place_of(address))]


def _pages(plan: Plan, places: Sequence[Place], jobs: int, progress: Progress) -> tuple[set[str], int, set[Place]]:
    """Make the pages of these places and all that they lead to: the files, how many changed, the places asked for."""
    files: set[str] = set()
    asked: set[Place] = set()
    changed = done = 0
    waiting = list(places)
    while waiting:
        total = done + len(waiting)
        for piece, part in _made(plan, waiting, jobs):
            files.update(part.files)
            asked |= part.asked
            changed, done = changed + part.changed, done + len(piece)
            progress("pages", done, total)
        waiting = sorted(place for place in asked if place.file not in files and not place.path.startswith(STATIC))
    return files, changed, asked


def _made(plan: Plan, places: Sequence[Place], jobs: int) -> Iterator[tuple[list[Place], Part]]:
    # The lists of everything are the longest work of all, so that they are begun first, and by themselves.
    lists = [[place] for place in places if place.path == _LISTS]
    pieces = [*lists, *batches((place for place in places if place.path != _LISTS), _BATCH)]
    parts = in_parallel(partial(make, plan), pieces, max(1, min(jobs, len(places) // _WORTH_A_PROCESS)))
    return zip(pieces, parts, strict=True)
