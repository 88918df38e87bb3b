"""Web pages: the article out of its menus, its facts in the header, its encoding believed only where it decodes."""

from __future__ import annotations

import logging
from collections import Counter
from pathlib import Path

import pytest
from html_pages import FAMILIES, page

import fazhi as fz

PAGES = [(family, seed) for family in FAMILIES for seed in range(5)]


def f1(got: str, want: str) -> float:
    shared = (Counter(got) & Counter(want)).total()
    return 2 * shared / (len(got) + len(want))


@pytest.mark.parametrize(("family", "seed"), PAGES, ids=lambda v: str(v))
def test_article_title_issuer_and_date(family: str, seed: int) -> None:
    made = page(family, seed)
    report = fz.read(made.html.encode(), importer="html")
    body = "".join(report.text[b.start : b.end] for b in report.blocks if b.kind not in ("metadata", "title"))
    assert f1("".join(body.split()), "".join("".join(made.lines).split())) >= 0.99
    assert report.header.title.value == made.title
    assert made.issuer in report.header.issuers[0]
    assert str(report.header.published_date) == made.published
    assert len(report.sections.where(level=1)) == 3


def test_article_alone_or_the_whole_page() -> None:
    data = page("trs", 1).html.encode()
    assert "相关新闻" not in fz.read(data, importer="html").text
    assert "相关新闻" in fz.read(data, importer="html", body="page").text


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030"])
def test_declared_gb_is_read_as_gb18030(declared: str) -> None:
    html = page("ucap", 2).html.replace("utf-8", declared).replace("乙区", "乙镕区")  # 镕 is not in GB 2312
    report = fz.read(html.encode("gb18030"), importer="html")
    assert "镕" in report.text
    assert report.encoding == "gb18030"


def test_a_wrong_declaration_is_not_followed_and_said(caplog: pytest.LogCaptureFixture) -> None:
    html = page("vsb", 3).html
    with caplog.at_level(logging.WARNING, "fazhi"):
        report = fz.read(html.encode("gb18030"), importer="html")
    assert report.header.title.value == page("vsb", 3).title
    assert "declares utf-8, but is not valid in it; read as gb18030" in caplog.text


def test_chosen_by_content_and_by_name(tmp_path: Path) -> None:
    data = page("gkmlpt", 4).html.encode()
    assert fz.read(data).importer == "html"
    file = tmp_path / "a.htm"
    file.write_bytes(data)
    assert fz.read(file).importer == "html"


def test_rows_of_a_table_stand_on_a_line_each() -> None:
    table = "<table><tr><th>类别</th><th>件数</th></tr><tr><td><p>处罚</p></td><td>35</td></tr></table>"
    html = f"<html><body><div class='TRS_Editor'><p>{'全年工作情况如下，' * 12}</p>{table}</div></body></html>"
    assert fz.read(html.encode(), importer="html").text.split("\n")[1:3] == ["类别\t件数", "处罚\t35"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html><body><script>app()</script></body></html>", "a script may build it"),
        (b"<html></html>", "a script may build it|empty"),
        ("<html><body>正文".encode("gb18030")[:-1], "not valid UTF-8 at byte 12"),
    ],
)
def test_pages_without_a_text_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(fz.FazhiError, match=reason):
        fz.read(data, importer="html")


TEXT = "正文：全年办理案件12件。" * 20


@pytest.mark.parametrize("tag", ["div", "article", "span"])
def test_pages_nest_up_to_a_limit(tag: str) -> None:
    def nested(depth: int) -> bytes:
        return f"<html><body>{f'<{tag}>' * depth}{TEXT}{f'</{tag}>' * depth}</body></html>".encode()

    assert fz.read(nested(1_999), importer="html").figures[0].quote == "12件"
    with pytest.raises(fz.ParseError, match=r"nests deeper than 2000 elements \(option depth\)") as caught:
        fz.read(nested(100_000), importer="html")
    assert "2000层" in caught.value.message_zh
    assert fz.read(nested(5_000), importer="html", body="page", depth=6_000).figures[0].quote == "12件"


@pytest.mark.parametrize(
    "sloppy",
    [
        "<p>甲<br><li>乙" * 3_000,
        "<table>" + "<tr><td>甲<td>乙" * 3_000 + "</table>",
        "<div>甲</div>" * 3_000,
        "<!-- <div> -->" * 3_000,
        "<script>" + "a='<div>';" * 3_000 + "</script>",
        "</div>" * 3_000,
    ],
)
def test_long_pages_are_not_taken_for_deep_ones(sloppy: str) -> None:
    assert fz.read(f"<html><body>{sloppy}<div>{TEXT}</div></body></html>".encode(), importer="html").figures


@pytest.mark.parametrize("hidden", ["<div><!-- </div> -->", "<div title='</div>'>", "<div></span>", "<!--><div>"])
def test_depth_is_not_hidden_by_end_tags_that_end_nothing(hidden: str) -> None:
    page = f"<html><body>{hidden * 50_000}{TEXT}</body></html>".encode()
    with pytest.raises(fz.ParseError, match="option depth"):
        fz.read(page, importer="html")


def body_of(markup: str) -> list[str]:
    lead = "<p>全年工作情况如下，" + "各项任务有序推进，" * 12 + "</p>"
    html = f"<html><body><div class='TRS_Editor'>{lead}{markup}</div></body></html>"
    return fz.read(html.encode(), importer="html").text.split("\n")[1:-1]


def test_tables_are_handed_over_with_their_spans() -> None:
    markup = (
        "<table><thead><tr><th rowspan='2'>类别</th><th colspan='2'>件数</th></tr>"
        "<tr><th>2022年</th><th>2023年</th></tr></thead><tr><td>处罚</td><td>35</td><td><p>40</p></td></tr><tr><td>许可</td><td>5</td><td>7</td></tr>"
        "<tr><td>合计</td><td>40</td><td>47</td></tr></table>"
    )
    html = f"<html><body><div class='TRS_Editor'><p>{'全年工作情况如下，' * 12}</p>{markup}</div></body></html>"
    (table,) = fz.read(html.encode(), importer="html").tables
    assert table.source == "importer"
    assert [(c.row, c.column, str(c.value)) for c in table.cells if c.value is not None] == [
        *((2, 1, "35"), (2, 2, "40"), (3, 1, "5"), (3, 2, "7"), (4, 1, "40"), (4, 2, "47"))
    ]
    assert {check.verdict for check in table.checks} == {"proved"}


def test_a_caption_is_read_and_names_its_table() -> None:
    rows = "<tr><th>类别</th><th>件数</th></tr><tr><td>处罚</td><td>35</td></tr>"
    lead = f"<p>{'全年工作情况如下，' * 12}</p>"
    tables = f"<table><caption>表1 案件<br>情况</caption>{rows}</table><table>{rows}</table>"
    report = fz.read(f"<html><body><div class='TRS_Editor'>{lead}{tables}</div></body></html>".encode())
    assert report.text.split("\n")[1] == "表1 案件 情况"
    first, second = (table for table in report.tables if table.source == "importer")
    assert "案件 情况" in first.caption
    assert "案件" not in second.caption


def test_empty_rows_keep_their_place_under_a_span() -> None:
    markup = (
        "<table><tr><th>类别</th><th>甲</th><th>乙</th></tr><tr><td rowspan='3'>处罚</td><td>1</td><td>2</td></tr>"
        "<tr><td></td><td></td></tr><tr><td>3</td><td>4</td></tr><tr><td>合计</td><td>5</td><td>6</td></tr></table>"
    )
    html = f"<html><body><div class='TRS_Editor'><p>{'全年工作情况如下，' * 12}</p>{markup}</div></body></html>"
    (table,) = fz.read(html.encode(), importer="html").tables
    assert [(c.row, c.column, str(c.value)) for c in table.cells if c.value is not None] == [
        *((1, 1, "1"), (1, 2, "2"), (3, 1, "3"), (3, 2, "4"), (4, 1, "5"), (4, 2, "6"))
    ]


def test_facts_taken_from_the_head_of_a_table_leave_it_a_table_of_its_own() -> None:
    first = "<table><tr><th>类别</th><th>件数</th></tr><tr><td>处罚</td><td>35</td></tr></table>"
    second = (
        "<table><tr><td>索引号：1</td><td>文号：无</td></tr>"
        "<tr><td>事项</td><td>人数</td></tr><tr><td>培训</td><td>8</td></tr></table>"
    )
    html = f"<html><body><div class='TRS_Editor'><p>{'全年工作情况如下，' * 12}</p>{first}{second}</div></body></html>"
    report = fz.read(html.encode(), importer="html")
    assert [len({c.row for c in t.cells}) for t in report.tables if t.source == "importer"] == [2, 2]
    assert report.text.count("索引号") == 1


@pytest.mark.parametrize(
    "frame",
    [
        "<table><tr><td>{}</td></tr></table>",
        "<table><tr><td>{}</td><td></td></tr><tr><td></td><td><table><tr><td>甲</td></tr></table></td></tr></table>",
    ],
)
def test_tables_around_a_text_are_frames(frame: str) -> None:
    text = "<p>一、主要工作</p>办结案件12件。<br>处罚3件。"
    assert body_of(frame.format(text))[:3] == ["一、主要工作", "办结案件12件。", "处罚3件。"]


def test_what_a_page_does_not_show_is_not_read() -> None:
    markup = "<p style='color:red;display: none'>旧稿8件</p><p hidden>旧稿9件</p><p>新稿10件</p><script>'11件'</script>"
    assert body_of(markup) == ["新稿10件"]


def test_attachments_are_listed() -> None:
    links = (
        "<p>附件：<a href='/files/P0202401.docx'>1.情况统计表</a></p>"
        "<p><a href='a/附件2.xlsx?v=1'></a></p><p><a href='/n/1.html'>相关新闻</a></p>"
    )
    report = fz.read(page("trs", 2).html.replace("<div class='side'>", links + "<div class='side'>").encode())
    said = [report.text[b.start : b.end].strip() for b in report.blocks if b.kind == "metadata"]
    assert "附件\t1.情况统计表\t/files/P0202401.docx" in said
    assert "附件\t附件2.xlsx\ta/附件2.xlsx?v=1" in said
    assert not any("相关新闻" in line for line in said)
