"""Sequences of rows that are tables as well: figures, relations, sections, findings and the rest.

A table is a report (or assessment, or scorecard) and a list of indices: cheap to make, slice and keep. Arrow readers
(polars, DuckDB, pyarrow) take it as it is; to_pandas() needs pandas alone.
"""

from __future__ import annotations

from fazhi import _core
from fazhi._core import (
    Assessment,
    Block,
    Citation,
    Content,
    CriterionResult,
    Figure,
    Finding,
    Metric,
    OptionError,
    Relation,
    Report,
    Scorecard,
    Section,
    Sentence,
    TableCell,
    TableCheck,
)
from fazhi._core import Table as ReportTable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any, Generic, Self, TypeVar, overload

    import pandas as pd  # type: ignore[import-untyped, unused-ignore]

    Row = TypeVar("Row")

    class _Generic(Generic[Row]): ...
else:
    # typing is not imported at run time: it costs as much as the rest of fazhi.
    Row = object

    class _Generic:
        __class_getitem__ = classmethod(lambda cls, _: cls)

    def overload(function):
        return function


class Table(_Generic[Row]):
    """Immutable sequence of rows with columns.

    Not a collections.abc.Sequence by name: polars would take it for a list of objects before it sees the Arrow stream.
    """

    __slots__ = ("_indices", "_owner")
    _kind = ""
    _aliases: dict[str, str] = {}  # noqa: RUF012, typing.ClassVar would import typing

    def __init__(self, owner: object, indices: Sequence[int] | None = None) -> None:
        self._owner = owner
        self._indices: Sequence[int] = range(self._count()) if indices is None else indices

    def _count(self) -> int:
        return _core._count(self._kind, self._owner)  # type: ignore[arg-type]

    def _row(self, index: int) -> Row:
        return _core._child(self._kind, self._owner, index)  # type: ignore[arg-type, no-any-return]

    def _named(self, name: str) -> Row:
        raise TypeError(f"{type(self).__name__} has no names; use an index or where()")

    def __len__(self) -> int:
        return len(self._indices)

    @overload
    def __getitem__(self, key: int | str) -> Row: ...
    @overload
    def __getitem__(self, key: slice) -> Self: ...
    def __getitem__(self, key: int | str | slice) -> Row | Self:
        if isinstance(key, slice):
            return type(self)(self._owner, self._indices[key])
        if isinstance(key, str):
            return self._named(key)
        return self._row(self._indices[key])

    def __iter__(self) -> Iterator[Row]:
        return (self._row(i) for i in self._indices)

    def __reversed__(self) -> Iterator[Row]:
        return iter(self[::-1])

    def __contains__(self, row: object) -> bool:
        return any(mine == row for mine in self)

    def index(self, row: object) -> int:
        """Place of the first row that equals `row`; raises ValueError."""
        for place, mine in enumerate(self):
            if mine == row:
                return place
        raise ValueError(f"{row!r} is not in the table")

    def where(self, **wanted: object) -> Self:
        """The rows whose attributes are as wanted: a value, a collection of values, or a function of the value.

        `figures.where(unit="件", value=lambda v: v > 100)`, `findings.where(level=("error", "warning"), rule="PUN")`.
        """
        tests = [(self._attribute(name), value) for name, value in wanted.items()]
        for test in tests:
            self._check_value(*test)
        rows = ((i, self._row(i)) for i in self._indices)
        kept = [i for i, row in rows if all(self._matches(name, getattr(row, name), value) for name, value in tests)]
        return type(self)(self._owner, kept)

    def _attribute(self, name: str) -> str:
        name = self._aliases.get(name, name)
        row_type = getattr(_core, self._kind)
        if name.startswith("_") or not hasattr(row_type, name):
            known = [n for n in dir(row_type) if not n.startswith("_")]
            raise self._unknown("column", "列", name, known)
        return name

    def _check_value(self, name: str, wanted: object) -> None:
        """A word that the column never holds is a slip of the pen."""
        from fazhi.words import VALUES

        known = VALUES.get((self._kind, name))
        for value in wanted if isinstance(wanted, (list, tuple, set, frozenset)) else (wanted,):
            if known is not None and isinstance(value, str) and value not in known:
                raise self._unknown(name, name, value, known)

    @staticmethod
    def _unknown(what_en: str, what_zh: str, name: str, names: Iterable[str]) -> OptionError:
        from fazhi.options import unknown

        return unknown(f"no {what_en} {name!r}", f"没有{what_zh}“{name}”", name, names)

    def _matches(self, name: str, value: object, wanted: object) -> bool:
        if isinstance(wanted, (list, tuple, set, frozenset, range)):
            return any(self._matches(name, value, w) for w in wanted)
        if isinstance(value, Section) and isinstance(wanted, str):
            return value.path == wanted
        if callable(wanted):
            return bool(wanted(value))
        return bool(value == wanted)

    def to_dict(self) -> dict[str, list[Any]]:
        """Lists by column; missing values are None."""
        return _core.columns(self._kind, self._owner, list(self._indices))

    def to_pandas(self) -> pd.DataFrame:
        """A DataFrame; needs pandas, and pandas alone."""
        import pandas as pd

        # A whole-number column with gaps would become float: 2023.0.
        columns = {name: pd.Series(values, dtype=_dtype(values)) for name, values in self.to_dict().items()}
        return pd.DataFrame(columns)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Arrow PyCapsule interface: `polars.DataFrame(report.figures)`, `duckdb.sql(...)`, `pyarrow.table(...)`."""
        return _core.arrow_stream(self._kind, self._owner, list(self._indices))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        same = self._kind == other._kind and list(self._indices) == list(other._indices)
        return same and self._owner == other._owner

    def __hash__(self) -> int:
        return hash((self._kind, self._owner, tuple(self._indices)))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._owner, list(self._indices))

    def __repr__(self) -> str:
        from fazhi import display

        return display.line(self)

    def _repr_html_(self) -> str:
        from fazhi import display

        return display.html(self)


def _dtype(values: list[object]) -> str:
    kinds = {type(v) for v in values if v is not None}
    if kinds == {int}:
        return "int64" if None not in values else "Int64"
    if kinds == {float}:
        return "float64"
    return "bool" if kinds == {bool} else "object"


class Figures(Table[Figure]):
    __slots__ = ()
    _kind = "Figure"
    _aliases = {"approx": "approximation"}  # noqa: RUF012


class Relations(Table[Relation]):
    __slots__ = ()
    _kind = "Relation"


class Citations(Table[Citation]):
    __slots__ = ()
    _kind = "Citation"
    _aliases = {"class": "citation_class"}  # noqa: RUF012


class Metrics(Table[Metric]):
    """One row a metric of the dictionary, stated or not; `metrics["mediation.rate"]` by id."""

    __slots__ = ("_rows",)
    _kind = "Metric"

    def __init__(self, owner: Report, indices: Sequence[int] | None = None) -> None:
        self._rows = _core._metrics(owner)
        super().__init__(owner, indices)

    def _count(self) -> int:
        return len(self._rows)

    def _row(self, index: int) -> Metric:
        return self._rows[index]

    def _named(self, name: str) -> Metric:
        for i in self._indices:
            if self._rows[i].id == name:
                return self._rows[i]
        raise self._unknown("metric", "指标", name, [self._rows[i].id for i in self._indices])


class Tables(Table[ReportTable]):
    """The tables of a report; their numbers stand here and not among the figures."""

    __slots__ = ()
    _kind = "Table"


class _Parts(Table[Row]):
    """Rows that belong to one table of a report."""

    __slots__ = ()

    @property
    def _table(self) -> ReportTable:
        owner = self._owner
        assert isinstance(owner, ReportTable)  # noqa: S101
        return owner

    def _count(self) -> int:
        return _core._table_count(self._kind, self._table)

    def _row(self, index: int) -> Row:
        return _core._table_part(self._kind, self._table, index)  # type: ignore[no-any-return]


class Cells(_Parts[TableCell]):
    """Cells in order of rows, then columns; `cells.where(verdict="refuted")`, `cells.where(row=3, column=6)`."""

    __slots__ = ()
    _kind = "TableCell"


class Checks(_Parts[TableCheck]):
    """The sums over the cells of a table; `checks.where(verdict="refuted")`."""

    __slots__ = ()
    _kind = "TableCheck"


def grid(self: ReportTable) -> list[list[TableCell | None]]:
    """The cells by place, header rows and columns included; a cell that spans stands in each of its places."""
    rows, columns = self.shape
    out: list[list[TableCell | None]] = [[None] * columns for _ in range(rows)]
    for cell in Cells(self):
        for row in range(cell.row, min(cell.row + cell.row_span, rows)):
            for column in range(cell.column, min(cell.column + cell.column_span, columns)):
                out[row][column] = cell
    return out


def table_to_pandas(self: ReportTable) -> pd.DataFrame:
    """The body as a DataFrame: rows and columns by name (·), numbers where cells are numbers, None where none is read.

    Needs pandas. `table.cells.to_pandas()` has one row a cell, with its place, kind and verdict.
    """
    import pandas as pd

    def value(cell: TableCell | None) -> object:
        if cell is None or cell.kind in ("empty", "not_applicable", "unreadable"):
            return None
        number = cell.value
        if number is None:
            return cell.quote
        return int(number) if number == int(number) else float(number)

    def names(paths: tuple[tuple[str, ...], ...]) -> list[str]:
        return ["·".join(path) for path in paths]

    body = grid(self)[self.header_rows :]
    first = self.header_columns
    columns = names(self.column_paths)[first:]
    values = [[value(row[k]) for row in body] for k in range(first, first + len(columns))]
    # By place: two columns may have one name.
    frame = pd.concat([pd.Series(v, dtype=_dtype(v)) for v in values], axis=1) if values else pd.DataFrame()
    frame.columns = pd.Index(columns)
    frame.index = pd.Index(names(self.row_paths)[self.header_rows :])
    return frame


class Blocks(Table[Block]):
    __slots__ = ()
    _kind = "Block"


class Sentences(Table[Sentence]):
    __slots__ = ()
    _kind = "Sentence"


class Sections(Table[Section]):
    """Sections in text order; `sections["一（三）"]` by printed path."""

    __slots__ = ()
    _kind = "Section"

    def _named(self, name: str) -> Section:
        paths = [(self._row(i).path, i) for i in self._indices]
        for path, i in paths:
            if path == name:
                return self._row(i)
        raise self._unknown("section", "章节", name, [path for path, _ in paths])


class Contents(Table[Content]):
    """The statutory contents; `contents["causes"]` by name."""

    __slots__ = ()
    _kind = "Content"
    names = ("measures", "shortcomings", "causes", "first_responsible", "next_year")

    def _count(self) -> int:
        return len(self.names)

    def _row(self, index: int) -> Content:
        return self._report._content(index)

    @property
    def _report(self) -> Report:
        owner = self._owner
        assert isinstance(owner, Report)  # noqa: S101
        return owner

    def _named(self, name: str) -> Content:
        if name in self.names:
            return self._row(self.names.index(name))
        raise self._unknown("content", "内容", name, self.names)


class Findings(Table[Finding]):
    """Findings in order of position; `where(level="error", rule="PUN")` takes rule ids and their families."""

    __slots__ = ()
    _kind = "Finding"
    _aliases = {"rule": "rule_id"}  # noqa: RUF012

    def _count(self) -> int:
        return self._owner._finding_count  # type: ignore[attr-defined, no-any-return]

    def _row(self, index: int) -> Finding:
        return _core._finding(self._owner, index)  # type: ignore[arg-type]

    def _matches(self, name: str, value: object, wanted: object) -> bool:
        if name == "rule_id" and isinstance(wanted, str):
            return value == wanted or str(value).startswith(f"{wanted}-")
        return super()._matches(name, value, wanted)

    def gravest(self, count: int = 5) -> Findings:
        """The first `count` by level, kind and position."""
        from fazhi.words import FINDING_KINDS, LEVELS

        rows = [(LEVELS.index(f.level), FINDING_KINDS.index(f.kind), place, f.index) for place, f in enumerate(self)]
        return Findings(self._owner, [index for *_, index in sorted(rows)[:count]])


class Results(Table[CriterionResult]):
    """Results of a scorecard; `results["CON-02"]` by criterion."""

    __slots__ = ()
    _kind = "CriterionResult"

    def _count(self) -> int:
        return self._owner._result_count  # type: ignore[attr-defined, no-any-return]

    def _row(self, index: int) -> CriterionResult:
        return _core._result(self._owner, index)  # type: ignore[arg-type]

    def _named(self, name: str) -> CriterionResult:
        ids = {self._row(i).criterion_id: i for i in self._indices}
        if name in ids:
            return self._row(ids[name])
        raise self._unknown("criterion", "条目", name, ids)


def explain(self: Scorecard, criterion_id: str) -> CriterionResult:
    """The result of one criterion: clause, evidence, counter-evidence, why points were lost. print() shows it all."""
    return Results(self)[criterion_id]


def _card_dict(self: Scorecard) -> dict[str, list[Any]]:
    """One row a criterion, as lists by column."""
    return Results(self).to_dict()


def _card_pandas(self: Scorecard) -> pd.DataFrame:
    """One row a criterion; needs pandas, and pandas alone."""
    return Results(self).to_pandas()


def _card_stream(self: Scorecard, requested_schema: object = None) -> object:
    """Arrow PyCapsule interface, one row a criterion."""
    return Results(self).__arrow_c_stream__(requested_schema)


def _whole_report(self: Finding) -> bool:
    return self.start == self.end == 0


def _relations(assessment: Assessment) -> Relations:
    return Relations(assessment.report)


def _scorecard(assessment: Assessment) -> Scorecard | None:
    cards = assessment.scorecards
    return cards[0] if cards else None


# The one place where the classes of _core are given what is written in Python; _core.pyi declares it.
_PROPERTIES: tuple[tuple[type, str, Callable[[Any], object]], ...] = (
    (Report, "sections", Sections),
    (Report, "blocks", Blocks),
    (Report, "sentences", Sentences),
    (Report, "figures", Figures),
    (Report, "relations", Relations),
    (Report, "citations", Citations),
    (Report, "metrics", Metrics),
    (Report, "contents", Contents),
    (Report, "tables", Tables),
    (ReportTable, "cells", Cells),
    (ReportTable, "checks", Checks),
    (Assessment, "findings", Findings),
    (Assessment, "relations", _relations),
    (Assessment, "scorecard", _scorecard),
    (Scorecard, "results", Results),
    (Finding, "whole_report", _whole_report),
)
for _type, _name, _make in _PROPERTIES:
    setattr(_type, _name, property(_make))
_DISPLAYED = (
    "Assessment Block Citation Content CriterionResult Evidence Figure Finding Fix Header HeaderField Metric "
    "OptionSpec PluginInfo Provenance Relation Repair Report RuleCard Scorecard Section Sentence SourcePlace Table "
    "TableCell TableCheck"
)
for _word in _DISPLAYED.split():
    for _name in ("__repr__", "_repr_html_"):
        setattr(getattr(_core, _word), _name, getattr(Table, _name))


def _str(self: object) -> str:
    from fazhi import display

    return display.explanation(self)


for _type, _name, _function in (
    (Scorecard, "explain", explain),
    (Scorecard, "to_dict", _card_dict),
    (Scorecard, "to_pandas", _card_pandas),
    (Scorecard, "__arrow_c_stream__", _card_stream),
    (ReportTable, "grid", grid),
    (ReportTable, "to_pandas", table_to_pandas),
):
    setattr(_type, _name, _function)
for _type in (CriterionResult, Finding, Relation, TableCheck):
    setattr(_type, "__str__", _str)  # noqa: B010, mypy knows no assignment to a method
