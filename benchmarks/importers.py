"""Word files to text, by fazhi and by others: exact labels, files a second, memory, in one run and one table.

    python benchmarks/importers.py [--corpus FOLDER] [--tools NAME,NAME] [--markdown] [--bare]

The others are installed by this script into build/compare/importers, never into the project's environment; --bare
leaves out those that are not there yet. Each reads all files from memory on one core, in a process of its own.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fazhi import synth

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared/corpus/docx"
HOME = ROOT / "build/compare/importers"
PEERS = Path(__file__).resolve().with_name("importer_peers.py")
PACKAGES = {"undoc": "undoc==0.27.1", "firecrawl-anydoc": "firecrawl-anydoc==0.2.4"}
RATIO = 1.5  # what is promised over the fastest of those that compute no labels
FAST = ("undoc", "firecrawl-anydoc")
HAN = "一二三四五六七八九十"
LADDER = ((r"[一二三四五六七八九十]+、", "%1、"), (r"（[一二三四五六七八九十]+）", "（%2）"), (r"\d+\.", "%3."))
FORMS = ("chineseCountingThousand", "chineseCountingThousand", "decimal")
MADE = 24


def number_xml() -> str:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, (_, text)) in enumerate(zip(FORMS, LADDER, strict=True))
    )
    return f'<w:abstractNum {space} w:abstractNumId="90">{levels}</w:abstractNum>'


def made(seed: int) -> tuple[bytes, list[str]]:
    """A report of fazhi.synth written by python-docx, its labels as automatic numbers; and its numbered lines."""
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(number_xml()))
    num = numbering.add_num(90)
    counts = [0, 0, 0]
    lines = []
    for line in synth.report(seed=seed, length=4000).text.split("\n"):
        level = next((i for i, (mark, _) in enumerate(LADDER) if re.match(mark, line)), None)
        text = line if level is None else re.sub(f"^{LADDER[level][0]}", "", line)
        paragraph = document.add_paragraph()
        for sentence in re.split("(?<=。)", text):  # Word cuts text into many runs
            paragraph.add_run(sentence)
        if level is None:
            continue
        counts[level:] = [counts[level] + 1] + [0] * (2 - level)
        n = counts[level]
        han = (HAN[n // 10 - 1] if n > 19 else "") + ("十" if n > 9 else "") + (HAN[n % 10 - 1] if n % 10 else "")
        lines.append((f"{han}、", f"（{han}）", f"{n}.")[level] + text)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().set(qn("w:val"), str(level))
        properties.get_or_add_numId().set(qn("w:val"), str(num.numId))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue(), lines


@dataclass
class Row:
    tool: str
    version: str
    rates: dict[str, float]  # of each set: files a second
    peak_mb: float
    labels: float
    failed: int


def squeezed(text: str) -> str:
    return re.sub(r"[\s\\]", "", text)


def exact_labels(texts: list[str | None], truth: list[list[str]]) -> float:
    """Share of the numbered lines that stand in the text with their number, blanks and escapes apart."""
    found = total = 0
    for text, lines in zip(texts, truth, strict=True):
        shown = squeezed(text or "")
        found += sum(squeezed(line) in shown for line in lines)
        total += len(lines)
    return found / total


def python_of(tool: str, bare: bool) -> str | None:
    """The interpreter of an environment that holds the tool; None where it is not to be installed."""
    if tool == "fazhi":
        return sys.executable
    python = HOME / "bin/python"
    if not python.exists():
        if bare:
            return None
        venv.create(HOME, with_pip=True)
    name = PACKAGES[tool].split("==")[0]
    if subprocess.run([str(python), "-m", "pip", "show", "-q", name], capture_output=True).returncode != 0:
        if bare:
            return None
        subprocess.run([str(python), "-m", "pip", "install", "-q", PACKAGES[tool]], check=True)
    return str(python)


def ask(python: str, tool: str, files: list[Path]) -> dict[str, Any]:
    core = min(os.sched_getaffinity(0))
    done = subprocess.run(
        [python, str(PEERS), tool, "docx", *map(str, files)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def measure(tool: str, python: str, sets: dict[str, list[Path]], truth: list[list[str]]) -> Row:
    rates, peak, failed, labels, version = {}, 0.0, 0, 0.0, ""
    for name, files in sets.items():
        answer = ask(python, tool, files)
        good = sum(text is not None for text in answer["texts"])
        rates[name] = good / answer["seconds"] if good else 0.0
        peak, version = max(peak, answer["peak_mb"]), answer["version"]
        failed += len(files) - good
        if name == "made":
            labels = exact_labels(answer["texts"], truth)
    return Row(tool, version, rates, peak, labels, failed)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--tools", default="", help="names, with commas; all where left out")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--bare", action="store_true", help="installs nothing")
    arguments = parser.parse_args()
    wanted = arguments.tools.split(",") if arguments.tools else ["fazhi", *PACKAGES]
    with tempfile.TemporaryDirectory() as folder:
        truth, files = [], []
        for seed in range(MADE):
            data, lines = made(seed)
            files.append(Path(folder, f"{seed:02}.docx"))
            files[-1].write_bytes(data)
            truth.append(lines)
        sets = {"made": files}
        if real := sorted(file for file in arguments.corpus.glob("*.do*")):
            sets["real"] = real
        rows = []
        for tool in wanted:
            if (python := python_of(tool, arguments.bare)) is not None:
                rows.append(measure(tool, python, sets, truth))
    bar = " | " if arguments.markdown else "  "
    heads = ["reader", "version", *(f"{name}, files/s" for name in sets), "peak MB", "exact labels", "failed"]
    print(bar.join(heads))
    if arguments.markdown:
        print(bar.join("---" for _ in heads))
    for row in rows:
        rates = (f"{row.rates[name]:,.0f}" for name in sets)
        print(bar.join([row.tool, row.version, *rates, f"{row.peak_mb:.0f}", f"{row.labels:.1%}", str(row.failed)]))
    ours = next((row for row in rows if row.tool == "fazhi"), None)
    fast = [row for row in rows if row.tool in FAST]
    if ours is None or not fast:
        return 0
    ratios = {name: ours.rates[name] / max(row.rates[name] for row in fast) for name in sets}
    print("over the faster of", ", ".join(FAST), *(f"{name}: {ratio:.2f} ×" for name, ratio in ratios.items()))
    return int(min(ratios.values()) < RATIO or ours.labels < 1)


if __name__ == "__main__":
    sys.exit(main())
