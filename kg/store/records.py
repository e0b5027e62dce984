"""Records: rows as Python objects with Python values, and as a pandas data frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, field, make_dataclass
from datetime import date, datetime
from decimal import Decimal
from keyword import iskeyword
from typing import TYPE_CHECKING, Any, overload

import pyoxigraph as ox

from kg.errors import MissingExtraError
from kg.store.results import Row, Term

if TYPE_CHECKING:
    import pandas

_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger")
_READERS: dict[str, Callable[[str], Any]] = {
    **{_XSD + name: int for name in _INTEGERS},
    _XSD + "double": float,
    _XSD + "float": float,
    _XSD + "decimal": Decimal,
    _XSD + "boolean": {"true": True, "1": True, "false": False, "0": False}.__getitem__,
    _XSD + "date": date.fromisoformat,
    _XSD + "dateTime": datetime.fromisoformat,
}


def python_value(term: Term | None) -> Any:
    """A term as the Python value nearest to it.

    Numbers, booleans, dates and times become Python's own; every other literal its text, an IRI or blank node its
    name, a quoted triple its N-Triples form, and no term None. A literal that its datatype does not allow is its text.
    """
    if term is None or isinstance(term, ox.Triple):
        return None if term is None else str(term)
    if not isinstance(term, ox.Literal):
        return term.value
    try:
        return _READERS.get(term.datatype.value, str)(term.value)
    except (ValueError, KeyError, ArithmeticError):
        return term.value


class Records(Sequence[Any]):
    """The rows of a query, each a frozen dataclass with one field for each variable, in the order of the query.

    A variable whose name Python keeps for itself (``class``) gets an underscore behind it. Values are those of
    ``python_value``; a variable without a value is None.
    """

    def __init__(self, variables: tuple[str, ...], rows: Sequence[Any]) -> None:
        self.variables = variables
        self._rows = rows

    @classmethod
    def of(cls, variables: tuple[str, ...], rows: Iterable[Row]) -> Records:
        """Records of rows of terms."""
        names = [_field_name(name) for name in variables]
        record = make_dataclass("Record", [(name, Any, field(default=None)) for name in names], frozen=True, slots=True)
        return cls(variables, [record(*(python_value(row.get(name)) for name in variables)) for row in rows])

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows)

    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> Records: ...
    def __getitem__(self, index: int | slice) -> Any:
        rows = self._rows[index]
        return Records(self.variables, rows) if isinstance(index, slice) else rows

    def to_frame(self) -> pandas.DataFrame:
        """The records as a pandas data frame; raises ``MissingExtraError`` where pandas is not installed."""
        try:
            import pandas
        except ImportError as error:
            raise MissingExtraError("pandas", "frame") from error
        return pandas.DataFrame([astuple(row) for row in self._rows], columns=list(self.variables))


def _field_name(variable: str) -> str:
    if not variable.isidentifier():
        # SPARQL lets a variable begin with a digit.
        return f"_{variable}"
    return f"{variable}_" if iskeyword(variable) else variable
