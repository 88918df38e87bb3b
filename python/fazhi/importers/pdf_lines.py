"""Words of a page to lines in reading order: pieces, rows, columns."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fazhi.importers.pdf_page import Word

if TYPE_CHECKING:
    from fazhi.importers.pdf_tables import Table

# Lengths in characters (em) of the text they stand in.
_COLUMN_GAP = 1.2  # words further apart are pieces of their own
_GUTTER = 0.8
_SAME_ROW = 0.5
_LAYOUT_BLANK = 0.6  # a wider gap beside a Han character is a blank that is meant
_DIGIT_BLANK = 0.35
_MOST_BESIDE = 100  # pieces of one row
_FEWEST_BESIDE = 4  # lines beside each other that make columns
_FULL = 1.5  # of a line of a column, how far it may end before the column does
_BEGIN = 2.6  # of a line of a column, how far it may begin inside
_LONG = 6.0  # shorter lines beside each other are a form or a table


@dataclass(slots=True)
class Piece:
    """Words of one line without a wide gap. y: the baseline."""

    words: list[Word]
    x0: float
    x1: float
    y: float
    size: float

    @property
    def top(self) -> float:
        return self.y - 0.85 * self.size

    @property
    def bottom(self) -> float:
        return self.y + 0.15 * self.size

    @property
    def text(self) -> str:
        return text_of(self.words)


@dataclass(slots=True)
class Line:
    """A row of one column: one piece, or several where wide gaps part them."""

    pieces: list[Piece]
    x0: float = 0.0
    x1: float = 0.0
    y: float = 0.0
    size: float = 0.0
    text: str = ""

    def __post_init__(self) -> None:
        self.x0, self.x1 = self.pieces[0].x0, max(p.x1 for p in self.pieces)
        widest = max(self.pieces, key=lambda p: p.x1 - p.x0)
        self.y, self.size = widest.y, widest.size
        self.text = " ".join(p.text for p in self.pieces)

    @property
    def widest_gap(self) -> float:
        """In em."""
        return max((b.x0 - a.x1 for a, b in itertools.pairwise(self.pieces)), default=0.0) / self.size

    @property
    def hyphen(self) -> bool:
        return self.pieces[-1].words[-1].hyphen


def pieces_of(words: Sequence[Word]) -> list[Piece]:
    """Words that follow each other in the file and stand on one line."""
    pieces: list[list[Word]] = []
    for word in words:
        last = pieces[-1][-1] if pieces else None
        if (
            last is not None
            and abs(word.y - last.y) <= _SAME_ROW * max(word.size, last.size)
            and -0.5 * last.size <= word.x0 - last.x1 <= _widest_gap(last, word)
        ):
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return [_piece(words) for words in pieces]


def _widest_gap(a: Word, b: Word) -> float:
    """Blanks that the file itself sets may be as wide as they like: 第一章　　总则 is one piece."""
    return max(a.size, b.size) * (_COLUMN_GAP + sum(1.0 if c == "\u3000" else 0.6 for c in b.blank))


def _piece(words: list[Word]) -> Piece:
    longest = max(words, key=lambda w: w.x1 - w.x0)
    return Piece(words, min(w.x0 for w in words), max(w.x1 for w in words), longest.y, longest.size)


def text_of(words: Sequence[Word]) -> str:
    """The words of one line as text, without the blanks that layout made."""
    out = ""
    spacing = _spacing(words)
    for i, word in enumerate(words):
        if i and out and not out[-1].isspace():
            out += word.blank or (" " if _parts(words[i - 1], word, spacing) else "")
        out += word.text
    return out


def _spacing(words: Sequence[Word]) -> float:
    """How far characters of a line stand apart that is set on a grid or stretched to the edge, in em; else 0."""
    if len(words) < 4:
        return 0.0
    gaps = [
        (b.x0 - a.x1) / max(a.size, b.size)
        for a, b in itertools.pairwise(words)
        if is_wide(a.text[-1]) and is_wide(b.text[0])
    ]
    together = sum(len(word.text) - 1 for word in words if is_wide(word.text[0]))
    return max(0.0, statistics.median(gaps)) if len(gaps) > max(2, together) else 0.0


def _parts(a: Word, b: Word, spacing: float) -> bool:
    """Whether the gap between two words is a blank of the text."""
    gap = (b.x0 - a.x1) / max(a.size, b.size) - spacing
    left, right = a.text[-1], b.text[0]
    if is_wide(left) or is_wide(right):
        return gap > _LAYOUT_BLANK
    if left.isalpha() or right.isalpha():
        return True
    return gap > _DIGIT_BLANK


def joined(lines: Sequence[str], hyphens: Sequence[bool] = ()) -> tuple[str, list[int]]:
    """Lines of one paragraph as one, and where each begins: a blank stands between them only where Latin words meet.
    hyphens: which lines end in one that the file shows because the line ends there."""
    out, starts = "", []
    for i, line in enumerate(lines):
        if out and line[:1].isascii() and line[:1].isalnum():
            # Words and numbers are not broken; but some writers break numbers.
            if out[-1].isascii() and out[-1].isalnum() and not (out[-1].isdigit() and line[0].isdigit()):
                out += " "
            # LTE-V2X keeps its hyphen, infor-mation does not.
            elif i <= len(hyphens) and hyphens[i - 1] and out[-2:-1].islower() and line[0].islower():
                out = out[:-1]
        starts.append(len(out))
        out += line
    return out, starts


def is_wide(c: str) -> bool:
    """Whether a character is as wide as it is high: Han, kana, full-width forms, and the marks set like them."""
    return "\u2e80" <= c <= "\ud7ff" or "\uf900" <= c <= "\ufaff" or "\ufe30" <= c <= "\uffe6" or c in _WIDE_MARKS


_WIDE_MARKS = frozenset("“”‘’—…·《》〔〕【】①②③④⑤⑥⑦⑧⑨⑩")


def rows_of(pieces: Iterable[Piece]) -> list[Line]:
    """Pieces of one column, from above to below, those of one row in one line."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: p.y):
        if rows and len(rows[-1]) < _MOST_BESIDE and _beside(rows[-1], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [Line(_joined(sorted(row, key=lambda p: p.x0))) for row in rows]


def _beside(row: list[Piece], piece: Piece) -> bool:
    widest = max(row, key=lambda p: p.x1 - p.x0)
    overlap = min(widest.bottom, piece.bottom) - max(widest.top, piece.top)
    if overlap < 0.6 * min(widest.size, piece.size):
        return False
    # What stands over other text of the row is another row, however near.
    return all(piece.x0 >= p.x1 - 0.5 * p.size or piece.x1 <= p.x0 + 0.5 * p.size for p in row)


def _joined(row: list[Piece]) -> list[Piece]:
    """Neighbours without a wide gap become one piece: the file may hold the parts of a line in any order."""
    if _is_spread(row):
        return [_piece([word for piece in row for word in piece.words])]
    out = [row[0]]
    for piece in row[1:]:
        last = out[-1]
        if piece.x0 - last.x1 <= _widest_gap(last.words[-1], piece.words[0]):
            out[-1] = _piece(last.words + piece.words)
        else:
            out.append(piece)
    return out


def _is_spread(row: list[Piece]) -> bool:
    """Characters set apart evenly, to fill a width: 县　人　民　政　府."""
    alone = [p for p in row if len(p.words) == 1 and len(p.words[0].text) == 1 and is_wide(p.words[0].text)]
    short = all(len(p.words) == 1 and len(p.words[0].text) <= 4 and not p.words[0].text.isdigit() for p in row)
    if len(row) < 4 or not short or len(alone) < 0.6 * len(row):
        return False
    gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(row)]
    return max(gaps) - min(gaps) < 0.6 * row[0].size


# ── columns ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class Box:
    """A table on the page, in reading order with the text around it."""

    x0: float
    x1: float
    top: float
    bottom: float
    table: Table


@dataclass(slots=True)
class Column:
    """Part of a page that is read from above to below. width: how many columns stand side by side; place: which."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    beside: int = 1
    place: int = 0


def columns_of(pieces: list[Piece], boxes: list[Box], known: Sequence[float] = ()) -> list[Column]:
    """The columns of a page in reading order. What spans them cuts the page in bands. known: gutters of other pages,
    for a page whose last column holds a few lines only."""
    gutter = find_gutter(pieces)
    if gutter is None:
        gutter = next((x for x in known if _fits(pieces, x)), None)
    if gutter is None:
        return [Column(pieces, boxes)]
    items: list[Piece | Box] = [*pieces, *boxes]
    spanning = sorted((i for i in items if i.x0 < gutter - 1 and i.x1 > gutter + 1), key=lambda i: (i.top, i.x0))
    rest = [i for i in items if not (i.x0 < gutter - 1 and i.x1 > gutter + 1)]
    out: list[Column] = []
    edges: list[Piece | Box | None] = [*spanning, None]
    for edge in edges:
        above = rest if edge is None else [i for i in rest if i.top < edge.top]
        rest = [] if edge is None else [i for i in rest if i.top >= edge.top]
        left, right = [i for i in above if i.x1 <= gutter + 1], [i for i in above if i.x1 > gutter + 1]
        for place, half in enumerate((left, right)):
            if half:
                inner = columns_of([i for i in half if isinstance(i, Piece)], [i for i in half if isinstance(i, Box)])
                for column in inner:
                    out.append(Column(column.pieces, column.boxes, column.beside + 1, place * 2 + column.place))
        if edge is not None:
            if not out or out[-1].beside > 1:
                out.append(Column())
            if isinstance(edge, Piece):
                out[-1].pieces.append(edge)
            else:
                out[-1].boxes.append(edge)
    return out


def _fits(pieces: list[Piece], x: float) -> bool:
    """Whether next to no text of a page without a gutter of its own stands across that of another page."""
    left, right = sum(p.x1 <= x for p in pieces), sum(p.x0 >= x for p in pieces)
    return left + right > 0 and 10 * (len(pieces) - left - right) <= len(pieces)


def find_gutter(pieces: list[Piece]) -> float | None:
    """The x of a gap between columns of running text; None where there is none."""
    gaps: list[tuple[float, float, Piece, Piece]] = []
    by_height = sorted(pieces, key=lambda p: p.y)
    for i, left in enumerate(by_height):
        right = None
        for other in _near(by_height, i, left.size):
            if other.x0 >= left.x1 + _GUTTER * left.size and (right is None or other.x0 < right.x0):
                right = other
        if right is not None:
            gaps.append((left.x1, right.x0, left, right))
    if len(gaps) < _FEWEST_BESIDE:
        return None
    # The x that lies in the most gaps.
    edges = sorted([(g[0], 0) for g in gaps] + [(g[1], 1) for g in gaps])
    depth = best = 0
    start = end = 0.0
    for i, (x, closes) in enumerate(edges):
        if closes:
            depth -= 1
            continue
        depth += 1
        if depth > best:
            best, start, end = depth, x, edges[i + 1][0]
    x = (start + end) / 2
    through = [g for g in gaps if g[0] <= x <= g[1]]
    return x if len(through) >= _FEWEST_BESIDE and _is_prose(through, pieces, x) else None


def _near(by_height: list[Piece], i: int, size: float) -> Iterable[Piece]:
    for step in (-1, 1):
        k = i + step
        # However crowded a page is, its work stays linear.
        while 0 <= k < len(by_height) and abs(k - i) <= _MOST_BESIDE and abs(by_height[k].y - by_height[i].y) < size:
            yield by_height[k]
            k += step


def _is_prose(gaps: list[tuple[float, float, Piece, Piece]], pieces: list[Piece], x: float) -> bool:
    """Running text on both sides: lines that reach the edge on the left, lines that begin at one edge on the right."""
    lefts, rights = [g[2] for g in gaps], [g[3] for g in gaps]
    size = statistics.median(p.size for p in lefts)
    right_edge = max(p.x1 for p in pieces if p.x1 <= x)
    full = sum(right_edge - p.x1 <= _FULL * size for p in lefts)
    left_edge = min(p.x0 for p in pieces if p.x0 >= x)
    flush = sum(p.x0 - left_edge <= _BEGIN * size for p in rights)
    long = all(statistics.median(p.x1 - p.x0 for p in side) >= _LONG * size for side in (lefts, rights))
    return long and 4 * full >= len(lefts) and 4 * flush >= 3 * len(rights)
