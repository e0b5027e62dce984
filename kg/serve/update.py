"""Update: the update operation of the SPARQL 1.1 Protocol, on graphs that users write themselves."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import SimpulError
from kg.serve.authorization import require_writer
from kg.serve.errors import plain_error
from kg.serve.parameters import Fields, address_fields, form_fields, media_type_of, only, read_text
from kg.serve.presence import client_of, while_present
from kg.serve.responses import CORS
from kg.writing import Update

_METHODS = "POST, OPTIONS"


async def endpoint(request: Request) -> Response:
    """``/update``: an update by POST, as a form or as it is; what it changes is recorded before the response."""
    if request.method == "OPTIONS":
        headers = {"Allow": _METHODS, "Access-Control-Allow-Methods": _METHODS, **CORS}
        return Response(status_code=204, headers=headers)
    require_writer(request)
    fields = await _fields(request)
    text = only(fields, "update")
    if text is None:
        raise HTTPException(400, "the parameter update is missing")
    state = request.app.state
    update = Update(
        text,
        state.settings.base_iri,
        tuple(value for name, value in fields if name == "using-graph-uri"),
        tuple(value for name, value in fields if name == "using-named-graph-uri"),
        state.limits.hosts,
    )
    try:
        await while_present(request.receive, state.source.pools["write"].write(update, client_of(request)))
    except SimpulError as error:
        return plain_error(error)
    return Response(status_code=204, headers=CORS)


async def _fields(request: Request) -> Fields:
    fields, limit = address_fields(request), request.app.state.limits.write_bytes
    kind = media_type_of(request)
    if kind == "application/x-www-form-urlencoded":
        # The update itself is not taken from an address, where it would stand in logs and histories.
        return [*(f for f in fields if f[0] != "update"), *form_fields(await read_text(request, limit))]
    if kind == "application/sparql-update":
        return [*(f for f in fields if f[0] != "update"), ("update", await read_text(request, limit))]
    raise HTTPException(415, "send a form (application/x-www-form-urlencoded) or application/sparql-update")
