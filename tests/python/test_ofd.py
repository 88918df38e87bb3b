"""OFD files: text in reading order, whatever hand wrote the file, and files without text."""

from __future__ import annotations

import logging
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from ofd_files import LEFT, TOP, Hand, Line, Page, ofd, packed, parts_of, simple, typeset

import fazhi as fz

CORPUS = Path(__file__).resolve().parents[3] / "shared/corpus/ofd"
FURNITURE = {"page_number", "running_head", "footer"}


def lines(data: bytes) -> list[str]:
    """The paragraphs, without page furniture."""
    r = fz.read(data)
    assert r.importer == "ofd"
    return [line for b in r.blocks if b.kind not in FURNITURE for line in b.text.splitlines() if line]


def furniture(data: bytes) -> list[tuple[str, str]]:
    return [(b.kind, b.text.strip()) for b in fz.read(data).blocks if b.kind in FURNITURE]


def paragraphs_of(seed: int) -> list[tuple[str, str]]:
    """A made report as a typesetter takes it: title, lines at the edge, paragraphs, signature."""
    made = fz.synth.report(seed, style=("county", "township", "department")[seed % 3], length=2500, filed=seed % 2 == 0)
    out: list[tuple[str, str]] = []
    texts = [line.strip() for line in made.text.splitlines() if line.strip()]
    for i, text in enumerate(texts):
        if text == made.truth["header"]["title"]:
            kind = "title"
        elif not any(k == "title" for k, _ in out):
            kind = "mark"
        elif text.endswith("：") and len(text) < 30:
            kind = "flush"
        elif i + 2 >= len(texts) and "。" not in text:
            kind = "right"
        else:
            kind = "text"
        out.append((kind, text))
    return out


HANDS = [
    Hand(),
    Hand(runs=True),
    Hand(pieces="words"),
    Hand(pieces="characters"),
    Hand(scaled=True),
    Hand(scaled=True, inset=True, runs=True),
    Hand(blocks=3),
    Hand(shuffle=4, pieces="words"),
    Hand(shuffle=5, pieces="characters", runs=True),
    Hand(cdata=True, inset=True),
    Hand(prefix=""),
    Hand(prefix="o", space="http://www.ofdspec.org"),
    Hand(prefix="数科", space="urn:made-up"),
    Hand(plain_steps=False),
    Hand(prefix="", runs=True, pieces="words", inset=True),
    Hand(scaled=True, pieces="words", shuffle=6),
    Hand(blocks=1, pieces="characters", scaled=True),
    Hand(shuffle=7),
    Hand(cdata=True, pieces="words", runs=True),
    Hand(inset=True, shuffle=8, blocks=2),
]


@pytest.mark.parametrize("seed", range(20))
def test_a_report_reads_as_it_was_set(seed: int) -> None:
    paragraphs = paragraphs_of(seed)
    pages = typeset(
        paragraphs,
        columns=2 if seed % 5 == 3 else 1,
        justify=seed % 2 == 1,
        head="青禾镇法治政府建设" if seed % 4 == 2 else "",
        leading=(1.5, 1.75, 2.0)[seed % 3],
    )
    assert len(pages) > 1
    data = ofd(pages, hand=HANDS[seed], slash=("", "/Doc_0/", "./")[seed % 3])
    assert lines(data) == [text for _, text in paragraphs]
    found = furniture(data)
    assert [text for kind, text in found if kind == "page_number"] == [f"— {i + 1} —" for i in range(len(pages))]
    assert len(found) == len(pages) * (2 if seed % 4 == 2 else 1)


@pytest.mark.parametrize("seed", range(12))
def test_a_report_means_what_its_text_means(seed: int) -> None:
    paragraphs = paragraphs_of(seed)
    given = fz.parse("\n".join(text for _, text in paragraphs) + "\n")
    read = fz.read(ofd(typeset(paragraphs), hand=HANDS[0 if seed % 2 else 4]))
    assert [(f.quote, f.value_text) for f in read.figures] == [(f.quote, f.value_text) for f in given.figures]
    assert [(s.label, s.heading, s.level) for s in read.sections] == [
        (s.label, s.heading, s.level) for s in given.sections
    ]
    assert len(read.relations) == len(given.relations)
    found = [[(f.rule_id, r.text[f.start : f.end]) for f in fz.validate(r)] for r in (read, given)]
    assert found[0] == found[1]


def misplaced(data: bytes) -> list[str]:
    """Characters that do not stand where the report says: each is looked up in the XML of its part."""
    r = fz.read(data)
    with zipfile.ZipFile(BytesIO(data)) as package:
        objects = {
            name: [e for e in ElementTree.fromstring(package.read(name)).iter() if e.tag.endswith("TextObject")]
            for name in {p.part for p in r.source_places(0, len(r.text))}
        }
    wrong, seen = [], 0
    for place in r.source_places(0, len(r.text)):
        codes = [e for e in objects[place.part][place.paragraph] if e.tag.endswith("TextCode")]
        written = "".join(codes[place.run].itertext())[place.offset : place.offset + place.size]
        shown = r.text[place.start : place.start + place.size]
        seen += place.size
        if written != shown:
            wrong.append(f"{place.part}: {written} is not {shown}")
    assert seen >= 0.95 * len("".join(r.text.split()))
    return wrong


@pytest.mark.parametrize("seed", range(0, 20, 2))
def test_every_position_leads_back_to_the_file(seed: int) -> None:
    assert misplaced(ofd(typeset(paragraphs_of(seed), justify=seed % 4 == 0), hand=HANDS[seed])) == []


def test_documents_are_read_one_after_the_other() -> None:
    first, second = typeset([("text", "甲镇的报告。")], number=None), typeset([("text", "乙镇的报告。")], number=None)
    assert lines(ofd(first, second)) == ["甲镇的报告。", "乙镇的报告。"]
    assert lines(ofd(first, second, slash="/Doc_0/")) == ["甲镇的报告。", "乙镇的报告。"]


def test_templates_stand_where_they_are_drawn() -> None:
    h = Hand()
    use = h.tag("Template", 'TemplateID="7" ZOrder="Background"')
    pages = [Page([Line("青禾镇", LEFT + 30, TOP + 20, 5.6)], template=use), Page([Line("乙", LEFT, TOP, 5.6)])]
    form = Page([Line("单位：", LEFT, TOP + 20, 5.6), Line("登记表", LEFT + 50, TOP, 7.7)])
    assert lines(ofd(pages, templates={"7": form})) == [
        "登记表",
        "单位：\u3000青禾镇".replace("：\u3000", "：　"),
        "乙",
    ]


def test_a_text_that_says_no_steps_runs_on() -> None:
    assert lines(simple("受理12件", hand=Hand(plain_steps=False))) == ["受理12件"]


def test_blanks_of_the_layout_are_dropped_and_typed_ones_kept() -> None:
    row = [Line("于", 27, 60, 5.6), Line("7", 34.1, 60, 5.6), Line("月", 38.2, 60, 5.6)]  # a quarter blank beside the 7
    assert lines(ofd([Page(row)])) == ["于7月"]
    assert lines(simple("于 7 月")) == ["于 7 月"]
    spread = Line("立法", 27, 60, 5.6, [11.2, 5.6])
    assert lines(ofd([Page([spread])])) == ["立法"]  # letters spaced out evenly
    clause = Line("第一条为了", 27, 60, 5.6, [5.6, 5.6, 11.2, 5.6, 5.6])
    assert lines(ofd([Page([clause])])) == ["第一条　为了"]
    words = [Line("rule", 27, 60, 5.6), Line("of", 40.2, 60, 5.6), Line("law", 48, 60, 5.6)]
    assert lines(ofd([Page(words)])) == ["rule of law"]


def test_cells_are_divided_by_tabs() -> None:
    rows = [
        ("flush", "各类案件情况如下。"),
        ("table", "类别\t受理\t办结"),
        ("table", "许可\t30\t28"),
        ("table", "处罚\t12\t12"),
    ]
    assert lines(ofd(typeset(rows))) == ["各类案件情况如下。", "类别\t受理\t办结", "许可\t30\t28", "处罚\t12\t12"]
    assert fz.read(ofd(typeset(rows))).tables[0].shape == (3, 3)


def test_cells_of_a_ruled_table_hold_all_their_lines() -> None:
    rows = [
        ("类别", "受理数量（件）", "办结数量（件）"),
        ("行政许可与其他事", "30", "28"),
        ("项", "", ""),
        ("行政处罚", "", "12"),
        ("合计", "42", "40"),
    ]
    h = Hand()
    rules = "".join(h.tag("PathObject", f'ID="{700 + y}" Boundary="25 {y} 156 0.2"') for y in (54, 63, 81, 90, 99))
    rules += "".join(h.tag("PathObject", f'ID="{800 + i}" Boundary="{25 + 52 * i} 54 0.2 45"') for i in range(4))
    cells = [
        Line(text, 27 + 52 * k, 60 + 9 * i, 5.6) for i, row in enumerate(rows) for k, text in enumerate(row) if text
    ]
    lead = Line("各类案件情况如下。", LEFT + 11.2, 50, 5.6)
    data = ofd([Page([lead, *cells], extra=rules)])
    assert lines(data) == [
        "各类案件情况如下。",
        "类别\t受理数量（件）\t办结数量（件）",
        "行政许可与其他事项\t30\t28",
        "行政处罚\t\t12",
        "合计\t42\t40",
    ]
    assert fz.read(data).tables[0].shape == (4, 3)
    assert misplaced(data) == []


def test_columns_are_read_one_after_the_other_and_tables_row_by_row() -> None:
    left = [f"左栏的第{n}行文字写满了" for n in "一二三四五六"]
    right = [f"右栏的第{n}行文字写满了" for n in "一二三四五六"]
    page = Page(
        [Line(t, LEFT, 60 + 10 * i, 5.6) for i, t in enumerate(left)]
        + [Line(t, LEFT + 80, 62 + 10 * i, 5.6) for i, t in enumerate(right)]
    )
    assert "".join(lines(ofd([page]))) == "".join(left + right)
    h = Hand()
    rule = "".join(
        h.tag(
            "PathObject", f'ID="{700 + i}" Boundary="27 {64.5 + 10 * i} 156 0.2"', h.tag("AbbreviatedData", "", "M 0 0")
        )
        for i in range(5)
    )
    table = Page(
        [Line(t, LEFT, 60 + 10 * i, 5.6) for i, t in enumerate(left)]
        + [Line(t, LEFT + 80, 60 + 10 * i, 5.6) for i, t in enumerate(right)],
        extra=rule,
    )
    assert lines(ofd([table])) == [f"{a}\t{b}" for a, b in zip(left, right, strict=True)]


def test_turned_text_stands_apart() -> None:
    h = Hand()
    side = h.tag(
        "TextObject",
        'ID="800" Boundary="10 60 5 60" CTM="0 1 -1 0 0 0" Font="3" Size="4"',
        h.tag("TextCode", 'X="0" Y="-1" DeltaX="g 3 4"', "装订线内"),
    )
    askew = h.tag(
        "TextObject",
        'ID="801" Boundary="10 60 90 90" CTM="0.7071 0.7071 -0.7071 0.7071 0 0" Font="3" Size="9"',
        h.tag("TextCode", 'X="0" Y="9" DeltaX="g 3 9"', "内部资料"),
    )
    down = h.tag(
        "TextObject",
        'ID="802" Boundary="190 60 9 60" Font="3" Size="4"',
        h.tag("TextCode", 'X="0" Y="4" DeltaY="g 3 4"', "竖排文字"),
    )
    page = Page([Line("正文的一行文字。", LEFT, 80, 5.6)], extra=side + askew + down)
    assert lines(ofd([page])) == ["正文的一行文字。", "装订线内", "竖排文字"]


def test_bold_by_double_printing_is_read_once() -> None:
    twice = [Line("主要举措", 27, 60, 5.6), Line("主要举措", 27.1, 60.05, 5.6)]
    assert lines(ofd([Page(twice)])) == ["主要举措"]


def test_escapes_and_glyph_maps() -> None:
    h = Hand()
    fi = h.tag("CGTransform", 'CodePosition="0" CodeCount="2" GlyphCount="1"', h.tag("Glyphs", "", "191"))
    code = h.tag("TextCode", 'X="0" Y="5" DeltaX="3 3 3 3 3 5.6"', "fine\\0020受理")
    page = Page(extra=h.tag("TextObject", 'ID="9" Boundary="27 60 60 7" Font="3" Size="5.6"', fi + code))
    assert lines(ofd([page])) == ["fine 受理"]


def test_parts_in_gbk() -> None:
    parts = parts_of([Page([Line("法治政府建设", LEFT, TOP, 5.6)])])
    name = "Doc_0/Pages/Page_0/Content.xml"
    for encoding in ("GBK", "gb18030", "GB2312"):
        content = str(parts[name]).replace('encoding="UTF-8"', f'encoding="{encoding}"')
        assert lines(packed({**parts, name: content.encode(encoding)})) == ["法治政府建设"]


def test_composite_objects_are_drawn() -> None:
    h = Hand()
    unit = h.tag(
        "CompositeGraphicUnit",
        'ID="60" Width="90" Height="9"',
        h.tag("Content", "", h.text_object(Line("印章旁", 0, 5, 5.6), 61)),
    )
    resources = h.root("Res", h.tag("CompositeGraphicUnits", "", unit), 'BaseLoc="Res"')
    page = Page(extra=h.tag("CompositeObject", 'ID="62" Boundary="27 60 90 9" ResourceID="60"'))
    made = ofd(
        [page], common_more=h.tag("DocumentRes", "", "DocumentRes.xml"), more={"Doc_0/DocumentRes.xml": resources}
    )
    assert lines(made) == ["印章旁"]


def test_paths_of_every_kind() -> None:
    page = [Page([Line("正文", LEFT, TOP, 5.6)])]
    for slash in ("", "./", "/Doc_0/", "../Doc_0/", "Doc_0/", "PAGES/../", "\\Doc_0\\"):
        parts = parts_of(page, slash=slash)
        if slash == "PAGES/../":
            parts = {name.replace("Pages", "pages"): content for name, content in parts.items()}
        assert lines(packed(parts)) == ["正文"], slash


def test_what_is_apart_is_said(caplog: pytest.LogCaptureFixture) -> None:
    h = Hand()
    annotation = h.root(
        "PageAnnot", h.tag("Annot", 'ID="5" Type="Watermark"', h.tag("Appearance", 'Boundary="0 0 9 9"'))
    )
    listed = h.root("Annotations", h.tag("Page", 'PageID="1"', h.tag("FileLoc", "", "Annot.xml")))
    attached = h.root("Attachments", h.tag("Attachment", 'ID="6" Name="附件表.xlsx"', h.tag("FileLoc", "", "a.xlsx")))
    hidden = h.text_object(Line("看不见", LEFT, 90, 5.6), 7, 'Visible="false"')
    data = ofd(
        [
            Page([Line("正文", LEFT, TOP, 5.6)], extra=hidden),
            Page(extra=h.tag("ImageObject", 'ID="8" Boundary="0 0 9 9"')),
        ],
        document_more=h.tag("Annotations", "", "Annots.xml") + h.tag("Attachments", "", "Attachs.xml"),
        body_more=h.tag("Signatures", "", "Doc_0/Signs.xml"),
        more={
            "Doc_0/Annots.xml": listed,
            "Doc_0/Annot.xml": annotation,
            "Doc_0/Attachs.xml": attached,
            "Doc_0/Signs.xml": h.root("Signatures", h.tag("Signature", 'ID="1" BaseLoc="Sign.xml"')),
        },
    )
    fz.set_log_level("info")
    try:
        with caplog.at_level(logging.INFO, "fazhi"):
            assert lines(data) == ["正文"]
    finally:
        fz.set_log_level("warning")
    said = " ".join(record.getMessage() for record in caplog.records)
    assert "1 annotations and 1 signatures" in said
    assert "附件表.xlsx" in said
    assert "1 hidden objects" in said
    assert "pages 2 hold pictures" in said


def test_the_current_version_is_read() -> None:
    h = Hand()
    parts = parts_of([Page([Line("旧文", LEFT, TOP, 5.6)])], [Page([Line("新文", LEFT, TOP, 5.6)])])
    version = h.tag("Version", 'ID="1" Index="1" Current="true" BaseLoc="Doc_0/Versions/V1.xml"')
    parts["OFD.xml"] = h.root(
        "OFD", h.tag("DocBody", "", h.tag("DocRoot", "", "Doc_0/Document.xml") + h.tag("Versions", "", version))
    )
    parts["Doc_0/Versions/V1.xml"] = h.root("DocVersion", h.tag("DocRoot", "", "/Doc_1/Document.xml"))
    assert lines(packed(parts)) == ["新文"]


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        ('<ofd:ImageObject ID="9" Boundary="0 0 210 297" ResourceID="4"/>', ("pictures", "OCR")),
        ('<ofd:PathObject ID="9" Boundary="0 0 210 297"/>', ("drawings", "OCR")),
        (
            '<ofd:TextObject ID="9" Boundary="9 9 9 9" Font="3" Size="5"><ofd:TextCode X="0" Y="5">¤¤</ofd:TextCode>'
            "</ofd:TextObject>",
            ("glyphs", "OCR"),
        ),
        ("", ("holds no text",)),
    ],
)
def test_files_without_text(extra: str, words: tuple[str, ...]) -> None:
    with pytest.raises(fz.ParseError) as error:
        fz.read(ofd([Page(extra=extra)]))
    assert all(word in str(error.value) for word in words)
    assert "文字" in error.value.message_zh


def test_an_encrypted_document_is_named_so() -> None:
    h = Hand()
    with pytest.raises(fz.ParseError, match="encrypted") as error:
        fz.read(ofd([Page()], more={"Encryptions.xml": h.root("Encryptions", h.tag("EncryptInfo"))}))
    assert "已加密" in error.value.message_zh


def test_chosen_by_content(tmp_path: Path) -> None:
    file = tmp_path / "报告.docx"
    file.write_bytes(simple("正文"))
    assert fz.read(file).importer == "ofd"


def test_an_attached_word_file_does_not_decide() -> None:
    attached = BytesIO()
    with zipfile.ZipFile(attached, "w") as word:
        word.writestr("word/document.xml", "<w:document/>")
    data = BytesIO(simple("正文"))
    with zipfile.ZipFile(data, "a") as package:
        package.writestr("Doc_0/Attachs/附件.docx", attached.getvalue())
    assert lines(data.getvalue()) == ["正文"]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus of OFD files beside the repository")
def test_positions_in_the_corpus() -> None:
    read = 0
    for file in sorted(CORPUS.glob("*.ofd")):
        try:
            assert misplaced(file.read_bytes()) == [], file.name
            read += 1
        except fz.ParseError:
            continue
    assert read >= 34


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus of OFD files beside the repository")
def test_every_file_of_the_corpus_is_read_or_refused() -> None:
    read, refused = 0, []
    for file in sorted(CORPUS.glob("*.ofd")):
        try:
            read += bool(fz.read(file).text.strip())
        except fz.ParseError as error:
            refused.append(str(error))
    assert (read, len(refused)) == (34, 3)
    assert all("(OCR)" in message for message in refused)
