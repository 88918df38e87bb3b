"""The pages of a PDF to one text: paragraphs and tables in reading order, page furniture where it breaks nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from fazhi.imported import Imported, SourceCell
from fazhi.importers.pdf_furniture import Furniture, find_furniture
from fazhi.importers.pdf_lines import Box, Column, Line, Piece, columns_of, find_gutter, pieces_of, rows_of
from fazhi.importers.pdf_page import Page
from fazhi.importers.pdf_paragraphs import PAPER, Habits, Paragraph, Placed, set_frames
from fazhi.importers.pdf_tables import Table, grids_of, unruled

_LONGEST_CAPTION = 40


class Document:
    def __init__(self, pages: Sequence[Page], in_time: Callable[[], None]) -> None:
        """in_time: raises when the time for the file is over."""
        self.pages, self.in_time = pages, in_time
        self.boxes: list[list[Box]] = []
        pieces = [self._without_tables(page) for page in pages]
        body_size = _body_size(pieces)
        given = [(page.number, page.height, own) for page, own in zip(pages, pieces, strict=True)]
        self.events = list(self._events(find_furniture(given, body_size)))
        lines = [event for event in self.events if isinstance(event, Placed)]
        set_frames(lines, body_size)
        self.habits = Habits.of(lines, body_size)
        self.out = Imported()
        self.paragraph = Paragraph()
        self.table: Table | None = None
        self.waiting: list[Furniture] = []  # in the middle of a paragraph or of a table
        self.caption: tuple[int, int] | None = None
        self.lines_of: Counter[int] = Counter()

    def imported(self) -> Imported:
        for event in self.events:
            if isinstance(event, Furniture):
                self.waiting.append(event)
                if not self.paragraph.lines and self.table is None:
                    self._close()
            elif isinstance(event, Table):
                self._meet_table(event)
            else:
                self._meet_line(event)
        self._close()
        return self.out

    def _meet_table(self, table: Table) -> None:
        if self.table is not None and _carries_on(self.table, table):
            # Its head, printed again on the next page, is no row.
            again = [c.text for c in table.rows[0]] == [c.text for c in self.table.rows[0]]
            self.table.rows += table.rows[again:]
            self.table.pages += table.pages[again:]
            self.table.column, self.table.bottom = table.column, table.bottom
            return
        if table.columns is not None and len(self.paragraph.lines) == 1 and self.waiting:
            head = table.columns.cut_off_row(self.paragraph.lines[0].line)
            if head is not None:
                table.rows.insert(0, head)
                table.pages.insert(0, self.paragraph.lines[0].page)
                self.paragraph = Paragraph()
                self.table = table
                return
        self._close()
        self.table = table

    def _meet_line(self, line: Placed) -> None:
        if self.table is not None and self.table.columns is not None and self.waiting:
            row = self.table.columns.cut_off_row(line.line)
            if row is not None:
                self.table.rows.append(row)
                self.table.pages.append(line.page)
                return
        if self.table is not None or (self.paragraph.lines and not self.paragraph.goes_on(line, self.habits)):
            self._close()
        self.paragraph.lines.append(line)

    def _without_tables(self, page: Page) -> list[Piece]:
        """Its pieces of lines; its ruled tables go to self.boxes."""
        self.in_time()
        boxes: list[Box] = []
        words = page.words
        for grid in grids_of(page.rules):
            inside = [word for word in words if grid.holds(word)]
            if not inside:
                continue
            taken = set(map(id, inside))
            words = [word for word in words if id(word) not in taken]
            table = grid.table(inside)
            boxes.append(Box(table.x0, table.x1, table.top, table.bottom, table))
        self.boxes.append(boxes)
        return pieces_of(words)

    def _events(self, found: Iterable[tuple[list[Furniture], list[Piece]]]) -> Iterator[Placed | Table | Furniture]:
        number = 0
        found = list(found)
        gutters = {round(x) for _, pieces in found if (x := find_gutter(pieces)) is not None}
        for page, boxes, (furniture, pieces) in zip(self.pages, self.boxes, found, strict=True):
            self.in_time()
            yield from (f for f in furniture if f.line.y <= page.height / 2)
            for column in columns_of(pieces, boxes, sorted(gutters)):
                number += 1
                key = (column.beside, column.place, round(page.width / PAPER))
                for item in _items(column, self.in_time):
                    if isinstance(item, Table):
                        item.pages, item.column = [page.number] * len(item.rows), number
                        yield item
                    else:
                        yield Placed(item, page.number, number, key)
            yield from (f for f in furniture if f.line.y > page.height / 2)
            yield from (Furniture(Line(pieces_of([word])), "running_head", page.number) for word in page.turned)

    def _close(self) -> None:
        """Writes what is open, then the furniture that stood within it."""
        if self.paragraph.lines:
            text, starts = self.paragraph.text()
            place = self.out.add_line(text)
            for line, start in zip(self.paragraph.lines, starts, strict=True):
                self._place(place[0] + start, line.page)
            self.caption = place if _is_caption(self.paragraph, text) else None
            self.paragraph = Paragraph()
        elif self.table is not None:
            cells = [
                [SourceCell(c.text, row_span=c.row_span, column_span=c.column_span) for c in row]
                for row in self.table.rows
            ]
            self.out.add_table(cells, caption=self.caption)
            for row, page in zip(self.out.tables[-1], self.table.pages, strict=True):
                if row and not isinstance(row[0].content, str):
                    self._place(row[0].content[0], page)
            self.table = self.caption = None
        for furniture in self.waiting:
            place = self.out.add_line(furniture.line.text, furniture.kind)
            self._place(place[0], furniture.page)
        self.waiting.clear()

    def _place(self, start: int, page: int) -> None:
        """Notes that a line of a page begins there."""
        if not self.out.places or self.out.places[-1][0] < start:
            self.out.places.append((start, f"page {page + 1}", self.lines_of[page], 0, 0, False))
            self.lines_of[page] += 1


def _body_size(pages: Iterable[Iterable[Piece]]) -> float:
    """The size of most of the text."""
    sizes: Counter[float] = Counter()
    for piece in (piece for page in pages for piece in page):
        sizes[round(2 * piece.size) / 2] += sum(len(word.text) for word in piece.words)
    return sizes.most_common(1)[0][0] if sizes else 12.0


def _items(column: Column, in_time: Callable[[], None]) -> Iterator[Line | Table]:
    lines = rows_of(column.pieces)
    boxes = sorted(column.boxes, key=lambda box: box.top)
    i = 0
    while i < len(lines) or boxes:
        if boxes and (i == len(lines) or boxes[0].top <= lines[i].y):
            yield boxes.pop(0).table
            continue
        found = unruled(lines, i, in_time) if any(len(line.pieces) > 1 for line in lines[i : i + 2]) else None
        if found is not None:
            table, i = found
            yield table
        else:
            yield lines[i]
            i += 1


def _carries_on(table: Table, more: Table) -> bool:
    """Whether it goes on with `more` in the next column or on the next page; below each other stand two tables."""
    below = more.pages[0] == table.pages[-1] and more.top >= table.bottom
    if more.column == table.column or below:
        return False
    if (table.columns is None) != (more.columns is None) or len(table.edges) != len(more.edges):
        return False
    return all(abs(a - b) <= 4 for a, b in zip(table.widths, more.widths, strict=True))


def _is_caption(paragraph: Paragraph, text: str) -> bool:
    if len(paragraph.lines) > 1 or len(text) > _LONGEST_CAPTION:
        return False
    return text.startswith("表") or "单位" in text or paragraph.lines[0].is_centred
