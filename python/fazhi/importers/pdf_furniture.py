"""Running heads, running feet and page numbers, found by what they say and by where they stand on every page."""

from __future__ import annotations

import functools
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fazhi.importers.pdf_lines import Line, Piece, rows_of

_EDGE = 0.16  # of the height of a page: where furniture may stand
_OUTER_EDGE = 0.11
_ROWS = 3  # rows from the edge that are looked at
_SAME_PLACE = 4.0  # points
_SMALL = 0.9  # of the size of the text: what is smaller, stands apart and alone on its page is furniture
_APART = 1.0  # free space between it and the text, in em of the text


@functools.cache
def layout_data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("pdf_layout.toml").read_text("utf-8"))


@functools.cache
def patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for p in layout_data()[name])


@dataclass(slots=True)
class Furniture:
    line: Line
    kind: str
    page: int


@dataclass(slots=True)
class _Candidate:
    page: int
    line: Line
    top: bool
    rank: int  # 0: the outermost row
    apart: bool
    beyond: float  # distance from the edge of the page, as a part of its height
    text: str


def find_furniture(
    pages: Sequence[tuple[int, float, list[Piece]]], body_size: float
) -> list[tuple[list[Furniture], list[Piece]]]:
    """For each page, given as (number, height, pieces): its furniture and what remains."""
    candidates = [_candidates(number, height, pieces, body_size) for number, height, pieces in pages]
    flat = [c for page in candidates for c in page]
    repeated = _repeated(flat, len(pages))
    counting = _counting(flat)
    out = []
    for (_, _, pieces), page in zip(pages, candidates, strict=True):
        found: list[Furniture] = []
        for top in (True, False):
            for c in (c for c in page if c.top == top):
                kind = _kind(c, repeated, counting, len(pages), body_size)
                if not kind:
                    break
                found.append(Furniture(c.line, kind, c.page))
        taken = {id(piece) for f in found for piece in f.line.pieces}
        words = {id(word) for f in found for piece in f.line.pieces for word in piece.words}
        rest = [p for p in pieces if id(p) not in taken and id(p.words[0]) not in words]
        out.append((found, rest))
    return out


def _candidates(number: int, height: float, pieces: list[Piece], body_size: float) -> list[_Candidate]:
    rows = rows_of(pieces)
    out = []
    for top in (True, False):
        ordered = rows if top else rows[::-1]
        for rank, line in enumerate(ordered[:_ROWS]):
            beyond = line.y / height if top else 1 - line.y / height
            if beyond > _EDGE:
                break
            following = ordered[rank + 1] if rank + 1 < len(ordered) else None
            # From the one's foot to the other's head.
            free = 1e9 if following is None else abs(following.y - line.y) - (following.size if top else line.size)
            out.append(
                _Candidate(
                    number,
                    line,
                    top,
                    rank,
                    free > _APART * body_size,
                    beyond,
                    re.sub(r"\s+", "", line.text),
                )
            )
    return out


def _without_numbers(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _repeated(candidates: list[_Candidate], pages: int) -> set[tuple[bool, str]]:
    """Texts that stand at one place on several pages, their numbers left aside."""
    places: defaultdict[tuple[bool, str], list[_Candidate]] = defaultdict(list)
    for c in candidates:
        places[c.top, _without_numbers(c.text)].append(c)
    out = set()
    for key, found in places.items():
        if not re.search(r"[^\W\d]", key[1]):
            continue
        levels = Counter(round(c.line.y / _SAME_PLACE) for c in found)
        at_one_place = max(levels[k] + levels[k + 1] for k in levels)
        if at_one_place >= 3 or (at_one_place == 2 and (pages <= 4 or all(c.apart for c in found))):
            out.add(key)
    return out


def _counting(candidates: list[_Candidate]) -> set[int]:
    """Candidates (by id) that are a bare number and go up by one from page to page."""
    numbers: defaultdict[tuple[bool, int], list[_Candidate]] = defaultdict(list)
    for c in candidates:
        value = _bare(c.text)
        if value is not None:
            numbers[c.top, c.page - value].append(c)
    return {id(c) for found in numbers.values() if len({c.page for c in found}) >= 2 for c in found}


def _bare(text: str) -> int | None:
    for pattern in patterns("bare_number"):
        if match := pattern.match(text):
            digits = match.group(1)
            return int(digits) if digits.isdigit() else _roman(digits.lower())
    return None


def _roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}[c] for c in text]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _kind(c: _Candidate, repeated: set[tuple[bool, str]], counting: set[int], pages: int, body_size: float) -> str:
    if any(p.match(c.text) for p in patterns("page_number")):
        return "page_number"
    if id(c) in counting:
        return "page_number"
    if pages == 1 and c.apart and c.rank == 0 and _bare(c.text) is not None:
        return "page_number"
    side = "running_head" if c.top else "footer"
    if (c.top, _without_numbers(c.text)) in repeated:
        return side
    if c.rank == 0 and c.apart and c.beyond <= _OUTER_EDGE and c.line.size <= _SMALL * body_size:
        return side
    return ""
