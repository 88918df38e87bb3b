"""Lines to paragraphs, across line, column and page ends.

A paragraph ends where its line stops short of the edge, where the next one is indented, stands further below or is of
another size. Which of these marks a document uses is learned from it: `Habits`.
"""

from __future__ import annotations

import itertools
import statistics
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from fazhi.importers.pdf_furniture import layout_data, patterns
from fazhi.importers.pdf_lines import Line, is_wide, joined

# In characters (em) of the text.
_FLUSH = 0.6  # how far from the edge still stands at it
_INDENT = 0.8
_WIDEST_INDENT = 6.0  # a line that begins further in is set apart: a signature, a centred line
_CLEARLY_SHORT = 3.0
_WIDEST_GAP = 3.0  # in a line of running text that is not stretched
_STRETCHED = 0.06  # free space at the end of a line that was stretched to the edge
_JUSTIFIED_SLACK = 0.8
_RAGGED_SLACK = 0.3
_CENTRE = 0.7  # how much the free spaces of a centred line may differ
_CENTRED_INDENT = 2.5
_APART = 0.25  # further below than the next line of a paragraph
_SIZE = 1.08  # ratio of sizes that makes another kind of text
PAPER = 10.0  # points to which the widths of pages are rounded
_TELLS = 0.6  # share from which a mark counts as the document's


@dataclass(slots=True)
class Frame:
    """Edges of the text of a column."""

    left: float
    right: float


@dataclass(slots=True)
class Placed:
    """A line with the column it stands in. key: columns of one kind have one key on all pages."""

    line: Line
    page: int
    column: int
    key: tuple[int, int, int]
    frame: Frame = field(default_factory=lambda: Frame(0, 0))

    @property
    def indent(self) -> float:
        return (self.line.x0 - self.frame.left) / self.line.size

    @property
    def rest(self) -> float:
        """Free space at its end, in em; a mark that hangs over the edge takes none."""
        rest = (self.frame.right - self.line.x1) / self.line.size
        return rest + 1 if rest < -0.3 and self.line.text[-1] in layout_data()["no_start"] else rest

    def below(self, other: Placed) -> bool:
        return self.page == other.page and self.column == other.column

    @property
    def is_symmetrical(self) -> bool:
        return abs(self.indent - self.rest) < _CENTRE

    @property
    def is_centred(self) -> bool:
        return self.indent > _CENTRED_INDENT and self.is_symmetrical


def set_frames(lines: Sequence[Placed], body_size: float) -> None:
    """Gives each line the edges of its column: those of all columns of its kind, or of a page that is shifted."""
    groups: defaultdict[tuple[int, int, int], list[Placed]] = defaultdict(list)
    for line in lines:
        groups[line.key].append(line)
    for group in groups.values():
        body = [p for p in group if 1 / _SIZE < p.line.size / body_size < _SIZE] or group
        size = statistics.median(p.line.size for p in body)
        whole = _frame(body, size)
        pages: defaultdict[int, list[Placed]] = defaultdict(list)
        for p in body:
            pages[p.page].append(p)
        shifted: dict[int, Frame] = {}
        for page, own in pages.items():
            if len(own) < 8:
                continue
            frame = _frame(own, size)
            shift = frame.left - whole.left
            if abs(shift - (frame.right - whole.right)) < 0.3 * size and abs(shift) > 0.2 * size:
                shifted[page] = frame
        for p in group:
            p.frame = shifted.get(p.page, whole)


def _frame(lines: Sequence[Placed], size: float) -> Frame:
    # A mark at either end of a line may hang over the edge or be cut to half its width.
    data = layout_data()
    begin = [p for p in lines if p.line.text[:1] not in data["no_end"]] or lines
    end = [p for p in lines if p.line.text[-1:] not in data["no_start"]] or lines
    left, right = _edge(sorted(p.line.x0 for p in begin), size), -_edge(sorted(-p.line.x1 for p in end), size)
    # Lines that all end with their sentence show no edge: it is taken to be as far from the paper's as the left one.
    beside, _, width = lines[0].key
    full = [p for p in lines if p.line.x1 > right - _FLUSH * size]
    if beside == 1 and sum(_ends(p.line.text) for p in full) > _TELLS * len(full):
        right = max(right, PAPER * width - left)
    return Frame(left, right)


def _edge(values: list[float], size: float) -> float:
    """The outermost place where lines keep ending: one line alone that sticks out makes no edge."""
    needed = 1 if len(values) < 12 else max(2, len(values) // 33)
    for i, value in enumerate(values):
        if i + needed <= len(values) and values[i + needed - 1] - value <= 0.6 * size:
            return value
    return values[0]


@dataclass(slots=True)
class Habits:
    """How a document sets its paragraphs apart."""

    size: float = 12.0  # of most of the text
    leading: float = 0.0  # distance of baselines inside a paragraph, in em
    justified: bool = False
    indents: bool = False  # paragraphs begin with an indent
    spaces: bool = False  # paragraphs stand further apart than their lines
    flush_labels: bool = False  # 一、 begins a paragraph at the very edge

    @staticmethod
    def of(lines: Sequence[Placed], body_size: float) -> Habits:
        habits = Habits(body_size)
        pairs = [
            (a, b)
            for a, b in itertools.pairwise(lines)
            if b.below(a) and b.line.y > a.line.y and 1 / _SIZE < a.line.size / b.line.size < _SIZE
        ]
        body = [(a, b) for a, b in pairs if 1 / _SIZE < b.line.size / body_size < _SIZE]
        habits.leading = _leading([(b.line.y - a.line.y) / b.line.size for a, b in body or pairs])
        # Lines of Han characters alone end at one place whether they are stretched or not; marks may hang over.
        no_start = layout_data()["no_start"]
        mixed = [
            abs(p.rest)
            for p in lines
            if p.rest < _CLEARLY_SHORT and p.line.text[-1:] not in no_start and any(c.isascii() for c in p.line.text)
        ]
        habits.justified = len(mixed) >= 5 and sum(rest < _STRETCHED for rest in mixed) >= 0.75 * len(mixed)
        behind_short = [(a, b) for a, b in pairs if a.rest > _CLEARLY_SHORT and -_FLUSH < b.indent < _WIDEST_INDENT]
        if behind_short:
            indented = sum(b.indent > _INDENT for _, b in behind_short)
            habits.indents = indented >= _TELLS * len(behind_short)
            apart = sum(habits.apart(a, b) for a, b in behind_short)
            habits.spaces = apart >= _TELLS * len(behind_short)
            flush = sum(b.indent < _FLUSH and begins_with_label(b.line.text) for _, b in behind_short)
            habits.flush_labels = flush >= 2
        return habits

    def apart(self, a: Placed, b: Placed) -> bool:
        return b.below(a) and (b.line.y - a.line.y) / b.line.size > self.leading + max(_APART, 0.08 * self.leading)


def _leading(distances: list[float]) -> float:
    """The smallest distance that keeps coming back."""
    ordered = sorted(distances)
    needed = max(min(2, len(ordered)), len(ordered) // 10)
    for i, value in enumerate(ordered):
        if i + needed <= len(ordered) and ordered[i + needed - 1] - value <= 0.12:
            return ordered[i + needed - 1]
    return ordered[0] if ordered else 0.0


def begins_with_label(text: str) -> bool:
    return any(p.match(text) for p in patterns("label"))


def _ends(text: str) -> bool:
    return text[-1:] in layout_data()["ends"]


def _first_unit(text: str) -> float:
    """Width of what could not be parted from the beginning of a line, in em: a word, a bracket with what follows."""
    data = layout_data()
    width = 0.0
    for i, c in enumerate(text[:24]):
        before = text[i - 1] if i else ""
        if i and c not in data["no_start"] and before not in data["no_end"]:
            together = c.isascii() and before.isascii() and not c.isspace() and not before.isspace()
            if not together:
                break
        width += 1.0 if is_wide(c) else 0.55
    return width


def _stretch(line: Line) -> float:
    """How much wider a line is set than its characters are: on a grid, or stretched to the edge."""
    natural = sum(1.0 if is_wide(c) else 0.55 for c in line.text)
    return min(2.0, max(1.0, (line.x1 - line.x0) / (natural * line.size)))


@dataclass(slots=True)
class Paragraph:
    lines: list[Placed] = field(default_factory=list)

    def text(self) -> tuple[str, list[int]]:
        """And where in it each line begins."""
        if len(self.lines) == 1:
            return "\t".join(p.text for p in self.lines[0].line.pieces), [0]
        return joined([p.line.text for p in self.lines], [p.line.hyphen for p in self.lines])

    def goes_on(self, b: Placed, habits: Habits) -> bool:
        """Whether line b carries on this paragraph."""
        a = self.lines[-1]
        if not 1 / _SIZE < a.line.size / b.line.size < _SIZE or habits.apart(a, b):
            return False
        if b.below(a) and b.line.y <= a.line.y:
            return False
        unit = _first_unit(b.line.text) * _stretch(b.line)
        title = b.line.size > _SIZE * habits.size
        if a.is_symmetrical and (b.is_centred or (title and b.is_symmetrical)):
            return all(p.is_symmetrical for p in self.lines) and a.indent + a.rest < unit + 2 * _RAGGED_SLACK
        if a.indent > _WIDEST_INDENT or (b.line.widest_gap > _WIDEST_GAP and not habits.justified):
            return False
        ends, label = _ends(a.line.text), begins_with_label(b.line.text)
        flush = b.indent < _FLUSH
        if a.rest >= (_JUSTIFIED_SLACK if habits.justified else unit + _RAGGED_SLACK):
            near = a.rest < unit + 1.5
            return habits.indents and near and flush and not ends and not label
        if not flush:
            return self._hangs(b) or (not habits.indents and not ends and not label and b.indent < _WIDEST_INDENT)
        if habits.indents:
            return not (habits.flush_labels and label and ends)
        if habits.spaces and b.below(a):
            return True
        return not (label and ends)

    def _hangs(self, b: Placed) -> bool:
        """Lines that stand below the text of a label: （一）is left of them."""
        if len(self.lines) > 1:
            return self.lines[-1].indent > _INDENT and abs(self.lines[-1].line.x0 - b.line.x0) < 0.3 * b.line.size
        first = self.lines[0].line
        words = first.pieces[0].words
        return (
            begins_with_label(first.text)
            and first.x0 < b.line.x0 - 0.5 * b.line.size
            and any(
                abs(word.x0 - b.line.x0) < 0.3 * b.line.size and label.text[-1] in layout_data()["label_ends"]
                for label, word in itertools.pairwise(words)
            )
        )
