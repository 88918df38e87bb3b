"""The sheet of sums and tables: every total of a table is a row, with table, row and column for its place."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import disclosure

import fazhi as fz
from fazhi.exporters.proof import render

TABLE = """某县甲镇人民政府
关于2024年法治政府建设情况的报告

一、工作情况
全年公开信息286条，其中网站203条、公示栏61条、新媒体22条。
各类案件情况表
类别\t受理\t办结
许可\t30\t28
处罚\t12\t12
合计\t42\t{total}
"""


def rows(a: fz.Assessment) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(fz.export(a, str, "proof", form="csv", bom=False), newline="")))


def test_a_refuted_total_stands_on_the_first_page_with_its_cell() -> None:
    a = fz.assess(fz.parse(TABLE.format(total=41)))
    page = fz.export(a, str, "proof", form="html")
    first, _, rest = page.partition("勾稽明细")
    assert "办结：41 ≠ 28 + 12 = 40" in first
    assert "一·各类案件情况表·“合计”行“办结”列" in first
    assert "受理：42 = 30 + 12" in rest
    text = fz.export(a, str, "proof", form="md")
    assert "| 表内勾稽 | 1（50.0%） | 1（50.0%） | 0（0.0%） | 0（0.0%） | 2 |" in text
    assert "| 勾稽关系 | 1（100.0%）" in text


def test_every_total_is_a_row_behind_the_sums_of_the_text() -> None:
    table = rows(fz.assess(fz.parse(TABLE.format(total=40))))
    sums = [row for row in table if row["指纹"]]
    assert [row["种类"] for row in sums] == ["合计", "列合计", "列合计"]
    assert [row["序号"] for row in sums] == ["1", "2", "3"]
    assert {row["结论"] for row in sums} == {"相符"}
    assert sums[1]["原文"] == "42、30、12"


def test_a_disclosure_report_is_proved_cell_by_cell() -> None:
    made = disclosure.make(3, "tabs")
    report = fz.parse(made.text)
    checks = [check for table in report.tables for check in table.checks]
    sums = [row for row in rows(fz.assess(report)) if row["指纹"]]
    assert len(sums) == len(checks) > 30
    assert {row["种类"] for row in sums} == {"表定勾稽"}
    assert len({row["指纹"] for row in sums}) == len(sums)
    assert all("行" in row["位置"] and "列" in row["位置"] for row in sums)


def test_an_opinion_on_a_total_is_kept(tmp_path: Path) -> None:
    a = fz.assess(fz.parse(TABLE.format(total=41)))
    table = rows(a)
    for row in table:
        if row["结论"] == "不符":
            row["核实意见"] = "排除：另有1件撤回"
    path = tmp_path / "核实意见.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]))
        writer.writeheader()
        writer.writerows(table)
    again = fz.assess(fz.parse(TABLE.format(total=41).replace("一、工作情况\n", "一、工作情况\n今年有新进展。\n")))
    page = fz.export(again, str, "proof", form="md", accept=path)
    assert "已排除 1 条" in page
    assert "没有不符的勾稽关系" in page


def test_two_tables_that_say_the_same_keep_their_own_opinions() -> None:
    d = json.loads(fz.assess(fz.parse(TABLE.format(total=41))).to_json())
    d["report"]["tables"] *= 2
    marks = [row["指纹"] for row in csv.DictReader(io.StringIO(render(d, form="csv", bom=False))) if row["指纹"]]
    assert len(set(marks)) == len(marks) == 5


def test_english() -> None:
    text = fz.export(fz.assess(fz.parse(TABLE.format(total=41))), str, "proof", form="md", lang="en")
    assert "row 合计, column 办结" in text
    assert "Sums of tables" in text
