"""Words for the values that are one of a few: value → Chinese, English. The terms are those of docs/glossary.md.

The page, the printed tables and the displays all take them from here.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    Words = Mapping[str, tuple[str, str]]

VERDICTS: Words = {
    "proved": ("相符", "proved"),
    "refuted": ("不符", "refuted"),
    "constrained": ("不矛盾", "constrained"),
    "open": ("无从核算", "open"),
}
RELATION_KINDS: Words = {
    "sum": ("合计", "sum"),
    "ratio": ("比率", "ratio"),
    "change": ("增减", "change"),
    "difference": ("差额", "difference"),
    "product": ("乘积", "product"),
    "subset": ("其中", "part of a whole"),
    "equal": ("重述", "said again"),
}
GRADES: Words = {
    "error": ("错误", "error"),
    "warning": ("警告", "warning"),
    "review": ("待核", "for review"),
    "note": ("提示", "information"),
    "open": ("未决", "open"),
    "pass": ("通过", "pass"),
}
OUTCOMES: Words = {
    "pass": ("达到", "pass"),
    "fail": ("未达到", "fail"),
    "error": ("出错", "error"),
    "unknown": ("无法判断", "unknown"),
    "notapplicable": ("不适用", "not applicable"),
    "notchecked": ("未检查", "not checked"),
    "notselected": ("未选用", "not selected"),
    "informational": ("供参考", "informational"),
    "fixed": ("已改正", "fixed"),
}
LEVELS_REACHED: Words = {
    "none": OUTCOMES["fail"],
    "partly": ("部分达到", "partly"),
    "fully": OUTCOMES["pass"],
}
WHOLE_REPORT = ("全篇", "whole report")
# Of what a report says about the year before.
CHANGES: Words = {
    "proved": ("相符", "agrees"),
    "constrained": ("不矛盾", "not contradicted"),
    "review": ("待核", "for review"),
    "open": ("", ""),
}
METRIC_STATES: Words = {
    "stated": ("有数", "stated"),
    "zero": ("为零", "zero"),
    "empty": ("未提及", "not mentioned"),
    "not_applicable": ("不适用", "not applicable"),
}
# Letters of rule cards and findings.
LETTERS: Words = {
    "E": GRADES["error"],
    "W": GRADES["warning"],
    "R": GRADES["review"],
    "I": GRADES["note"],
}

LEVELS = ("error", "warning", "note", "none")
FINDING_KINDS = ("fail", "review", "open", "informational", "pass")

# Columns whose values are one of a few; where() refuses any other.
VALUES: Mapping[tuple[str, str], Collection[str]] = {
    ("Finding", "level"): LEVELS,
    ("Finding", "kind"): FINDING_KINDS,
    ("Relation", "kind"): RELATION_KINDS,
    ("Relation", "verdict"): VERDICTS,
    ("Relation", "basis"): ("words", "arithmetic"),
    ("Figure", "verdict"): VERDICTS,
    ("Metric", "state"): METRIC_STATES,
    ("Figure", "approximation"): ("exact", "over", "under", "about", "at_least", "at_most", "range"),
    ("CriterionResult", "outcome"): OUTCOMES,
    ("CriterionResult", "level_reached"): LEVELS_REACHED,
    ("Table", "source"): ("columns", "lines", "form", "importer"),
    ("TableCell", "kind"): ("text", "number", "zero", "empty", "not_applicable", "unreadable"),
    ("TableCell", "verdict"): VERDICTS,
    ("TableCheck", "kind"): ("row_total", "column_total", "form"),
    ("TableCheck", "verdict"): VERDICTS,
    ("TableCheck", "basis"): ("words", "arithmetic"),
    ("Block", "kind"): (
        *("paragraph", "heading", "title", "addressee", "signature", "date", "attachment_note"),
        *("blank", "menu", "metadata", "page_number", "running_head", "footer", "table"),
    ),
}


def outcome(outcome: str, level_reached: str | None) -> tuple[str, str]:
    """How a criterion came out: XCCDF's outcome, but where it is met in part, which XCCDF has no word for."""
    return LEVELS_REACHED["partly"] if level_reached == "partly" else OUTCOMES[outcome]


def chinese(words: Words) -> dict[str, str]:
    return {value: zh for value, (zh, _) in words.items()}


def english(words: Words) -> dict[str, str]:
    return {value: en for value, (_, en) in words.items()}
