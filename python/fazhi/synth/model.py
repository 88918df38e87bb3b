"""A made-up report and its truth, and faults put into it."""

from __future__ import annotations

import copy
import itertools
import json
import re
from dataclasses import dataclass
from fractions import Fraction

from fazhi.synth import arithmetic
from fazhi.synth.faults import KINDS, faults_of
from fazhi.synth.numbers import Dice, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from fazhi import Report

ROLES = ("whole", "parts", "part", "num", "den", "from", "to", "result")
WORD_KINDS = ("doubled", "quotes", "numbering", "placeholder")
FAULT_KINDS = KINDS + WORD_KINDS


@dataclass(frozen=True)
class SynthReport:
    """A report of the genre: its text and what is true of it, in the layout of the gold annotations."""

    text: str
    truth: dict[str, Any]
    """figures, relations, sections, citations and contents as in the gold, and header, seed, options, body, faults."""

    def with_fault(self, kind: str, *, relation: int | None = None, seed: int = 0) -> SynthReport:
        """The report with one fault more, named in `truth["faults"]` with what stood there before.

        kind: "digit", "swapped", "scale" (万 or 亿 added or dropped) or "rounding" changes a figure of a relation that
        words state, so that the relation is impossible; `relation` is its index. "doubled" writes a word twice,
        "quotes" turns a pair of quotation marks round, "numbering" repeats a label, "placeholder" puts ×× for a number.
        Raises ValueError where the report has no place for it.
        """
        dice = Dice(f"{seed}/{kind}/{relation}")
        if kind in KINDS:
            choices = list(itertools.islice(self._number_faults(kind, relation, dice), 1))
        elif kind in WORD_KINDS:
            choices = list(self._word_faults(kind))
        else:
            raise ValueError(f"unknown kind of fault {kind!r}; one of {', '.join(FAULT_KINDS)}")
        if not choices:
            raise ValueError(f"this report has no place for a fault of kind {kind!r}")
        start, end, surface = dice.one(choices)
        return self._changed(kind, start, end, surface)

    def differences(self, report: Report) -> list[tuple[str, str]]:
        """What a reading of the text and the truth disagree about, as (subject, message).

        Subjects: "figure" (place, value, unit, approximation), "relation" (kind and operands), "verdict", "section"
        (place, level, label, heading), "citation". An empty list: all is read as it was meant.
        """
        from fazhi.synth.compare import differences

        return list(differences(self.truth, report))

    def to_json(self) -> str:
        """The truth as one of the gold's files."""
        return json.dumps(self.truth, ensure_ascii=False, indent=1)

    def quantities(
        self, relation: Mapping[str, Any], instead: Mapping[str, str] | None = None
    ) -> dict[str, list[arithmetic.Quantity]]:
        """The operands of a relation of the truth, read from their print, or from what `instead` has for their id."""
        surfaces = {f["id"]: f["surface"] for f in self.truth["figures"]} | dict(instead or {})
        read: dict[str, list[arithmetic.Quantity]] = {}
        for role in ROLES:
            if role in relation:
                ids = relation[role] if isinstance(relation[role], list) else [relation[role]]
                read[role] = [q for q in (arithmetic.quantity(surfaces[i]) for i in ids) if q is not None]
        return read

    def _number_faults(self, kind: str, only: int | None, dice: Dice) -> Iterator[tuple[int, int, str]]:
        """Faults that make a relation impossible, in an order of chance."""
        figures = {f["id"]: f for f in self.truth["figures"]}
        relations = [
            relation
            for index, relation in enumerate(self.truth["relations"])
            if relation["basis"] == "words" and relation["verdict"] == "holds" and only in (None, index)
        ]
        for relation in dice.some(relations, len(relations)):
            ids = [i for role in ROLES if role in relation for i in _listed(relation[role])]
            slips = [(i, surface) for i in ids for k, surface in faults_of(figures[i]["surface"]) if k == kind]
            for name, surface in dice.some(slips, len(slips)):
                if arithmetic.contradicts(relation["kind"], self.quantities(relation, {name: surface}), relation):
                    yield figures[name]["start"], figures[name]["end"], surface

    def _word_faults(self, kind: str) -> Iterator[tuple[int, int, str]]:
        start, end = self.truth["body"]
        body = self.text[start:end]
        if kind == "doubled":
            headings = [
                (s["start"], s["start"] + len(s["label"] + (s["heading"] or "")) + 2) for s in self.truth["sections"]
            ]
            for match in re.finditer("加强|推进|完善|落实", body):
                if any(a <= start + match.start() < b for a, b in headings):
                    continue
                yield start + match.start(), start + match.end(), match[0] * 2
        elif kind == "quotes":
            for match in re.finditer("“([^“”]+)”", body):
                yield start + match.start(), start + match.end(), f"”{match[1]}“"
        elif kind == "placeholder":
            for figure in self.truth["figures"]:
                if re.match(r"\d+(?!\d|[.,万亿])", figure["surface"]) and figure["approx"] == "exact":
                    yield figure["start"], figure["end"], "××" + (figure["unit"] or "")
        else:
            rows = self.truth["sections"]
            for first, second in itertools.pairwise(rows):
                same = first["level"] == second["level"] and first["parent"] == second["parent"] and first["label"]
                if same and len(first["label"]) == len(second["label"]):
                    yield second["start"], second["start"] + len(second["label"]), first["label"]

    def _changed(self, kind: str, start: int, end: int, surface: str) -> SynthReport:
        was = self.text[start:end]
        text = self.text[:start] + surface + self.text[end:]
        truth = copy.deepcopy(self.truth)
        by = len(surface) - (end - start)
        for rows in (truth["figures"], truth["sections"], truth["citations"], truth["faults"]):
            for row in rows:
                if row["start"] > start:
                    row["start"] += by
                if row.get("end", 0) > start:
                    row["end"] += by
        truth["body"] = [truth["body"][0], truth["body"][1] + by]
        truth["chars"] = len(text)
        truth["faults"].append({"kind": kind, "start": start, "end": start + len(surface), "was": was})
        changed = SynthReport(text, truth)
        changed._settle(kind, start, surface)
        return changed

    def _settle(self, kind: str, start: int, surface: str) -> None:
        """Brings the truth in line with what now stands at `start`."""
        truth = self.truth
        hit = next((f for f in truth["figures"] if f["start"] == start), None)
        if kind == "placeholder" and hit:
            truth["figures"].remove(hit)
            truth["relations"] = [
                r for r in truth["relations"] if hit["id"] not in [i for k in ROLES if k in r for i in _listed(r[k])]
            ]
        elif kind == "numbering":
            next(s for s in truth["sections"] if s["start"] == start)["label"] = surface
        elif kind in KINDS and hit:
            quantity = arithmetic.quantity(surface)
            if quantity is None:
                raise ValueError(f"cannot read {surface!r}")
            hit |= {"surface": surface, "value": plain(quantity.value), "end": start + len(surface)}
            truth["faults"][-1] |= {"figure": hit["id"], "value": _value(truth["faults"][-1]["was"])}
            for relation in truth["relations"]:
                if hit["id"] in [i for k in ROLES if k in relation for i in _listed(relation[k])]:
                    relation["verdict"] = self._verdict(relation)

    def _verdict(self, relation: Mapping[str, Any]) -> str:
        roles = self.quantities(relation)
        if arithmetic.contradicts(relation["kind"], roles, relation):
            return "fails"
        return "holds" if arithmetic.holds(relation["kind"], roles, relation) else "undetermined"


def _listed(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def _value(surface: str) -> str:
    quantity = arithmetic.quantity(surface)
    return plain(quantity.value if quantity else Fraction(0))
