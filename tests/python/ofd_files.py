"""OFD files (GB/T 33190) made for the tests: a small typesetter and writer that shares nothing with the importer."""

from __future__ import annotations

import io
import random
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

STANDARD = "http://www.ofdspec.org/2016"
WIDTH, HEIGHT = 210.0, 297.0
LEFT, TOP, BOTTOM = 27.0, 42.0, 262.0
NOT_FIRST = "，。、；：！？）》”’％%…〉】"
NOT_LAST = "（《“‘〈【"


def em(character: str) -> float:
    if character in "“”‘’—…·" or unicodedata.east_asian_width(character) in "WF":
        return 1.0
    return 0.5


def width(text: str) -> float:
    return sum(em(c) for c in text)


def units(text: str) -> list[str]:
    """What stays together at the end of a line: words and numbers, and marks with their neighbours."""
    out: list[str] = []
    for c in text:
        word = out and em(c) < 1 and em(out[-1][-1]) < 1 and c != " " and out[-1][-1] != " "
        if out and (c in NOT_FIRST or out[-1][-1] in NOT_LAST or word):
            out[-1] += c
        else:
            out.append(c)
    return out


def broken(text: str, measure: float, first_indent: float) -> list[str]:
    """Lines of a paragraph, in ems; the first is set in."""
    lines, room = [""], measure - first_indent
    for unit in units(text):
        if lines[-1] and width(lines[-1] + unit) > room + 1e-9:
            lines.append("")
            room = measure
        lines[-1] += unit
    return lines


@dataclass
class Line:
    """A line where it stands, in millimetres; `steps` from character to character."""

    text: str
    x: float
    y: float
    size: float
    steps: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.steps:
            self.steps = [em(c) * self.size for c in self.text]


@dataclass
class Page:
    lines: list[Line] = field(default_factory=list)
    extra: str = ""
    template: str = ""


def typeset(
    paragraphs: Sequence[tuple[str, str]],
    *,
    size: float = 5.6,
    leading: float = 1.75,
    columns: int = 1,
    justify: bool = False,
    number: Callable[[int], str] | None = "— {} —".format,
    head: str = "",
) -> list[Page]:
    """Pages of (kind, text): "title" and "mark" are centred, "flush" begins at the edge, "text" is set in by two ems,
    "right" ends at the edge; "table" is a row of cells divided by tabs."""
    measure_all = 28
    measure = measure_all if columns == 1 else (measure_all - 2 * (columns - 1)) // columns
    pages: list[Page] = []
    column, y = columns, 0.0

    def new_column() -> None:
        nonlocal column, y
        column += 1
        if column >= columns:
            pages.append(Page())
            column = 0
        y = TOP + size

    for kind, text in paragraphs:
        large = 7.7 if kind == "title" else size
        indent = 2.0 if kind == "text" else 0.0
        full = measure * size
        if kind == "table":
            cells = text.split("\t")
            rows = [("row", text)]
        else:
            rows = [("line", line) for line in broken(text, full / large, indent)]
        for i, (form, line) in enumerate(rows):
            if column >= columns or y > BOTTOM:
                new_column()
            edge = LEFT + column * (measure + 2) * size
            if form == "row":
                step = full / len(cells)
                pages[-1].lines += [Line(c, edge + k * step, y, size) for k, c in enumerate(cells) if c]
            else:
                shift = indent * size if i == 0 else 0.0
                if kind in ("title", "mark"):
                    shift = (full - width(line) * large) / 2
                elif kind == "right":
                    shift = full - width(line) * large - 2 * size
                set_line = Line(line, edge + shift, y, large)
                missing = full - shift - width(line) * large
                if justify and i + 1 < len(rows) and kind in ("text", "flush") and len(line) > 1:
                    set_line.steps = [s + missing / (len(line) - 1) for s in set_line.steps]
                pages[-1].lines.append(set_line)
            y += leading * max(large, size)
    for i, page in enumerate(pages):
        if number is not None:
            foot = number(i + 1)
            page.lines.append(Line(foot, WIDTH / 2 - width(foot) * 2.4, 273.0, 4.9))
        if head:
            page.lines.append(Line(head, WIDTH / 2 - width(head) * 1.75, 25.0, 3.5))
    return pages


def steps_of(steps: Sequence[float], runs: bool) -> str:
    """DeltaX, with equal neighbours as runs ("g 3 5.6") where asked for."""
    words: list[str] = []
    values = [f"{s:.4g}" for s in steps]
    i = 0
    while i < len(values):
        j = i
        while runs and j + 1 < len(values) and values[j + 1] == values[i]:
            j += 1
        words += ["g", str(j - i + 1), values[i]] if j > i else [values[i]]
        i = j + 1
    return " ".join(words)


@dataclass
class Hand:
    """How a writer writes: what the standard leaves open, and what programs do beside it."""

    prefix: str = "ofd"
    space: str = STANDARD
    runs: bool = False
    pieces: str = "lines"  # "lines", "words" (parted where the script changes), "characters"
    scaled: bool = False  # sizes in points, a CTM that makes them millimetres
    blocks: int = 0  # PageBlocks around every object
    shuffle: int | None = None  # seed of an order of objects that is not the order of reading
    cdata: bool = False
    inset: bool = False  # part of the place in Boundary, part in X and Y
    plain_steps: bool = True  # DeltaX given at all

    def tag(self, name: str, attributes: str = "", content: str = "") -> str:
        full = f"{self.prefix}:{name}" if self.prefix else name
        attributes = f" {attributes}" if attributes else ""
        return f"<{full}{attributes}>{content}</{full}>" if content else f"<{full}{attributes}/>"

    def root(self, name: str, content: str, attributes: str = "") -> str:
        bind = f'xmlns:{self.prefix}="{self.space}"' if self.prefix else f'xmlns="{self.space}"'
        return '<?xml version="1.0" encoding="UTF-8"?>\n' + self.tag(name, f"{bind} {attributes}".strip(), content)

    def text_object(self, line: Line, number: int, more: str = "") -> str:
        inset = (1.3, 2.1) if self.inset else (0.0, 0.0)
        scale = 25.4 / 72 if self.scaled else 1.0
        box_x, box_y = line.x - inset[0], line.y - line.size - inset[1]
        x, y = inset[0] / scale, (line.size + inset[1]) / scale
        steps = steps_of([s / scale for s in line.steps[:-1]], self.runs)
        delta = f' DeltaX="{steps}"' if steps and self.plain_steps else ""
        text = f"<![CDATA[{line.text}]]>" if self.cdata else escape(line.text)
        code = self.tag("TextCode", f'X="{x:.4f}" Y="{y:.4f}"{delta}', text)
        ctm = f'CTM="{scale:.6f} 0 0 {scale:.6f} 0 0" ' if self.scaled else ""
        boundary = f"{box_x:.4f} {box_y:.4f} {width(line.text) * line.size:.4f} {line.size * 1.3:.4f}"
        out = self.tag(
            "TextObject",
            f'ID="{number}" Boundary="{boundary}" {ctm}Font="3" Size="{line.size / scale:.4f}" {more}'.strip(),
            code,
        )
        for _ in range(self.blocks):
            out = self.tag("PageBlock", 'ID="9000"', out)
        return out

    def cut(self, line: Line) -> list[Line]:
        """The line as the objects that this hand makes of it."""
        if self.pieces == "lines":
            return [line]
        parts: list[list[int]] = []
        for i, c in enumerate(line.text):
            joined = self.pieces == "words" and i > 0 and em(c) == em(line.text[i - 1])
            if joined:
                parts[-1].append(i)
            else:
                parts.append([i])
        at = [line.x + sum(line.steps[:i]) for i in range(len(line.text))]
        return [
            Line(line.text[p[0] : p[-1] + 1], at[p[0]], line.y, line.size, line.steps[p[0] : p[-1] + 1])
            for p in parts
            if line.text[p[0] : p[-1] + 1].strip()
        ]

    def page(self, page: Page, first_id: int = 100) -> str:
        lines = [piece for line in page.lines for piece in self.cut(line)]
        objects = [self.text_object(piece, first_id + i) for i, piece in enumerate(lines)]
        if self.shuffle is not None:
            random.Random(self.shuffle).shuffle(objects)
        layer = self.tag("Layer", 'ID="2" Type="Body"', "".join(objects) + page.extra)
        area = self.tag("Area", "", self.tag("PhysicalBox", "", f"0 0 {WIDTH:g} {HEIGHT:g}"))
        return self.root("Page", page.template + area + self.tag("Content", "", layer))


def packed(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def parts_of(
    *documents: Sequence[Page],
    hand: Hand | None = None,
    templates: dict[str, Page] | None = None,
    slash: str = "",
    document_more: str = "",
    common_more: str = "",
    body_more: str = "",
    more: dict[str, str | bytes] | None = None,
) -> dict[str, str | bytes]:
    """The parts of a file. `slash` stands before every path of a page: "" or "./" (relative), "/Doc_0/" (absolute)."""
    h = hand or Hand()
    parts: dict[str, str | bytes] = {}
    bodies = ""
    for d, pages in enumerate(documents):
        folder = f"Doc_{d}"
        prefix = slash.replace("Doc_0", folder)
        common = h.tag("PageArea", "", h.tag("PhysicalBox", "", f"0 0 {WIDTH:g} {HEIGHT:g}")) + common_more
        for name, page in (templates or {}).items():
            common += h.tag("TemplatePage", f'ID="{name}" BaseLoc="{prefix}Tpls/Tpl_{name}/Content.xml"')
            parts[f"{folder}/Tpls/Tpl_{name}/Content.xml"] = h.page(page, 5000)
        rows = ""
        for i, page in enumerate(pages):
            rows += h.tag("Page", f'ID="{i + 1}" BaseLoc="{prefix}Pages/Page_{i}/Content.xml"')
            parts[f"{folder}/Pages/Page_{i}/Content.xml"] = h.page(page)
        parts[f"{folder}/Document.xml"] = h.root(
            "Document", h.tag("CommonData", "", common) + h.tag("Pages", "", rows) + document_more
        )
        root = h.tag("DocRoot", "", f"{'/' if slash.startswith('/') else ''}{folder}/Document.xml")
        bodies += h.tag("DocBody", "", h.tag("DocInfo", "", h.tag("DocID", "", "0" * 32)) + root + body_more)
    parts["OFD.xml"] = h.root("OFD", bodies, 'Version="1.0" DocType="OFD"')
    return {**parts, **(more or {})}


def ofd(*documents: Sequence[Page], **options: object) -> bytes:
    return packed(parts_of(*documents, **options))  # type: ignore[arg-type]


def simple(*texts: str, hand: Hand | None = None) -> bytes:
    """A page with these lines one below the other."""
    page = Page([Line(t, LEFT, TOP + 12 * i, 5.6) for i, t in enumerate(texts)])
    return ofd([page], hand=hand)
