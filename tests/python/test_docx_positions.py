"""Every position of a Word file leads back to part, paragraph, run and offset: a comment can be written there."""

from __future__ import annotations

import io
import json
import random
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest
from docx_comments import Commenter, read_comments, shown
from docx_files import abstract, docx, lvl, num, p, run
from lxml import etree

import fazhi as fz

CORPUS = Path(__file__).resolve().parents[3] / "shared/corpus/docx"
NUMBERING = abstract(0, lvl(0, "chineseCountingThousand", "%1、"), lvl(1, "decimal", "%1.%2")) + num(1, 0)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# The last two are outside the basic plane: two units of UTF-16, one code point.
CHARACTERS = "全年办理行政复议案件受理审结调解行政应诉培训检查整改2023年12件，；。 &amp;𠮷𬨎"


def some_text(rng: random.Random, most: int = 12) -> str:
    tokens = list(CHARACTERS.replace("&amp;", "&"))
    text = "".join(rng.choice(tokens) for _ in range(rng.randint(1, most)))
    return text.replace("&", "&amp;")


def some_run(rng: random.Random) -> str:
    kind = rng.randrange(8)
    text = some_text(rng)
    if kind == 0:
        return f'<w:r><w:t>{text.strip() or "甲"}</w:t><w:tab/><w:t xml:space="preserve">{some_text(rng)} </w:t></w:r>'
    if kind == 1:
        return f"<w:r><w:rPr><w:b/></w:rPr><w:br/><w:t>甲{text.strip()}乙</w:t><w:noBreakHyphen/></w:r>"
    if kind == 2:
        return f'<w:hyperlink r:id="r9">{run(text)}{run(some_text(rng), "<w:i/>")}</w:hyperlink>'
    if kind == 3:
        gone = f'<w:del w:id="1"><w:r><w:delText>{some_text(rng)}</w:delText></w:r></w:del>'
        return f'{gone}<w:ins w:id="2">{run(text)}</w:ins><w:moveFrom w:id="3">{run(some_text(rng))}</w:moveFrom>'
    if kind == 4:
        code = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>'
        shown_ = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(text)}'
        return f'{code}{shown_}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    if kind == 5:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>"
    if kind == 6:
        return run(some_text(rng), "<w:vanish/>") + run(text)
    return run(text)


def some_paragraph(rng: random.Random, box: bool = True) -> str:
    content = "".join(some_run(rng) for _ in range(rng.randint(1, 5)))
    if box and rng.random() < 0.15:
        inner = f"<w:txbxContent>{some_paragraph(rng, box=False)}{some_paragraph(rng, box=False)}</w:txbxContent>"
        choice = f"<mc:Choice Requires='wps'><w:drawing>{inner}</w:drawing></mc:Choice>"
        fallback = f"<mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback>"
        content += f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>{some_run(rng)}"
    mark = '<w:del w:id="7"/>' if rng.random() < 0.1 else ""
    return p(content, *rng.choice([(None, None), (1, 0), (1, 1)]), mark=mark)


def some_table(rng: random.Random) -> str:
    rows = ""
    for index in range(3):
        cells = "".join(f"<w:tc><w:tcPr/>{some_paragraph(rng)}</w:tc>" for _ in range(2))
        merge = '<w:vMerge w:val="restart"/>' if index == 0 else "<w:vMerge/>"
        rows += f"<w:tr><w:tc><w:tcPr>{merge}</w:tcPr>{some_paragraph(rng)}</w:tc>{cells}</w:tr>"
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>"


def some_file(seed: int) -> bytes:
    rng = random.Random(seed)
    body = [some_table(rng) if rng.random() < 0.15 else some_paragraph(rng) for _ in range(25)]
    body.append(p("结束。"))
    parts = {
        "word/header1.xml": f"<w:hdr>{some_paragraph(rng)}{p('文件')}</w:hdr>",
        "word/footnotes.xml": f'<w:footnotes><w:footnote w:type="separator">{p("——")}</w:footnote>'
        f"<w:footnote>{some_paragraph(rng)}{p('注')}</w:footnote></w:footnotes>",
    }
    return docx(
        *body, numbering=NUMBERING, parts=parts, relations=(("header", "header1.xml"), ("footnotes", "footnotes.xml"))
    )


MADE = [pytest.param(some_file(seed), id=f"made-{seed}") for seed in range(12)]
REAL = [pytest.param(file.read_bytes(), id=file.name) for file in sorted(CORPUS.glob("*"))]


@pytest.mark.parametrize("data", MADE + REAL)
def test_every_character_stands_where_its_place_says(data: bytes) -> None:
    report = fz.read(data)
    archive = zipfile.ZipFile(io.BytesIO(data))
    parts: dict[str, list[list[str]]] = {}
    made = 0
    for position, c in enumerate(report.text):
        place = report.source_place(position)
        assert place is not None
        assert place.start == position
        if place.size == 0:
            made += 1
            continue
        if place.part not in parts:
            root = etree.fromstring(archive.read(place.part))
            space = "{" + etree.QName(root).namespace + "}"
            assert space == f"{{{W}}}"
            paragraphs = list(root.iter(f"{space}p"))
            parts[place.part] = [["".join(s for _, s in shown(r)) for r in q.iter(f"{space}r")] for q in paragraphs]
        stands = parts[place.part][place.paragraph][place.run][place.offset]
        # In a cell a line end became a blank.
        assert stands in (c, "?") or (stands == "\n" and c == " "), (position, place)
    assert made >= report.text.count("\n") / 2


@pytest.mark.parametrize("data", MADE)
def test_nothing_shown_is_without_a_place(data: bytes) -> None:
    """Labels, blanks behind them, line ends and the marks between cells are all that the importer makes."""
    report = fz.read(data)
    rest = [c for i, c in enumerate(report.text) if (place := report.source_place(i)) and place.size == 0]
    assert set(rest) <= set("一二三四五六七八九十百、0123456789. \t\n")


def test_computed_labels_have_no_width() -> None:
    report = fz.read(docx(p("主要工作", 1, 0), p("严格执法", 1, 0), numbering=NUMBERING))
    assert report.text == "一、 主要工作\n二、 严格执法\n"
    assert report.source_places(8, 11) == []
    (place,) = report.source_places(8, 15)
    assert (place.part, place.paragraph, place.run, place.offset) == ("word/document.xml", 1, 0, 0)
    assert (place.start, place.end, place.size) == (11, 15, 4)
    label = report.source_place(8)
    assert label is not None
    assert (label.paragraph, label.run, label.offset, label.size) == (1, 0, 0, 0)
    assert fz.parse("无来源").source_place(0) is None
    assert fz.Report.from_json(report.to_json()) == report


def test_two_hundred_comments_stand_on_the_right_characters() -> None:
    files = [param.values[0] for param in MADE + REAL]
    each = 17 if len(files) == len(MADE) else 8  # with the real files fewer from each
    written = 0
    for index, data in enumerate(files):
        report, commenter = fz.read(data), Commenter(data)
        rng = random.Random(index)
        wanted: dict[str, str] = {}
        for _ in range(5000):
            if len(wanted) == each:
                break
            start = rng.randrange(len(report.text))
            end = min(start + rng.randint(1, 40), len(report.text))
            places = report.source_places(start, end)
            if not places or any(q.part != "word/document.xml" or not commenter.can_hold_comments(q) for q in places):
                continue
            name = f"{index}-{len(wanted)}"
            commenter.comment(places, name)
            wanted[name] = "".join(report.text[q.start : q.end] for q in places)
        assert len(wanted) == each or index >= len(MADE)  # one real file is nothing but text boxes
        got = read_comments(commenter.save())
        assert {name: text.replace("\n", " ") for name, text in got.items()} == {
            name: text.replace("\n", " ") for name, text in wanted.items()
        }
        written += len(got)
    assert written >= 200


def test_places_stand_in_the_json_as_the_schema_says() -> None:
    schema = pytest.importorskip("jsonschema")
    text = (files("fazhi") / "schemas/assessment.schema.json").read_text("utf-8")
    row = json.loads(fz.assess(fz.read(some_file(3))).to_json())
    schema.validate(row, json.loads(text))
    assert row["report"]["source"]["places"]["parts"][0] == "word/document.xml"
