"""Operations: a SPARQL update taken apart into its operations, by its tokens.

The grammar within an operation is left to the store's own parser, which is given each operation by itself: Oxigraph's
does not take a prologue between operations, as the standard has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from kg.errors import QueryError
from kg.store.tokens import Token, tokens

Verb = Literal[
    "INSERT DATA", "DELETE DATA", "DELETE WHERE", "MODIFY", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "LOAD"
]
_TRANSFERS = frozenset({"COPY", "MOVE", "ADD"})
_MANAGING = frozenset({"CLEAR", "DROP", "CREATE", "LOAD"}) | _TRANSFERS


@dataclass(slots=True)
class Operation:
    """One operation: its verb, the prologue that holds for it, its text, and its parts as they are written.

    ``delete``, ``insert``, ``where`` are blocks with their braces; ``using`` the dataset clauses. ``targets`` are what
    a graph operation names: IRIs as written, or ``DEFAULT``, ``NAMED``, ``ALL``.
    """

    verb: Verb
    prologue: str
    text: str = ""
    silent: bool = False
    targets: list[str] = field(default_factory=list)
    with_graph: str = ""
    delete: str = ""
    insert: str = ""
    where: str = ""
    using: list[str] = field(default_factory=list)


def operations(text: str) -> Iterator[Operation]:
    """The operations of an update, in order; raises ``QueryError`` where it cannot be taken apart.

    What comes out is not checked further: whether an operation is well-formed, its text must show.
    """
    reader = _Reader(text)
    while reader.more():
        reader.read_prologue()
        if reader.more():
            yield reader.read_operation()
        if reader.more():
            reader.take(";")


class _Reader:
    """A place in the tokens of an update."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens: list[Token] = list(tokens(text))
        self._at = 0
        self._prologue = ""

    def more(self) -> bool:
        return self._at < len(self._tokens)

    def word(self) -> str:
        """The token here, as a keyword; empty at the end."""
        if not self.more():
            return ""
        token = self._tokens[self._at]
        return token.text.upper() if token.kind in ("name", "mark") else ""

    def next(self) -> Token:
        if not self.more():
            raise QueryError("the update is malformed: it ends too early")
        self._at += 1
        return self._tokens[self._at - 1]

    def take(self, word: str) -> None:
        found = self.next()
        if found.text.upper() != word:
            raise QueryError(f"the update is malformed: {word} is expected, not {found.text[:40]}")

    def takes(self, word: str) -> bool:
        """Step over a keyword, if it is the next one."""
        if self.word() != word:
            return False
        self._at += 1
        return True

    def read_prologue(self) -> None:
        while self.word() in ("PREFIX", "BASE", "VERSION"):
            keyword = self.next()
            last = self.next()
            if keyword.text.upper() == "PREFIX":
                last = self.next()
            self._prologue += self._text[keyword.start : last.end] + " "

    def read_operation(self) -> Operation:
        start = self._tokens[self._at].start
        operation = self._read_managing() if self.word() in _MANAGING else self._read_change()
        operation.text = self._text[start : self._tokens[self._at - 1].end]
        return operation

    def _read_change(self) -> Operation:
        operation = Operation("MODIFY", self._prologue)
        if self.word() not in ("WITH", "DELETE", "INSERT"):
            raise QueryError(f"the update is malformed: an operation is expected, not {self.next().text[:40]}")
        if self.takes("WITH"):
            operation.with_graph = self.next().text
        if self.takes("DELETE"):
            if self.word() in ("DATA", "WHERE"):
                operation.verb = "DELETE DATA" if self.next().text.upper() == "DATA" else "DELETE WHERE"
                operation.delete = self._block()
                return operation
            operation.delete = self._block()
        if self.takes("INSERT"):
            if self.takes("DATA"):
                operation.verb = "INSERT DATA"
                operation.insert = self._block()
                return operation
            operation.insert = self._block()
        while self.takes("USING"):
            named = "NAMED " if self.takes("NAMED") else ""
            operation.using.append(named + self.next().text)
        self.take("WHERE")
        operation.where = self._block()
        return operation

    def _read_managing(self) -> Operation:
        verb = self.next().text.upper()
        operation = Operation(verb, self._prologue)  # type: ignore[arg-type]
        operation.silent = self.takes("SILENT")
        if verb == "LOAD":
            operation.targets.append(self.next().text)
            operation.targets.append(self._target() if self.takes("INTO") else "DEFAULT")
            return operation
        operation.targets.append(self._target())
        if verb in _TRANSFERS:
            self.take("TO")
            operation.targets.append(self._target())
        return operation

    def _target(self) -> str:
        self.takes("GRAPH")
        token = self.next()
        word = token.text.upper()
        return word if token.kind == "name" and word in ("DEFAULT", "NAMED", "ALL") else token.text

    def _block(self) -> str:
        """The text of a block in braces."""
        start, depth = self._tokens[self._at].start if self.more() else 0, 0
        while True:
            token = self.next()
            if token.kind == "mark":
                depth += (token.text == "{") - (token.text == "}")
            if depth == 0:
                return self._text[start : token.end]
