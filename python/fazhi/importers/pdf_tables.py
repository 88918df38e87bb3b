"""Tables of a page: ruled ones by their drawn lines, others by columns of pieces that stand under each other."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from fazhi.importers.pdf_lines import Line, joined, pieces_of, rows_of, text_of
from fazhi.importers.pdf_page import Rule, Word

_NEAR = 2.0  # points that count as touching
_MOST_COLUMNS = 200
_MOST_ROWS = 3000
_MOST_RULES = 6000
_MOST_LINES = 150  # of a table without rules on one page
_SOON = 12  # lines within which its columns must show
_CELL_GAP = 0.3  # cells of one row stand apart at least this far, in em
_ROW_DISTANCE = 2.6  # baselines of neighbouring rows of a table without rules, in em
_WRAPPED = 1.2  # a cell goes on below where it ends this near to the end of its column, in em


@dataclass(slots=True)
class Cell:
    text: str
    row_span: int = 1
    column_span: int = 1


@dataclass(slots=True)
class Table:
    """edges: the x of its columns, by which the parts of one table on several pages know each other."""

    x0: float
    top: float
    x1: float
    bottom: float
    edges: list[float]
    rows: list[list[Cell]] = field(default_factory=list)
    columns: Columns | None = None  # of a table without rules
    pages: list[int] = field(default_factory=list)  # of each row
    column: int = 0  # of text, in which it stands; counted through the file

    @property
    def widths(self) -> list[float]:
        return [b - a for a, b in itertools.pairwise(self.edges)]


# ── with rules ───────────────────────────────────────────────────────────────────────────────────────────────────────


class Grid:
    """Rules that touch each other, as squares between the lines through them."""

    def __init__(self, across: list[Rule], down: list[Rule]) -> None:
        self.xs = _distinct([r.x0 for r in down] + [x for r in across for x in (r.x0, r.x1)])
        self.ys = _distinct([r.y0 for r in across] + [y for r in down for y in (r.y0, r.y1)])
        self.across, self.down = across, down
        self._at_y = [[r for r in across if abs(r.y0 - y) <= 2 * _NEAR] for y in self.ys]
        self._at_x = [[r for r in down if abs(r.x0 - x) <= 2 * _NEAR] for x in self.xs]

    @property
    def is_table(self) -> bool:
        columns, rows = len(self.xs) - 1, len(self.ys) - 1
        return (
            1 <= columns <= _MOST_COLUMNS
            and 1 <= rows <= _MOST_ROWS
            and columns * rows <= 4 * _MOST_ROWS
            and columns >= 2
            and len(self.down) >= 1
            and len(self.across) >= 2
        )

    def holds(self, word: Word) -> bool:
        x, y = (word.x0 + word.x1) / 2, word.y - 0.35 * word.size
        return self.xs[0] - 1 <= x <= self.xs[-1] + 1 and self.ys[0] - 1 <= y <= self.ys[-1] + 1

    def table(self, words: list[Word]) -> Table:
        owner = self._merged()
        inside: dict[tuple[int, int], list[Word]] = {}
        for word in words:
            inside.setdefault(owner[self._square(word)], []).append(word)
        table = Table(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1], self.xs)
        for r in range(len(self.ys) - 1):
            row = []
            for c in range(len(self.xs) - 1):
                if owner[r, c] != (r, c):
                    continue
                rows, columns = self._spans(owner, r, c)
                right = self.xs[c + columns]
                row.append(Cell(_cell_text(inside.get((r, c), []), right), rows, columns))
            table.rows.append(row)
        return table

    def _square(self, word: Word) -> tuple[int, int]:
        x, y = (word.x0 + word.x1) / 2, word.y - 0.35 * word.size
        column = bisect.bisect_right(self.xs, x) - 1
        row = bisect.bisect_right(self.ys, y) - 1
        return min(max(row, 0), len(self.ys) - 2), min(max(column, 0), len(self.xs) - 2)

    def _merged(self) -> dict[tuple[int, int], tuple[int, int]]:
        """The first square of the cell that each square belongs to: squares without a rule between them are one cell,
        where they make a rectangle."""
        rows, columns = len(self.ys) - 1, len(self.xs) - 1
        right = [
            [any(r.y0 <= (a + b) / 2 <= r.y1 for r in rules) for rules in self._at_x[1:-1]]
            for a, b in itertools.pairwise(self.ys)
        ]
        below = [
            [any(r.x0 <= (a + b) / 2 <= r.x1 for r in rules) for a, b in itertools.pairwise(self.xs)]
            for rules in self._at_y[1:-1]
        ]
        owner: dict[tuple[int, int], tuple[int, int]] = {}
        for r in range(rows):
            for c in range(columns):
                if (r, c) in owner:
                    continue
                wide = 1
                while c + wide < columns and (r, c + wide) not in owner and not right[r][c + wide - 1]:
                    wide += 1
                high = 1
                while (
                    r + high < rows
                    and not any(below[r + high - 1][c : c + wide])
                    and not any(right[r + high][c : c + wide - 1])
                    and (c == 0 or right[r + high][c - 1])
                    and (c + wide == columns or right[r + high][c + wide - 1])
                ):
                    high += 1
                for y in range(r, r + high):
                    for x in range(c, c + wide):
                        owner[y, x] = (r, c)
        return owner

    def _spans(self, owner: dict[tuple[int, int], tuple[int, int]], r: int, c: int) -> tuple[int, int]:
        rows = columns = 1
        while owner.get((r, c + columns)) == (r, c):
            columns += 1
        while owner.get((r + rows, c)) == (r, c):
            rows += 1
        return rows, columns


def grids_of(rules: Sequence[Rule]) -> list[Grid]:
    """The ruled tables of a page."""
    if not rules or len(rules) > _MOST_RULES:
        return []
    across = _whole([r for r in rules if r.horizontal], True)
    down = _whole([r for r in rules if not r.horizontal], False)
    grids = []
    for group in _touching(across, down):
        grid = Grid([r for r in group if r.horizontal], [r for r in group if not r.horizontal])
        if grid.is_table:
            grids.append(grid)
    return grids


def _whole(rules: list[Rule], across: bool) -> list[Rule]:
    """Rules drawn in parts (one for each cell, both edges of a thick line) as one."""

    def level(r: Rule) -> float:
        return r.y0 if across else r.x0

    def ends(r: Rule) -> tuple[float, float]:
        return (r.x0, r.x1) if across else (r.y0, r.y1)

    out: list[Rule] = []
    for _, near in _clusters(sorted(rules, key=level), level):
        where = sum(map(level, near)) / len(near)
        start, end = None, 0.0
        for a, b in sorted(map(ends, near)):
            if start is None or a > end + _NEAR:
                if start is not None:
                    out.append(Rule(start, where, end, where) if across else Rule(where, start, where, end))
                start, end = a, b
            end = max(end, b)
        if start is not None:
            out.append(Rule(start, where, end, where) if across else Rule(where, start, where, end))
    return out


def _clusters(rules: list[Rule], level: Callable[[Rule], float]) -> Iterable[tuple[float, list[Rule]]]:
    group: list[Rule] = []
    for rule in rules:
        if group and level(rule) - level(group[0]) > _NEAR:
            yield level(group[0]), group
            group = []
        group.append(rule)
    if group:
        yield level(group[0]), group


def _touching(across: list[Rule], down: list[Rule]) -> list[list[Rule]]:
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    levels = [r.y0 for r in across]  # in order: _whole sorts by it
    for k, v in enumerate(down, len(across)):
        first, last = bisect.bisect_left(levels, v.y0 - _NEAR), bisect.bisect_right(levels, v.y1 + _NEAR)
        for i in range(first, last):
            if across[i].x0 - _NEAR <= v.x0 <= across[i].x1 + _NEAR:
                parent[root(k)] = root(i)
    groups: dict[int, list[Rule]] = {}
    for i, rule in enumerate((*across, *down)):
        groups.setdefault(root(i), []).append(rule)
    return list(groups.values())


def _distinct(values: list[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > 2 * _NEAR:
            out.append(value)
    return out


def _cell_text(words: list[Word], right: float) -> str:
    lines = rows_of(pieces_of(words))
    out: list[str] = []
    for before, line in zip([None, *lines], lines, strict=False):
        # Two numbers below each other are one only where the first reaches the edge of the cell.
        numbers = before is not None and before.text[-1:].isdigit() and line.text[:1].isdigit()
        if before is not None and numbers and right - before.x1 > 1.5 * before.size:
            out.append(" ")
        out.append(line.text)
    return joined(out)[0]


# ── without rules ────────────────────────────────────────────────────────────────────────────────────────────────────


class Columns:
    """Columns that pieces of several lines make by standing under each other; more lines may widen them."""

    def __init__(self, lines: Sequence[Line]) -> None:
        several = [line for line in lines if len(line.pieces) > 1]
        most = max((len(line.pieces) for line in several), default=0)
        widest = [line for line in several if len(line.pieces) == most]
        self.spans: list[list[float]] = []
        for x0, x1 in sorted((p.x0, p.x1) for line in widest for p in line.pieces):
            if self.spans and x0 < self.spans[-1][1]:
                self.spans[-1][1] = max(self.spans[-1][1], x1)
            else:
                self.spans.append([x0, x1])
        self.stand = len(self.spans) == most >= 2 and len(widest) >= 2

    def row(self, line: Line) -> dict[int, list[Word]] | None:
        """The words of a line by columns; None where they do not keep to the columns."""
        out: dict[int, list[Word]] = {}
        before, at = None, -1
        for word in (word for piece in line.pieces for word in piece.words):
            # The columns it touches, [first, last): they stand in order and apart.
            first = bisect.bisect_right(self.spans, word.x0, key=lambda span: span[1])
            last = bisect.bisect_left(self.spans, word.x1, key=lambda span: span[0])
            if last - first > 1:
                return None
            column = first if last > first else self._nearest(first, (word.x0 + word.x1) / 2)
            if column < at or (before is not None and column > at and word.x0 - before.x1 < _CELL_GAP * word.size):
                return None
            out.setdefault(column, []).append(word)
            before, at = word, column
        return out

    def _nearest(self, right: int, x: float) -> int:
        """Of the columns left and right of a gap, the one whose middle is nearer to x."""
        beside = range(max(right - 1, 0), min(right + 1, len(self.spans)))
        return min(beside, key=lambda i: abs(sum(self.spans[i]) / 2 - x))

    def cells(self, row: dict[int, list[Word]]) -> list[Cell]:
        return [Cell(text_of(row.get(i, []))) for i in range(len(self.spans))]

    def cut_off_row(self, line: Line) -> list[Cell] | None:
        """The cells of a line on the next or the last page, where it is a row of this table that a page end cut off."""
        row = self.row(line) if len(line.pieces) > 1 or len(self.spans) > 2 else None
        return self.cells(row) if row is not None and 2 * len(row) > len(self.spans) else None

    def widen(self, row: dict[int, list[Word]]) -> None:
        for column, words in row.items():
            span = self.spans[column]
            span[0], span[1] = min(span[0], words[0].x0), max(span[1], words[-1].x1)

    def goes_on(self, above: dict[int, list[Word]], row: dict[int, list[Word]]) -> bool:
        """Whether the only cell of a row carries on the one above it: it begins where that one did, and that one fills
        its column."""
        ((column, words),) = row.items()
        over = above.get(column)
        if not over or abs(over[0].x0 - words[0].x0) > 0.5 * words[0].size:
            return False
        return self.spans[column][1] - over[-1].x1 <= _WRAPPED * words[0].size


def unruled(lines: Sequence[Line], start: int, in_time: Callable[[], None]) -> tuple[Table, int] | None:
    """The table without rules that begins at lines[start], and the line behind it."""
    found = None
    for end in range(start + 2, min(len(lines), start + _MOST_LINES) + 1):
        in_time()
        line = lines[end - 1]
        if line.y - lines[end - 2].y > _ROW_DISTANCE * line.size:
            break
        if len(line.pieces) == len(lines[end - 2].pieces) == 1 and (found is None or found[2] < end - 1):
            break
        columns = Columns(lines[start:end])
        if columns.stand:
            rows = _rows(lines[start:end], columns)
            if rows is None:
                break
            found = rows, columns, end
        elif end - start > _SOON:
            break
    if found is None:
        return None
    rows, columns, end = found
    filled = sum(len(row) > 1 for row in rows)
    if filled < 2 or filled * len(columns.spans) < 6:
        return None
    spans = columns.spans
    edges = [spans[0][0], *((a[1] + b[0]) / 2 for a, b in itertools.pairwise(spans)), spans[-1][1]]
    table = Table(edges[0], lines[start].y, edges[-1], lines[end - 1].y, edges, columns=columns)
    table.rows = [columns.cells(row) for row in rows]
    return table, end


def _rows(lines: Sequence[Line], columns: Columns) -> list[dict[int, list[Word]]] | None:
    """Cells of each row; None where a line is no row. The last line must fill two columns."""
    rows: list[dict[int, list[Word]]] = []
    for line in lines:
        row = columns.row(line)
        if row is None:
            return None
        if len(row) == 1:
            if not rows or not columns.goes_on(rows[-1], row):
                return None
            for column, words in row.items():
                rows[-1][column] += words
            continue
        columns.widen(row)
        rows.append(row)
    return rows
