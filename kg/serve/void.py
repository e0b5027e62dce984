"""VoID: what the dataset is and how much of what it holds, for catalogues and for federated queries."""

from __future__ import annotations

from functools import partial

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, serialize
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.rdf.terms import DCTERMS, FOAF, LABEL, TYPE, XSD, Namespace
from kg.serve.graphs import Served
from kg.serve.negotiation import preferred
from kg.serve.responses import CORS, media_type
from kg.settings import Settings
from kg.store import GRAPH_FORMATS

_VOID = Namespace("http://rdfs.org/ns/void#")
_DCAT = Namespace("http://www.w3.org/ns/dcat#")
_FORMATS = {f.media_type: name for name, f in GRAPH_FORMATS.items() if name not in ("nquads", "trig")}
_PREFIXES = {"void": _VOID.iri, "dcat": _DCAT.iri, "dcterms": DCTERMS.iri, "foaf": FOAF.iri, "xsd": XSD.iri}
_Node = NamedNode | BlankNode


async def endpoint(request: Request) -> Response:
    """``/.well-known/void``: the dataset in VoID and DCAT, with counts."""
    wanted = preferred(request.headers.get("accept", ""), tuple(_FORMATS)) or "text/turtle"
    if wanted is None:
        raise HTTPException(406, f"this comes as {', '.join(_FORMATS)}")
    name = _FORMATS[wanted]
    base = str(request.base_url).rstrip("/")
    write = partial(_written, request.app.state.source.current(), base, name, request.app.state.settings)
    content = await run_in_threadpool(write)
    return Response(content, media_type=media_type("triples", name), headers={**CORS, "Vary": "Accept"})


def _written(served: Served, base: str, name: str, settings: Settings) -> bytes:
    content = serialize(_triples(served, base, settings), format=GRAPH_FORMATS[name].codec, prefixes=_PREFIXES)
    assert content is not None
    return content


def _triples(served: Served, base: str, settings: Settings) -> list[Triple]:
    counts = served.counts
    data, distribution, service = NamedNode(f"{base}/#dataset"), BlankNode("csv"), NamedNode(f"{base}/sparql")
    triples = [
        Triple(data, TYPE, _VOID["Dataset"]),
        Triple(data, TYPE, _DCAT["Dataset"]),
        Triple(data, DCTERMS["title"], Literal("Berita layanan publik Indonesia sebagai graf", language="id")),
        Triple(data, DCTERMS["title"], Literal("Indonesian public-service news as a graph", language="en")),
        Triple(data, FOAF["homepage"], NamedNode(f"{base}/")),
        Triple(data, _VOID["sparqlEndpoint"], service),
        Triple(data, _VOID["uriSpace"], Literal(settings.base_iri)),
        Triple(data, _VOID["uriLookupEndpoint"], NamedNode(f"{base}/search?q=")),
        Triple(data, _VOID["exampleResource"], NamedNode(f"{settings.base_iri}graph/reference")),
        Triple(data, _DCAT["distribution"], distribution),
        Triple(distribution, TYPE, _DCAT["Distribution"]),
        Triple(distribution, _DCAT["accessURL"], service),
        Triple(distribution, _DCAT["accessService"], service),
        Triple(service, TYPE, _DCAT["DataService"]),
        Triple(service, _DCAT["endpointURL"], service),
        Triple(service, _DCAT["servesDataset"], data),
    ]
    triples += [
        Triple(data, _VOID["vocabulary"], NamedNode(iri)) for iri in (settings.ontology_iri, FOAF.iri, DCTERMS.iri)
    ]
    figures = {
        "triples": counts.triples, "distinctSubjects": counts.subjects, "properties": len(counts.properties),
        "classes": len(counts.classes),
    }  # fmt: skip
    triples += [Triple(data, _VOID[key], _number(value)) for key, value in figures.items()]
    for number, (iri, entities) in enumerate(counts.classes):
        triples += _partition(data, "classPartition", f"c{number}", "class", iri, "entities", entities)
    for number, (iri, uses) in enumerate(counts.properties):
        triples += _partition(data, "propertyPartition", f"p{number}", "property", iri, "triples", uses)
    triples.append(Triple(data, LABEL, Literal("Simpul")))
    return triples


def _partition(data: _Node, kind: str, name: str, key: str, iri: str, figure: str, value: int) -> list[Triple]:
    part = BlankNode(name)
    return [
        Triple(data, _VOID[kind], part),
        Triple(part, _VOID[key], NamedNode(iri)),
        Triple(part, _VOID[figure], _number(value)),
    ]


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=XSD["integer"])
