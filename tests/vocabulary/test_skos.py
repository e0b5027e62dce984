from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.vocabulary import data_folder, load_vocabulary
from kg.vocabulary.skos import Concept, skos_files, turtle

BASE = "https://w3id.org/simpul/id/"
SKOS = "http://www.w3.org/2004/02/skos/core#"


def triples(text: str) -> list[Triple]:
    return list(parse(text.encode(), format=RdfFormat.TURTLE))


def everything() -> Iterator[Triple]:
    for text in skos_files(load_vocabulary()).values():
        yield from triples(text)


def objects(found: list[Triple], subject: str, predicate: str) -> list[str]:
    return [str(t.object) for t in found if t.subject == NamedNode(BASE + subject) and t.predicate.value == predicate]


def test_the_committed_files_are_what_the_generator_writes() -> None:
    for name, text in skos_files(load_vocabulary()).items():
        assert (data_folder("ontology") / name).read_text(encoding="utf-8") == text, f"run kg vocabulary skos: {name}"


def test_a_unit_type_has_labels_other_names_and_its_kind_above_it() -> None:
    found = triples(skos_files(load_vocabulary())["unit-types.ttl"])
    bapas = "kind/unit-type/bapas"
    assert objects(found, bapas, SKOS + "prefLabel") == [
        '"Balai Pemasyarakatan"@id', '"Probation and parole office"@en',
    ]  # fmt: skip
    assert '"Bapas"@id' in objects(found, bapas, SKOS + "altLabel")
    assert objects(found, bapas, SKOS + "broader") == [f"<{BASE}kind/unit/Bapas>"]


def test_posts_go_from_the_general_to_the_particular() -> None:
    found = triples(skos_files(load_vocabulary())["posts.ttl"])
    assert objects(found, "kind/post/kasubsi-bkd", SKOS + "broader") == [f"<{BASE}kind/post/kasubsi>"]
    assert objects(found, "kind/post/kasubsi", SKOS + "broader") == [f"<{BASE}kind/post/kepala>"]
    assert objects(found, "kind/post/kepala", SKOS + "topConceptOf") == [f"<{BASE}kind/post>"]


def test_an_item_is_below_its_programme() -> None:
    found = triples(skos_files(load_vocabulary())["programs.ttl"])
    assert objects(found, "program/akselerasi-imipas-02", SKOS + "broader") == [f"<{BASE}program/akselerasi-imipas>"]


def test_a_blank_in_a_kind_becomes_a_hyphen_in_its_iri() -> None:
    found = triples(skos_files(load_vocabulary())["kinds.ttl"])
    assert objects(found, "kind/unit/Kantor-Imigrasi", SKOS + "notation") == ['"Kantor Imigrasi"']


def test_every_concept_has_one_label_in_each_language_and_no_other_name_equal_to_it() -> None:
    preferred: dict[tuple[str, str | None], list[str]] = {}
    other: set[tuple[str, str]] = set()
    concepts: set[str] = set()
    for triple in everything():
        subject = str(triple.subject)
        if triple.object == NamedNode(SKOS + "Concept"):
            concepts.add(subject)
        if isinstance(triple.object, Literal) and triple.predicate.value == SKOS + "prefLabel":
            preferred.setdefault((subject, triple.object.language), []).append(triple.object.value)
        if isinstance(triple.object, Literal) and triple.predicate.value == SKOS + "altLabel":
            other.add((subject, triple.object.value))
    assert len(concepts) > 600
    assert all(len(preferred[concept, language]) == 1 for concept in concepts for language in ("id", "en"))
    assert not other & {(concept, preferred[concept, "id"][0]) for concept in concepts}


def test_what_is_above_a_concept_is_a_concept() -> None:
    found = list(everything())
    concepts = {t.subject for t in found if t.object == NamedNode(SKOS + "Concept")}
    assert {t.object for t in found if t.predicate.value == SKOS + "broader"} <= concepts


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\t\n\r"), min_size=1))
def test_any_label_survives_the_writing(label: str) -> None:
    kind = Concept("kind/unit", "X", label, "Ex")
    found = triples(turtle("One kind", {"kind/unit": ("Jenis", "Kinds")}, [kind]))
    assert any(t.object == Literal(label, language="id") for t in found)


def test_the_order_of_the_rows_makes_no_difference() -> None:
    kinds = [Concept("kind/unit", name, name, name, ("B", "A")) for name in ("Rutan", "Bapas", "Lapas")]
    labels = {"kind/unit": ("Jenis", "Kinds")}
    assert turtle("Kinds", labels, kinds) == turtle("Kinds", labels, reversed(kinds))
