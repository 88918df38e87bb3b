"""Figures read from the open gold by fazhi and by others: accuracy and speed in one run, one table.

    python benchmarks/side_by_side.py [--gold FOLDER] [--markdown]

The others (Recognizers-Text, JioNLP, cn2an) are installed by this script into build/compare/venv, never into the
project's environment. How each is called and what the columns mean: benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
import venv
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import fazhi as fz

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT.parent / "shared/gold"
HOME = ROOT / "build/compare/venv"
# emoji: the newest of which recognizers-text 1.0.2a2 (2019, the last on PyPI) can be imported.
PACKAGES = ["recognizers-text-suite==1.0.2a2", "emoji==1.7.0", "jionlp==1.5.31", "cn2an==0.5.24"]
LEAST_SECONDS = 1.0

Row = tuple[int, int, str, str | None, str | None]


# The yardstick: what an analyst writes in a quarter of an hour.
SCALE = {"百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8, "": 1}
LONG = "个百分点|平方米|平方公里|公里|公顷|人次|场次|美元|千瓦时|千瓦|立方米"
UNIT = LONG + "|[%％元件条次人名份个家户期部项场亩吨倍套所座天年处类种]"
QUANTITY = re.compile(rf"(近|约|超过|超|逾|突破)?(\d[\d,]*\.?\d*)([百千万亿]*)(余|多)?({UNIT})(以上|左右|以内)?")
WORDS = {"近": "under", "约": "about", "左右": "about", "以上": "at_least", "以内": "at_most"}


def yardstick(text: str) -> list[Row]:
    rows: list[Row] = []
    for match in QUANTITY.finditer(text):
        before, digits, scale, over, unit, behind = match.groups(default="")
        if unit == "年" and len(digits) == 4:
            continue
        value = Fraction(digits.replace(",", "").rstrip("."))
        for c in scale:
            value *= SCALE[c]
        words = behind or before
        approximation = "over" if over else WORDS.get(words, "over" if words else "exact")
        rows.append((match.start(), match.end(), str(value), unit.replace("％", "%"), approximation))
    return rows


def fazhi(text: str) -> list[Row]:
    rows: list[Row] = []
    for f in fz.parse(text).figures:
        rows.append((f.start, f.end, str(f.value), f.unit or "", f.approximation))
    return rows


@dataclass
class Result:
    name: str
    version: str
    figures: list[list[Row]]
    seconds: float


def timed(name: str, version: str, read: Any, texts: list[str]) -> Result:
    figures = [read(text) for text in texts]
    rounds, began = 0, time.process_time()
    while (took := time.process_time() - began) < LEAST_SECONDS:
        for text in texts:
            read(text)
        rounds += 1
    return Result(name, version, figures, took / rounds)


def number(value: object) -> Fraction | None:
    try:
        return Fraction(str(value).replace(",", ""))
    except (ValueError, ZeroDivisionError):
        return None


def same(a: Fraction | None, b: Fraction | None) -> bool:
    """Alike; a third may be printed as 0.333333333333333."""
    return a is not None and b is not None and (a == b or (b.denominator > 1 and abs(a - b) < Fraction(1, 10**12)))


def score(gold: list[dict[str, Any]], results: list[list[Row]]) -> dict[str, float]:
    """Precision and recall of figures that overlap a gold figure and have its value; then with unit, approximation."""
    value = unit = all_ = exact = got = want = 0
    for truth, rows in zip(gold, results, strict=True):
        used: set[int] = set()
        optional = truth.get("optional_figures", [])
        for g in truth["figures"]:
            near = [i for i, r in enumerate(rows) if i not in used and r[0] < g["end"] and g["start"] < r[1]]
            if not near:
                continue
            right = [i for i in near if same(number(rows[i][2]), number(g["value"]))]
            i = (right or near)[0]
            used.add(i)
            if right:
                u = (rows[i][3] or "") == (g["unit"] or "")
                value += 1
                unit += u
                all_ += u and rows[i][4] == g["approx"]
                exact += (rows[i][0], rows[i][1]) == (g["start"], g["end"])
        spare = [
            i
            for i, r in enumerate(rows)
            if i not in used and any(r[0] < o["end"] and o["start"] < r[1] for o in optional)
        ]
        got += len(rows) - len(spare)
        want += len(truth["figures"])

    def f1(hits: int) -> float:
        return 2 * hits / (got + want)

    return {
        "precision": value / max(got, 1),
        "recall": value / want,
        "F1": f1(value),
        "+unit": f1(unit),
        "+approximation": f1(all_),
        "exact spans": exact / max(value, 1),
    }


def environment() -> Path:
    python = HOME / "bin/python"
    mark = HOME / "packages.json"
    if not mark.is_file() or json.loads(mark.read_text("utf-8")) != PACKAGES:
        venv.create(HOME, with_pip=True, clear=True)
        # One pins an old emoji by accident, so the order counts: suite first.
        for package in PACKAGES:
            subprocess.run([python, "-m", "pip", "install", "-q", package], check=True)
        mark.write_text(json.dumps(PACKAGES), "utf-8")
    return python


def peer(python: Path, name: str, files: list[Path]) -> Result:
    command = [str(python), str(ROOT / "benchmarks/peers.py"), name, *map(str, files)]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return Result(name, answer["version"], answer["figures"], answer["seconds"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--markdown", action="store_true")
    arguments = parser.parse_args()
    files = sorted(arguments.gold.glob("*.txt"))
    if not files:
        raise SystemExit(f"side_by_side: no texts in {arguments.gold}; name the folder with --gold")
    texts = [file.read_text("utf-8") for file in files]
    gold = [json.loads(file.with_suffix(".json").read_text("utf-8")) for file in files]
    money = [{**g, "figures": [f for f in g["figures"] if f["unit"] in ("元", "美元")]} for g in gold]
    megabytes = sum(len(text.encode()) for text in texts) / 1e6

    python = environment()
    results = [
        timed("fazhi (whole reading)", fz.__version__, fazhi, texts),
        timed("regex of 15 lines", "–", yardstick, texts),
        *(peer(python, name, files) for name in ("recognizers-text", "jionlp", "cn2an")),
    ]
    heads = ["precision", "recall", "F1", "+unit", "+approximation", "exact spans"]
    print(f"{sum(len(g['figures']) for g in gold)} figures in {len(files)} texts, {megabytes * 1000:.0f} kB")
    bar = " | " if arguments.markdown else "  "
    print(bar.join([f"{'tool':<24}", f"{'version':<8}", *(f"{h:>{max(9, len(h))}}" for h in heads), f"{'MB/s':>8}"]))
    if arguments.markdown:
        print(" | ".join(["---"] * (len(heads) + 3)))
    lines = [(r.name, r, gold, r.figures) for r in results]
    lines += [(f"{r.name}, money alone", r, money, r.figures) for r in results if r.name == "jionlp"]
    for name, result, truth, rows in lines:
        scores = score(truth, rows)
        given = [row for one in rows for row in one]
        hidden = {"+unit", "+approximation"} if given and all(row[3] is None for row in given) else set()
        cells = [f"{'–':>{max(9, len(h))}}" if h in hidden else f"{scores[h]:>{max(9, len(h))}.3f}" for h in heads]
        speed = f"{megabytes / result.seconds:>8.2f}"
        print(bar.join([f"{name:<24}", f"{result.version:<8}", *cells, speed]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
