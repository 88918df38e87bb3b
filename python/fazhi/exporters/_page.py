"""What the page shows, made from the JSON of an assessment: plain values for the template, no markup."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import Any

from fazhi.exporters._words import GRADE_SIGNS, OUTCOME_SIGNS, VERDICT_SIGNS
from fazhi.words import OUTCOMES, outcome

GRADES = ("error", "warning", "review", "note", "open", "pass")
VERDICTS = ("proved", "refuted", "constrained", "open")
CONTENTS = ("measures", "shortcomings", "causes", "first_responsible", "next_year")
ROLES = ("whole", "part", "parts", "whole_also", "num", "den", "from", "to", "result")
QUOTE_LIMIT = 60
LISTED_REPAIRS = 6
ROW_LIMIT = 500


def grade(finding: dict[str, Any]) -> str:
    """error and warning by level, the rest by kind: what a reader sorts findings by."""
    if finding["kind"] == "fail":
        return finding["level"] if finding["level"] in ("error", "warning") else "note"
    return {"review": "review", "open": "open", "pass": "pass"}.get(finding["kind"], "note")


class Page:
    """The view of one assessment in one language."""

    def __init__(self, assessment: dict[str, Any], words: dict[str, Any], lang: str, title: str = "") -> None:
        self.words = words
        self.lang = lang
        self.report: dict[str, Any] = assessment["report"]
        self.kind: str = self.report["kind"]
        self.source: dict[str, Any] = self.report["source"]
        self.header: dict[str, Any] = self.report["header"]
        self.text: str = self.report["text"]
        self.sections: list[dict[str, Any]] = self.report["sections"]
        self.provenance: dict[str, Any] = assessment.get("provenance") or {}
        self.title = title or (self.header["title"] or {}).get("value") or words["untitled"]
        self.anchors: dict[int, list[str]] = {}
        self._targets: dict[int, str] = {}
        self._starts = [s["start"] for s in self.sections]
        self.relations = [self._relation(i, r) for i, r in enumerate(self.report["relations"])]
        self.findings = self._findings(assessment.get("findings", []))
        self._marked = [f for f in self.findings if f["located"] and f["grade"] != "pass"]
        self._places = [f["start"] for f in self._marked]
        self.cards = [self._card(card) for card in assessment.get("scorecards", [])]
        self.contents = [self._content(name) for name in CONTENTS]
        self.tables = [self._table(i, t) for i, t in enumerate(self.report.get("tables", []))]
        self.outline = [self._outline_entry(i, s) for i, s in enumerate(self.sections)]

    # ── small answers ────────────────────────────────────────────────────────────────────────────────────────────────

    def say(self, both: dict[str, str]) -> str:
        """The text in the page's language, else in the other."""
        return both.get(self.lang) or both.get("zh") or both.get("en") or ""

    def quote(self, text: str) -> str:
        """A quotation of bearable length that says what it left out."""
        text = text.strip()
        if len(text) <= QUOTE_LIMIT:
            return text
        return f"{text[: QUOTE_LIMIT - 12].rstrip()}{self.words['long_quote'].format(len(text))}"

    def place(self, start: int) -> str:
        """Printed number of the innermost section at a position."""
        section = self.section_at(start)
        return str(self.words["before"] if section is None else self.sections[section]["path"])

    def anchor(self, start: int) -> str:
        """Id that stands in the text at a position; the text gets it once."""
        if start not in self._targets:
            self._targets[start] = f"p{start}"
            self.anchors.setdefault(start, []).append(f"p{start}")
        return self._targets[start]

    def section_at(self, position: int) -> int | None:
        section: int | None = bisect_right(self._starts, position) - 1
        if section == -1:
            return None
        while section is not None and self.sections[section]["end"] <= position:
            section = self.sections[section]["parent"]
        return section

    def located(self, start: int, end: int) -> list[dict[str, Any]]:
        """Findings that begin in [start, end), passes left out."""
        first, last = bisect_left(self._places, start), bisect_left(self._places, end)
        return self._marked[first:last]

    # ── arithmetic ───────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def figure_counts(self) -> Counter[str]:
        return Counter(f["verdict"] for f in self.report["figures"])

    @property
    def relation_counts(self) -> Counter[str]:
        return Counter(r["verdict"] for r in self.relations)

    @property
    def open_reasons(self) -> list[tuple[str, int]]:
        """Why figures are open, the commonest reason first."""
        tally = Counter(f["open_reason"] or "" for f in self.report["figures"] if f["verdict"] == "open")
        return [(self.open_reason(r), n) for r, n in sorted(tally.items(), key=lambda row: (-row[1], row[0]))]

    def open_reason(self, reason: str | None) -> str:
        return self.words["open_reason"].get(reason, reason) or ""

    def _relation(self, index: int, r: dict[str, Any]) -> dict[str, Any]:
        figures = self.report["figures"]
        operands: list[int] = []
        for role in ROLES:
            value = r.get(role, [])
            operands += value if isinstance(value, list) else [value]
        operands = sorted(set(operands))
        words = self.words
        numbers = [(words[key], r[key]) for key in ("stated", "computed", "delta", "tolerance") if r[key] is not None]
        return {
            "index": index,
            "number": index + 1,
            "id": f"r{index + 1}",
            "verdict": r["verdict"],
            "sign": VERDICT_SIGNS[r["verdict"]],
            "verdict_word": words["verdict"][r["verdict"]],
            "kind": words["kind"][r["kind"]],
            "derivation": r["derivation"],
            "remark": self.say(r["remark"]),
            "review": r["needs_review"],
            "numbers": numbers if r["verdict"] != "proved" else [],
            "repairs": self.repairs(r) if r["verdict"] == "refuted" else [],
            "start": r["start"],
            "tie": tuple(r["tie"]),
            "operands": operands,
            "quotes": [(figures[i]["quote"], self.anchor(figures[i]["start"])) for i in operands],
            "place": self.place(r["start"]),
            "quote": self.quote(self.text[r["start"] : r["end"]]),
        }

    def repairs(self, relation: dict[str, Any]) -> list[str]:
        """The likeliest changes, and how many more there are."""
        listed, left_out = relation["repairs"][:LISTED_REPAIRS], len(relation["repairs"]) - LISTED_REPAIRS
        more = [self.words["more_repairs"].format(left_out)] if left_out > 0 else []
        return [*map(self.repair, listed), *more]

    def repair(self, repair: dict[str, Any]) -> str:
        quote = self.report["figures"][repair["figure"]]["quote"]
        return repair["text"] if self.lang == "zh" else f"{quote} → {repair['value']}"

    # ── findings ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _findings(self, findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Numbered in reading order, those about the whole report first; passes are not numbered."""
        order = sorted(
            range(len(findings)), key=lambda i: (findings[i]["start"] < findings[i]["end"], findings[i]["start"], i)
        )
        return [self._finding(number, findings[i]) for number, i in enumerate(order, 1)]

    def _finding(self, number: int, f: dict[str, Any]) -> dict[str, Any]:
        words, located = self.words, f["start"] < f["end"]
        mark = grade(f)
        return {
            "number": number,
            "id": f"f{number}",
            "rule": f["rule_id"],
            "grade": mark,
            "grade_word": words["grade"][mark],
            "sign": GRADE_SIGNS[mark],
            "message": self.say(f["message"]),
            "located": located,
            "start": f["start"],
            "end": f["end"],
            "href": self.anchor(f["start"]) if located else "",
            "place": self.place(f["start"]) if located else words["whole"],
            "quote": self.quote(f["quote"]),
            "evidence": self._evidence(f["evidence"]),
            "fixes": [self._fix(x) for x in f["fixes"]],
            "relations": [self.relations[i] for i in f["relations"]],
        }

    def _fix(self, fix: dict[str, Any]) -> dict[str, str]:
        start, end = fix["range"]
        return {
            "description": self.say(fix["description"]),
            "old": self.quote(self.text[start:end]),
            "new": fix["replacement"],
        }

    def _evidence(self, evidence: list[dict[str, Any]]) -> list[dict[str, str]]:
        return [
            {
                "quote": self.quote(e["quote"]),
                "note": self.say(e["note"]),
                "href": self.anchor(e["range"][0]) if e["range"][0] < e["range"][1] else "",
                "place": self.place(e["range"][0]),
            }
            for e in evidence
        ]

    def graded(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """Findings by grade, gravest first."""
        for name in GRADES:
            group = [f for f in self.findings if f["grade"] == name]
            if group:
                yield name, group

    @property
    def finding_counts(self) -> list[tuple[str, str, str, int]]:
        tally = Counter(f["grade"] for f in self.findings)
        shown = [g for g in GRADES if g in ("error", "warning", "review", "note") or tally[g]]
        return [(g, GRADE_SIGNS[g], self.words["grade"][g], tally[g]) for g in shown]

    # ── score and contents ───────────────────────────────────────────────────────────────────────────────────────────

    def _card(self, card: dict[str, Any]) -> dict[str, Any]:
        checklist = card["checklist"]
        criteria = {c["id"]: c for g in checklist["groups"] for c in g["criteria"]}
        results = []
        for r in card["results"]:
            criterion = criteria.get(r["criterion"])
            both = outcome(r["outcome"], r.get("level_reached"))
            results.append(
                {
                    "id": r["criterion"],
                    "title": self.say(criterion["title"]) if criterion else "",
                    "clause": criterion["clause"] if criterion else "",
                    "outcome": "partly" if r.get("level_reached") == "partly" else r["outcome"],
                    "outcome_word": both[self.lang == "en"],
                    "sign": "◐" if r.get("level_reached") == "partly" else OUTCOME_SIGNS.get(r["outcome"], "·"),
                    "points": number(r["points"]),
                    "weight": number(r["weight"]),
                    "why": self.say(r["why"]),
                    "evidence": self._evidence(r["evidence"]),
                    "counter": self._evidence(r["counter_evidence"]),
                }
            )
        return {
            "title": self.say(checklist["title"]),
            "id": checklist["id"],
            "version": checklist["version"],
            "note": self.say(checklist["weights_note"]),
            "model": card["model"],
            "score": number(card["score"]) if card["score"] is not None else "",
            "no_score": OUTCOMES["unknown" if card["unknown_share"] else "notapplicable"][self.lang == "en"],
            "reached": number(card["reached"]),
            "judged": number(card["judged"]),
            "total": number(card["total"]),
            "unknown": number(card["unknown_share"] * 100),
            "not_applicable": number(card["not_applicable_share"] * 100),
            "results": results,
        }

    def _content(self, name: str) -> dict[str, Any]:
        places = self.report["contents"][name]
        evidence = self.report["contents_evidence"][name]
        found = bool(places or evidence)
        return {
            "name": self.words["content"][name],
            "found": found,
            "word": self.words["found" if found else "absent"],
            "sections": [(self.sections[i]["path"], f"s{i}") for i in places],
            "evidence": [
                (self.quote(self.text[start:end]), self.anchor(start)) for start, end in evidence if start < end
            ],
        }

    # ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _table(self, index: int, table: dict[str, Any]) -> dict[str, Any]:
        heads = table["header_rows"]
        rows: list[dict[str, Any]] = [
            {"name": "" if heads else "·".join(row["path"]), "said": self.words["row_state"][row["state"]], "cells": []}
            for row in table["rows"]
        ]
        for cell in table["cells"]:
            row = rows[cell["row"]]
            # A row that was not read is told in words: its stretch of text, once.
            if row["said"] and cell["kind"] == "unreadable":
                if not row.get("quote"):
                    row["quote"], row["href"] = self.quote(cell["text"]), self._anchor_of(cell)
                continue
            row["cells"].append(
                {
                    "text": cell["text"],
                    "href": self._anchor_of(cell) if cell["verdict"] == "refuted" else "",
                    "tag": "th" if cell["row"] < heads else "td",
                    "verdict": cell["verdict"] if cell["kind"] in ("number", "zero") else "",
                    "rows": cell["row_span"],
                    "columns": cell["column_span"],
                }
            )
        return {
            "id": f"t{index + 1}",
            "caption": table["caption"] or f"{self.words['table']} {index + 1}",
            "heads": [] if heads else ["·".join(column["path"]) for column in table["columns"]],
            "rows": rows[:ROW_LIMIT],
            "left_out": max(0, len(rows) - ROW_LIMIT),
            "counts": Counter(c["verdict"] for c in table["checks"]),
            "refuted": [
                {"derivation": c["derivation"], "remark": self.say(c["remark"])}
                for c in table["checks"]
                if c["verdict"] == "refuted"
            ],
        }

    def _anchor_of(self, cell: dict[str, Any]) -> str:
        return self.anchor(cell["start"]) if cell["start"] < cell["end"] else ""

    def facts(self) -> list[tuple[str, str]]:
        """The head of the page: what the report says of itself, and what it was read from."""
        words, h = self.words, self.header
        as_of = self.provenance.get("as_of") or {"year": 0}
        day = f"{as_of['year']:04}-{as_of['month']:02}-{as_of['day']:02}" if as_of["year"] else ""
        origin = words["origin"].get(as_of.get("origin"), as_of.get("origin", ""))
        rows = [
            (words["issuer"], "、".join(i["value"] for i in h["issuers"]) or words["none"]),
            (words["year"], f"{h['year']}{words['year_unit']}" if h["year"] else words["none"]),
            (words["number"], value_of(h["document_number"])),
            (words["addressee"], value_of(h["addressee"])),
            (words["signed"], h["signed_date"] or ""),
            (words["published"], h["published_date"] or ""),
            (words["source"], self.source["name"]),
            (words["profile"], self.provenance.get("profile", "")),
            (words["as_of"], f"{day}（{origin}）" if day and origin else day),
            (words["hash"], self.source["sha256"]),
        ]
        return [row for row in rows if row[1]]

    def _outline_entry(self, index: int, section: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": f"s{index}",
            "level": section["level"],
            "label": section["label"].strip(),
            "heading": self.quote(section["heading"]),
            "signs": sorted(
                {
                    (GRADES.index(f["grade"]), f["sign"], f["grade"])
                    for f in self.located(section["start"], section["end"])
                }
            )[:1],
        }


def number(x: float) -> str:
    """12.5 as 12.5 and 12.0 as 12, as a checklist would print it."""
    return f"{x:.2f}".rstrip("0").rstrip(".")


def value_of(field: dict[str, Any] | None) -> str:
    return field["value"] if field else ""
