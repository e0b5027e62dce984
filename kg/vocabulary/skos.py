"""SKOS: the kinds, unit types, posts and programmes of the vocabulary as concept schemes in Turtle.

Written by hand and not by a library, so that the files are sorted, readable, and the same bytes every time. IRIs are
under the default namespace of ``Settings``; labels without a language tag are Indonesian.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.settings import Settings
from kg.vocabulary.vocabulary import Vocabulary

_HEAD = """\
# {title}. Written by `kg vocabulary skos` from data/vocabulary, not by hand.
@base <{base}> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"})


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept: its scheme's path, its id in it, its labels, and the path of the next more general concept."""

    scheme: str
    id: str
    label_id: str
    label_en: str
    names: tuple[str, ...] = ()
    broader: str = ""

    @property
    def path(self) -> str:
        """The IRI relative to the base; a blank in an id becomes a hyphen (``kind/unit/Kantor-Imigrasi``)."""
        return f"{self.scheme}/{self.id.replace(' ', '-')}"


def skos_files(vocabulary: Vocabulary) -> dict[str, str]:
    """The text of every generated file by its name in the ontology folder."""
    labels = {kind.id: (kind.label_id, kind.label_en) for kind in vocabulary.kinds if kind.type == "Scheme"}
    return {
        "kinds.ttl": turtle("Kinds of units, events, places and programmes", labels, _kinds(vocabulary)),
        "unit-types.ttl": turtle("Types of units, under their kinds", labels, _unit_types(vocabulary)),
        "posts.ttl": turtle("Posts, from the general to the particular", labels, _posts(vocabulary)),
        "programs.ttl": turtle("Programmes and their items", labels, _programs(vocabulary)),
    }


def turtle(title: str, schemes: Mapping[str, tuple[str, str]], concepts: Iterable[Concept]) -> str:
    """Concepts and the schemes that they are in as one Turtle file, sorted by path.

    ``schemes`` gives the Indonesian and English label of a scheme by its path.
    """
    ordered = sorted(concepts, key=lambda concept: concept.path)
    used = sorted({concept.scheme for concept in ordered})
    blocks = [_HEAD.format(title=title, base=Settings().base_iri)]
    blocks += [_block(scheme, "ConceptScheme", _labels(*schemes[scheme])) for scheme in used]
    blocks += [_block(concept.path, "Concept", _facts(concept)) for concept in ordered]
    return "\n".join(blocks)


def _kinds(vocabulary: Vocabulary) -> Iterator[Concept]:
    for kind in vocabulary.kinds:
        if kind.type != "Scheme":
            yield Concept(f"kind/{kind.type.lower()}", kind.id, kind.label_id, kind.label_en)


def _unit_types(vocabulary: Vocabulary) -> Iterator[Concept]:
    for row in vocabulary.unit_types:
        kind = Concept("kind/unit", row.kind, "", "").path
        yield Concept("kind/unit-type", row.id, row.label_id, row.label_en, row.short, kind)


def _posts(vocabulary: Vocabulary) -> Iterator[Concept]:
    for row in vocabulary.posts:
        broader = f"kind/post/{row.broader}" if row.broader else ""
        yield Concept("kind/post", row.id, row.label_id, row.label_en, row.aliases, broader)


def _programs(vocabulary: Vocabulary) -> Iterator[Concept]:
    # The other names of a programme are in the reference graph, where programmes are things and not only concepts.
    for row in vocabulary.programs:
        broader = f"program/{row.parent_id}" if row.parent_id else ""
        yield Concept("program", row.id, row.label_id, row.label_en, (), broader)


def _facts(concept: Concept) -> dict[str, list[str]]:
    facts = _labels(concept.label_id, concept.label_en)
    other = [name for name in concept.names if name.casefold() != concept.label_id.casefold()]
    facts["skos:altLabel"] = sorted(_text(name, "@id") for name in other)
    facts["skos:notation"] = [_text(concept.id)]
    facts["skos:inScheme"] = [f"<{concept.scheme}>"]
    facts["skos:broader"] = [f"<{concept.broader}>"] if concept.broader else []
    if not concept.broader.startswith(f"{concept.scheme}/"):
        facts["skos:topConceptOf"] = [f"<{concept.scheme}>"]
    return facts


def _labels(label_id: str, label_en: str) -> dict[str, list[str]]:
    return {"rdfs:label": [_text(label_id)], "skos:prefLabel": [_text(label_id, "@id"), _text(label_en, "@en")]}


def _block(path: str, type_: str, facts: Mapping[str, list[str]]) -> str:
    lines = [f"    {predicate} {', '.join(values)}" for predicate, values in facts.items() if values]
    return f"<{path}> a skos:{type_} ;\n" + " ;\n".join(lines) + " .\n"


def _text(value: str, language: str = "") -> str:
    return f'"{value.translate(_ESCAPES)}"{language}'
