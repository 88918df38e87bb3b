"""Ladders of numbering as they are typed: 一、 over （一） over 1., and what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass

from fazhi.synth.numbers import label_number

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_TURNS = ("首先，", "其次，", "再次，", "最后，")
_BRACKETED = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"


@dataclass(frozen=True, slots=True)
class Ladder:
    """Styles of the four levels below the title. `items` says how the lowest level stands: a line or a clause each."""

    levels: tuple[str, str, str]
    items: str = "lines"
    """lines: each on its own line; inline: in one paragraph; none."""
    run_in: bool = False
    """Second-level headings and their text in one paragraph."""
    broken: str = ""
    """style: siblings change their style; skip: a number is left out; continued: the third level counts on across its
    parents; restart: the second level begins again under one parent; glued: no mark between heading and text."""


LADDERS: dict[str, Ladder] = {
    "standard": Ladder(("一、", "（一）", "1.")),
    "half_width": Ladder(("一、", "(一)", "1．")),
    "items": Ladder(("一、", "（一）", "一是")),
    "items_inline": Ladder(("一、", "（一）", "一是"), items="inline"),
    "run_in": Ladder(("一、", "（一）", "一是"), run_in=True),
    "deep": Ladder(("一、", "（一）", "1、")),
    "bracketed": Ladder(("一、", "㈠", "1.")),
    "circled": Ladder(("一、", "（一）", "①")),
    "arabic_brackets": Ladder(("一、", "（1）", "一是")),
    "first_second": Ladder(("一、", "（一）", "第一，")),
    "first_next": Ladder(("一、", "（一）", "首先，")),
    "blank_behind": Ladder(("一、", "（一） ", "1. ")),
    "unnumbered": Ladder(("一、", "", "一是")),
    "style_break": Ladder(("一、", "（1） ", "一是"), broken="style"),
    "skip": Ladder(("一、", "（一）", "1."), broken="skip"),
    "continued": Ladder(("一、", "（一）", "1."), broken="continued"),
    "leads": Ladder(("一、", "（一）", "——")),
    "restart": Ladder(("一、", "（一）", "1."), broken="restart"),
    "glued": Ladder(("一、", "（一）", "一是"), run_in=True, broken="glued"),
    "repeated": Ladder(("一、", "一、", "（一）")),
    "bracket_lost": Ladder(("一、", "一）", "1.")),
    "separator_lost": Ladder(("一、", "（一）", "1")),
}


def label(style: str, number: int) -> tuple[str, str]:
    """The label of the n-th of a style as the outline holds it, and as it is printed."""
    stripped = style.rstrip()
    blank = style[len(stripped) :]
    if stripped == "①":
        text = _CIRCLED[(number - 1) % len(_CIRCLED)]
    elif stripped == "㈠":
        text = _BRACKETED[number - 1] if number <= len(_BRACKETED) else f"（{label_number(number)}）"
    elif stripped == "首先，":
        text = _TURNS[(number - 1) % len(_TURNS)]
    elif "1" in stripped:
        text = stripped.replace("1", str(number))
    else:
        text = stripped.replace("一", label_number(number), 1)
    return text, text + blank
