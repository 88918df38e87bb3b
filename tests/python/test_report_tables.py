"""Tables of a report as a user sees them: cells, frames, displays, the page, the JSON."""

from __future__ import annotations

import json
import pickle
from decimal import Decimal
from pathlib import Path

import pytest

import fazhi as fz

TEXT = (
    "青禾镇2024年法治政府建设情况报告\n一、主要举措\n全年办结案件40件。\n表1 案件情况表（单位：件）\n"
    "类别\t受理\t办结\t备注\n许可\t30\t28\t\n<b>处罚</b>\t12\t12\t—\n强制\t0\t0\t\n合计\t42\t41\t\n"
    "以上数据均已核对，特此说明。\n"
)


@pytest.fixture(scope="module")
def table() -> fz.Table:
    return fz.parse(TEXT).tables[0]


def test_cells_know_their_place_and_names(table: fz.Table) -> None:
    assert (table.source, table.form, table.shape) == ("columns", "", (5, 4))
    assert table.caption == "表1 案件情况表（单位：件）"
    assert table.section is not None
    cell = table.cells.where(row=1, column=2)[0]
    assert (cell.value, cell.unit, cell.kind) == (Decimal(28), "件", "number")
    assert (cell.row_path, cell.column_path) == (("许可",), ("办结",))
    assert TEXT[cell.start : cell.end] == cell.quote == "28"
    assert [c.kind for c in table.cells.where(column=3)] == ["text", "empty", "not_applicable", "empty", "empty"]
    assert [c.quote for c in table.cells.where(verdict="refuted")] == ["28", "12", "0", "41"]
    with pytest.raises(fz.OptionError, match="did you mean 'zero'"):
        table.cells.where(kind="zeros")
    grid = table.grid()
    assert grid[2][0].quote == "<b>处罚</b>"
    assert pickle.loads(pickle.dumps(cell)) == cell
    assert table.cells[3] == table.report.tables[0].cells[3] != table.cells[4]


def test_checks_say_what_they_add(table: fz.Table) -> None:
    (refuted,) = table.checks.where(verdict="refuted")
    assert (refuted.kind, refuted.basis, refuted.delta) == ("column_total", "words", Decimal(1))
    assert str(refuted) == "办结：41 ≠ 28 + 12 = 40  ✗ 不符"
    assert [c.quote for c in (*refuted.left, *refuted.right)] == ["41", "28", "12", "0"]


def test_frames(table: fz.Table) -> None:
    pytest.importorskip("pandas")
    frame = table.to_pandas()
    assert list(frame.columns) == ["受理", "办结", "备注"]
    assert list(frame.index) == ["许可", "<b>处罚</b>", "强制", "合计"]
    assert frame["受理"].dtype == "int64"
    assert frame.loc["许可", "办结"] == 28
    assert frame["备注"].isna().all()
    long = table.cells.to_pandas()
    assert list(long["exact"].dropna()) == ["30", "28", "12", "12", "0", "0", "42", "41"]
    assert table.checks.to_pandas()["verdict"].tolist() == ["proved", "refuted"]
    assert table.report.tables.to_pandas().loc[0, "refuted"] == 1


def test_how_a_table_looks(table: fz.Table) -> None:
    assert repr(table).startswith("<Table 表1 案件情况表（单位：件） 5 × 4: 2 sums, 1 refuted")
    shown = table._repr_html_()
    assert "<mark>41 ✗</mark>" in shown
    assert "&lt;b&gt;处罚&lt;/b&gt;" in shown
    assert "<b>处罚" not in shown
    assert repr(table.cells[5]).startswith("<TableCell")


def test_a_row_that_was_not_read_is_shown_so() -> None:
    report = fz.parse("类别    甲    乙\n许可    1    2\n处罚    3\n强制    5    6\n")
    assert report.tables[0].row_states == ("read", "read", "unreadable", "read")
    assert "不能识读" in report.tables[0]._repr_html_()
    assert report.tables[0].to_pandas().loc["处罚"].isna().all()


def test_the_page_lists_tables(tmp_path) -> None:
    pytest.importorskip("jinja2")
    for language, heading in (("zh", "表格"), ("en", "Tables")):
        out = tmp_path / f"{language}.html"
        fz.export(fz.assess(fz.parse(TEXT)), out, format="html", lang=language)
        page = out.read_text("utf-8")
        assert f'<h2 id="tables-title">{heading}</h2>' in page
        assert 'class="refuted"' in page
        assert "&lt;b&gt;处罚&lt;/b&gt;" in page
        assert "办结：41 ≠ 28 + 12 = 40" in page


def test_the_json_keeps_tables() -> None:
    schema = pytest.importorskip("jsonschema")
    a = fz.assess(fz.parse(TEXT))
    text = a.to_json()
    assert fz.Assessment.from_json(text).to_json() == text
    folder = Path(fz.__file__).parent
    with open(folder / "schemas" / "assessment.schema.json", encoding="utf-8") as file:
        schema.validate(json.loads(text), json.load(file))
    cells = json.loads(text)["report"]["tables"][0]["cells"]
    assert cells[5] == cells[5] | {"row": 1, "column": 1, "kind": "number", "text": "30", "value": "30", "unit": "件"}


def test_numbers_of_the_table_are_no_figures(table: fz.Table) -> None:
    assert [f.quote for f in table.report.figures] == ["40件"]
    assert {b.kind for b in table.report.blocks} >= {"table", "paragraph"}
