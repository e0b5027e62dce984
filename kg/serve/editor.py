"""Editor: the files of the SPARQL editor, where they have been built in, and the terms that it completes.

``make editor`` puts the files there. Without them the page has a plain form.
"""

from __future__ import annotations

import re
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from kg.rdf.terms import prefixes
from kg.serve.pages import served_by
from kg.serve.rendering import language_of

FOLDER = Path(__file__).parent / "static" / "yasqe"
"""Holds a folder for each version that has been built in."""
_SCRIPT = "yasqe.min.js"
_LOCAL_NAME = re.compile(r"[A-Za-z_](?:[\w-]*\w)?", re.ASCII)


def editor_address(folder: Path = FOLDER) -> str:
    """Where the files of the newest version are served; empty where there are none."""
    versions = [path.parent.name for path in folder.glob(f"*/{_SCRIPT}")]
    newest = max(versions, key=lambda version: [int(number) for number in re.findall(r"\d+", version)], default="")
    return newest and f"/static/yasqe/{newest}"


class LastingFiles(StaticFiles):
    """Files whose address names their version: a browser that has them need not ask again."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, to be kept for a year."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def terms(request: Request) -> Response:
    """The terms of the graph's ontologies, our own first, named and explained in the reader's language."""
    language, spaces = language_of(request).code, prefixes(request.app.state.settings)
    found = [
        {
            "name": _written(term.iri, spaces),
            "kind": term.kind,
            "label": term.labels.get(language, ""),
            "comment": term.comments.get(language, ""),
        }
        for term in served_by(request).terms
    ]
    own = f"{next(iter(spaces))}:"
    found.sort(key=lambda term: (not term["name"].startswith(own), term["name"]))
    return JSONResponse(found, headers={"Vary": "Accept-Language, Cookie"})


def _written(iri: str, spaces: dict[str, str]) -> str:
    """A term as a query names it: by a prefix, where that is possible."""
    for prefix, space in spaces.items():
        if iri.startswith(space) and _LOCAL_NAME.fullmatch(iri.removeprefix(space)):
            return f"{prefix}:{iri.removeprefix(space)}"
    return f"<{iri}>"
