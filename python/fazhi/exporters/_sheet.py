"""What the sheet of sums shows: rows made from the page's view of an assessment, for all its forms."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import Any, NamedTuple

from fazhi.exporters._opinions import Opinion
from fazhi.exporters._page import VERDICTS, Page
from fazhi.exporters._proof_words import PROOF_WORDS
from fazhi.exporters._sheet_tables import TableSum, table_sums
from fazhi.exporters._words import VERDICT_SIGNS, WORDS

SUBJECT_REACH = 30  # code points between a figure and what it counts, for both to be quoted together
LEAD = 12  # code points in front of a figure whose subject does not stand near it
GAP = 16  # what stands between two quoted places, where it is quoted as well


class Piece(NamedTuple):
    """A stretch of a quotation; marked where it is an operand."""

    text: str
    marked: bool


class Row(NamedTuple):
    """One relation, or one sum of a table."""

    number: int
    place: str
    pieces: list[Piece]
    derivation: str
    verdict: str
    sign: str
    verdict_word: str
    kind: str
    basis: str
    review: bool
    amounts: dict[str, str]
    remark: str
    repairs: list[str]
    opinion: Opinion | None
    fingerprint: str
    start: int
    end: int

    @property
    def quote(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def shown_amounts(self) -> dict[str, str]:
        """What a clerk compares: all where the sum is not plain, else how far off the rounding is."""
        if self.verdict != "proved":
            return self.amounts
        if self.amounts.get("delta") == "0":
            return {"delta": "0"}
        return {name: self.amounts[name] for name in ("delta", "tolerance") if name in self.amounts}

    @property
    def set_aside(self) -> bool:
        return self.opinion is not None and self.opinion.standing == "set_aside"


class OpenFigure(NamedTuple):
    """A figure that nothing could be computed for."""

    number: int
    place: str
    pieces: list[Piece]
    reason: str
    start: int
    end: int

    @property
    def quote(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def _pages(places: dict[str, Any]) -> list[tuple[int, str]]:
    """Where each page begins, of files whose parts are pages: start in code points and number."""
    numbers = [part.removeprefix("page ") if part.startswith("page ") else "" for part in places["parts"]]
    return [(start, numbers[part]) for start, part, *_ in places["runs"] if numbers[part]]


class Sheet:
    """The sheet of one assessment in one language."""

    def __init__(
        self, assessment: dict[str, Any], opinions: dict[str, Opinion], lang: str = "zh", title: str = ""
    ) -> None:
        self.words: dict[str, Any] = {**WORDS[lang], **PROOF_WORDS[lang]}
        self.page = Page(assessment, WORDS[lang], lang, title)
        self.title = self.page.title
        blocks = self.page.report["blocks"]
        self._blocks = [b["start"] for b in blocks]
        self._paragraphs = [b["start"] for b in blocks if self._is_text(b) and not b.get("continues")]
        self._pages = _pages(self.page.report["source"].get("places", {"parts": [], "runs": []}))
        self.rows = [self._row(i, opinions) for i in range(len(self.page.relations))]
        self._table_sums = table_sums(self.page, self.words, self._sheet_of)
        first = len(self.rows) + 1
        self.rows += [self._table_row(number, t, opinions) for number, t in enumerate(self._table_sums, first)]
        still_open = [i for i, f in enumerate(self.page.report["figures"]) if f["verdict"] == "open"]
        self.open_figures = [self._open(number, i) for number, i in enumerate(still_open, 1)]
        here = {row.fingerprint for row in self.rows}
        self.lost = [(mark, opinion) for mark, opinion in opinions.items() if mark not in here]

    @property
    def refutations(self) -> list[Row]:
        """Those that nobody has set aside."""
        return [row for row in self.rows if row.verdict == "refuted" and not row.set_aside]

    @property
    def reviews(self) -> list[Row]:
        return [row for row in self.rows if row.verdict != "refuted" and row.review and not row.set_aside]

    @property
    def set_aside(self) -> int:
        return sum(row.set_aside for row in self.rows)

    def facts(self) -> list[tuple[str, str]]:
        """Unit, year, dates, file and hash, and what worked it out."""
        dropped = (self.words["profile"], self.words["as_of"], self.words["addressee"])
        rows = [row for row in self.page.facts() if row[0] not in dropped]
        parts = self.page.provenance.get("parts", [])
        versions = [f"fazhi {part['version']}" for part in parts if part["kind"] == "core"]
        return [*rows, (self.words["made_with"], versions[0] if versions else "fazhi")]

    def counts(self) -> list[tuple[str, list[tuple[str, int, str]], int]]:
        """Of figures and of sums: each verdict's count and share, and the total."""
        page = self.page
        tallies = [(self.words["figures"], page.figure_counts), (self.words["relations"], page.relation_counts)]
        if self._table_sums:
            tallies.append((self.words["table_sums"], Counter(t.verdict for t in self._table_sums)))
        made = []
        for name, tally in tallies:
            total = sum(tally.values())
            made.append((name, [(v, tally[v], _share(tally[v], total)) for v in VERDICTS], total))
        return made

    def place(self, position: int) -> str:
        """The page where the file has such, printed number of the section, and which of its paragraphs."""
        page = self.page
        at = page.section_at(position)
        begin = 0 if at is None else page.sections[at]["start"]
        first, last = bisect_right(self._paragraphs, begin - 1), bisect_right(self._paragraphs, position)
        # A section that begins inside a paragraph counts the rest of it.
        inside = at is not None and begin not in self._paragraphs[first : first + 1] and self._in_text(begin)
        count = last - first + inside
        nth = self.words["nth"].format(count) if count else ""
        return "·".join(word for word in (self._sheet_of(position), page.place(position), nth) if word)

    def _sheet_of(self, position: int) -> str:
        before = bisect_right(self._pages, position, key=lambda run: run[0])
        return self.words["page"].format(self._pages[before - 1][1]) if before else ""

    def _is_text(self, block: dict[str, Any]) -> bool:
        """A paragraph, or one that its heading opens."""
        if block["kind"] == "heading" and block["section"] is not None:
            return not self.page.sections[block["section"]]["stands_alone"]
        return bool(block["kind"] == "paragraph")

    def _in_text(self, position: int) -> bool:
        block = bisect_right(self._blocks, position) - 1
        return block >= 0 and self._is_text(self.page.report["blocks"][block])

    def _row(self, index: int, opinions: dict[str, Opinion]) -> Row:
        shown, r = self.page.relations[index], self.page.report["relations"][index]
        return Row(
            number=index + 1,
            place=self.place(r["start"]),
            pieces=self._pieces(shown["operands"]),
            derivation=r["derivation"],
            verdict=r["verdict"],
            sign=shown["sign"],
            verdict_word=shown["verdict_word"],
            kind=shown["kind"],
            basis=self.words["by"][r["basis"]],
            review=r["needs_review"],
            amounts={name: r[name] for name in ("stated", "computed", "delta", "tolerance") if r[name] is not None},
            remark=shown["remark"],
            repairs=self.page.repairs(r) if r["verdict"] != "proved" else [],
            opinion=opinions.get(r["fingerprint"]),
            fingerprint=r["fingerprint"],
            start=r["start"],
            end=r["end"],
        )

    def _table_row(self, number: int, t: TableSum, opinions: dict[str, Opinion]) -> Row:
        pieces: list[Piece] = []
        for cell in t.cells:
            pieces += [Piece(self.words["cells_between"], False)] if pieces else []
            pieces.append(Piece(cell, True))
        return Row(
            number=number,
            place=t.place,
            pieces=[*pieces, Piece(self.words["gap"], False)] if t.left_out else pieces,
            derivation=t.derivation,
            verdict=t.verdict,
            sign=t.sign,
            verdict_word=t.verdict_word,
            kind=t.kind,
            basis=t.basis,
            review=t.review,
            amounts={"delta": t.delta} if t.delta is not None else {},
            remark=t.remark,
            repairs=[],
            opinion=opinions.get(t.fingerprint),
            fingerprint=t.fingerprint,
            start=t.start,
            end=t.end,
        )

    def _open(self, number: int, index: int) -> OpenFigure:
        f = self.page.report["figures"][index]
        reason = self.page.open_reason(f["open_reason"]) or self.words["no_reason"]
        return OpenFigure(number, self.place(f["start"]), self._pieces([index]), reason, f["start"], f["end"])

    def _pieces(self, operands: list[int]) -> list[Piece]:
        """The operands with what they count; what stands far between them is left out, and that is shown."""
        figures = [self.page.report["figures"][i] for i in operands]
        pieces: list[Piece] = []
        at = -1
        for f in figures:
            first, last = f["start"], f["end"]
            subject_start, subject_end = f["subject_range"]
            if subject_start < subject_end and 0 <= first - subject_start <= SUBJECT_REACH:
                first = subject_start
            elif subject_start - last >= 0 and subject_end - last <= SUBJECT_REACH:
                last = max(last, subject_end)
            else:
                sentence = self.page.report["sentences"][f["sentence"]][0]
                first = min(first, max(sentence, first - LEAD))
            if at < 0 or first - at > GAP:
                if pieces:
                    pieces.append(Piece(self.words["gap"], False))
                at = first
            if at < f["start"]:
                pieces.append(self._piece(at, f["start"], False))
            if at < f["end"]:
                pieces.append(self._piece(max(at, f["start"]), f["end"], True))
            if f["end"] < last:
                pieces.append(self._piece(max(at, f["end"]), last, False))
            at = max(at, last)
        return [piece for piece in pieces if piece.text]

    def _piece(self, start: int, end: int, marked: bool) -> Piece:
        return Piece(" ".join(self.page.text[start:end].split()), marked)


def _share(count: int, total: int) -> str:
    """Rounded down where it is not the whole: nothing but the whole is 100 %."""
    return f"{1000 * count // total / 10:.1f}%" if total else "—"


__all__ = ["VERDICT_SIGNS", "OpenFigure", "Piece", "Row", "Sheet"]
