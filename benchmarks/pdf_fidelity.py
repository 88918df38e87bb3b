"""What is left of a text that was made into a PDF and read again: paragraphs, characters, figures, tables.

    python benchmarks/pdf_fidelity.py [--corpus FOLDER] [--texts N] [--writers typst libreoffice chromium] [--verbose]

Texts of the corpus are set by three independent writers in seven layouts; the reading is compared with the text. What
the columns mean: benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from difflib import SequenceMatcher
from itertools import accumulate
from pathlib import Path

import fazhi as fz

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared/corpus"
sys.path.insert(0, str(ROOT / "tests/python"))

import pdf_files  # noqa: E402
from pdf_files import Block, Layout  # noqa: E402

HEAD, FOOT = "某某县人民政府文件", "— {} —"
LAYOUTS = {
    "office": Layout(head=HEAD, foot=FOOT),
    "columns": Layout(columns=2, size=10.5, margin=20, head="年度报告选编", foot="第{}页 共{all}页"),
    "spaced": Layout(indent=0, space=12, justify=False, size=12, foot="{}"),
    "ragged": Layout(justify=False, size=14, foot="- {} -", head="2023年度报告"),
    "tables": Layout(size=14, foot="{}/{all}", head=HEAD),
    "open tables": Layout(paper="16k", size=12, leading=1.5, margin=22, foot="{}", ruled=False),
    "narrow": Layout(paper="a5", size=10.5, margin=15, leading=1.4),
    "nothing tells": Layout(indent=0, size=12, foot="{}"),
}
LONGEST = 6000
ROWS = (
    ("类别", "受理件数", "办结件数", "办结率（%）"),
    ("行政许可", "130", "128", "98.5"),
    ("行政处罚（含当场处罚、简易程序和普通程序）", "12", "1,212", "100"),
    ("合计", "1,442", "1,341", "—"),
)


@dataclass
class Score:
    files: int = 0
    right: int = 0
    found: int = 0
    wanted: int = 0
    characters: int = 0
    same_characters: int = 0
    figures: int = 0
    same_figures: int = 0
    tables: int = 0
    same_tables: int = 0
    stray: int = 0  # furniture in the text
    lost: int = 0  # text taken for furniture
    seconds: float = 0.0

    def add(self, other: Score) -> None:
        for f in fields(self):
            setattr(self, f.name, getattr(self, f.name) + getattr(other, f.name))

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.found + self.wanted)


def paragraphs(text: str) -> list[str]:
    lines = (re.sub("[\u200b\ufeff\x00-\x08\ue000-\uf8ff]", "", line).strip() for line in text.splitlines())
    return [line for line in lines if line]


def texts(corpus: Path, count: int) -> Iterator[tuple[str, list[str]]]:
    files = sorted(
        p
        for folder in ("report", "framework", "work_report", "official_document")
        for p in (corpus / folder).glob("*.txt")
    )
    for path in files[:: max(1, len(files) // count)][:count]:
        lines = paragraphs(path.read_text("utf-8", errors="strict"))
        ends = list(accumulate(map(len, lines)))
        kept = [line for line, end in zip(lines, ends, strict=True) if end <= LONGEST]
        if len(kept) >= 5:
            yield path.name, kept


def blocks(lines: Sequence[str], name: str) -> list[Block]:
    out = [Block("title" if len(lines[0]) <= 60 else "text", lines[0])]
    for i, line in enumerate(lines[1:], 1):
        heading = re.match(r"第?[一二三四五六七八九十]+[、章]", line) and len(line) < 40
        out.append(Block("heading" if heading else "text", line))
        if "tables" in name and i % 9 == 4:
            out.append(Block("table", rows=ROWS))
    return out


def compact(text: str) -> str:
    return re.sub(r"\s+", "", text)


def pieces(lines: Sequence[str]) -> list[str]:
    return [t for line in lines for t in re.findall(r"[^，。；、：）]+[，。；、：）]*|[，。；、：）]+", compact(line))]


def compare_text(want: Sequence[str], got: Sequence[str], score: Score) -> None:
    """Paragraph ends by their places in the text, places matched by the longest common run of clauses."""
    ends = {sum(map(len, map(compact, want[: i + 1]))) for i in range(len(want))}
    a, b = compact("".join(want)), compact("".join(got))
    mine = {sum(map(len, map(compact, got[: i + 1]))) for i in range(len(got))}
    score.characters += len(a)
    score.wanted += len(ends)
    score.found += len(mine)
    if a == b:
        score.same_characters += len(a)
        score.right += len(ends & mine)
        return
    tokens, others = pieces(["".join(want)]), pieces(["".join(got)])
    at, to = [0, *accumulate(map(len, tokens))], [0, *accumulate(map(len, others))]
    for block in SequenceMatcher(None, tokens, others, autojunk=False).get_matching_blocks():
        start, end = at[block.a], at[block.a + block.size]
        shift = to[block.b] - start
        score.same_characters += end - start
        score.right += sum(start < e <= end and e + shift in mine for e in ends)


def figures(report: fz.Report) -> Counter[tuple[str, str, str]]:
    return Counter((str(f.value), f.unit, compact(f.quote)) for f in report.figures)


def measure(pdf: bytes, lines: Sequence[str], made: Sequence[Block], layout: Layout, verbose: str) -> Score:
    from fazhi.importers.pdf import pdf as importer

    score = Score(files=1)
    started = time.process_time()
    imported = importer(pdf)
    score.seconds = time.process_time() - started
    text = imported.text
    tables = [b.rows for b in made if b.kind == "table"]
    cells = [tuple(tuple(compact(text[slice(*c.content)]) for c in row) for row in rows) for rows in imported.tables]
    starts = {start for start, *_ in imported.furniture}
    # Rows of a table that was not made as one are lines of text.
    for rows, read_rows in zip(imported.tables, cells, strict=True):
        if any(row in table for row in read_rows for table in tables):
            starts |= {row[0].content[0] for row in rows if row}
    got, at = [], 0
    for line in text.split("\n"):
        if line and at not in starts:
            got.append(line)
        at += len(line) + 1
    compare_text(lines, got, score)
    wanted = figures(fz.parse("\n".join(lines)))
    read = figures(fz.read(pdf, importer="pdf"))
    score.figures, score.same_figures = max(wanted.total(), read.total()), (wanted & read).total()
    score.tables, score.same_tables = max(len(tables), len(cells)), (Counter(tables) & Counter(cells)).total()
    furniture = [compact(text[start:end]) for start, end, _ in imported.furniture]
    score.stray = sum(compact(line) == compact(layout.head) for line in got if layout.head)
    shapes = [
        re.escape(compact(s)).replace(r"\{\}", r"\d+").replace(r"\{all\}", r"\d+")
        for s in (layout.head, layout.foot)
        if s
    ]
    score.lost = sum(not any(re.fullmatch(s, f) for s in shapes) for f in furniture)
    if verbose and score.f1 < 1:
        print(f"    {verbose}: F1 {score.f1:.4f}")
        for wrong in sorted(set(map(compact, got)) - set(map(compact, lines)))[:4]:
            print(f"    {verbose}: {wrong[:50]} … {wrong[-30:]}")
        for f in (wanted - read) | (read - wanted):
            print(f"    {verbose}: figure {f} text {wanted[f]} pdf {read[f]}")
    return score


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--texts", type=int, default=40)
    parser.add_argument("--writers", nargs="*", default=pdf_files.WRITERS)
    parser.add_argument("--layouts", nargs="*", default=list(LAYOUTS))
    parser.add_argument("--verbose", action="store_true")
    args = parser.parse_args()
    known = list(texts(args.corpus, args.texts))
    names = (
        "writer",
        "layout",
        "files",
        "boundaries F1",
        "characters",
        "figures",
        "tables",
        "stray",
        "lost",
        "ms/file",
    )
    print(f"| {' | '.join(names)} |")
    print(f"|{' --- |' * len(names)}")
    sums: defaultdict[str, Score] = defaultdict(Score)
    for writer in args.writers:
        if reason := pdf_files.missing(writer):
            print(f"| {writer} | skipped: {reason} |")
            continue
        for name in args.layouts:
            layout = LAYOUTS[name]
            made = [blocks(lines, name) for _, lines in known]
            total = Score()
            files = pdf_files.write(writer, [(b, replace(layout)) for b in made])
            for (title, lines), b, data in zip(known, made, files, strict=True):
                one = measure(data, lines, b, layout, f"{writer} {name} {title[:12]}" if args.verbose else "")
                total.add(one)
            show(writer, name, total)
            sums["nothing tells" if name == "nothing tells" else "all others"].add(total)
    for name, total in sums.items():
        show("**all**", name, total)


def show(writer: str, name: str, s: Score) -> None:
    same = f"{s.same_tables}/{s.tables}" if s.tables else ""
    print(
        f"| {writer} | {name} | {s.files} | {s.f1:.4f} | {s.same_characters / max(1, s.characters):.4f} | "
        f"{s.same_figures / max(1, s.figures):.4f} | {same} | {s.stray} | {s.lost} | "
        f"{1000 * s.seconds / s.files:.1f} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
