"""Portrait: the sentence or two that say what a thing is, made of its own facts."""

from __future__ import annotations

from collections.abc import Iterable

from kg.views.entity import EntityPage
from kg.views.facts import Fact, FactGroup
from kg.views.kinds import Kinds
from kg.views.language import Language
from kg.views.tenures import HEADS

_NAMED = 2
"""How many names a sentence lists before it says how many more there are."""

_ROLES = {
    "Event": (("performed", "performedBy-out"), ("hosted", "hostedBy-out"), ("led", "ledBy-out"), ("at", "heldAt-out")),
    "Unit": (("located", "locatedIn-out"),),
    "Place": (("located", "locatedIn-out"),),
    "Post": (("held_by", "holds-in"),),
    "Program": (("part", "partOf-out"), ("part", "broader-out"), ("run", "implements-in")),
}


def portrait(page: EntityPage, kinds: Kinds, language: Language) -> str:
    """What the thing is, in that language: its kind, date and posts, who takes part or leads, how often it is told."""
    sentences = [_what(page, kinds, language), *_posts(page, language)]
    for name, key in _ROLES.get(page.thing.type, ()):
        group = page.group(key) or page.group(f"reference-{key}")
        if group is not None and (facts := _asserted(group)):
            total = group.total - len(group.facts) + len(facts)
            sentences.append(language.text(f"summary.{name}", names=_names(facts, total, language)))
    if page.thing.type == "Program" and (supporting := page.group("supports-in")):
        sentences.append(language.counted("summary.supported", supporting.total))
    # Facts come latest first: of several heads that articles name, the present one is named here.
    heads = [fact for fact in _facts(page, "holds-post") if fact.post is not None and fact.post.title in HEADS]
    if heads:
        sentences.append(language.text("summary.headed", names=heads[0].other.label))
    if page.articles.total:
        sentences.append(language.counted("summary.mentioned", page.articles.total))
    return " ".join(dict.fromkeys(sentence for sentence in sentences if sentence))


def _what(page: EntityPage, kinds: Kinds, language: Language) -> str:
    thing = page.thing
    if thing.unit is not None:
        return language.text("summary.post_of", unit=thing.unit.label)
    kind = kinds.label(thing.kind, language.code) if thing.kind else ""
    if thing.date:
        date = language.date(thing.date, page.end)
        return language.text("summary.event_when", kind=kind or language.text("types.Event.one"), date=date)
    key = f"types.{thing.type}.one"
    known = kind and not (language.has(key) and kind.lower() == language.text(key).lower())
    return language.text("summary.event", kind=kind[:1].upper() + kind[1:]) if known else ""


def _posts(page: EntityPage, language: Language) -> Iterable[str]:
    held = [
        language.text("summary.held", title=fact.post.title, unit=fact.other.label)
        for fact in _facts(page, "holds-out")
        if fact.post is not None
    ]
    if held:
        groups = [group for group in page.groups if group.key == "holds-out"]
        total = sum(group.total - len(group.facts) + len(_asserted(group)) for group in groups)
        yield language.text("summary.person_post", posts=_listed(held, total, language))


def _facts(page: EntityPage, key: str) -> tuple[Fact, ...]:
    group = page.group(key)
    return _asserted(group) if group is not None else ()


def _asserted(group: FactGroup) -> tuple[Fact, ...]:
    """The facts of a group that may be told as such; what is planned, denied or alleged is left to the page's lists."""
    return tuple(fact for fact in group.facts if fact.asserted)


def _names(facts: Iterable[Fact], total: int, language: Language) -> str:
    return _listed([fact.other.label for fact in facts], total, language)


def _listed(names: list[str], total: int, language: Language) -> str:
    shown = names[:_NAMED]
    if total > len(shown):
        shown.append(language.text("summary.more", count=total - len(shown)))
    return ", ".join(shown[:-1]) + language.text("summary.and") + shown[-1] if len(shown) > 1 else shown[0]
