"""Word files: exact automatic numbers, what is seen and what is not, and files that are not to be trusted."""

from __future__ import annotations

import random
import tomllib
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx_features import table_of_contents
from docx_files import STRICT, abstract, docx, lvl, num, num_pr, p, run, style

import fazhi as fz

FORMATS = tomllib.loads((Path(__file__).parent / "data/number_formats.toml").read_text("utf-8"))
CORPUS = Path(__file__).resolve().parents[3] / "shared/corpus/docx"
LADDER = abstract(
    0,
    lvl(0, "chineseCountingThousand", "%1、"),
    lvl(1, "chineseCountingThousand", "（%2）"),
    lvl(2, "decimal", "%3.", more='<w:suff w:val="nothing"/>'),
)


def lines(data: bytes) -> list[str]:
    return fz.read(data).text.split("\n")[:-1]


@pytest.mark.parametrize("row", FORMATS["format"], ids=lambda row: row["name"])
def test_labels_of_every_format(row: dict) -> None:
    for value, label in zip(FORMATS["numbers"], row["labels"], strict=True):
        data = docx(p("文字", 1, 0), numbering=abstract(0, lvl(0, row["name"], "%1）", value)) + num(1, 0))
        assert lines(data) == [f"{label}） 文字"]


@pytest.mark.parametrize(
    ("pattern", "label"),
    [
        ("一, 十, 一百(简), ...", "十一"),
        ("01, 02, 03, ...", "11"),
        ("001, 002, 003, ...", "011"),
        ("①, ②, ③, ...", "⑪"),
    ],
)
def test_custom_format_stands_in_a_choice(pattern: str, label: str) -> None:
    form = (
        f'<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="{pattern}"/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    data = docx(p("文字", 1, 0), numbering=abstract(0, lvl(0, "", "%1.", 11, number_format=form)) + num(1, 0))
    assert lines(data) == [f"{label}. 文字"]


def test_a_ladder_counts_and_restarts() -> None:
    body = [p("甲", 1, 0), p("乙", 1, 1), p("丙", 1, 1), p("丁", 1, 2), p("戊", 1, 0), p("己", 1, 1), p("庚", 1, 2)]
    assert lines(docx(*body, numbering=LADDER + num(1, 0))) == [
        "一、 甲",
        "（一） 乙",
        "（二） 丙",
        "1.丁",
        "二、 戊",
        "（一） 己",
        "1.庚",
    ]


def test_computed_labels_are_marked_and_hold_no_figures() -> None:
    body = [p("关于2023年法治政府建设情况的报告"), p("主要工作", 1, 0), p("严格执法", 1, 1), p("全年办案12件。")]
    report = fz.read(docx(*body, numbering=LADDER + num(1, 0)))
    assert [(s.label, s.level, s.label_origin) for s in report.sections] == [
        ("一、", 1, "computed"),
        ("（一）", 2, "computed"),
    ]
    assert [f.quote for f in report.figures] == ["12件"]
    assert report.importer == "docx"


def test_computed_numbers_hold_no_figures_in_cells_and_lines_either() -> None:
    count = abstract(0, lvl(0, "decimal", "%1件")) + num(1, 0)
    cells = "".join(f"<w:tc><w:tcPr/>{p(text, 1, 0)}</w:tc>" for text in ("办案", "处罚"))
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    field = f"{mark('begin')}<w:r><w:instrText>LISTNUM NumberDefault \\l 7</w:instrText></w:r>{mark('end')}"
    body = [
        p("关于2023年法治政府建设情况的报告"),
        p("全年办案12件。", 1, 0),
        f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>",
        p(f"{run('全年受理')}{field}{run('件案件，审结5件。')}"),
    ]
    report = fz.read(docx(*body, numbering=count))
    assert report.text.split("\n")[1:] == [
        "1件 全年办案12件。",
        "2件 办案\t3件 处罚",
        "全年受理1.件案件，审结5件。",
        "",
    ]
    assert [f.quote for f in report.figures] == ["12件", "5件"]


def test_nums_on_one_abstract_numbering_count_on_and_an_override_starts_anew() -> None:
    again = num(3, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
    body = [p("甲", 1, 0), p("乙", 2, 0), p("丙", 3, 0), p("丁", 3, 0), p("戊", 1, 0)]
    got = lines(docx(*body, numbering=LADDER + num(1, 0) + num(2, 0) + again))
    assert got == ["一、 甲", "二、 乙", "五、 丙", "六、 丁", "七、 戊"]


def test_an_override_may_replace_a_level() -> None:
    own = num(1, 0, f'<w:lvlOverride w:ilvl="0">{lvl(0, "upperRoman", "%1.", 3)}</w:lvlOverride>')
    assert lines(docx(p("甲", 1, 0), p("乙", 1, 0), numbering=LADDER + own)) == ["III. 甲", "IV. 乙"]


def test_level_restart_never_and_at_a_level() -> None:
    never = abstract(0, lvl(0, "decimal", "%1."), lvl(1, "decimal", "%2)", more='<w:lvlRestart w:val="0"/>'))
    body = [p("甲", 1, 0), p("乙", 1, 1), p("丙", 1, 0), p("丁", 1, 1)]
    assert lines(docx(*body, numbering=never + num(1, 0))) == ["1. 甲", "1) 乙", "2. 丙", "2) 丁"]
    at_first = abstract(
        0,
        lvl(0, "decimal", "%1."),
        lvl(1, "decimal", "%2)"),
        lvl(2, "decimal", "(%3)", more='<w:lvlRestart w:val="1"/>'),
    )
    body = [p("甲", 1, 0), p("乙", 1, 1), p("丙", 1, 2), p("丁", 1, 1), p("戊", 1, 2), p("己", 1, 0), p("庚", 1, 2)]
    got = lines(docx(*body, numbering=at_first + num(1, 0)))
    assert got == ["1. 甲", "1) 乙", "(1) 丙", "2) 丁", "(2) 戊", "2. 己", "(1) 庚"]


def test_legal_levels_print_arabic_numbers_throughout() -> None:
    levels = abstract(
        0,
        lvl(0, "chineseCountingThousand", "第%1章"),
        lvl(1, "decimal", "%1.%2", more="<w:isLgl/>"),
        lvl(2, "decimal", "%1.%3"),
    )
    body = [p("甲", 1, 0), p("乙", 1, 0), p("丙", 1, 1), p("丁", 1, 2)]
    assert lines(docx(*body, numbering=levels + num(1, 0)))[2:] == ["2.1 丙", "二.1 丁"]


def test_number_zero_takes_a_paragraph_out_of_its_style() -> None:
    styles = style("标题1", num_pr(1))
    body = [p("甲", style="标题1"), p("乙", 0, style="标题1"), p("丙", style="标题1")]
    assert lines(docx(*body, numbering=LADDER + num(1, 0), styles=styles)) == ["一、 甲", "乙", "二、 丙"]


def test_styles_bring_their_level_by_name_and_by_inheritance() -> None:
    levels = abstract(
        0,
        lvl(0, "chineseCountingThousand", "%1、", more='<w:pStyle w:val="H1"/>'),
        lvl(1, "chineseCountingThousand", "（%2）", more='<w:pStyle w:val="H2"/>'),
    )
    styles = (
        style("H1", num_pr(1)) + style("H2", num_pr(1)) + style("Mine", based_on="H2") + style("Deep", based_on="Mine")
    )
    body = [p("甲", style="H1"), p("乙", style="H2"), p("丙", style="Mine"), p("丁", style="Deep"), p("戊", style="H1")]
    got = lines(docx(*body, numbering=levels + num(1, 0), styles=styles))
    assert got == ["一、 甲", "（一） 乙", "（二） 丙", "（三） 丁", "二、 戊"]


def test_a_numbering_style_lends_its_levels_and_each_list_counts_for_itself() -> None:
    base = abstract(0, lvl(0, "chineseCounting", "%1、"), more='<w:styleLink w:val="Ladder"/>')
    link = abstract(1, more='<w:numStyleLink w:val="Ladder"/>')
    styles = style("Ladder", num_pr(1), kind="numbering")
    body = [p("甲", 1, 0), p("乙", 2, 0), p("丙", 2, 0), p("丁", 1, 0)]
    got = lines(docx(*body, numbering=base + link + num(1, 0) + num(2, 1), styles=styles))
    assert got == ["一、 甲", "一、 乙", "二、 丙", "二、 丁"]


def test_what_counts_and_what_does_not() -> None:
    gone = '<w:del w:id="1"><w:r><w:delText>删去</w:delText></w:r></w:del>'
    body = [
        p("甲", 1, 0),
        p("", 1, 0),  # empty: counts
        p(gone, 1, 0, mark='<w:del w:id="2"/>'),  # deleted: does not
        p("乙", 1, 0),
        p(run("暗", "<w:vanish/>"), 1, 0, mark="<w:vanish/>"),  # hidden: does not
        p("丙", 1, 0),
        f"<w:tbl><w:tr><w:tc>{p('丁', 1, 0)}</w:tc></w:tr></w:tbl>",
        f"<w:sdt><w:sdtContent>{p('戊', 1, 0)}</w:sdtContent></w:sdt>",
    ]
    got = lines(docx(*body, numbering=LADDER + num(1, 0)))
    assert got == ["一、 甲", "二、 ", "三、 乙", "四、 丙", "五、 丁", "六、 戊"]


def test_bullets_and_no_format() -> None:
    levels = abstract(0, lvl(0, "bullet", "\uf0b7"), lvl(1, "none", "附件："), lvl(2, "none", ""))
    got = lines(docx(p("甲", 1, 0), p("乙", 1, 1), p("丙", 1, 2), numbering=levels + num(1, 0)))
    assert got == ["• 甲", "附件： 乙", "丙"]


def test_strict_files_and_other_prefixes_read_alike() -> None:
    body = [p("甲", 1, 0), p("乙", 1, 1)]
    plain = lines(docx(*body, numbering=LADDER + num(1, 0)))
    assert lines(docx(*body, numbering=LADDER + num(1, 0), space=STRICT)) == plain
    renamed = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(docx(*body, numbering=LADDER + num(1, 0)))) as old,
        zipfile.ZipFile(renamed, "w") as new,
    ):
        for name in old.namelist():
            text = old.read(name).decode().replace("<w:", "<ns0:").replace("</w:", "</ns0:").replace(" w:", " ns0:")
            new.writestr(name, text.replace("xmlns:w=", "xmlns:ns0="))
    assert lines(renamed.getvalue()) == plain


def test_text_as_a_reader_sees_it() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
    choice = f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
    both = f"<mc:AlternateContent>{choice}<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = [
        p('<w:r><w:t>甲</w:t><w:tab/><w:t xml:space="preserve"> 乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/></w:r>'),
        p(f"<w:r><w:t>第</w:t></w:r>{field}<w:r><w:t>页</w:t></w:r>"),
        p(f"<w:r><w:t>旁</w:t>{both}</w:r>"),
        p(f'<w:ins w:id="1">{run("增")}</w:ins><w:del w:id="2"><w:r><w:delText>删</w:delText></w:r></w:del>'),
        p(f"<w:r><w:ruby><w:rt>{run('yī')}</w:rt><w:rubyBase>{run('一')}</w:rubyBase></w:ruby></w:r>"),
    ]
    assert lines(docx(*body)) == ["甲\t 乙", "丙-", "第7页", "旁", "框内", "增", "一"]


def test_notes_heads_and_feet_stand_behind_the_text_and_are_no_text_of_it() -> None:
    parts = {
        "word/header1.xml": "<w:hdr><w:p><w:r><w:t>某县人民政府文件 第9号</w:t></w:r></w:p></w:hdr>",
        "word/footnotes.xml": "<w:footnotes>"
        '<w:footnote w:type="separator"><w:p><w:r><w:t>——</w:t></w:r></w:p></w:footnote>'
        "<w:footnote><w:p><w:r><w:t>注：共5件。</w:t></w:r></w:p></w:footnote></w:footnotes>",
    }
    relations = (("header", "header1.xml"), ("footnotes", "footnotes.xml"))
    report = fz.read(docx(p("全年办案3件。"), parts=parts, relations=relations))
    assert report.text == "全年办案3件。\n某县人民政府文件 第9号\n注：共5件。\n"
    assert [b.kind for b in report.blocks] == ["paragraph", "running_head", "footer"]
    assert [f.quote for f in report.figures] == ["3件"]


def test_cells_of_a_row_stand_on_one_line() -> None:
    cell = "<w:tc>{}</w:tc>".format
    merged = "<w:tc><w:tcPr><w:vMerge/></w:tcPr>" + p("藏") + "</w:tc>"
    table = f"<w:tbl><w:tr>{cell(p('类'))}{cell(p('件数'))}</w:tr><w:tr>{merged}{cell(p('3'))}</w:tr></w:tbl>"
    assert lines(docx(table)) == ["类\t件数", "\t3"]


def test_tables_keep_their_cells_and_their_sums_are_proved() -> None:
    def row(*cells: str, head: bool = False) -> str:
        return f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if head else ''}{''.join(cells)}</w:tr>"

    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

    table = "".join(
        [
            row(cell("类别"), cell("许可（件）"), cell("处罚（件）"), head=True),
            row(cell("城关所"), cell("12"), cell("5")),
            row(cell("河东所"), cell("8"), cell("7")),
            row(cell("合计"), cell("20"), cell("13")),
        ]
    )
    report = fz.read(docx(p("全年办案情况如下表。"), f"<w:tbl>{table}</w:tbl>", p("特此报告。")))
    (read,) = report.tables
    assert [c.quote for c in read.cells][3:6] == ["城关所", "12", "5"]
    assert [c.verdict for c in read.cells if c.quote in ("20", "13")] == ["proved", "refuted"]
    assert len(report.figures) == 0
    merged = row(cell("甲", '<w:vMerge w:val="restart"/>'), cell("1")) + row(cell("", "<w:vMerge/>"), cell("2"))
    (read,) = fz.read(docx(p("文字。"), f"<w:tbl>{merged}</w:tbl>")).tables
    assert [(c.quote, c.row, c.row_span) for c in read.cells] == [("甲", 0, 2), ("1", 0, 1), ("2", 1, 1)]


def test_content_decides_not_the_name(tmp_path: Path) -> None:
    wrong = tmp_path / "报告.txt"
    wrong.write_bytes(docx(p("全年办案3件。")))
    assert fz.read(wrong).importer == "docx"


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside the checkout")
def test_every_real_file_is_read() -> None:
    files = sorted(CORPUS.iterdir())
    assert len(files) == 24
    for file in files:
        report = fz.read(file)
        assert report.importer == "docx"
        assert report.text.strip()


def test_what_is_left_out_is_said(caplog: pytest.LogCaptureFixture) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    gone = '<w:del w:id="1"><w:r><w:delText>删去</w:delText></w:r></w:del>'
    body = [p(f"{run('全年办案3件。')}{gone}{run('暗', '<w:vanish/>')}"), "<w:altChunk/>", p(f"{begin}{run('其后')}")]
    fz.set_log_level("info")
    try:
        with caplog.at_level("INFO", logger="fazhi"):
            report = fz.read(docx(*body))
    finally:
        fz.set_log_level("warning")
    assert "其后" not in report.text
    for said in ("deleted or moved", "hidden runs", "altChunk", "never closed"):
        assert said in caplog.text


def test_a_table_of_contents_is_no_part_of_the_outline() -> None:
    data, lines = table_of_contents(random.Random(2))
    report = fz.read(data)
    entries = len(lines) // 2
    assert [b.kind for b in report.blocks][:entries] == ["menu"] * entries
    assert [f"{s.label} {s.heading}" for s in report.sections] == lines[entries:]
