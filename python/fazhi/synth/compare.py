"""Holds a reading of a made-up report against its truth."""

from __future__ import annotations

from fractions import Fraction

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any, TypeAlias

    from fazhi import Relation, Report

    Shape: TypeAlias = tuple[str, frozenset[tuple[str, int]]]

SAME_VERDICT = {"proved": "holds", "refuted": "fails", "constrained": "undetermined", "open": "undetermined"}


def differences(truth: Mapping[str, Any], report: Report) -> Iterator[tuple[str, str]]:
    yield from _figures(truth, report)
    yield from _relations(truth, report)
    yield from _sections(truth, report)
    got = {(c.start, c.end) for c in report.citations}
    want = {(c["start"], c["end"]) for c in truth["citations"]}
    for start, end in sorted(got ^ want):
        how = "missing" if (start, end) in want else "extra"
        yield "citation", f"{how}: {report.text[start:end]}"


def _figures(truth: Mapping[str, Any], report: Report) -> Iterator[tuple[str, str]]:
    got = {
        (f.start, f.end): (_exact(f.value), _exact(f.value_high), f.unit or None, f.approximation)
        for f in report.figures
    }
    want = {
        (f["start"], f["end"]): (_exact(f["value"]), _exact(f.get("value_high")), f["unit"], f["approx"])
        for f in truth["figures"]
    }
    for start, end in sorted(got.keys() | want.keys()):
        a, b = want.get((start, end)), got.get((start, end))
        if a != b:
            around = (
                report.text[max(0, start - 12) : start] + f"[{report.text[start:end]}]" + report.text[end : end + 6]
            )
            yield "figure", f"want {_plain(a)}, got {_plain(b)}: {around}"


def _exact(value: object) -> Fraction | None:
    return None if value in (None, "") else Fraction(str(value))


def _plain(row: tuple[object, ...] | None) -> str:
    return "none" if row is None else " ".join(str(part) for part in row if part is not None)


def _shape(relation: Relation) -> Shape:
    places = ((role, figure.start) for role, figures in relation.operands.items() for figure in figures)
    return relation.kind, frozenset(places)


def shape_of(relation: Mapping[str, Any], starts: Mapping[str, int]) -> Shape:
    """Kind and operands of a relation of the truth; roles as `Relation.operands` names them."""
    places = []
    for role in ("whole", "parts", "part", "num", "den", "from", "to", "result"):
        ids = relation.get(role, ())
        name = "part" if role == "parts" else role
        places += [(name, starts[i]) for i in ([ids] if isinstance(ids, str) else ids)]
    return relation["kind"], frozenset(places)


def _relations(truth: Mapping[str, Any], report: Report) -> Iterator[tuple[str, str]]:
    starts = {f["id"]: f["start"] for f in truth["figures"]}
    got = {_shape(r): r for r in report.relations}
    want = {shape_of(r, starts): r for r in truth["relations"]}
    for shape in sorted(got.keys() | want.keys(), key=lambda s: (min(p for _, p in s[1]), s[0])):
        places = [p for _, p in shape[1]]
        quote = report.text[max(0, min(places) - 12) : max(places) + 8]
        if shape not in got:
            yield "relation", f"missing {shape[0]} ({want[shape]['form']}): {quote}"
        elif shape not in want:
            yield "relation", f"extra {shape[0]} {got[shape].verdict} {got[shape].derivation}: {quote}"
        elif SAME_VERDICT[got[shape].verdict] != want[shape]["verdict"]:
            yield "verdict", f"{shape[0]} {got[shape].verdict}, want {want[shape]['verdict']}: {quote}"


def _sections(truth: Mapping[str, Any], report: Report) -> Iterator[tuple[str, str]]:
    got: dict[int, tuple[object, ...]] = {s.start: (s.level, s.label, s.heading) for s in report.sections}
    want: dict[int, tuple[object, ...]] = {
        s["start"]: (s["level"], s["label"], s["heading"]) for s in truth["sections"]
    }
    for start in sorted(got.keys() | want.keys()):
        a, b = want.get(start), got.get(start)
        if a is not None and b is not None and a[2] is None:  # where the heading ends is arguable
            b = (*b[:2], None)
        if a != b:
            yield "section", f"want {_plain(a)}, got {_plain(b)} at {start}"
