"""The text of the page: paragraphs with their marks, and the notes in their margins."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from fazhi.exporters._page import GRADES, Page
from fazhi.exporters._segments import Mark, split
from fazhi.exporters._words import VERDICT_SIGNS

FURNITURE = frozenset({"menu", "metadata", "page_number", "running_head", "footer"})


class Piece(NamedTuple):
    """One stretch of text with how it is shown. `anchors` are ids that stand before it."""

    text: str
    classes: str
    title: str
    href: str
    relations: str
    badge: str
    anchors: tuple[str, ...]


class Row(NamedTuple):
    """One paragraph: a block with the blocks that continue it, and the notes in its margin."""

    tag: str
    classes: str
    pieces: list[Piece]
    findings: list[dict[str, Any]]
    relations: list[dict[str, Any]]


def marks(page: Page) -> Iterator[Mark]:
    for i, s in enumerate(page.sections):
        yield Mark(s["label_range"][0], s["label_range"][1], "label", i)
        yield Mark(s["heading_range"][0], s["heading_range"][1], "heading", i)
    for i, f in enumerate(page.report["figures"]):
        yield Mark(f["start"], f["end"], "figure", i)
    for i, r in enumerate(page.relations):
        yield Mark(r["tie"][0], r["tie"][1], "tie", i)
    for i, f in enumerate(page.findings):
        if f["grade"] != "pass":
            yield Mark(f["start"], f["end"], "finding", i)


def rows(page: Page) -> list[Row]:
    """The paragraphs of the text, in order; their pieces hold every code point of it once."""
    blocks = page.report["blocks"] or [
        {"start": 0, "end": len(page.text), "kind": "paragraph", "content": [0, len(page.text)], "section": None}
    ]
    for i, s in enumerate(page.sections):
        page.anchors.setdefault(s["start"], []).append(f"s{i}")
    cuts = [p for b in blocks for p in (b["start"], b["end"], *b["content"])] + list(page.anchors)
    segments = split(len(page.text), marks(page), cuts)
    member: dict[int, list[int]] = {}
    for r in page.relations:
        for figure in r["operands"]:
            member.setdefault(figure, []).append(r["index"])
    explained = {r["index"] for f in page.findings for r in f["relations"] if f["grade"] != "pass"}
    noted: dict[int, list[dict[str, Any]]] = {}
    begins = [b["start"] for b in blocks]
    for r in page.relations:
        if r["index"] not in explained:
            noted.setdefault(bisect_right(begins, r["start"]) - 1, []).append(r)
    found: list[Row] = []
    at = 0
    for i, block in enumerate(blocks):
        pieces = []
        first, last = block["content"]
        while at < len(segments) and segments[at].end <= block["end"]:
            start, end, active = segments[at]
            pieces.append(piece(page, start, end, active, member, end <= first or start >= last))
            at += 1
        row = Row(*shape(page, block), pieces, page.located(block["start"], block["end"]), noted.get(i, []))
        if block.get("continues") and block["kind"] == "paragraph" and found and found[-1].classes == "paragraph":
            found[-1].pieces.extend(row.pieces)
            found[-1].findings.extend(row.findings)
            found[-1].relations.extend(row.relations)
        else:
            found.append(row)
    return found


def shape(page: Page, block: dict[str, Any]) -> tuple[str, str]:
    kind = block["kind"]
    if kind == "heading" and block["section"] is not None:
        level = min(page.sections[block["section"]]["level"], 4)
        return f"h{level + 2}", f"heading level-{level}"
    if kind in FURNITURE:
        return "p", f"furniture {kind}"
    return "p", kind


def piece(
    page: Page,
    start: int,
    end: int,
    active: Iterable[Mark],
    member: dict[int, list[int]],
    edge: bool,
) -> Piece:
    classes, titles, href, badge = [], [], "", ""
    relations: list[int] = []
    worst = len(GRADES)
    for mark in active:
        if mark.kind in ("label", "heading"):
            if not page.sections[mark.index]["stands_alone"]:
                classes.append("run-in")
        elif mark.kind == "tie":
            relations.append(mark.index)
        elif mark.kind == "figure":
            figure = page.report["figures"][mark.index]
            classes += ["figure", figure["verdict"]]
            if mark.end == end:
                classes.append("last")
            ties = member.get(mark.index, [])
            relations += ties
            titles.append(figure_title(page, figure, ties))
            if ties and not href:
                href = f"#{page.relations[ties[0]]['id']}"
        else:
            finding = page.findings[mark.index]
            titles.append(f"{finding['sign']}{finding['number']} {finding['rule']} {finding['message']}")
            rank = GRADES.index(finding["grade"])
            if rank < worst:
                worst, href = rank, f"#{finding['id']}"
            if mark.start == start:
                badge += f"{finding['sign']}{finding['number']}"
    if worst < len(GRADES):
        classes += ["finding", GRADES[worst]]
    if edge:
        classes.append("edge")
    return Piece(
        page.text[start:end],
        " ".join(dict.fromkeys(classes)),
        "\n".join(titles),
        href,
        " ".join(map(str, dict.fromkeys(relations))),
        badge,
        tuple(page.anchors.get(start, ())),
    )


def figure_title(page: Page, figure: dict[str, Any], ties: list[int]) -> str:
    verdict = f"{VERDICT_SIGNS[figure['verdict']]} {page.words['verdict'][figure['verdict']]}"
    if not ties:
        reason = page.open_reason(figure["open_reason"])
        return f"{verdict}{page.words['colon']}{reason}" if reason else verdict
    return "\n".join(
        f"{r['sign']} {r['verdict_word']}{page.words['colon']}{r['derivation'] or r['remark']}"
        for r in (page.relations[i] for i in ties)
    )
