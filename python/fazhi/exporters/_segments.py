"""Overlapping marks on a text, cut into stretches that do not overlap."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Mark(NamedTuple):
    """A marked stretch [start, end) of code points; `kind` and `index` say of what (`index` hides tuple.index)."""

    start: int
    end: int
    kind: str
    index: int  # type: ignore[assignment]


class Segment(NamedTuple):
    """A stretch in which the same marks are active throughout, widest mark first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def split(length: int, marks: Iterable[Mark], cuts: Sequence[int] = ()) -> list[Segment]:
    """Segments that tile [0, length): cut wherever a mark begins or ends, and at `cuts`.

    Marks may nest and overlap at will; what lies outside the text or is empty is left out.
    """
    opening: dict[int, list[Mark]] = {}
    edges = {0, length}
    edges.update(cut for cut in cuts if 0 < cut < length)
    for mark in marks:
        start, end = max(mark.start, 0), min(mark.end, length)
        if start < end:
            opening.setdefault(start, []).append(mark)
            edges.add(start)
            edges.add(end)
    order = sorted(edges)
    active: list[Mark] = []
    segments = []
    for start, end in itertools.pairwise(order):
        active = [mark for mark in active if mark.end > start]
        if start in opening:
            active += opening[start]
            active.sort(key=lambda m: (m.start - m.end, m))
        segments.append(Segment(start, end, tuple(active)))
    return segments
