"""Persons: mentions of one document gathered into the people they name."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

from kg.extraction.entities.reading import Cluster
from kg.extraction.mentions.lexicon import fold_text
from kg.model import Mention

Form = tuple[str, ...]
_VARIANT = 0.84  # two spellings of one name: "Silmy Karim" and "Silmi Karim"


def cluster_persons(mentions: Sequence[Mention], introduced: Collection[Mention] = ()) -> list[Cluster]:
    """The people of a document, ids ``p1``... in order of first mention.

    A shorter name belongs to the longer one whose words it repeats in order; where several people fit, to the one
    mentioned last. Names ``introduced`` by a title of their own stay apart unless they begin alike: "Edi Damansyah" is
    not "Maslianawati Edi Damansyah". A misspelt name joins the nearest spelling.
    """
    forms: dict[Form, list[Mention]] = defaultdict(list)
    for mention in mentions:
        forms[tuple(fold_text(mention.name).split())].append(mention)
    titled = {tuple(fold_text(mention.name).split()) for mention in introduced}
    groups = _People()
    unsure: list[tuple[Form, list[Form]]] = []
    for form in sorted(forms, key=lambda f: (-len(f), forms[f][0].span.start)):
        homes = groups.homes(form, form in titled)
        if len(homes) == 1:
            groups.mentions[homes[0]].extend(forms[form])
        elif homes:
            unsure.append((form, homes))
        else:
            groups.add(form, forms[form])
    ends = {form: sorted(m.span.end for m in group) for form, group in groups.mentions.items()}
    for form, homes in unsure:
        for mention in forms[form]:
            home = max(homes, key=lambda home: _nearness(mention.span.start, ends[home]))
            groups.mentions[home].append(mention)
            insort(ends[home], mention.span.end)
    found = [sorted(group, key=lambda m: m.span) for group in groups.mentions.values()]
    found.sort(key=lambda group: group[0].span)
    return [Cluster(f"p{i}", "Person", _name(group), tuple(group)) for i, group in enumerate(found, 1)]


class _People:
    """The mentions of each person under the longest form of the name, found by the words of a form."""

    def __init__(self) -> None:
        self.mentions: dict[Form, list[Mention]] = {}
        self._by_word: dict[str, list[Form]] = defaultdict(list)
        self._by_initial: dict[str, list[Form]] = defaultdict(list)

    def add(self, form: Form, mentions: list[Mention]) -> None:
        """Begin a person."""
        self.mentions[form] = list(mentions)
        for word in dict.fromkeys(form):
            self._by_word[word].append(form)
        for initial in dict.fromkeys(word[0] for word in form):
            self._by_initial[initial].append(form)

    def homes(self, form: Form, titled: bool) -> list[Form]:
        """The people that a form may be short for; else the one that it is another spelling of."""
        longest = max(form, key=len)
        near = self._by_word[longest] if len(longest) > 1 else self._by_initial[longest]
        homes = [home for home in near if _is_short_for(form, home, titled)]
        if homes:
            return homes
        return [home for home in self._by_initial[form[0][0]] if _is_variant(form, home)][:1]


def _is_short_for(form: Form, home: Form, titled: bool) -> bool:
    """Whether the words of ``form`` stand in ``home`` in the same order."""
    if titled and len(form) > 1 and form[0] != home[0]:
        return False
    rest = iter(home)
    return all(any(_same_word(word, other) for other in rest) for word in form)


def _same_word(word: str, other: str) -> bool:
    return word == other or (len(word) == 1 and other.startswith(word)) or (len(other) == 1 and word.startswith(other))


def _is_variant(form: Form, home: Form) -> bool:
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


def _nearness(position: int, ends: list[int]) -> tuple[int, int]:
    """How near the last mention before is; of people not yet mentioned, how early the first one comes."""
    index = bisect_right(ends, position)
    return (ends[index - 1] if index else -1, -ends[0])


def _name(group: list[Mention]) -> str:
    """The longest form; of equally long ones the most frequent, then the first."""
    counts = Counter(m.name for m in group)
    first = {name: i for i, name in reversed(list(enumerate(m.name for m in group)))}
    return max(counts, key=lambda name: (len(name.split()), counts[name], not name.isupper(), -first[name]))
