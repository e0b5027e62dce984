"""Context: the JSON-LD context of the graph, so that its data reads like ordinary JSON."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import Response

from kg.rdf.terms import prefixes
from kg.serve.responses import CORS


async def endpoint(request: Request) -> Response:
    """``/context.jsonld``: the prefixes of the graph, and short names for what everything has."""
    terms: dict[str, object] = {
        **prefixes(request.app.state.settings),
        "id": "@id",
        "type": "@type",
        "label": "rdfs:label",
        "altLabel": {"@id": "skos:altLabel", "@container": "@set"},
    }
    content = json.dumps({"@context": terms}, indent=2) + "\n"
    return Response(content, media_type="application/ld+json", headers=CORS)
