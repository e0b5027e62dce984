"""Search: things and articles by name, by post and by the words of articles, whatever the case and the accents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice

from kg.errors import NotFoundError
from kg.settings import Settings
from kg.store import Store
from kg.views.folding import fold, search_form, words_in
from kg.views.names import TYPES, Entry, Names
from kg.views.question import ask, node
from kg.views.things import Thing, is_known, things

_BEFORE, _SHOWN = 60, 220
_FIRST_LETTER = re.compile(r"(?<![^\W_])[^\W_]")
_LOOKED_AT = 5_000
_LOOKED_THROUGH = 100
_BODIES = """SELECT ?article ?body WHERE { VALUES ?article { $articles } ?article schema:articleBody ?body }"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found, the name by which it was found, and how many articles mention it.

    An article that was found by its text has a ``snippet`` of it, in pieces that are among the ``text`` or not.
    """

    thing: Thing
    name: str
    articles: int
    snippet: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of results: ``hits`` from ``offset`` on, out of ``total``, and how many there are of each type.

    ``near`` are things of almost that name, where there is no result.
    """

    total: int
    offset: int
    hits: tuple[Hit, ...]
    types: tuple[tuple[str, int], ...]
    near: tuple[Thing, ...] = ()


def search(
    store: Store, text: str, limit: int = 20, *, offset: int = 0, type_: str = "", names: Names | None = None
) -> Hits:  # fmt: skip
    """The things whose name, and the articles whose title or text, has all words of ``text``.

    An empty text with a type lists that type. ``names`` spares a server from reading all names for every search.
    """
    index = names or Names.of(store, texts=True)
    if text.strip():
        everything = index.ranked(text)
        titled = {entry.iri for entry in everything}
        everything += [Entry(iri, "Article", "") for iri in index.in_text(text) if iri not in titled]
    else:
        everything = [entry for kind in TYPES for entry in index.listed(kind)]
    counts = Counter(entry.type for entry in everything)
    wanted = [entry for entry in everything if type_ in ("", entry.type)]
    page = wanted[offset : offset + limit]
    near = [] if everything else [entry.iri for entry in index.near(text)]
    named = things(store, [entry.iri for entry in page] + near)
    snippets = _snippets(store, [entry.iri for entry in page if not entry.name], text)
    hits = tuple(
        Hit(named[e.iri], e.name or named[e.iri].label, index.articles(e.iri), snippets.get(e.iri, ())) for e in page
    )
    return Hits(
        len(wanted),
        offset,
        hits,
        tuple((kind, counts[kind]) for kind in TYPES if counts[kind]),
        tuple(named[iri] for iri in near),
    )


def completions(store: Store, text: str, limit: int, names: Names, types: Collection[str] = TYPES) -> tuple[Hit, ...]:
    """The best few things of these types for what has been typed so far; only the most mentioned are looked at."""
    found = [entry for entry in names.ranked(text, most=_LOOKED_AT) if entry.type in types][:limit]
    named = things(store, [entry.iri for entry in found])
    return tuple(Hit(named[e.iri], e.name, names.articles(e.iri)) for e in found)


def _snippets(store: Store, articles: Iterable[str], text: str) -> dict[str, tuple[tuple[str, bool], ...]]:
    """For each article the stretch of its text around the first of the words that are looked for."""
    wanted = tuple(search_form(text).split())
    rows = ask(store, _BODIES, articles=[node(iri) for iri in articles])
    return {row["article"]: snippet(row["body"], wanted) for row in rows}


def snippet(body: str, wanted: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    """The stretch of a text with the most words that begin like one of ``wanted``, the first of such, in pieces.

    Each piece is a run of text and whether it is such a word; joined, the pieces are the stretch as it stands.
    """
    every = ((start, end, {w for w in wanted if form.startswith(w)}) for start, end, form in words_in(body))
    found = list(islice((word for word in every if word[2]), _LOOKED_THROUGH))
    at = max((start for start, _, _ in found), key=lambda s: (_variety(found, s), -s), default=0)
    first = _FIRST_LETTER.search(body, max(at - _BEFORE, 0))
    begin = first.start() if first else 0
    stop = min(len(body), begin + _SHOWN)
    pieces: list[tuple[str, bool]] = []
    for start, end in ((s, e) for s, e, _ in found if begin <= s and e <= stop):
        pieces += [(body[begin:start], False), (body[start:end], True)]
        begin = end
    return tuple(piece for piece in (*pieces, (body[begin:stop], False)) if piece[0])


def _variety(found: Iterable[tuple[int, int, set[str]]], start: int) -> int:
    """How many different words that are looked for stand in the stretch from ``start`` on."""
    near = (forms for at, end, forms in found if start <= at and end <= start + _SHOWN - _BEFORE)
    return len(set().union(*near))


def meanings(store: Store, text: str, settings: Settings, names: Names) -> list[Entry]:
    """What an IRI, an id such as ``person/bluri-wijaksono``, or a name may mean: one thing, several, or none.

    Where a thing has exactly that name, those that only begin with it are left out.
    """
    if iri := _identified(store, text, settings):
        return [Entry(iri, "", "")]
    ranked = names.ranked(text)
    return [entry for entry in ranked if fold(entry.name) == fold(text)] or ranked


def resolve(
    store: Store,
    text: str,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    names: Names | None = None,
) -> str:
    """The IRI that is meant by an IRI, an id such as ``person/bluri-wijaksono``, or a name.

    Raises ``NotFoundError`` where nothing has that name, and where several things do (the text lists them).
    """
    if iri := _identified(store, text, settings):
        return iri
    known = names or Names.of(store)  # costly, and not needed for an IRI
    exact = meanings(store, text, settings, known)
    if len(exact) == 1:
        return exact[0].iri
    if not exact:
        near = _choices(known.near(text), settings)
        raise NotFoundError(f"nothing in the graph is called {text!r}" + (f"; perhaps you mean{near}" if near else ""))
    choices = _choices(exact[:10], settings)
    more = f"\n  and {len(exact) - 10} more" if len(exact) > 10 else ""
    raise NotFoundError(f"{text!r} may mean several things; say which:{choices}{more}")


def _identified(store: Store, text: str, settings: Settings) -> str:
    """The IRI that a text is, or is the id of, where the graph knows it; else nothing."""
    iris = (iri for iri in (text, settings.base_iri + text) if re.match(r"[a-z][a-z0-9+.-]*:", iri))
    return next((iri for iri in iris if is_known(store, iri)), "")


def _choices(found: Iterable[Entry], settings: Settings) -> str:
    return "".join(f"\n  {e.iri.removeprefix(settings.base_iri)}  ({e.type}: {e.name})" for e in found)
