"""What a Python importer hands over: text, page furniture, header fields, tables; or a file in another format."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TypeAlias

    Span: TypeAlias = tuple[int, int]
    Row: TypeAlias = Sequence["SourceCell | Span"]
    Place: TypeAlias = tuple[int, str, int, int, int, bool]
    Handed: TypeAlias = tuple[
        str,
        str,
        list[tuple[int, int, str]],
        list[tuple[str, str]],
        list[tuple[list[list[tuple[Span, int, int, bool]]], Span]],
        list[Place],
    ]

_WIDEST_SPAN = 0xFFFF


class SourceCell:
    """A cell that an importer hands over; one that spans rows or columns stands once, at its first.

    content: its place in the text, as (start, end) in code points, or for `Imported.add_table` its text. header: the
    source says that it is a head.
    """

    __slots__ = ("column_span", "content", "header", "row_span")

    def __init__(self, content: str | Span, *, row_span: int = 1, column_span: int = 1, header: bool = False) -> None:
        self.content = content
        self.row_span = max(1, min(row_span, _WIDEST_SPAN))
        self.column_span = max(1, min(column_span, _WIDEST_SPAN))
        self.header = header

    def __repr__(self) -> str:
        return f"SourceCell({self.content!r}, row_span={self.row_span}, column_span={self.column_span})"


class Imported:
    """What an importer knows beside the text.

    text: the text, one line a paragraph. furniture: stretches of whole lines that are no text of the report, as
    (start, end, kind) in code points; kinds: menu, metadata, page_number, running_head, footer. metadata: header fields
    that the source gives outside its text, as (field, value); fields: title, issuer, document_number, signed_date,
    published_date. encoding: name of the encoding that was decoded. tables: tables whose cells stand in the text, each
    a list of rows, a row a list of `SourceCell` or (start, end).

    places: where stretches of the text stand in the file, ascending, as (start, part, paragraph, run, offset, made);
    each reaches up to the next. made: the importer wrote that text, the file does not hold it. What the numbers count
    is the importer's to document; `report.source_place` gives them back.

    A text may also be built piece by piece, with `add_line` and `add_table`.
    """

    __slots__ = ("_length", "_pieces", "_tables", "encoding", "furniture", "metadata", "places")

    def __init__(
        self,
        text: str = "",
        *,
        encoding: str = "",
        furniture: Iterable[tuple[int, int, str]] = (),
        metadata: Iterable[tuple[str, str]] = (),
        tables: Iterable[Sequence[Row]] = (),
        places: Iterable[Place] = (),
    ) -> None:
        self._pieces = [text] if text else []
        self._length = len(text)
        self._tables = [(_cells(rows), (0, 0)) for rows in tables]
        self.encoding = encoding
        self.furniture = list(furniture)
        self.metadata = list(metadata)
        self.places = list(places)

    @property
    def text(self) -> str:
        """The whole text."""
        if len(self._pieces) > 1:
            self._pieces = ["".join(self._pieces)]
        return self._pieces[0] if self._pieces else ""

    @property
    def tables(self) -> list[list[list[SourceCell]]]:
        """Rows of cells of each table; their contents are places in the text."""
        return [rows for rows, _ in self._tables]

    def add_line(self, text: str, kind: str = "") -> Span:
        """Puts a line at the end of the text and returns its place; kind: one of page furniture, or "" for text."""
        self._end_line()
        start = self._length
        self._write(text)
        end = self._length
        self._write("\n")
        if kind:
            self.furniture.append((start, end, kind))
        return (start, end)

    def add_table(self, rows: Iterable[Iterable[str | SourceCell]], *, caption: Span | None = None) -> Span:
        """Puts a table at the end of the text, a row a line and cells divided by tabs, and returns its place.

        A cell is its text, or a `SourceCell` with its text. caption: place of the line that names the table.
        """
        self._end_line()
        start = self._length
        placed: list[list[SourceCell]] = []
        for row in rows:
            placed.append([])
            for cell in row:
                given = cell if isinstance(cell, SourceCell) else SourceCell(cell)
                if not isinstance(given.content, str):
                    raise TypeError("add_table writes the text of its cells; cells of the text go into tables=")
                if placed[-1]:
                    self._write("\t")
                at = self._length
                self._write(given.content.translate(_ONE_LINE))
                placed[-1].append(
                    SourceCell(
                        (at, self._length),
                        row_span=given.row_span,
                        column_span=given.column_span,
                        header=given.header,
                    )
                )
            self._write("\n")
        self._tables.append((placed, caption or (0, 0)))
        return (start, self._length)

    def handed(self) -> Handed:
        """The form that the core takes. A place outside the text is an error of the importer, and is said."""
        text = self.text
        tables = [
            ([[(self._place(c.content), c.row_span, c.column_span, c.header) for c in r] for r in rows], caption)
            for rows, caption in self._tables
        ]
        for _, caption in self._tables:
            self._place(caption)
        return text, self.encoding, self.furniture, self.metadata, tables, self.places

    def _place(self, content: str | Span) -> Span:
        if isinstance(content, str):
            raise TypeError(f"the cell {content!r} has no place in the text; add_table writes cells given by text")
        start, end = content
        if not 0 <= start <= end <= self._length:
            raise ValueError(f"a table's cell at {start}..{end} is outside the text of {self._length} characters")
        return (start, end)

    def _end_line(self) -> None:
        if self._pieces and not self._pieces[-1].endswith("\n"):
            self._write("\n")

    def _write(self, text: str) -> None:
        if text:
            self._pieces.append(text)
            self._length += len(text)


_ONE_LINE = str.maketrans("\t\r\n\v\f", "     ")


def _cells(rows: Sequence[Row]) -> list[list[SourceCell]]:
    return [[c if isinstance(c, SourceCell) else SourceCell(c) for c in row] for row in rows]


class Converted:
    """What an importer gives that has a program turn its format into another: `data`, read by the importer named.

    original: the format that the source had ("doc"). by, version: the program. The report keeps the name and the hash
    of the source, and says in its provenance what converted it.
    """

    __slots__ = ("by", "data", "importer", "original", "version")

    def __init__(self, data: bytes, *, importer: str, original: str, by: str, version: str = "") -> None:
        self.data, self.importer, self.original, self.by, self.version = data, importer, original, by, version

    def handed(self) -> tuple[bytes, str, str, str, str, str]:
        """As the core takes it."""
        return bytes(self.data), f".{self.importer}", self.importer, self.original, self.by, self.version
