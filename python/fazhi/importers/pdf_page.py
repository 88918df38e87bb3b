"""One page of a PDF as PDFium gives it: words with their places, rules (drawn lines), pictures.

Places are in points from the upper left corner of the page as it is shown. PDFium hands a page's characters over as
one string in which it has set blanks and line ends where the glyphs stand apart; between them glyphs touch. Words are
cut there, and places are asked for at their first and last characters alone.
"""

from __future__ import annotations

import bisect
import ctypes
import itertools
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias


class _Pdfium:
    """pypdfium2.raw, imported at its first use, for it is an extra. Not to be called by two threads at once."""

    def __getattr__(self, name: str) -> Any:
        try:
            import pypdfium2
            import pypdfium2.raw
        except ModuleNotFoundError as missing:
            raise ModuleNotFoundError('PDF files need pypdfium2: pip install "fazhi[pdf]"') from missing
        value = getattr(pypdfium2.raw, name)
        setattr(self, name, value)
        return value


pdfium: Any = _Pdfium()
Handle: TypeAlias = Any  # of a document, a page, a text, an object of a page

_WORD = re.compile(r"[^\s\x00\x02\ufffe\xad]+[\x02\ufffe\xad]?|[\x02\ufffe\xad]")
_HYPHENS = "\x02\ufffe\xad"
_THIN = 3.0  # a filled box thinner than this is a rule
_SHORTEST_RULE = 4.0
_MOST_OBJECTS = 60_000
_MOST_RULES = 20_000
_DEEPEST_FORM = 8


@dataclass(slots=True)
class Word:
    """Glyphs without a gap. y: the baseline. blank: a blank that the file itself sets before it. first: index of its
    first character on the page."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    blank: str
    first: int
    hyphen: bool = False


@dataclass(slots=True)
class Rule:
    """A horizontal (y0 = y1) or vertical (x0 = x1) line."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def horizontal(self) -> bool:
        return self.y0 == self.y1


@dataclass(slots=True)
class Page:
    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    turned: list[Word] = field(default_factory=list)  # written aslant or upwards: watermarks, margins
    rules: list[Rule] = field(default_factory=list)
    characters: int = 0
    unmapped: int = 0  # characters whose font does not say what they are
    pictures: int = 0


class _View:
    """From the file's coordinates to those of the page as it is shown."""

    def __init__(self, page: Handle) -> None:
        self.width, self.height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        self.turn = pdfium.FPDFPage_GetRotation(page) % 4
        # FPDFPage_GetCropBox and _GetMediaBox do not see a box that the page inherits.
        box = pdfium.FS_RECTF()
        found = pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
        self.left: float = box.left if found else 0.0
        self.bottom: float = box.bottom if found else 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self.left, y - self.bottom
        if self.turn == 0:
            return x, self.height - y
        if self.turn == 1:
            return y, x
        if self.turn == 2:
            return self.width - x, y
        return self.width - y, self.height - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        (a, b), (c, d) = self.point(x0, y0), self.point(x1, y1)
        return min(a, c), min(b, d), max(a, c), max(b, d)


def read_page(document: Handle, number: int, most_characters: int, in_time: Callable[[], None]) -> Page | None:
    """Page `number`, counted from 0; None where PDFium cannot load it or its text. Of one with more characters than
    that only their number is read. in_time: raises when the time for the file is over."""
    handle = pdfium.FPDF_LoadPage(document, number)
    if not handle:
        return None
    text = None
    try:
        in_time()
        text = pdfium.FPDFText_LoadPage(handle)
        if not text:
            return None
        view = _View(handle)
        page = Page(number, view.width, view.height)
        page.characters = pdfium.FPDFText_CountChars(text)
        if page.characters > most_characters:
            return page
        reader = _Reader(text, view, page)
        reader.read()
        _read_objects(handle, view, page, in_time)
        reader.cut_at_rules()
        return page
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(handle)


class _Reader:
    def __init__(self, text: Handle, view: _View, page: Page) -> None:
        self.text, self.view, self.page = text, view, page
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.at = (ctypes.byref(self.x), ctypes.byref(self.y))
        self.rect = pdfium.FS_RECTF()
        self.rect_at = ctypes.byref(self.rect)
        self.matrix = pdfium.FS_MATRIX()
        self.matrix_at = ctypes.byref(self.matrix)

    def read(self) -> None:
        page = self.page
        whole = self._whole()
        behind = 0
        for found in _WORD.finditer(whole):
            start, end = found.span()
            word = self._word(found.group(), start, end)
            page.unmapped += self._unmapped(word, start)
            between = whole[behind:start]
            behind = end
            if "\n" not in between and "\r" not in between:
                word.blank = "".join(
                    c
                    for i, c in enumerate(between, start - len(between))
                    if not pdfium.FPDFText_IsGenerated(self.text, i)
                )
            (page.turned if self._is_turned(start) else page.words).append(word)

    def _whole(self) -> str:
        """One character for each of PDFium's: an index into it is an index for PDFium."""
        count = self.page.characters
        if count == 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(self.text, 0, count, buffer)
        whole = bytes(buffer)[: max(0, written - 1) * 2].decode("utf-16-le", "replace")
        if len(whole) == count and "\ufffd" not in whole:
            return whole
        get = pdfium.FPDFText_GetUnicode
        # Characters beyond the basic plane and such as are left out of the string shift it.
        return "".join(_character(get(self.text, i)) for i in range(count))

    def _word(self, text: str, start: int, end: int) -> Word:
        hyphen = text[-1] in _HYPHENS
        if hyphen:
            text = text[:-1] + "-"
        x0, y0, x1, y1 = self._box(start)
        if end - start > 1:
            a, b, c, d = self._box(end - 1)
            x0, y0, x1, y1 = min(x0, a), min(y0, b), max(x1, c), max(y1, d)
        _, baseline = self._origin(start)
        size = pdfium.FPDFText_GetFontSize(self.text, start)
        # The font may be set in size 1 or in pixels, and scaled afterwards.
        if pdfium.FPDFText_GetMatrix(self.text, start, self.matrix_at):
            size *= math.hypot(self.matrix.c, self.matrix.d)
        return Word(text, x0, x1, baseline, max(size, 0.1), "", start, hyphen)

    def cut_at_rules(self) -> None:
        """Neighbouring cells may stand so near that PDFium takes their texts for one word."""
        down = sorted((r for r in self.page.rules if not r.horizontal), key=lambda r: r.x0)
        if not down:
            return
        xs = [r.x0 for r in down]
        out: list[Word] = []
        for word in self.page.words:
            margin = 0.3 * word.size
            middle = word.y - 0.35 * word.size
            for rule in down[bisect.bisect(xs, word.x0 + margin) : bisect.bisect(xs, word.x1 - margin)]:
                if rule.y0 <= middle <= rule.y1 and word.x0 + margin < rule.x0:
                    left = self._left_of(word, rule.x0)
                    if 0 < left < len(word.text):
                        out.append(self._word(word.text[:left], word.first, word.first + left))
                        out[-1].blank = word.blank
                        word = self._word(word.text[left:], word.first + left, word.first + len(word.text))
            out.append(word)
        self.page.words = out

    def _left_of(self, word: Word, x: float) -> int:
        """How many of its characters stand left of x."""
        for i in range(len(word.text)):
            x0, _, x1, _ = self._box(word.first + i)
            if (x0 + x1) / 2 > x:
                return i
        return len(word.text)

    def _box(self, index: int) -> tuple[float, float, float, float]:
        pdfium.FPDFText_GetLooseCharBox(self.text, index, self.rect_at)
        r = self.rect
        return self.view.box(r.left, r.bottom, r.right, r.top)

    def _origin(self, index: int) -> tuple[float, float]:
        pdfium.FPDFText_GetCharOrigin(self.text, index, *self.at)
        return self.view.point(self.x.value, self.y.value)

    def _is_turned(self, index: int) -> bool:
        angle = pdfium.FPDFText_GetCharAngle(self.text, index)
        seen = (angle + self.view.turn * math.pi / 2 + math.pi) % (2 * math.pi) - math.pi
        return bool(angle >= 0 and abs(seen) > 0.1)

    def _unmapped(self, word: Word, start: int) -> int:
        first = word.text[0]
        bad = "\ue000" <= first <= "\uf8ff" or first < " " or pdfium.FPDFText_HasUnicodeMapError(self.text, start) == 1
        return len(word.text) if bad else 0


def _character(code: int) -> str:
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\x00"


# ── drawn lines ──────────────────────────────────────────────────────────────────────────────────────────────────────

_Matrix = tuple[float, float, float, float, float, float]
_UNIT: _Matrix = (1, 0, 0, 1, 0, 0)


def _read_objects(handle: Handle, view: _View, page: Page, in_time: Callable[[], None]) -> None:
    things = _objects(pdfium.FPDFPage_CountObjects(handle), lambda i: pdfium.FPDFPage_GetObject(handle, i), _UNIT, 0)
    for seen, (thing, outer) in enumerate(things):
        if seen > _MOST_OBJECTS or len(page.rules) > _MOST_RULES:
            return
        in_time()
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            page.pictures += 1
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            for a, b in _segments(thing, outer):
                rule = _rule(view.box(*a, *b))
                if rule is not None:
                    page.rules.append(rule)


def _objects(count: int, get: Callable[[int], Handle], outer: _Matrix, depth: int) -> Iterator[tuple[Handle, _Matrix]]:
    """The objects of a page or a form, those in its forms too. A form is given itself, so that whoever counts stops at
    forms in forms that hold nothing else."""
    for i in range(min(count, _MOST_OBJECTS)):
        thing = get(i)
        yield thing, outer
        if depth < _DEEPEST_FORM and pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _objects(
                pdfium.FPDFFormObj_CountObjects(thing),
                lambda k, form=thing: pdfium.FPDFFormObj_GetObject(form, k),  # type: ignore[misc]
                _times(_matrix(thing), outer),
                depth + 1,
            )


def _matrix(thing: Handle) -> _Matrix:
    m = pdfium.FS_MATRIX()
    return (m.a, m.b, m.c, m.d, m.e, m.f) if pdfium.FPDFPageObj_GetMatrix(thing, ctypes.byref(m)) else _UNIT


def _times(m: _Matrix, n: _Matrix) -> _Matrix:
    a, b, c, d, e, f = m
    p, q, r, s, t, u = n
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


_Point = tuple[float, float]


def _segments(thing: Handle, outer: _Matrix) -> Iterator[tuple[_Point, _Point]]:
    """The straight lines that a path draws; of a thin filled box, its long middle line."""
    count = pdfium.FPDFPath_CountSegments(thing)
    if not 2 <= count <= 2000:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, ctypes.byref(fill), ctypes.byref(stroke))
    a, b, c, d, e, f = _times(_matrix(thing), outer)
    x, y = ctypes.c_float(), ctypes.c_float()
    loops: list[list[_Point]] = []
    for i in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(thing, i)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not loops:
            loops.append([])
        elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return
        loops[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            loops[-1].append(loops[-1][0])
    for loop in loops:
        xs, ys = [p[0] for p in loop], [p[1] for p in loop]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        if min(x1 - x0, y1 - y0) <= _THIN:
            if x1 - x0 >= y1 - y0:
                yield (x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2)
            else:
                yield ((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1)
        elif stroke.value:
            yield from itertools.pairwise(loop)


def _rule(box: tuple[float, float, float, float]) -> Rule | None:
    x0, y0, x1, y1 = box
    if y1 - y0 <= 1 and x1 - x0 >= _SHORTEST_RULE:
        return Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    if x1 - x0 <= 1 and y1 - y0 >= _SHORTEST_RULE:
        return Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
    return None
