"""Titles: which person of a document each title belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.mentions.lexicon import Lexicon, bare_degree
from kg.extraction.mentions.posts import PostMention
from kg.extraction.mentions.words import Words
from kg.model import Mention, Span

_WIDEST_GAP = 9
_DOUBLES = frozenset({"juga", "sekaligus", "selaku", "merangkap"})
_DOUBLING = _DOUBLES | {"yang", "sebagai", "menjabat", "merupakan", ",", "dan"}


@dataclass(frozen=True, slots=True)
class Holding:
    """A title beside a name: ``span`` covers both, ``direct`` is whether nothing but a style stands between them."""

    post: PostMention
    person: Mention
    span: Span


def pair_titles(
    words: Words, lexicon: Lexicon, posts: Sequence[PostMention], persons: Sequence[Mention]
) -> list[Holding]:
    """The pairs of title and name that stand in apposition, in text order.

    Read from left to right: a name takes the title before it ("Kalapas Calang, Suparman"), or else the one behind
    ("Krismono, Kepala Kanwil ..."), so that lists of titled names come apart rightly. "X, yang juga menjabat Y" adds a
    second title. A plural title ("dua anggota Komisi XIII, A dan B") is also that of the names listed after it.
    """
    return _Pairing(words, lexicon).pair(posts, persons)


class _Pairing:
    def __init__(self, words: Words, lexicon: Lexicon) -> None:
        self._words = words
        self._lexicon = lexicon

    def pair(self, posts: Sequence[PostMention], persons: Sequence[Mention]) -> list[Holding]:
        """All pairs."""
        tokens = self._words.document.token_range
        items = sorted(
            [(tokens(m.span), m) for m in (*posts, *persons)], key=lambda item: (item[0].start, item[0].stop)
        )
        found: list[Holding] = []
        taken: set[int] = set()  # indices of posts that have a name
        for index, (place, mention) in enumerate(items):
            if mention.type != "Person":
                continue
            before = self._title(items, index - 1)
            after = self._title(items, index + 1)
            if before is not None and index - 1 not in taken and self._leads_to_name(before[0].stop, place.start):
                taken.add(index - 1)
                found.append(_holding(before[1], mention))
                first = self._title(items, index - 2)
                if first is not None and index - 2 not in taken and self._doubles(first[0].stop, before[0].start):
                    taken.add(index - 2)
                    found.append(_holding(first[1], mention))
                self._share(before[1], found, items, index)
                if after is None or not self._strong_link(place.stop, after[0].start):
                    continue
            if after is not None and self._leads_to_title(place.stop, after[0].start):
                if self._belongs_to_next(items, index, place.stop, after[0]):
                    continue
                taken.add(index + 1)
                found.append(_holding(after[1], mention))
        return found

    def _title(self, items: Sequence[tuple[range, Mention]], index: int) -> tuple[range, PostMention] | None:
        if not 0 <= index < len(items):
            return None
        place, mention = items[index]
        return (place, mention) if isinstance(mention, PostMention) else None

    def _belongs_to_next(self, items: list[tuple[range, Mention]], index: int, end: int, title: range) -> bool:
        """Whether the title is that of the name right behind it: "Mendampingi Krismono, Direktur ... Erwedi"."""
        if index + 2 >= len(items) or items[index + 2][1].type != "Person":
            return False
        if self._strong_link(end, title.start) or self._words.is_(title.start - 1, "("):
            return False
        start = items[index + 2][0].start
        return not self._words.is_(title.stop, ",") and self._leads_to_name(title.stop, start)

    def _share(self, post: PostMention, found: list[Holding], items: list[tuple[range, Mention]], index: int) -> None:
        """Give a plural title also to the names that a list adds to the first."""
        start = self._words.document.token_range(post.span).start
        listed = self._words.is_(self._words.document.token_range(post.span).stop, *self._lexicon.words["name_link"])
        if not (listed or self._is_plural(start - 1) or self._is_plural(start - 2)):
            return
        end = items[index][0].stop
        for place, mention in items[index + 1 :]:
            if mention.type != "Person" or not self._goes_on(end, place.start):
                return
            found.append(_holding(post, mention))
            end = place.stop

    def _goes_on(self, start: int, end: int) -> bool:
        """Whether a comma or "dan" joins two names of a list, styles and degrees aside."""
        words, lexicon = self._words, self._lexicon
        joined = False
        for position in range(start, end):
            word = words.folded[position]
            if word in (",", "dan", "serta"):
                joined = True
            elif bare_degree(word) not in lexicon.degrees and lexicon.before.longest(words.folded, position) is None:
                return False
        return joined and end - start <= _WIDEST_GAP

    def _is_plural(self, position: int) -> bool:
        return self._words.is_(position, "dua", "tiga", "empat", "lima", "para", "sejumlah", "beberapa", "orang")

    def _leads_to_name(self, start: int, end: int) -> bool:
        """Whether only a comma, a link ("yakni") and the name's own style stand between title and name."""
        if not self._near(start, end):
            return False
        words, lexicon = self._words, self._lexicon
        position = start
        links = lexicon.words["name_link"] | lexicon.words["filled_by"]
        while position < end and (words.is_(position, ",", ":") or words.folded[position] in links):
            position += 1
        while position < end:
            style = lexicon.before.longest(words.folded, position, end)
            if style is not None:
                position = style[0]
            elif words.is_(position, "("):
                position = max(words.closing(position) + 1, position + 1)
            elif words.is_(position, "."):
                position += 1
            else:
                return False
        return True

    def _leads_to_title(self, start: int, end: int) -> bool:
        """Whether a comma or a link such as "selaku" stands between the name (with its degrees) and the title."""
        if not self._near(start, end) or start == end:
            return False
        words, lexicon = self._words, self._lexicon
        linked = False
        for position in range(start, end):
            word = words.folded[position]
            if word in (",", "(") or word in lexicon.words["post_link"]:
                linked = True
            elif word != ")" and bare_degree(words.tokens[position].text) not in lexicon.degrees:
                return False
        return linked

    def _doubles(self, start: int, end: int) -> bool:
        """Whether "yang juga" or "merangkap" joins two titles of one name: "Ketua TPP yang juga Kasi Registrasi"."""
        between = self._words.folded[start:end]
        joined = any(word in _DOUBLES for word in between)
        return joined and all(word in _DOUBLING for word in between) and self._near(start, end)

    def _strong_link(self, start: int, end: int) -> bool:
        """Whether "yang juga", "sekaligus", "selaku" adds a second title to a name that has one."""
        between = self._words.folded[start:end]
        return (
            bool(between)
            and len(between) <= 5
            and any(word in self._lexicon.words["post_link"] or word == "sekaligus" for word in between)
        )

    def _near(self, start: int, end: int) -> bool:
        return 0 <= end - start <= _WIDEST_GAP and self._words.same_sentence(start - 1, min(end, self._words.count - 1))


def _holding(post: PostMention, person: Mention) -> Holding:
    return Holding(post, person, Span(min(post.span.start, person.span.start), max(post.span.end, person.span.end)))
