"""Persons: mentions of one document gathered into the people they name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

from kg.extraction.entities.reading import Cluster
from kg.extraction.mentions.lexicon import fold_text
from kg.model import Mention

_VARIANT = 0.84  # two spellings of one name: "Silmy Karim" and "Silmi Karim"


def cluster_persons(mentions: Sequence[Mention], introduced: Collection[Mention] = ()) -> list[Cluster]:
    """The people of a document, ids ``p1``... in order of first mention.

    A shorter name belongs to the longer one whose words it repeats in order; where several people fit, to the one
    mentioned last. Names ``introduced`` by a title of their own stay apart unless they begin alike: "Edi Damansyah" is
    not "Maslianawati Edi Damansyah". A misspelt name joins the nearest spelling.
    """
    forms: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
    for mention in mentions:
        forms[tuple(fold_text(mention.name).split())].append(mention)
    titled = {tuple(fold_text(mention.name).split()) for mention in introduced}
    groups: dict[tuple[str, ...], list[Mention]] = {}
    unsure: list[tuple[tuple[str, ...], list[tuple[str, ...]]]] = []
    for form in sorted(forms, key=lambda f: (-len(f), forms[f][0].span.start)):
        homes = [home for home in groups if _is_short_for(form, home, form in titled)]
        homes = homes or [home for home in groups if _is_variant(form, home)][:1]
        if len(homes) == 1:
            groups[homes[0]].extend(forms[form])
        elif homes:
            unsure.append((form, homes))
        else:
            groups[form] = list(forms[form])
    for form, homes in unsure:
        for mention in forms[form]:
            groups[_last_mentioned(mention, homes, groups)].append(mention)
    found = [sorted(group, key=lambda m: m.span) for group in groups.values()]
    found.sort(key=lambda group: group[0].span)
    return [Cluster(f"p{i}", "Person", _name(group), tuple(group)) for i, group in enumerate(found, 1)]


def _is_short_for(form: tuple[str, ...], home: tuple[str, ...], titled: bool) -> bool:
    """Whether the words of ``form`` stand in ``home`` in the same order."""
    if titled and len(form) > 1 and form[0] != home[0]:
        return False
    rest = iter(home)
    return all(any(_same_word(word, other) for other in rest) for word in form)


def _same_word(word: str, other: str) -> bool:
    return word == other or (len(word) == 1 and other.startswith(word)) or (len(other) == 1 and word.startswith(other))


def _is_variant(form: tuple[str, ...], home: tuple[str, ...]) -> bool:
    if len(form) == 1:
        return any(len(form[0]) > 4 and word[0] == form[0][0] and _alike(form[0], word) for word in home)
    return (
        len(form) == len(home)
        and all(
            word == other or (word[0] == other[0] and SequenceMatcher(None, word, other).ratio() >= 0.7)
            for word, other in zip(form, home, strict=True)
        )
        and _alike(" ".join(form), " ".join(home))
    )


def _alike(first: str, second: str) -> bool:
    return SequenceMatcher(None, first, second).ratio() >= _VARIANT or _one_letter_apart(first, second)


def _one_letter_apart(first: str, second: str) -> bool:
    return len(first) == len(second) and sum(a != b for a, b in zip(first, second, strict=True)) == 1


def _last_mentioned(
    mention: Mention, homes: list[tuple[str, ...]], groups: dict[tuple[str, ...], list[Mention]]
) -> tuple[str, ...]:
    """Of several people, the one mentioned last before; the first named where none is before."""

    def nearness(home: tuple[str, ...]) -> tuple[int, int]:
        before = [m.span.end for m in groups[home] if m.span.end <= mention.span.start]
        return (max(before, default=-1), -min(m.span.start for m in groups[home]))

    return max(homes, key=nearness)


def _name(group: list[Mention]) -> str:
    """The longest form; of equally long ones the most frequent, then the first."""
    counts = Counter(m.name for m in group)
    first = {name: i for i, name in reversed(list(enumerate(m.name for m in group)))}
    return max(counts, key=lambda name: (len(name.split()), counts[name], not name.isupper(), -first[name]))
