"""The lines of a web page as it shows them, and the rows of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fazhi.imported import SourceCell

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# fmt: off
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend",
    "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
))
# fmt: on
# What HTML calls white space; the wide blank U+3000 is an indent and stays.
SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)
# A longer cell holds paragraphs: the table is a frame around them.
_LONGEST_CELL = 400
_NEAR = 50  # elements between a table and the one that it stands in


class Row(str):
    """A line that is a row of a table: its cells divided by tabs."""

    __slots__ = ("cells", "table")

    cells: list[SourceCell]
    table: int  # the same for all rows of a table, and for its caption


class Caption(str):
    """A line that names the table behind it."""

    __slots__ = ("table",)

    table: int


def lines(root: LexborNode) -> Iterator[str]:
    """A block ends a line, a row of a table is one (`Row`). A table of one column, of tables, or of paragraphs is a
    frame: what stands in it is read like anything else. No recursion: how deep a page nests is no matter here."""
    line: list[str] = []

    def flush() -> Iterator[str]:
        text = "".join(line).strip(" ")
        line.clear()
        if text.strip(" \u3000"):
            yield text

    frames = _frames(root)
    # A node is met twice: on the way in, and behind its last child.
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    while stack:
        node, behind = stack.pop()
        tag = node.tag or ""
        if tag == "-text":
            text = SPACE.sub(" ", node.text(deep=False) or "")
            if text == " " and (not line or line[-1].endswith(" ")):
                continue
            line.append(text.lstrip(" ") if not line else text)
            continue
        if tag.startswith("-") or _is_hidden(node):
            continue
        if behind or tag == "br" or tag in _BLOCKS:
            yield from flush()
        if behind or tag == "br":
            continue
        if tag == "table" and node.mem_id not in frames and (rows := _rows(node)):
            yield from _captions(node)
            yield from rows
            continue
        if tag in _BLOCKS:
            stack.append((node, True))
        child = node.last_child
        while child is not None:
            stack.append((child, False))
            child = child.prev
    yield from flush()


def _is_hidden(node: LexborNode) -> bool:
    given = node.attributes
    return "hidden" in given or _HIDDEN.search(given.get("style") or "") is not None


def _frames(root: LexborNode) -> set[int]:
    """The tables that hold other tables."""
    out: set[int] = set()
    for table in root.css("table"):
        above = table.parent
        for _ in range(_NEAR):
            if above is None or above.tag == "table":
                break
            above = above.parent
        if above is not None:
            out.add(above.mem_id)
    return out


def _captions(table: LexborNode) -> Iterator[Caption]:
    child = table.child
    while child is not None:
        if child.tag == "caption" and not _is_hidden(child) and (text := _cell_text(child)):
            caption = Caption(text)
            caption.table = table.mem_id
            yield caption
        child = child.next


def _rows(table: LexborNode) -> list[Row]:
    """The rows of a table of data; none where it is a frame."""
    rows: list[Row] = []
    widest = 0
    for line in table.css("tr"):
        cells = []
        cell = line.child
        while cell is not None:
            if cell.tag in ("td", "th") and not _is_hidden(cell):
                text = _cell_text(cell)
                if len(text) > _LONGEST_CELL:
                    return []
                spans = {
                    f"{way}_span": int(value)
                    for way, name in (("row", "rowspan"), ("column", "colspan"))
                    if (value := cell.attributes.get(name) or "").isascii() and value.isdigit() and len(value) < 5
                }
                cells.append(SourceCell(text, header=cell.tag == "th", **spans))
            cell = cell.next
        if not cells:
            continue
        # A row of empty cells stays: the spans above count it.
        row = Row("\t".join(str(cell.content) for cell in cells).rstrip("\t"))
        row.cells, row.table = cells, table.mem_id
        rows.append(row)
        if row:
            widest = max(widest, len(cells))
    return rows if widest > 1 else []


def _cell_text(cell: LexborNode) -> str:
    """On one line, whatever stands in it."""
    pieces: list[str] = []
    stack = [cell]
    while stack:
        node = stack.pop()
        tag = node.tag or ""
        if tag == "-text":
            pieces.append(node.text(deep=False) or "")
            continue
        if tag.startswith("-") or _is_hidden(node):
            continue
        if tag == "br" or tag in _BLOCKS:
            pieces.append(" ")
        child = node.last_child
        while child is not None:
            stack.append(child)
            child = child.prev
    return SPACE.sub(" ", "".join(pieces)).strip(" \u3000")
