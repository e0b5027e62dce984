"""Change text: a difference as plain text, for a terminal or a mail."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kg.model.difference import CHANGED_TYPES, Difference
from kg.views.changes import ChangeLine, change_groups
from kg.views.language import Language
from kg.views.things import Thing


def change_text(
    difference: Difference, language: Language, limit: int | None = 20, types: Collection[str] = CHANGED_TYPES
) -> str:
    """The changes of things of these types, type by type; of each kind ``limit``, with how many there are."""
    return "".join(f"{line}\n" for line in _lines(difference, language, limit, types))


def _lines(difference: Difference, language: Language, limit: int | None, types: Collection[str]) -> Iterator[str]:
    groups = change_groups(difference, language, limit, types)
    if not groups:
        yield language.text("changes.none")
    type_ = ""
    for group in groups:
        if group.type != type_:
            type_ = group.type
            yield language.text(f"types.{type_}.many")
        shown = len(group.lines)
        of = language.text("entity.shown.one", shown=shown, total=group.total) if shown < group.total else group.total
        yield f"  {language.text(f'changes.kinds.{group.kind}')} ({of})"
        for line in group.lines:
            yield f"    {_line(line, language)}"


def _line(line: ChangeLine, language: Language) -> str:
    """What changed, by which id commands know it, its support, and its former name."""
    parts = [" ".join(line.text.split())]
    if len(line.parts) == 1 and isinstance(line.parts[0], Thing):
        parts[0] += f" ({'/'.join(line.parts[0].iri.split('/')[-2:])})"
    parts += [line.support] if line.support else []
    if line.former:
        parts.append(language.text("changes.was", name=" ".join(line.former.split())))
    return " · ".join(parts)
