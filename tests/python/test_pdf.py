"""PDF files come back as the text that was made into them: paragraphs, figures, tables; page furniture set aside."""

from __future__ import annotations

import contextlib
import re
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pdf_files
import pytest
from pdf_files import Block, Layout
from pdf_files import by_hand as file

import fazhi as fz
from fazhi.importers import pdf as pdf_importer
from fazhi.importers import pdf_page
from fazhi.importers.pdf_lines import pieces_of, rows_of, text_of
from fazhi.importers.pdf_page import Word

pytestmark = pytest.mark.skipif(bool(pdf_files.missing("typst")), reason=pdf_files.missing("typst") or "-")

HEAD, FOOT = "青禾镇人民政府文件", "— {} —"
LAYOUTS = {
    "office": Layout(head=HEAD, foot=FOOT),
    "columns": Layout(columns=2, size=10.5, margin=20, head="年度报告选编", foot="第{}页 共{all}页"),
    "spaced": Layout(indent=0, space=12, justify=False, size=12, foot="{}"),
    "ragged": Layout(justify=False, size=14, foot="- {} -", head="2023年度报告"),
}
ROWS = (
    ("类别", "受理（件）", "办结（件）"),
    ("行政许可", "130", "128"),
    ("行政处罚（含当场处罚、简易程序和普通程序）", "12", "1,212"),
    ("合计", "142", "1,341"),
)


def compact(text: str) -> str:
    return re.sub(r"\s+", "", text)


def blocks(text: str, every: int = 0) -> list[Block]:
    lines = [line for line in text.splitlines() if line.strip()]
    out = [Block("title", lines[0])]
    for i, line in enumerate(lines[1:], 1):
        heading = re.match(r"[一二三四五六七八九十]+、", line) and len(line) < 40
        out.append(Block("heading" if heading else "text", line))
        if every and i % every == 0:
            out.append(Block("table", rows=ROWS))
    return out


def body(report: fz.Report) -> list[str]:
    """Lines of the text without page furniture and tables."""
    taken = {b.start for b in report.blocks if b.kind in ("page_number", "running_head", "footer")}
    taken |= {c.start for t in report.tables for c in t.cells if c.column == 0}
    out, at = [], 0
    for line in report.text.split("\n"):
        if line and at not in taken:
            out.append(line)
        at += len(line) + 1
    return out


def figures(report: fz.Report) -> Counter[tuple[str, str, str]]:
    return Counter((str(f.value), f.unit, compact(f.quote)) for f in report.figures)


def one(*given: Block, layout: Layout | None = None, writer: str = "typst") -> fz.Report:
    return fz.read(pdf_files.write(writer, [(given, layout or Layout())])[0])


@pytest.mark.parametrize("writer", pdf_files.WRITERS)
def test_made_reports_come_back(writer: str) -> None:
    if reason := pdf_files.missing(writer):
        pytest.skip(reason)
    made = [
        (name, layout, fz.synth.report(seed=seed, style=style, length=2600))
        for (name, layout), seed in zip(LAYOUTS.items(), range(4), strict=True)
        for style in ("county", "township")
    ]
    files = pdf_files.write(writer, [(blocks(s.text), layout) for _, layout, s in made])
    right = found = wanted = same = all_figures = 0
    for (_, layout, s), data in zip(made, files, strict=True):
        report = fz.read(data)
        assert report.importer == "pdf"
        lines = [compact(line) for line in s.text.splitlines() if line.strip()]
        got = [compact(line) for line in body(report)]
        assert "".join(got) == "".join(lines)
        ends = {len("".join(lines[: i + 1])) for i in range(len(lines))}
        mine = {len("".join(got[: i + 1])) for i in range(len(got))}
        right, found, wanted = right + len(ends & mine), found + len(mine), wanted + len(ends)
        truth = figures(fz.parse(s.text))
        same, all_figures = same + (truth & figures(report)).total(), all_figures + truth.total()
        # All furniture is handed over, and called what it is.
        kinds = Counter(b.kind for b in report.blocks if b.kind in ("page_number", "running_head", "footer"))
        assert kinds["page_number"] > 0
        assert (kinds["running_head"] > 0) == bool(layout.head)
    assert 2 * right / (found + wanted) >= 0.98
    assert same >= 0.99 * all_figures


@pytest.mark.parametrize("writer", pdf_files.WRITERS)
def test_numbers_and_their_units_are_whole(writer: str) -> None:
    if reason := pdf_files.missing(writer):
        pytest.skip(reason)
    text = "".join(
        f"全年办理案件{n},{m}件、{y}年{p}.5%，" for n, m, y, p in [(1, 234, 2023, 12), (56, 789, 2024, 3)] * 30
    )
    data = pdf_files.write(writer, [([Block("title", "报告"), Block("text", text)], Layout(paper="a5", margin=40))])[0]
    line = max(fz.read(data).text.splitlines(), key=len)
    # LibreOffice does not draw every mark that hangs over the margin.
    assert line.replace("，", "") == text.replace("，", "")


@pytest.mark.parametrize("writer", pdf_files.WRITERS)
@pytest.mark.parametrize("ruled", [True, False])
def test_tables_stay_tables(writer: str, ruled: bool) -> None:
    if reason := pdf_files.missing(writer):
        pytest.skip(reason)
    s = fz.synth.report(seed=3, style="county", length=1200)
    layout = Layout(size=12, ruled=ruled, foot="{}")
    report = fz.read(
        pdf_files.write(writer, [([*blocks(s.text, every=40)[:60], Block("table", rows=ROWS)], layout)])[0]
    )
    table = report.tables[-1]
    assert [[compact(c.quote) for c in row if c] for row in table.grid()] == [list(row) for row in ROWS]
    assert table.source == "importer"
    assert {c.derivation.split("：")[0]: c.verdict for c in table.checks} == {"受理": "proved", "办结": "refuted"} or [
        c.verdict for c in table.checks
    ] == ["proved", "refuted"]


def test_a_table_over_a_page_end_is_one() -> None:
    rows = (("单位", "件数"), *((f"第{i}科", str(i)) for i in range(1, 81)))
    report = one(
        Block("title", "青禾镇2023年法治政府建设情况报告"), Block("table", rows=rows), layout=Layout(foot=FOOT)
    )
    (table,) = report.tables
    assert table.shape == (81, 2)
    assert [c.quote for c in table.cells if c.column == 1] == ["件数", *(str(i) for i in range(1, 81))]


def test_blanks_that_layout_made_are_gone() -> None:
    text = "2023年办理案件30件，增长12.5%，印发Annual Report 2份。"
    report = one(Block("title", "青禾镇2023年法治政府建设情况报告"), Block("text", text))
    assert text in report.text.splitlines()


def test_a_title_over_two_lines_is_one_and_single_lines_stay_apart() -> None:
    title = "青禾县人民政府关于二〇二三年度法治政府建设工作情况和二〇二四年度法治政府建设工作安排的报告"
    ends = [Block("right", "青禾县人民政府"), Block("right", "2024年1月5日")]
    lines = body(one(Block("title", title), Block("text", "现报告如下。"), Block("text", "特此报告。"), *ends))
    assert lines == [title, "现报告如下。", "特此报告。", "青禾县人民政府", "2024年1月5日"]


def test_the_last_page_of_columns_with_few_lines_is_read_by_columns() -> None:
    text = "".join(f"第{i}项工作已经完成并且形成了长效机制，" for i in range(210))
    report = one(Block("title", "报告"), Block("text", text), layout=LAYOUTS["columns"])
    assert text in report.text.splitlines()


def test_a_long_number_alone_at_the_foot_is_text_where_it_does_not_count() -> None:
    report = one(Block("title", "报告"), *(Block("text", f"第{i}条内容。") for i in range(20)), Block("text", "2023"))
    assert "2023" in body(report)


# ── files made by hand ───────────────────────────────────────────────────────────────────────────────────────────────


PICTURE = b"q 500 0 0 700 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
TEXT = b"BT /F 12 Tf 72 700 Td (Report of the county) Tj ET"


def refused(data: bytes, **options: int) -> str:
    with pytest.raises(fz.ParseError) as error:
        fz.read(data, importer="pdf", **options)
    assert error.value.message_zh
    assert re.search(r"[\u4e00-\u9fff]", error.value.message_zh)
    return str(error.value)


def test_a_scanned_file_needs_text_recognition() -> None:
    assert "OCR" in refused(file(PICTURE))
    assert "no text" in refused(file(b""))


def test_scanned_pages_among_others_are_said(caplog: pytest.LogCaptureFixture) -> None:
    scanned = f"<< /Length {len(PICTURE)} >>\nstream\n{PICTURE.decode('latin-1')}\nendstream"
    data = file(
        TEXT, pages=2, objects=(scanned, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R >>")
    )
    data = data.replace(b"[3 0 R 3 0 R]", b"[3 0 R 7 0 R]")
    with caplog.at_level("WARNING", "fazhi"):
        assert fz.read(data).text == "Report of the county\n"
    assert "pages of pictures without text are not read: 2" in caplog.text


def test_an_encrypted_file_is_said() -> None:
    secret = "<" + "41" * 32 + ">"
    trailer = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {secret} /U {secret} /P -4 >> /ID [<00> <00>]"
    assert "encrypted" in refused(file(TEXT, trailer=trailer))


def test_limits() -> None:
    assert "has 3 pages; the limit is 2 (option pages)" in refused(file(TEXT, pages=3), pages=2)
    assert "(option characters)" in refused(file(TEXT, pages=3), characters=50)
    assert "(option seconds)" in refused(file(TEXT, pages=3), seconds=0)


def test_text_written_aslant_is_a_watermark() -> None:
    slant = b"BT /F 40 Tf 0.7 0.7 -0.7 0.7 100 300 Tm (DRAFT) Tj ET "
    report = fz.read(file(slant + TEXT))
    assert body(report) == ["Report of the county"]
    assert "DRAFT" in report.text


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(turn: int) -> None:
    placed = {90: b"0 1 -1 0 300 100 Tm", 180: b"-1 0 0 -1 500 400 Tm", 270: b"0 -1 1 0 300 700 Tm"}[turn]
    second = {90: b"0 1 -1 0 330 100 Tm", 180: b"-1 0 0 -1 500 430 Tm", 270: b"0 -1 1 0 270 700 Tm"}[turn]
    content = b"BT /F 12 Tf " + placed + b" (First line!) Tj " + second + b" (Second one!) Tj ET"
    assert fz.read(file(content, page=f"/MediaBox [0 0 595 842] /Rotate {turn}")).text == "First line!\nSecond one!\n"


def test_cells_that_touch_are_cut_at_their_rules() -> None:
    rules = b"".join(b"%d 600 m %d 700 l S " % (x, x) for x in (100, 160, 220))
    rules += b"".join(b"100 %d m 220 %d l S " % (y, y) for y in (600, 650, 700))
    words = b"BT /F 12 Tf 119 665 Td (111111) Tj ET BT /F 12 Tf 160 665 Td (22) Tj ET BT /F 12 Tf 120 615 Td (3) Tj ET"
    words += b" BT /F 12 Tf 180 615 Td (4) Tj ET"
    (table,) = fz.read(file(rules + words)).tables
    assert [c.quote for c in table.cells] == ["111111", "22", "3", "4"]


def test_cells_without_a_rule_between_them_are_one() -> None:
    rules = (
        b"100 700 m 220 700 l S 100 650 m 220 650 l S 100 600 m 220 600 l S 100 600 m 100 700 l S 220 600 m 220 700 l S"
    )
    rules += b" 160 600 m 160 650 l S "
    words = b"BT /F 12 Tf 120 665 Td (both) Tj ET BT /F 12 Tf 120 615 Td (3) Tj ET BT /F 12 Tf 180 615 Td (4) Tj ET"
    (table,) = fz.read(file(rules + words)).tables
    assert [(c.quote, c.column_span) for c in table.cells] == [("both", 2), ("3", 1), ("4", 1)]


def ruled(x: int, y: int, *rows: tuple[str, str]) -> bytes:
    """A table of two columns, its upper left corner at (x, y)."""
    foot = y - 20 * len(rows)
    out = b"".join(b"%d %d m %d %d l S " % (x + d, foot, x + d, y) for d in (0, 60, 120))
    out += b"".join(b"%d %d m %d %d l S " % (x, y - 20 * i, x + 120, y - 20 * i) for i in range(len(rows) + 1))
    for i, row in enumerate(rows):
        for k, text in enumerate(row):
            out += b"BT /F 12 Tf %d %d Td (%s) Tj ET " % (x + 10 + 60 * k, y - 15 - 20 * i, text.encode())
    return out


def test_tables_below_each_other_are_two() -> None:
    head = ("unit", "count")
    first, second = ruled(100, 700, head, ("a", "1"), ("b", "2")), ruled(100, 600, head, ("c", "3"))
    tables = fz.read(file(first + second)).tables
    assert [[c.quote for c in t.cells] for t in tables] == [[*head, "a", "1", "b", "2"], [*head, "c", "3"]]


def test_a_table_over_page_ends_leaves_out_its_head() -> None:
    head = ("unit", "count")
    (table,) = fz.read(file(ruled(100, 700, head, ("a", "1")), pages=3)).tables
    assert [c.quote for c in table.cells] == [*head, *("a", "1") * 3]


@pytest.mark.parametrize("box", ["/MediaBox", "/MediaBox [0 0 2000 2000] /CropBox"])
def test_a_page_that_inherits_its_box_is_read_as_it_is_shown(box: str) -> None:
    content = b"BT /F 12 Tf 72 1200 Td (Report) Tj ET"
    data = file(content, page="", every_page=f"{box} [0 500 600 1300]")
    (page,) = pdf_importer._read(data, 1, 100, lambda: None)
    assert (page.width, page.height, page.words[0].y) == (600, 800, 100)


def test_a_page_whose_text_cannot_be_loaded_is_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_page.pdfium, "FPDFText_LoadPage", lambda _: None)
    assert "page 1 of the PDF is damaged" in refused(file(TEXT))


# ── hostile files ────────────────────────────────────────────────────────────────────────────────────────────────────


def read_or_refused(data: bytes) -> None:
    with contextlib.suppress(fz.ParseError):
        fz.read(data, importer="pdf")


def test_a_file_cut_off_anywhere_is_read_or_refused() -> None:
    whole = pdf_files.write("typst", [(blocks(fz.synth.report(seed=1, length=1500).text), Layout())])[0]
    for end in range(0, len(whole), max(1024, len(whole) // 60)):
        read_or_refused(whole[:end])


CROWDED = {
    "words in one line": b"BT /F 1 Tf 10 700 Td " + b"(a) Tj 3 0 Td " * 8_000 + b"ET",
    "words in one place": b"BT /F 12 Tf 10 700 Td " + b"(a) Tj 0 0 Td " * 8_000 + b"ET",
    "rules": TEXT + b" ".join(b"%d 0 m %d 800 l S 0 %d m 500 %d l S" % (i, i, i, i) for i in range(1, 500)) * 20,
    "short lines": b"BT /F 0.1 Tf 10 800 Td " + b"(a) Tj 30 0 Td (b) Tj -30 -0.05 Td " * 4_000 + b"ET",
    "forms in forms": b"q " * 20_000 + TEXT + b" Q" * 20_000,
}


@pytest.mark.parametrize("name", CROWDED)
def test_a_crowded_page_takes_no_long_time(name: str) -> None:
    started = time.perf_counter()
    read_or_refused(file(CROWDED[name]))
    assert time.perf_counter() - started < 10


def test_forms_in_forms_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = Counter[str]()
    kind = pdf_page.pdfium.FPDFPageObj_GetType
    monkeypatch.setattr(pdf_page, "_MOST_OBJECTS", 100)
    monkeypatch.setattr(
        pdf_page.pdfium, "FPDFPageObj_GetType", lambda thing: (looked.update(["object"]), kind(thing))[1]
    )
    report = fz.read(file(b"/X Do " + TEXT, resources="/XObject << /X 6 0 R >>", objects=nested_forms(3)))
    assert report.text == "Report of the county\n"
    assert 100 <= looked.total() <= 300


def nested_forms(depth: int) -> tuple[str, ...]:
    """Forms from object 6 on, each of ten times the next one; the last is empty."""
    do = "/X Do " * 10
    head = "<< /Type /XObject /Subtype /Form /BBox [0 0 595 842]"
    inner = (
        f"{head} /Resources << /XObject << /X {7 + i} 0 R >> >> /Length {len(do)} >>\nstream\n{do}\nendstream"
        for i in range(depth)
    )
    return (*inner, f"{head} /Length 0 >>\nstream\n\nendstream")


def test_the_time_limits_the_layout_too() -> None:
    row = b"".join(b"1 0 0 1 %d 0 Tm (a) Tj " % x for x in range(100))
    rows = b"".join(b"q 1 0 0 1 0 %d cm BT /F 0.5 Tf %sET Q " % (800 - i, row) for i in range(150))
    started = time.perf_counter()
    assert "(option seconds)" in refused(file(rows), seconds=1)
    assert time.perf_counter() - started < 2.5


def test_waiting_for_another_file_takes_no_time() -> None:
    with ThreadPoolExecutor(1) as pool:
        with pdf_importer._one_at_a_time:
            reading = pool.submit(fz.read, file(TEXT), importer="pdf", seconds=1)
            time.sleep(1.2)
        assert reading.result().text == "Report of the county\n"


def test_threads_read_one_after_the_other() -> None:
    data = pdf_files.write("typst", [(blocks(fz.synth.report(seed=4, length=1500).text), replace(LAYOUTS["office"]))])[
        0
    ]
    expected = fz.read(data).text
    got: list[str] = []
    threads = [threading.Thread(target=lambda: got.append(fz.read(data).text)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [expected] * 6


def test_characters_set_apart_evenly_are_one_word() -> None:
    # A line on a grid of characters, and a name spread over a width.
    words = [("AB", 68), ("县", 100), ("人", 130), ("民", 160), ("政", 190), ("府", 220)]
    line = [Word(text, x, x + 12 * len(text) * (0.6 if text.isascii() else 1), 700, 12, "", 0) for text, x in words]
    (row,) = rows_of(pieces_of(line))
    assert row.text.replace(" ", "") == "AB县人民政府"
    assert "县人民政府" in row.text
    near = [replace(w, x0=72 + 18 * i, x1=84 + 18 * i) for i, w in enumerate(line[1:])]
    assert text_of(near) == "县人民政府"


def test_every_position_leads_back_to_its_page() -> None:
    text = "".join(f"第{i}项工作已经完成，" for i in range(120))
    rows = (("单位", "件数"), *((f"第{i}科", str(i)) for i in range(1, 61)))
    report = one(Block("title", "报告"), Block("text", text), Block("table", rows=rows), layout=Layout(foot=FOOT))

    def page(words: str) -> str:
        place = report.source_place(report.text.index(words))
        assert place is not None
        return place.part

    assert (page("第0项"), page("第119项"), page("第60科"), page("— 2 —")) == ("page 1", "page 2", "page 4", "page 2")
    assert report.source_place(report.text.index("第60科")).offset == 0
