from __future__ import annotations

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import SH

from kg.vocabulary import data_folder

NS = "https://w3id.org/simpul/ns#"


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(data_folder("ontology") / "shapes.ttl")


def test_every_shape_has_a_name_a_target_and_a_message_in_each_language(shapes: Graph) -> None:
    found = [node for kind in (SH.NodeShape, SH.PropertyShape) for node in shapes.subjects(RDF.type, kind)]
    assert len(found) > 60
    for shape in found:
        assert isinstance(shape, URIRef)
        targets = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
        assert any((shape, target, None) in shapes for target in targets), shape
        texts = [text for text in shapes.objects(shape, SH.message) if isinstance(text, Literal)]
        assert sorted(str(text.language) for text in texts) == ["en", "id"], shape


def test_shapes_speak_only_of_terms_that_the_ontology_declares(shapes: Graph) -> None:
    ontology = Graph().parse(data_folder("ontology") / "simpul.ttl")
    declared = set(ontology.subjects(RDF.type))
    used = {node for triple in shapes for node in triple if isinstance(node, URIRef) and node.startswith(NS)}
    assert used <= declared
    assert URIRef(f"{NS}performedBy") in used
