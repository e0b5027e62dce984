"""Portrait: the sentence that says what a thing is, made of its own facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.views.entity import EntityPage
from kg.views.facts import Fact
from kg.views.kinds import Kinds
from kg.views.language import Language
from kg.views.tenures import HEADS

_NAMED = 2
"""How many names a sentence lists before it says how many more there are."""
_LONGEST = 120
"""Characters of a name in the sentence."""
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of the text after them: the rest of the sentence is not the name's to turn."""

_ROLES = {
    "Event": (("performed", "performedBy-out"), ("hosted", "hostedBy-out"), ("led", "ledBy-out")),
    "Program": (("part", "reference-broader-out"), ("part", "partOf-out"), ("run", "implements-in")),
}
_ARTICLE = "aeiou"
"""The letters before which an indefinite article may differ."""


def portrait(page: EntityPage, kinds: Kinds, language: Language) -> str:
    """What the thing is, in that language: its kind, date and posts, who takes part or leads, how often it is told.

    Only what is asserted, and of posts only those that nobody is known to have left. Empty where nothing is known.
    """
    what, clauses = _what(page, kinds, language), list(dict.fromkeys(_clauses(page, language)))
    if page.thing.type == "Event":
        sentence = _series([what, *clauses], language)
        return f"{sentence[:1].upper()}{sentence[1:]}." if page.thing.date or page.thing.kind or clauses else ""
    name = _brief(page.thing.label)
    if what:
        return language.text("summary.is", name=name, what=_series([what, *clauses], language)) + "."
    if not clauses:
        return ""
    begun = language.text("summary.is_told", name=name, what=clauses[0])
    return _series([begun, *clauses[1:]], language) + "."


def _what(page: EntityPage, kinds: Kinds, language: Language) -> str:
    """The kind with its date and place ("a visit on 29 October 2025 at ..."), or the posts that a person holds."""
    thing = page.thing
    if thing.type == "Person":
        held = [_post(fact, language) for fact in _holding(page, "holds-out")]
        return _listed(held, _unseen(page, "holds-out"), language) if held else ""
    if thing.type == "Post":
        return language.text("summary.post_at", unit=_brief(thing.unit.label)) if thing.unit is not None else ""
    said = [_kind(page, kinds, language)]
    if thing.date:
        on = "on" if len(thing.date) == len("2025-10-29") else "within"
        said.append(language.text(f"summary.{on}", date=language.date(thing.date, page.end)))
    return " ".join(filter(None, (*said, *_where(page, language))))


def _post(fact: Fact, language: Language) -> str:
    if fact.post is None or not fact.post.title:
        return _brief((fact.post or fact.other).label)
    return language.text("summary.post", title=fact.post.title, unit=_brief(fact.other.label))


def _where(page: EntityPage, language: Language) -> Iterator[str]:
    """Where it was, or lies: of a unit or area the first place, by the reference data where they know it."""
    if page.thing.type == "Event":
        yield from _role(page, "at", "heldAt-out", language)
    elif places := _asserted(page, "reference-locatedIn-out") or _asserted(page, "locatedIn-out"):
        yield language.text("summary.in", names=_brief(places[0].other.label))


def _kind(page: EntityPage, kinds: Kinds, language: Language) -> str:
    """The kind as a noun in a sentence; of an event also where it has none."""
    thing = page.thing
    own = f"summary.kinds.{thing.kind.partition('/kind/')[2]}"
    if thing.kind and language.has(own):
        return language.text(own)
    noun = kinds.label(thing.kind, language.code) if thing.kind else ""
    if not noun and thing.type != "Event":
        return ""
    noun = noun or language.text("types.Event.one")
    return language.text(
        f"summary.{'vowel' if noun[0].lower() in _ARTICLE else 'consonant'}",
        noun=noun,
        small=noun[0].lower() + noun[1:],
    )


def _clauses(page: EntityPage, language: Language) -> Iterator[str]:
    """What is said of it besides, each as a participle: "led by ...", "mentioned in 6 articles"."""
    type_ = page.thing.type
    for name, key in _ROLES.get(type_, ()):
        if name != "hosted" or _names(page, key) != _names(page, "heldAt-out"):  # the host is where it was held
            yield from _role(page, name, key, language)
    if type_ == "Program" and (supporting := page.group("supports-in")):
        yield language.counted("summary.supported", supporting.total)
    if type_ == "Post" and (holders := [_brief(fact.other.label) for fact in _holding(page, "holds-in")]):
        # Facts come latest first: of several heads that articles name, the present one is named.
        present = holders[:1] if page.thing.title in HEADS else holders
        yield language.text("summary.held", names=_listed(present, 0, language))
    heads = [f for f in _holding(page, "holds-post") if f.post is not None and f.post.title in HEADS]
    if heads:
        yield language.text("summary.led", names=_brief(heads[0].other.label))
    if page.articles.total:
        yield language.counted(f"summary.{'reported' if type_ == 'Event' else 'mentioned'}", page.articles.total)


def _role(page: EntityPage, name: str, key: str, language: Language) -> Iterator[str]:
    if names := _names(page, key):
        yield language.text(f"summary.{name}", names=_listed(names, _unseen(page, key), language))


def _names(page: EntityPage, key: str) -> list[str]:
    return [_brief(fact.other.label) for fact in _asserted(page, key)]


def _holding(page: EntityPage, key: str) -> list[Fact]:
    """The facts about a post that someone holds, without those who are known to have left it."""
    left = {(t.person.iri, t.post.iri) for t in page.tenures if t.end or t.proposed_end}
    left -= {(t.person.iri, t.post.iri) for t in page.tenures if not (t.end or t.proposed_end)}

    def ends(fact: Fact) -> tuple[str, str]:
        post = fact.post.iri if fact.post is not None else page.thing.iri
        return (page.thing.iri if key == "holds-out" else fact.other.iri), post

    return [fact for fact in _asserted(page, key) if ends(fact) not in left]


def _asserted(page: EntityPage, key: str) -> list[Fact]:
    """The facts of a group that may be told as such; what is planned, denied or alleged is left to the page's lists."""
    group = page.group(key)
    return [fact for fact in group.facts if fact.asserted] if group is not None else []


def _unseen(page: EntityPage, key: str) -> int:
    group = page.group(key)
    return group.total - len(group.facts) if group is not None else 0


def _brief(name: str) -> str:
    name = _TURNING.sub("", name)
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"


def _listed(names: list[str], unseen: int, language: Language) -> str:
    names = list(dict.fromkeys(names))
    shown, rest = names[:_NAMED], len(names[_NAMED:]) + unseen
    if rest:
        shown.append(language.text("summary.more", count=rest))
    return ", ".join(shown[:-1]) + language.text("summary.and") + shown[-1] if len(shown) > 1 else shown[0]


def _series(parts: Iterable[str], language: Language) -> str:
    """Clauses one after the other, with a word before the last of three or more."""
    *before, last = parts
    if len(before) < 2:
        return ", ".join([*before, last])
    return ", ".join(before) + language.text("summary.and_last") + last
