"""The same text through every format: one outline, one list of figures, one list of relations and of findings.

The files are written by programs that share nothing with the importers: python-docx, LibreOffice, Chromium, typst, page
templates, the typesetter of the tests for OFD. What is read of them is compared with what is read of the plain text.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from collections import Counter
from decimal import Decimal
from pathlib import Path

import docx as python_docx
import html_pages
import pdf_files
import pytest
from ofd_files import ofd, typeset
from pdf_files import Block, Layout

import fazhi as fz

SOFFICE = shutil.which("soffice")
STYLES = ("township", "county", "department", "province")
SEEDS = range(12)
FEW = range(3)


def made(seed: int) -> fz.synth.SynthReport:
    return fz.synth.report(
        seed,
        style=STYLES[seed % len(STYLES)],
        length=1500 + 400 * (seed % 5),
        filed=seed % 3 == 0,
        digits=("plain", "grouped", "full")[seed % 3],
    )


def lines_of(seed: int) -> list[str]:
    return [line.strip("　 ") for line in made(seed).text.split("\n") if line.strip("　 ")]


def facts(report: fz.Report, without: tuple[str, ...] = ()) -> dict[str, object]:
    findings = fz.assess(report).findings
    return {
        "outline": [(s.level, s.label, s.heading) for s in report.sections],
        "figures": [(f.value, f.unit, f.low, f.high, f.approximation) for f in report.figures],
        "relations": [(r.kind, r.verdict) for r in report.relations],
        "findings": Counter((f.rule_id, f.kind) for f in findings if not f.rule_id.startswith(without)),
    }


def assert_same(report: fz.Report, seed: int, without: tuple[str, ...] = ()) -> None:
    wanted = facts(fz.parse("".join(f"{line}\n" for line in lines_of(seed))), without)
    got = facts(report, without)
    for subject, value in wanted.items():
        assert got[subject] == value, subject


def word(lines: list[str]) -> bytes:
    document = python_docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of every format that LibreOffice writes, out of those of python-docx."""
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("converted")
    sources = []
    for seed in SEEDS:
        source = folder / f"{seed}.docx"
        source.write_bytes(word(lines_of(seed)))
        sources.append(str(source))
    for suffix, form, outdir in (
        ("doc", "doc:MS Word 97", ""),
        ("rtf", "rtf", ""),
        ("odt", "odt", ""),
        ("html", "html", ""),
        ("docx", "docx:MS Word 2007 XML", "again"),
    ):
        taken = sources if suffix in ("html", "docx") else sources[: len(FEW)]
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        subprocess.run(
            [SOFFICE, profile, "--headless", "--convert-to", form, "--outdir", str(folder / outdir), *taken],
            check=True,
            capture_output=True,
            timeout=180,
        )
        assert (folder / outdir / f"0.{suffix}").exists()
    return folder


@pytest.mark.parametrize("seed", SEEDS)
def test_docx_of_python_docx(seed: int) -> None:
    assert_same(fz.read(word(lines_of(seed))), seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_docx_of_libreoffice(seed: int, converted: Path) -> None:
    assert_same(fz.read(converted / "again" / f"{seed}.docx"), seed)


@pytest.mark.parametrize("seed", FEW)
@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_office(seed: int, suffix: str, converted: Path) -> None:
    report = fz.read(converted / f"{seed}.{suffix}")
    assert report.conversion[0] == suffix
    assert_same(report, seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_page_of_libreoffice(seed: int, converted: Path) -> None:
    assert_same(fz.read(converted / f"{seed}.html"), seed)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("family", html_pages.FAMILIES)
def test_page_of_a_site(seed: int, family: str) -> None:
    lines = lines_of(seed)
    truth = fz.parse("\n".join(lines))
    page = html_pages.built(family, truth.title, truth.header.issuers[0], "2024-02-10", lines)
    assert_same(fz.read(page.html.encode()), seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_ofd(seed: int) -> None:
    pages = typeset([("title" if i == 0 else "text", line) for i, line in enumerate(lines_of(seed))])
    assert_same(fz.read(ofd(pages)), seed)


# ── Tables ──

ROWS = [
    ["类别", "2022年", "2023年"],
    ["行政处罚", "35", "40"],
    ["行政许可", "5", "7"],
    ["合计", "40", "47"],
]
AROUND = [
    "甲县2023年法治政府建设情况报告",
    "一、主要工作",
    "全年办理案件情况见下表。",
    "二、下一步安排",
    "继续推进依法行政。",
]


def word_with_table() -> bytes:
    document = python_docx.Document()
    for i, line in enumerate(AROUND):
        document.add_paragraph(line)
        if i == 2:
            table = document.add_table(len(ROWS), len(ROWS[0]))
            for cells, row in zip(table.rows, ROWS, strict=True):
                for cell, text in zip(cells.cells, row, strict=True):
                    cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def check_table(report: fz.Report) -> None:
    (table,) = report.tables
    assert [(c.row, c.column, c.value) for c in table.cells if c.kind == "number"] == [
        (r, c, Decimal(ROWS[r][c])) for r in range(1, 4) for c in (1, 2)
    ]
    assert [check.verdict for check in table.checks] == ["proved", "proved"]
    assert [s.label for s in report.sections] == ["一、", "二、"]
    assert len(report.figures) == 0


def test_table_of_a_text_a_page_and_a_word_file() -> None:
    rows = ["\t".join(row) for row in ROWS]
    check_table(fz.parse("\n".join([*AROUND[:3], *rows, *AROUND[3:]])))
    markup = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    lines = [*AROUND[:3], "@", *AROUND[3:]]
    made = html_pages.built("plain", AROUND[0], "甲县人民政府", "2024-02-10", lines).html
    check_table(fz.read(made.replace("<p>　　@</p>", f"<table>{markup}</table>").encode()))
    check_table(fz.read(word_with_table()))


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("form", ["doc:MS Word 97", "odt", "rtf", "html"])
def test_table_of_what_libreoffice_writes(form: str, tmp_path: Path) -> None:
    source = tmp_path / "a.docx"
    source.write_bytes(word_with_table())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", form, "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    check_table(fz.read(tmp_path / f"a.{form.partition(':')[0]}"))


# ── PDF ──

# No running head: on a file of one page nothing repeats it.
SHEET = Layout(size=12, foot="— {} —")


@pytest.mark.parametrize("writer", pdf_files.WRITERS)
def test_pdf(writer: str) -> None:
    if reason := pdf_files.missing(writer):
        pytest.skip(reason)
    seeds = SEEDS if writer == "typst" else FEW
    made = [[Block("text" if i else "title", line) for i, line in enumerate(lines_of(seed))] for seed in seeds]
    for seed, data in zip(seeds, pdf_files.write(writer, [(blocks, SHEET) for blocks in made]), strict=True):
        # Blanks of the text are not told from those that layout made.
        assert_same(fz.read(data), seed, without=("PUN-19",))
