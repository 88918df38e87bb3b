"""Text under construction, with the places of everything that is true of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from fazhi.synth.numbers import Amount, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_FULL = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
_SLOT = re.compile(r"\{(\w*)\}")
_CITATION = re.compile("《[^《》]+》")
_NORM = re.compile("(法|法典|条例|规定|办法)》$")


@dataclass
class Writer:
    """Appends text; positions are code points from its beginning."""

    text: str = ""
    digits: str = "plain"
    """plain; grouped (1,431); full (１４３１); spaced (1431 件)."""
    figures: list[dict[str, Any]] = field(default_factory=list)
    relations: list[dict[str, Any]] = field(default_factory=list)
    sections: list[dict[str, Any]] = field(default_factory=list)
    contents: dict[str, list[str]] = field(default_factory=dict)
    _open: list[tuple[int, str]] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.text += text

    def figure(self, amount: Amount, subject: str = "") -> str:
        """Writes a figure and returns its id."""
        start = len(self.text)
        surface = self._printed(amount.surface)
        self.text += surface
        row: dict[str, Any] = {
            "id": f"f{len(self.figures) + 1}",
            "start": start,
            "end": len(self.text),
            "surface": surface,
            "value": plain(amount.value),
            "unit": amount.unit,
            "approx": amount.approximation,
            "subject": subject,
        }
        if amount.high is not None:
            row["value_high"] = plain(amount.high)
        self.figures.append(row)
        return str(row["id"])

    def _printed(self, surface: str) -> str:
        if self.digits == "grouped":
            return re.sub(r"(?<![\d.])\d{4,}", lambda m: f"{int(m[0]):,}", surface)
        if self.digits == "full":
            return surface.translate(_FULL)
        if self.digits == "spaced":
            return re.sub(r"(?<=\d)(?=[^\d.%万余多—至-])", " ", surface, count=1)
        return surface

    def fill(
        self, template: str, slots: Mapping[str, str | Amount], subject: str = "", **subjects: str
    ) -> dict[str, str]:
        """Writes a template; slots that hold an amount become figures. Returns their ids by slot.

        subjects: what a slot counts, where it is not `subject`.
        """
        ids: dict[str, str] = {}
        at = 0
        for match in _SLOT.finditer(template):
            self.add(template[at : match.start()])
            value = slots[match[1]]
            if isinstance(value, Amount):
                ids[match[1]] = self.figure(value, subjects.get(match[1], subject))
            else:
                self.add(value)
            at = match.end()
        self.add(template[at:])
        return ids

    def relate(self, kind: str, basis: str, form: str, why: str, **roles: str | list[str]) -> None:
        self.relations.append({"kind": kind, **roles, "verdict": "holds", "why": why, "basis": basis, "form": form})

    def section(self, level: int, label: str, heading: str | None, shown: str = "") -> str:
        """Opens a numbered unit here; `shown` is what stands on the page (label and heading, else as given)."""
        while self._open and self._open[-1][0] >= level:
            self._open.pop()
        name = f"s{len(self.sections) + 1}"
        parent = self._open[-1][1] if self._open else None
        start = len(self.text)
        self.sections.append(
            {"id": name, "start": start, "label": label, "level": level, "heading": heading, "parent": parent}
        )
        self._open.append((level, name))
        self.add(shown or label + (heading or ""))
        return name

    def citations(self) -> list[dict[str, Any]]:
        return [
            {
                "start": match.start(),
                "end": match.end(),
                "surface": match[0],
                "class": "norm" if _NORM.search(match[0]) else "plan",
            }
            for match in _CITATION.finditer(self.text)
        ]
