"""Questions: the page on which a reader asks about events by a form, and sees the query it makes and its answer."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.serve.answers import Query
from kg.serve.choices import Choices, day_of, iri_of, short
from kg.serve.events import map_picture
from kg.serve.neighbourhood import Picture, answer_picture
from kg.serve.pages import offset_of, served_by
from kg.serve.presence import client_of, while_present
from kg.serve.rendering import language_of
from kg.serve.representations import TABLE_SIZE, format_of, represented
from kg.serve.timeline_bars import bars
from kg.views.events import Selection
from kg.views.language import Language
from kg.views.question import shortened
from kg.views.questions import ROLES, THINGS, Happened, Question, sparql
from kg.views.search import meanings
from kg.views.tables import happened_table
from kg.views.things import things
from kg.views.timeline import timeline

SHOWN = ("table", "chart", "graph")
"""How an answer is shown; the first where the address names none."""

_TYPES = {"who": "Person,Unit", "whom": "Person,Unit,Place", "where": "Place,Unit", "program": "Program"}
_SIZE, _DRAWN, _PICTURED, _OFFERED, _LONGEST = 50, 60, 12, 8, 200


async def questions(request: Request) -> Response:
    """The form and, where it is filled in, the answer; the query runs within the limits of every SPARQL query."""
    asked = await run_in_threadpool(Asked, request)
    rows: list[Happened] = []
    if asked.query:
        query = Query(asked.query, first=TABLE_SIZE)
        answer = await while_present(request.receive, asked.served.answers.answer(query, client_of(request)))
        rows = await run_in_threadpool(_rows, answer.read())
    return await run_in_threadpool(asked.page, rows)


class Asked:
    """One request: its question, the things that it names, and what its names may mean where that is not clear.

    ``query`` is the SPARQL of the question; empty where nothing is asked, or where it is not clear what.
    """

    def __init__(self, request: Request) -> None:
        self.request, self.served, self.language = request, served_by(request), language_of(request)
        self.texts = {field: " ".join(request.query_params.get(field, "")[:_LONGEST].split()) for field in THINGS}
        self._read_things()
        role, kind = request.query_params.get("role", ""), iri_of(request, "kind")
        self.kinds = self.served.events_index.kinds
        self.question = Question(
            **{field: thing.iri for field, thing in self.things.items()},
            role=role if role in ROLES else "",
            kind=kind if kind in dict(self.kinds) else "",
            start=day_of(request, "from"),
            end=day_of(request, "to"),
        )
        clear = self.question != Question() and not self.unclear
        self.query = sparql(self.question, self._comments(), partial(_note, self.language)) if clear else ""

    def page(self, rows: Sequence[Happened]) -> Response:
        """The page, or the rows alone; raises ``HTTPException`` for rows of a question that is not clear."""
        if format_of(self.request) != "html" and self.unclear:
            unclear = ", ".join(f"{field}: {self.texts[field]!r}" for field in self.unclear)
            raise HTTPException(400, f"no one thing is called so ({unclear}); name each by its id")
        data = {"query": self.query, "total": len(rows), "events": rows}
        context = {**self._form(), **self._answer(rows), "query": self.query}
        context |= {"unclear": self.unclear, "guessed": self.guessed}
        return represented(self.request, "questions.html", context, data, partial(happened_table, rows))

    def _read_things(self) -> None:
        settings, names = self.request.app.state.settings, self.served.names
        found = {f: meanings(self.served.store, text, settings, names) for f, text in self.texts.items() if text}
        offered = {field: [entry.iri for entry in entries][:_OFFERED] for field, entries in found.items()}
        self.guessed = [field for field, entries in found.items() if not entries]
        offered |= {field: [entry.iri for entry in names.near(self.texts[field])] for field in self.guessed}
        known = things(self.served.store, [iri for iris in offered.values() for iri in iris])
        self.things = {f: known[entries[0].iri] for f, entries in found.items() if len(entries) == 1}
        self.unclear = {f: [known[iri] for iri in iris] for f, iris in offered.items() if f not in self.things}

    def _comments(self) -> Mapping[str, str]:
        question, kinds = self.question, self.served.kinds
        named = {field: thing.label for field, thing in self.things.items()}
        role = self.language.heading(question.role, "in") if question.role else ""
        who = " · ".join(part for part in (named.get("who", ""), role) if part)
        kind = kinds.label(question.kind, self.language.code) if question.kind else ""
        return {name: shortened(text) for name, text in {**named, "who": who, "kind": kind}.items()}

    def _form(self) -> dict[str, Any]:
        question = self.question
        given = {field: short(self.request, self.things[field].iri) for field in self.things}
        way = self.request.query_params.get("as", "")
        fields = {**self.texts, **given, "role": question.role, "kind": short(self.request, question.kind)}
        fields |= {"from": question.start, "to": question.end, "as": way if way in SHOWN[1:] else ""}
        return {
            "choices": Choices("/questions", fields),
            "named": self.things,
            "types": _TYPES,
            "roles": ROLES,
            "kind_counts": self.kinds,
            "kinds": self.served.kinds,
            "ways": SHOWN,
            "way": way if way in SHOWN else SHOWN[0],
        }

    def _answer(self, rows: Sequence[Happened]) -> dict[str, Any]:
        offset, along = offset_of(self.request), timeline(row.date for row in rows)
        counts = Counter(row.kind for row in rows)
        return {
            "rows": rows[offset : offset + _SIZE],
            "total": len(rows),
            "most": TABLE_SIZE,
            "offset": offset,
            "size": _SIZE,
            "along": along,
            "bars": bars(along),
            "by_kind": sorted(counts.items(), key=lambda count: (-count[1], count[0])),
            "map": self._map(rows),
            "picture": self._picture(rows),
            "drawing": self._drawing(rows),
            "drawn": min(len(rows), _DRAWN),
        }

    def _map(self, rows: Sequence[Happened]) -> dict[str, object] | None:
        """Where the events of an answer were, where it is shown as charts."""
        if self.request.query_params.get("as") != "chart":
            return None
        among = Selection(among={row.iri for row in rows})
        return map_picture(self.served.events_index.chosen(self.served.store, among, limit=0))

    def _picture(self, rows: Sequence[Happened]) -> Picture | None:
        """What is asked about and the first events of the answer, where it is shown as a graph and names a thing."""
        if self.request.query_params.get("as") != "graph" or not self.things:
            return None
        known = things(self.served.store, [row.iri for row in rows[:_PICTURED]])
        around = [(known[row.iri], self.language.date(row.date, row.end)) for row in rows[:_PICTURED]]
        return answer_picture(list(dict.fromkeys(self.things.values())), around)

    def _drawing(self, rows: Sequence[Happened]) -> str:
        """The explorer's address for the things of the question and the first events of the answer."""
        iris = dict.fromkeys([*(thing.iri for thing in self.things.values()), *(row.iri for row in rows[:_DRAWN])])
        return "/graph#things=" + ";".join(quote(short(self.request, iri), safe="/:") for iri in iris)


def _note(language: Language, field: str, value: str) -> str:
    return f"{language.text(f'questions.{field}')}: {language.date(value) if field in ('from', 'to') else value}"


def _rows(content: bytes) -> list[Happened]:
    """The rows of an answer as the endpoint's processes hand it over: cells of a kind and a text, or none."""
    found = [["" if cell is None else str(cell[1]) for cell in row] for row in json.loads(content)["rows"]]
    return [Happened(event, name, date, end, kind, int(articles)) for event, name, date, end, kind, articles in found]
