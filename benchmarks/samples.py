"""Prints samples of what is read from the corpus, for a human to judge: relations and figures from risky places.

    python benchmarks/samples.py relations [--count 200]
    python benchmarks/samples.py figures [--count 400]

One line each, with a number; the same corpus and seed give the same lines. A relation is wrong where a clerk would not
tie these figures so; a figure is wrong where it is none, or its value, unit or approximation is another
(the gold's GUIDELINES.md says what a figure is).
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import fazhi as fz

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared/corpus"
SEED = 20231
HAN = re.compile("[零〇一二两三四五六七八九十百千]")
ARABIC = re.compile("[0-9０-９]")
STRATA: dict[str, Callable[[str, fz.Figure], bool]] = {
    "quoted": lambda text, f: quoted(text, f.start),
    "beside 《》": lambda text, f: re.search("[《》]", text[max(0, f.start - 6) : f.end + 6]) is not None,
    "set phrase": lambda text, f: not f.unit or re.search(r"[+＋]|[大强级届号版]$", f.quote) is not None,
    "Han numeral": lambda text, f: HAN.search(f.quote) is not None and not ARABIC.search(f.quote),
}


def quoted(text: str, at: int) -> bool:
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return line.rfind("“") > line.rfind("”")


def reports(folder: Path) -> Iterator[fz.Report]:
    for path in sorted(folder.rglob("*.txt")):
        yield fz.read(path)


def around(text: str, start: int, end: int, reach: int) -> str:
    """The sentence around a range, at most `reach` code points on either side, on one line."""
    left = max(text.rfind(mark, 0, start) for mark in "。；\n") + 1
    left = max(left, start - reach)
    rights = [at for mark in "。；\n" if (at := text.find(mark, end)) >= 0]
    right = min([*rights, end + reach])
    return text[left:right].strip().replace("\n", "⏎")


def sample_relations(folder: Path, count: int, rng: random.Random) -> None:
    by_sentence: dict[str, list[str]] = {}
    for report in reports(folder):
        for relation in report.relations:
            start, end = min(f.start for f in relation.figures), max(f.end for f in relation.figures)
            operands = "; ".join(
                f"{role} {' + '.join(f.quote for f in figures)}" for role, figures in relation.operands.items()
            )
            row = f"{relation.kind} {relation.basis} {relation.verdict}: {operands}"
            sentence = around(report.text, start, end, 60)
            if row not in by_sentence.setdefault(sentence, []):
                by_sentence[sentence].append(row)
    sentences = sorted(by_sentence)
    rng.shuffle(sentences)
    print(f"{len(sentences)} sentences with relations; {min(count, len(sentences))} of them")
    for number, sentence in enumerate(sentences[:count], 1):
        print(f"{number:>4} {sentence}")
        for row in by_sentence[sentence]:
            print(f"       {row}")


def sample_figures(folder: Path, count: int, rng: random.Random) -> None:
    found: dict[str, list[str]] = {name: [] for name in STRATA}
    for report in reports(folder):
        text = report.text
        for figure in report.figures:
            for name, belongs in STRATA.items():
                if belongs(text, figure):
                    high = f"—{figure.value_high}" if figure.value_high is not None else ""
                    shown = f"{text[max(0, figure.start - 18) : figure.start]}【{figure.quote}】"
                    shown += text[figure.end : figure.end + 14]
                    value = f"{figure.value_text}{high} {figure.unit or '–'} {figure.approximation}"
                    found[name].append(f"{shown}   = {value}".replace("\n", "⏎"))
                    break
    number = 0
    # A small stratum is printed whole; the others share what it leaves.
    for left, name in enumerate(sorted(STRATA, key=lambda name: len(set(found[name])))):
        rows = sorted(set(found[name]))
        rng.shuffle(rows)
        chosen = rows[: (count - number) // (len(STRATA) - left)]
        print(f"{name}: {len(rows)} different figures, {len(chosen)} of them")
        for row in chosen:
            number += 1
            print(f"{number:>4} {row}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["relations", "figures"])
    parser.add_argument("--count", type=int)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    arguments = parser.parse_args()
    rng = random.Random(SEED)  # noqa: S311
    if arguments.what == "relations":
        sample_relations(arguments.corpus, arguments.count or 200, rng)
    else:
        sample_figures(arguments.corpus, arguments.count or 400, rng)
    return 0


if __name__ == "__main__":
    sys.exit(main())
