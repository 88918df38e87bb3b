"""Word and OFD files to text, by fazhi and by others: exact labels, files a second, memory, in one run and one table.

    python benchmarks/importers.py [--corpus FOLDER] [--tools NAME,NAME] [--markdown] [--bare]

The others are installed by this script into build/compare/importers, never into the project's environment; --bare
leaves out those that are not there yet. Each reads all files from memory on one core, in a process of its own.
LibreOffice is taken where it is, and converts a few dozen files in a run. What the columns mean: benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import venv
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fazhi import synth

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared/corpus"
TESTS = ROOT / "tests/python"
HOME = ROOT / "build/compare/importers"
PEERS = Path(__file__).resolve().with_name("importer_peers.py")
PACKAGES = {
    "undoc": "undoc==0.27.1",
    "firecrawl-anydoc": "firecrawl-anydoc==0.2.4",
    "kreuzberg": "kreuzberg==4.10.4",
    "python-docx": "python-docx==1.2.0",
    "markitdown": "markitdown[docx]==0.1.9",
    "docling-slim": "docling-slim[format-docx]==2.143.0",
    "pandoc": "pypandoc-binary==1.17",
    "ofdkit": "ofdkit==0.2.0",
}
OFD_TOOLS = ("fazhi", "ofdkit")
HERE = ("fazhi", "libreoffice")  # run by the project's own interpreter
LONGEST = 900  # seconds of one tool over one set
RATIO = 1.5  # what is promised over the fastest of those that compute no labels
BATCH_RATIO = 40  # … over LibreOffice, on the real files
OFD_RATIO = 10  # … over ofdkit
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
    labels: dict[str, float]
    failed: int


def squeezed(text: str) -> str:
    """Without blanks, and without what Markdown writes before signs and around bold text."""
    return re.sub(r"[\s\\*]", "", text)


def unnumbered(data: bytes) -> set[str]:
    """Paragraphs as a reader without numbering prints them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = "".join(archive.read(name).decode() for name in archive.namelist() if name.startswith("word/"))
    paragraphs = re.findall(r"<w:p[ >].*?</w:p>", xml, re.S)
    return {squeezed("".join(re.findall(r"<w:t(?: [^>]*)?>(.*?)</w:t>", p, re.S))) for p in paragraphs}


def features() -> list[tuple[bytes, list[str]]]:
    """The files of the tests (each format × twelve numbers, each feature × twelve seeds), and their numbered lines."""
    sys.path.insert(0, str(TESTS))
    from docx_features import FEATURES
    from docx_files import abstract, docx, lvl, num, p

    cases: list[tuple[bytes, list[str]]] = []
    table = tomllib.loads((TESTS / "data/number_formats.toml").read_text("utf-8"))
    for row in table["format"]:
        for value, label in zip(table["numbers"], row["labels"], strict=True):
            numbering = abstract(0, lvl(0, row["name"], "%1）", value)) + num(1, 0)
            cases.append((docx(p("文字", 1, 0), numbering=numbering), [f"{label}） 文字"]))
    for feature in FEATURES:
        cases += [feature(random.Random(seed)) for seed in range(12)]  # noqa: S311, the same every time
    out = []
    for data, lines in cases:
        without = unnumbered(data)
        out.append((data, [line for line in map(squeezed, lines) if line not in without]))
    return out


def exact_lines(texts: list[str | None], truth: list[list[str]]) -> float:
    """Share of the numbered lines that are lines, or cells of a row, of the text."""
    right = 0
    for text, lines in zip(texts, truth, strict=True):
        shown = [re.sub("^[#>]+", "", line) for line in (text or "").split("\n")]
        pieces = (piece for line in shown for piece in {line, *re.split(r"[\t|]", line)})
        right += (Counter(map(squeezed, pieces)) & Counter(lines)).total()
    return right / sum(map(len, truth))


def exact_labels(texts: list[str | None], truth: list[list[str]]) -> float:
    """Share of the numbered lines that stand in the text with their number, blanks and escapes apart."""
    found = total = 0
    for text, lines in zip(texts, truth, strict=True):
        shown = squeezed(text or "")
        found += sum(squeezed(line) in shown for line in lines)
        total += len(lines)
    return found / total


def python_of(tool: str, bare: bool) -> str:
    """The interpreter of an environment that holds the tool. Raises LookupError with the reason where there is none."""
    if tool in HERE:
        if tool == "libreoffice" and shutil.which("soffice") is None:
            raise LookupError("not installed")
        return sys.executable
    python = HOME / "bin/python"
    if not python.exists():
        if bare:
            raise LookupError("not installed")
        venv.create(HOME, with_pip=True)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check"]
    name = re.split(r"\[|==", PACKAGES[tool])[0]
    if subprocess.run([*pip, "show", "-q", name], capture_output=True).returncode != 0:
        if bare:
            raise LookupError("not installed")
        done = subprocess.run([*pip, "install", "-q", PACKAGES[tool]], capture_output=True, text=True)
        if done.returncode != 0:
            raise LookupError((done.stderr.strip().splitlines() or ["pip failed"])[-1])
    return str(python)


def ask(python: str, tool: str, suffix: str, files: list[Path]) -> dict[str, Any]:
    core = min(os.sched_getaffinity(0))
    done = subprocess.run(
        [python, str(PEERS), tool, suffix, *map(str, files)],
        capture_output=True,
        text=True,
        timeout=LONGEST,
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
    )
    if done.returncode != 0:
        raise LookupError((done.stderr.strip().splitlines() or ["it gave no answer"])[-1])
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def measure(
    tool: str, python: str, sets: dict[str, list[Path]], truth: dict[str, list[list[str]]], suffix: str = "docx"
) -> Row:
    row = Row(tool, "", {}, 0.0, {}, 0)
    for name, files in sets.items():
        answer = ask(python, tool, suffix, files)
        texts = answer["texts"]
        good = sum(bool(text and text.strip()) for text in texts)
        row.rates[name] = good / answer["seconds"] if good else 0.0
        row.peak_mb, row.version = max(row.peak_mb, answer["peak_mb"]), answer["version"]
        row.failed += len(files) - good
        if name in truth:
            row.labels[name] = (exact_labels if name == "made" else exact_lines)(texts, truth[name])
    return row


def measured(
    tools: list[str], bare: bool, sets: dict[str, list[Path]], truth: dict[str, list[list[str]]], suffix: str = "docx"
) -> list[Row]:
    rows = []
    for tool in tools:
        try:
            rows.append(measure(tool, python_of(tool, bare), sets, truth, suffix))
        except (LookupError, subprocess.TimeoutExpired) as error:
            rows.append(Row(tool, f"not measured: {error}", {}, 0.0, {}, 0))
    return rows


def show(heads: list[str], rows: list[list[str]], markdown: bool) -> None:
    bar = " | " if markdown else "  "
    for i, row in enumerate([heads, *rows]):
        print(f"| {bar.join(row)} |" if markdown else bar.join(row))
        if markdown and i == 0:
            print(f"| {bar.join('---' for _ in heads)} |")


def cells(row: Row, sets: dict[str, list[Path]], labels: list[str]) -> list[str]:
    rates = [f"{row.rates[name]:,.0f}" if name in row.rates else "–" for name in sets]
    exact = [f"{row.labels[name]:.1%}" if name in row.labels else "–" for name in labels]
    return [row.tool, row.version, *exact, *rates, f"{row.peak_mb:.0f}" if row.rates else "–", str(row.failed)]


def ratio(rows: list[Row], others: tuple[str, ...], name: str, least: float) -> bool:
    """Says how many times as fast fazhi is as the fastest of the others; whether that is enough."""
    rates = {row.tool: row.rates[name] for row in rows if name in row.rates}
    against = {tool: rates[tool] for tool in others if rates.get(tool)}
    if "fazhi" not in rates or not against:
        return True
    fastest = max(against, key=lambda tool: against[tool])
    times = rates["fazhi"] / against[fastest]
    print(f"{name}: {times:.2f} × {fastest} (at least {least:g})")
    return times >= least


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--tools", default="", help="names, with commas; all where left out")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--bare", action="store_true", help="installs nothing")
    arguments = parser.parse_args()
    chosen = arguments.tools.split(",") if arguments.tools else ["fazhi", *PACKAGES, "libreoffice"]
    good = True
    with tempfile.TemporaryDirectory() as folder:
        sets: dict[str, list[Path]] = {}
        truth: dict[str, list[list[str]]] = {}
        for name, files in (("made", [made(seed) for seed in range(MADE)]), ("features", features())):
            sets[name], truth[name] = [], [lines for _, lines in files]
            for i, (data, _) in enumerate(files):
                sets[name].append(Path(folder, f"{name}{i:04}.docx"))
                sets[name][-1].write_bytes(data)
        if real := sorted((arguments.corpus / "docx").glob("*.do*")):
            sets["real"] = real
        print("; ".join(f"{len(files)} {name}" for name, files in sets.items()), end="; ")
        print(", ".join(f"{sum(map(len, lines))} automatic numbers of {name}" for name, lines in truth.items()), "\n")
        rows = measured([tool for tool in chosen if tool != "ofdkit"], arguments.bare, sets, truth)
    heads = ["reader of docx", "version", *(f"labels of {name}" for name in truth)]
    heads += [*(f"{name}, files/s" for name in sets), "peak MB", "failed"]
    show(heads, [cells(row, sets, list(truth)) for row in rows], arguments.markdown)
    print()
    for name in sets:
        if name != "features":
            good &= ratio(rows, FAST, name, RATIO)
    good &= ratio(rows, ("libreoffice",), "real", BATCH_RATIO)
    good &= all(share == 1 for row in rows if row.tool == "fazhi" for share in row.labels.values())
    if ofd := sorted((arguments.corpus / "ofd").glob("*.ofd")):
        rows = measured([tool for tool in chosen if tool in OFD_TOOLS], arguments.bare, {"real": ofd}, {}, "ofd")
        print(f"\n{len(ofd)} real OFD documents\n")
        show(
            ["reader of OFD", "version", "real, files/s", "peak MB", "failed"],
            [cells(row, {"real": ofd}, []) for row in rows],
            arguments.markdown,
        )
        print()
        good &= ratio(rows, ("ofdkit",), "real", OFD_RATIO)
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
