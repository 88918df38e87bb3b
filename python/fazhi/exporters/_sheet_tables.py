"""Sums of tables as rows of the sheet: each total that a table prints, or that its fixed form prescribes."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple

from fazhi.exporters._words import VERDICT_SIGNS

if TYPE_CHECKING:
    from collections.abc import Callable

    from fazhi.exporters._page import Page

QUOTED_CELLS = 12


class TableSum(NamedTuple):
    """One check of a table, in the words of the sheet."""

    place: str
    cells: list[str]
    left_out: bool
    derivation: str
    verdict: str
    sign: str
    verdict_word: str
    kind: str
    basis: str
    review: bool
    delta: str | None
    remark: str
    fingerprint: str
    start: int
    end: int


def table_sums(page: Page, words: dict[str, Any], sheet_of: Callable[[int], str]) -> list[TableSum]:
    """Every check of every table, in the order of the report; `sheet_of` gives the page of a position, or nothing."""
    found: list[TableSum] = []
    seen: dict[str, int] = {}
    for table, shown in zip(page.report.get("tables", []), page.tables, strict=True):
        for check in table["checks"]:
            section = (sheet_of(table["start"]), page.place(table["start"]), shown["caption"])
            made = _sum(page, words, table, section, check)
            # Two tables may say the same; each keeps its own opinion.
            count = seen[made.fingerprint] = seen.get(made.fingerprint, 0) + 1
            found.append(made if count == 1 else made._replace(fingerprint=f"{made.fingerprint}-{count}"))
    return found


def _sum(
    page: Page, words: dict[str, Any], table: dict[str, Any], place: tuple[str, ...], check: dict[str, Any]
) -> TableSum:
    cells = [table["cells"][i] for i in (*check["left"], *check["right"])]
    total = cells[0]
    printed = [" ".join(cell["text"].split()) or words["empty_cell"] for cell in cells]
    start = total["start"] if total["start"] < total["end"] else table["start"]
    row, column = (
        "·".join(table[side][total[name]]["path"]) for side, name in (("rows", "row"), ("columns", "column"))
    )
    at = words["cell_place"].format(row or total["row"] + 1, column or total["column"] + 1)
    return TableSum(
        place="·".join(word for word in (*place, at) if word),
        cells=printed[:QUOTED_CELLS],
        left_out=len(printed) > QUOTED_CELLS,
        derivation=check["derivation"],
        verdict=check["verdict"],
        sign=VERDICT_SIGNS[check["verdict"]],
        verdict_word=words["verdict"][check["verdict"]],
        kind=words["table_sum"][check["kind"]],
        basis=words["by"][check["basis"]],
        review=check["verdict"] == "refuted" and check["basis"] == "arithmetic",
        delta=check["delta"],
        remark=page.say(check["remark"]),
        fingerprint=_fingerprint(table, check),
        start=start,
        end=max(start, total["end"]),
    )


def _fingerprint(table: dict[str, Any], check: dict[str, Any]) -> str:
    """Of what the sum says, wherever it stands: table, kind and the sum with its names and numbers."""
    said = "\n".join((table["form"] or table["caption"], check["kind"], check["derivation"]))
    return "t" + hashlib.sha256(said.encode()).hexdigest()[:16]
