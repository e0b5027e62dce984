from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.entities.persons import cluster_persons
from kg.model import Mention, Span

NAMES = st.lists(st.sampled_from(["Agus Andrianto", "Agus Winarto", "Agus", "Winarto", "Bluri"]), max_size=8)


def _mentions(*names: str) -> list[Mention]:
    found, position = [], 0
    for name in names:
        found.append(Mention("Person", Span(position, position + len(name)), name, name))
        position += len(name) + 1
    return found


def _names(*names: str) -> list[tuple[str, list[str]]]:
    return [(c.name, [m.text for m in c.mentions]) for c in cluster_persons(_mentions(*names))]


def test_a_short_name_belongs_to_the_long_one() -> None:
    assert _names("M. Pithra Jaya Saragih", "Pithra", "Saragih", "Jaya Saragih") == [
        ("M. Pithra Jaya Saragih", ["M. Pithra Jaya Saragih", "Pithra", "Saragih", "Jaya Saragih"])
    ]


def test_of_two_people_a_short_name_means_the_one_mentioned_last() -> None:
    assert _names("Agus Andrianto", "Agus", "Agus Winarto", "Agus") == [
        ("Agus Andrianto", ["Agus Andrianto", "Agus"]),
        ("Agus Winarto", ["Agus Winarto", "Agus"]),
    ]
    assert _names("Agus", "Agus Andrianto", "Agus Winarto")[0][1] == ["Agus", "Agus Andrianto"]


def test_a_misspelt_name_is_the_same_person() -> None:
    assert [name for name, _ in _names("Silmy Karim", "Silmi Karim", "Silmi")] == ["Silmy Karim"]
    assert len(_names("Agus Andrianto", "Bagus Adrian")) == 2


def test_an_initial_stands_for_the_word_it_begins() -> None:
    assert len(_names("Muhammad Hartopo", "M. Hartopo")) == 1


def test_a_wife_named_after_her_husband_is_another_person() -> None:
    mentions = _mentions("Maslianawati Edi Damansyah", "Edi Damansyah")
    assert len(cluster_persons(mentions, introduced=mentions)) == 2
    assert len(cluster_persons(mentions)) == 1


def test_ids_follow_the_order_of_first_mention() -> None:
    clusters = cluster_persons(_mentions("Suparman", "Safwandi", "Suparman"))
    assert [(c.id, c.name) for c in clusters] == [("p1", "Suparman"), ("p2", "Safwandi")]


@given(NAMES)
def test_every_mention_is_in_one_cluster(names: list[str]) -> None:
    mentions = _mentions(*names)
    clusters = cluster_persons(mentions)
    assert sorted(m.span for c in clusters for m in c.mentions) == [m.span for m in mentions]
    assert [c.id for c in clusters] == [f"p{i}" for i in range(1, len(clusters) + 1)]
