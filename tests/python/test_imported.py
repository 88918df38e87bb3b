"""What a Python importer can hand over: tables by place and by text, furniture, and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest

import fazhi as fz
from fazhi import _core

HEAD = "青禾镇2024年法治政府建设情况报告\n一、主要举措\n各类案件情况如下。\n"
ROWS = [["类别", "受理", "办结"], ["许可", "30", "28"], ["处罚", "12", "12"], ["合计", "42", "41"]]


@pytest.fixture
def read() -> Iterator[Callable[[fz.Imported], fz.Report]]:
    def reading(imported: fz.Imported) -> fz.Report:
        @fz.importer("handed", probe=lambda head: True)
        def handed(data: bytes) -> fz.Imported:
            return imported

        return fz.read(b"x", importer="handed")

    yield reading
    _core.remove_plugin("importer", "handed")


def test_table_by_its_texts(read: Callable[[fz.Imported], fz.Report]) -> None:
    given = fz.Imported(HEAD)
    assert given.add_table(ROWS) == (len(HEAD), len(given.text))
    given.add_line("下一步继续努力。")
    report = read(given)
    (table,) = report.tables
    assert (table.source, table.shape, table.header_rows) == ("importer", (4, 3), 1)
    assert [[report.text[c.start : c.end] for c in row if c] for row in table.grid()] == ROWS
    assert [c.verdict for c in table.checks] == ["proved", "refuted"]
    assert report.text.endswith("合计\t42\t41\n下一步继续努力。\n")
    assert not report.figures  # numbers of a table stand in its cells alone


def test_table_by_places_with_merged_cells(read: Callable[[fz.Imported], fz.Report]) -> None:
    text = HEAD + "事项\t件数\n上年\t本年\n许可\t30\t28\n处罚\t12\t0\n"

    def at(word: str) -> tuple[int, int]:
        start = text.index(word, len(HEAD))
        return (start, start + len(word))

    rows = [
        [fz.SourceCell(at("事项"), row_span=2, header=True), fz.SourceCell(at("件数"), column_span=2)],
        [at("上年"), at("本年")],
        [at("许可"), at("30"), at("28")],
        [at("处罚"), at("12"), at("0")],
    ]
    (table,) = read(fz.Imported(text, tables=[rows])).tables
    assert table.shape == (4, 3)
    assert table.column_paths[2] == ("件数", "本年")
    assert [c.value for c in table.cells.where(column=2) if c.value is not None] == [Decimal(28), 0]


def test_caption_gives_the_unit(read: Callable[[fz.Imported], fz.Report]) -> None:
    given = fz.Imported(HEAD)
    caption = given.add_line("罚没情况（单位：万元）")
    given.add_table([["类别", "金额"], ["甲", "1.5"], ["乙", "2"]], caption=caption)
    (table,) = read(given).tables
    assert table.caption == "罚没情况（单位：万元）"
    assert table.cells.where(row=1, column=1)[0].unit == "万元"


def test_a_cell_is_one_line(read: Callable[[fz.Imported], fz.Report]) -> None:
    given = fz.Imported(HEAD)
    given.add_table([["类\t别", "数"], ["许\n可", "1"], ["处罚", "2"]])
    (table,) = read(given).tables
    assert table.shape == (3, 2)
    assert table.cells[0].quote == "类 别"


def test_lines_and_furniture(read: Callable[[fz.Imported], fz.Report]) -> None:
    given = fz.Imported("青禾镇2024年法治政府建设情况报告")
    given.add_line("全年办理案件30件。")
    given.add_line("— 1 —", "page_number")
    report = read(given)
    assert report.text == "青禾镇2024年法治政府建设情况报告\n全年办理案件30件。\n— 1 —\n"
    assert [report.text[b.start : b.end].strip() for b in report.blocks if b.kind == "page_number"] == ["— 1 —"]


@pytest.mark.parametrize("place", [(-1, 2), (5, 4), (0, 10_000)])
def test_a_place_outside_the_text_is_refused(read: Callable[[fz.Imported], fz.Report], place: tuple[int, int]) -> None:
    with pytest.raises(fz.PluginError, match="outside the text"):
        read(fz.Imported(HEAD, tables=[[[place]]]))


def test_texts_and_places_are_not_mixed_up(read: Callable[[fz.Imported], fz.Report]) -> None:
    with pytest.raises(fz.PluginError, match="has no place in the text"):
        read(fz.Imported(HEAD, tables=[[[fz.SourceCell("许可")]]]))
    with pytest.raises(TypeError, match="go into tables="):
        fz.Imported(HEAD).add_table([[fz.SourceCell((0, 2))]])


def test_places_lead_back_to_the_file(read: Callable[[fz.Imported], fz.Report]) -> None:
    places = [(0, "page 1", 3, 0, 2, False), (4, "page 2", 0, 0, 0, True), (5, "page 2", 0, 1, 0, False)]
    report = read(fz.Imported("全年办案。\n共三件。\n", places=places))
    shown = [(q.part, q.paragraph, q.run, q.offset, q.size) for q in report.source_places(2, 8)]
    assert shown == [("page 1", 3, 0, 4, 2), ("page 2", 0, 1, 0, 3)]
    assert report.source_places(4, 5) == []
    with pytest.raises(fz.FazhiError, match="ascend"):
        read(fz.Imported("全年办案。\n", places=[(3, "page 1", 0, 0, 0, False), (1, "page 1", 0, 0, 0, False)]))
