"""Linked data: what the graph says about one thing, as RDF in the syntax that is asked for."""

from __future__ import annotations

from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import NotFoundError
from kg.rdf.iris import article_prefix
from kg.serve.answers import Query
from kg.serve.negotiation import preferred
from kg.serve.presence import client_of, while_present
from kg.serve.rendering import Addresses
from kg.serve.responses import respond
from kg.settings import Settings
from kg.store import GRAPH_FORMATS
from kg.views.question import node

_FORMATS = {name: GRAPH_FORMATS[name] for name in ("turtle", "jsonld", "ntriples", "rdfxml")}
_BY_MEDIA_TYPE = {format_.media_type: name for name, format_ in _FORMATS.items()}
_BY_EXTENSION = {format_.extension: name for name, format_ in _FORMATS.items()}

PAGE_OR_DATA = ("text/html", *_BY_MEDIA_TYPE)
"""What an IRI of this graph can be seen as, in order of preference."""

_ARTICLE = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {thing} {{ ?s ?p ?o }} }}"
_THING = """CONSTRUCT {{ {thing} ?p ?o . ?o rdfs:label ?oLabel . ?s ?q {thing} . ?s rdfs:label ?sLabel .
  ?claim ?cp ?co . ?target ?tp ?to . ?selector ?ep ?eo }} WHERE {{
  {{ {thing} ?p ?o OPTIONAL {{ ?o rdfs:label ?oLabel }} }}
  UNION {{ ?s ?q {thing} FILTER(?q NOT IN (kg:refersTo, rdf:subject, rdf:object))
    OPTIONAL {{ ?s rdfs:label ?sLabel }} }}
  UNION {{ {{ ?claim rdf:subject {thing} }} UNION {{ ?claim rdf:object {thing} }} UNION {{ ?claim kg:speaker {thing} }}
    UNION {{ {thing} oa:hasTarget ?any BIND({thing} AS ?claim) }}
    {{ ?claim ?cp ?co }} UNION {{ ?claim oa:hasTarget ?target . {{ ?target ?tp ?to }}
      UNION {{ ?target oa:hasSelector ?selector . ?selector ?ep ?eo }} }} }} }}"""


async def data(request: Request) -> Response:
    """All triples about a thing with the claims behind them and their evidence; of an article, its whole graph.

    The syntax is the path's extension (``.ttl``, ``.jsonld``, ``.nt``, ``.rdf``), or what ``Accept`` prefers.
    """
    path, name = _format(request)
    thing = node(request.app.state.settings.base_iri + path)
    return await _answer(request, thing, name)


def _format(request: Request) -> tuple[str, str]:
    path = str(request.path_params["path"])
    stem, _, extension = path.rpartition(".")
    if extension in _BY_EXTENSION:
        return stem, _BY_EXTENSION[extension]
    media_type = preferred(request.headers.get("accept", ""), tuple(_BY_MEDIA_TYPE))
    if media_type is None:
        raise HTTPException(406, f"this data comes as {', '.join(_BY_MEDIA_TYPE)}")
    return path, _BY_MEDIA_TYPE[media_type]


async def _answer(request: Request, thing: NamedNode, name: str) -> Response:
    answers, client = request.app.state.source.current().answers, client_of(request)
    known = Query(f"ASK {{ {{ {thing} ?p ?o }} UNION {{ ?s ?p {thing} }} }}", rows="csv")
    if (await while_present(request.receive, answers.answer(known, client))).content.strip() != b"true":
        raise NotFoundError(f"nothing is known of {thing.value}")
    question = Query(question_about(thing, request.app.state.settings), triples=name)
    answer = await while_present(request.receive, answers.answer(question, client))
    return respond(answer, {"Vary": "Accept", "Link": links(request, thing.value)})


def question_about(thing: NamedNode, settings: Settings) -> str:
    """The query for all triples about a thing."""
    article = thing.value.startswith(article_prefix(settings))
    return (_ARTICLE if article else _THING).format(thing=thing)


def links(request: Request, iri: str) -> str:
    """What a ``Link`` header says of a thing: its page, its data in each syntax, and the graph that it is from."""
    addresses = Addresses(request.app.state.settings)
    page, data = addresses.page(iri), addresses.data(iri)
    found = [f'<{page}>; rel="alternate"; type="text/html"']
    found += [f'<{data}.{f.extension}>; rel="alternate"; type="{f.media_type}"' for f in _FORMATS.values()]
    return ", ".join([*found, f'<{iri}>; rel="describes"', '</.well-known/void>; rel="describedby"'])
