"""Two years of one unit: every planted growth, carried-over count and lost metric is found, and nothing else."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import disclosure
import pytest

import fazhi as fz

# Ways to state a metric; templates of this test's own.
COUNTS = {
    "penalty.cases": ("全年办理行政处罚案件{}件", (40, 900)),
    "mediation.cases": ("共调解矛盾纠纷{}件", (100, 900)),
    "openness.published": ("全年主动公开政府信息{}条", (100, 900)),
    "contracts.reviewed": ("审查合同{}份", (20, 200)),
    "aid.cases": ("办理法律援助案件{}件", (20, 300)),
    "publicity.lawwise": ("培养“法律明白人”{}名", (30, 200)),
    "norms.made": ("制定行政规范性文件{}件", (3, 30)),
}
RECEIVED = "全年收到行政复议申请{}件，受理{}件，审结{}件，结转下年{}件"
RECEIVED_CARRIED = "全年收到行政复议申请{}件，上年结转{}件，审结{}件"


def rounded(value: Fraction, places: int) -> str:
    scale = 10**places
    whole = int(abs(value) * scale + Fraction(1, 2))
    return f"{whole // scale}.{whole % scale:0{places}}"


def report(year: int, sentences: list[str]) -> str:
    body = "".join(f"（{'一二三四五六七八九十'[i]}）第{i + 1}项工作。{s}。\n" for i, s in enumerate(sentences))
    return (
        f"望川县人民政府\n关于{year}年法治政府建设情况的报告\n\n一、{year}年工作情况\n{body}\n"
        f"二、存在的不足和原因\n执法力量不足。\n\n三、{year + 1}年工作安排\n继续努力。\n\n"
        f"望川县人民政府\n{year + 1}年1月20日\n"
    )


def growth_of(before: int, after: int, places: int, wrong: int = 0) -> str:
    """The words of a growth, `wrong` last places off."""
    growth = Fraction(after - before, before) * 100
    shown = rounded(growth, places)
    if wrong:
        shown = rounded(Fraction(shown) + Fraction(wrong, 10**places), places)
    return f"，同比{'增长' if growth > 0 else '下降'}{shown}%"


def made_pair(seed: int) -> tuple[str, str, set[str]]:
    """A pair of reports and the ids of the metrics in which a fault was planted."""
    rng = random.Random(seed)
    before, after, faults = [], [], set()
    names = sorted(COUNTS)
    rng.shuffle(names)
    for place, name in enumerate(names):
        template, (low, high) = COUNTS[name]
        old = rng.randint(low, high)
        new = rng.randint(low, high)
        if new == old:
            new += 1
        before.append(template.format(old))
        fate = ("growth", "false growth", "vanished", "plain")[(seed + place) % 4]
        if fate == "vanished":
            faults.add(name)
            continue
        tail = ""
        if fate == "growth":
            tail = growth_of(old, new, rng.choice((1, 2)))
        elif fate == "false growth":
            faults.add(name)
            tail = growth_of(old, new, rng.choice((1, 2)), wrong=rng.randint(2, 9))
        after.append(template.format(new) + tail)
    received = rng.randint(50, 200)
    left = rng.randint(2, 20)
    before.append(RECEIVED.format(received, received, received - left, left))
    carried = left + rng.randint(1, 5) * (seed % 2)
    if carried != left:
        faults.add("reconsideration.carried_in")
    after.append(RECEIVED_CARRIED.format(received + 5, carried, received))
    return report(2023, before), report(2024, after), faults


@pytest.mark.parametrize("seed", range(30))
def test_every_planted_fault_is_found_and_nothing_else(seed: int) -> None:
    before, after, faults = made_pair(seed)
    found = fz.compare(fz.parse(before), fz.parse(after))
    assert {change.id for change in found.findings} == faults
    agreeing = [change for change in found if change.stated is not None and not change.review]
    assert agreeing
    assert {change.verdict for change in agreeing} == {"proved"}


def test_a_growth_that_is_off_is_for_review_not_refuted() -> None:
    before = report(2023, ["全年办理行政处罚案件3607件"])
    after = report(2024, ["全年办理行政处罚案件3646件，同比增长1.05%"])
    change = fz.compare(fz.parse(before), fz.parse(after))["penalty.cases"]
    assert (change.verdict, change.review) == ("review", True)
    assert "1.05%" in change.remark_zh
    assert "1.08%" in change.remark_zh
    assert "修订" in change.remark_zh
    assert str(change.difference) == "39"


def test_a_fall_an_amount_and_a_restated_base() -> None:
    before = report(2023, ["共调解矛盾纠纷400件", "审查合同60份", "办理法律援助案件50件"])
    after = report(
        2024, ["共调解矛盾纠纷300件，同比下降25%", "审查合同72份，比上年增加12份", "办理法律援助案件由48件增加到66件"]
    )
    found = fz.compare(fz.parse(before), fz.parse(after))
    assert found["mediation.cases"].verdict == "proved"
    assert str(found["mediation.cases"].stated) == "-25"
    assert found["contracts.reviewed"].verdict == "proved"
    assert (
        found["aid.cases"].id not in {change.id for change in found.findings} or "48件" in found["aid.cases"].remark_zh
    )


def test_approximations_refute_nothing() -> None:
    before = report(2023, ["共调解矛盾纠纷400余件"])
    after = report(2024, ["共调解矛盾纠纷500余件，同比增长20%"])
    change = fz.compare(fz.parse(before), fz.parse(after))["mediation.cases"]
    assert change.verdict == "constrained"
    assert change.growth is None


def test_years_apart_and_the_wrong_way_round() -> None:
    old, new = (fz.parse(report(year, ["共调解矛盾纠纷400件，同比增长20%"])) for year in (2021, 2024))
    found = fz.compare(old, new)
    assert found.findings == []
    assert "相隔3年" in found.notes[0][0]
    with pytest.raises(fz.OptionError, match="earlier report comes first") as raised:
        fz.compare(new, old)
    assert "上年报告" in raised.value.message_zh


def test_two_kinds_of_report_on_one_year_say_the_same() -> None:
    sentences = ["全年主动公开政府信息286条", "收到政府信息公开申请12件"]
    other = (
        "望川县人民政府2024年政府信息公开工作年度报告\n\n一、总体情况\n2024年主动公开政府信息268条。"
        "2024年收到政府信息公开申请12件。\n\n望川县人民政府\n2025年1月20日\n"
    )
    found = fz.compare(fz.parse(report(2024, sentences)), fz.parse(other))
    assert {change.id: change.verdict for change in found} == {
        "openness.published": "review",
        "openness.requests": "proved",
    }
    assert "286条" in found.findings[0].remark_zh


def test_a_disclosure_report_is_compared_by_its_cells() -> None:
    made = disclosure.make(3, "tabs")
    sibling = fz.parse(made.text)
    requests, penalties = made.rows["disclosure.requests", 0][-1], made.rows["disclosure.penalties", 0][0]
    law = fz.parse(
        f"青禾县松坪镇人民政府\n关于{sibling.year}年法治政府建设情况的报告\n\n一、工作情况\n"
        f"全年收到政府信息公开申请{requests}件。办理行政处罚案件{penalties + 1}件。\n"
    )
    c = fz.compare(law, sibling)
    assert c["openness.requests"].verdict == "proved"
    assert [change.id for change in c.findings] == ["penalty.cases"]
    assert f"另一份写作{penalties}（" in c["penalty.cases"].remark_zh
    assert "“行政处罚”“本年处理决定数量”" in c["penalty.cases"].remark_zh
    assert sibling.metrics["openness.requests"].cell.value == requests
    again = fz.Assessment.from_json(fz.assess(sibling).to_json()).report
    assert again.metrics["openness.requests"].cell.quote == str(requests)


def test_what_one_disclosure_report_carries_over_the_next_takes_in() -> None:
    first = disclosure.make(3, "tabs").text
    year, left = fz.parse(first).year, fz.parse(first).metrics["openness.carried_out"].value
    for taken_in, verdict in ((left, "proved"), (left + 1, "review")):
        later = (
            f"青禾县松坪镇人民政府{year + 1}年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
            "一、本年新收政府信息公开申请数量\t3\t1\t0\t0\t0\t0\t4\n"
            f"二、上年结转政府信息公开申请数量\t{taken_in}\t0\t0\t0\t0\t0\t{taken_in}\n"
        )
        assert fz.compare(fz.parse(first), fz.parse(later))["openness.carried_in"].verdict == verdict


def test_shown_as_table_json_and_card() -> None:
    before, after, _ = made_pair(1)
    found = fz.compare(fz.parse(before), fz.parse(after))
    data = json.loads(found.to_json())
    assert [row["id"] for row in data["changes"]] == [change.id for change in found]
    assert (data["previous"]["year"], data["current"]["year"]) == (2023, 2024)
    assert repr(found).startswith("<Comparison 2023 → 2024: ")
    assert "待核" in found._repr_html_() or "review" in found._repr_html_()
    pandas = pytest.importorskip("pandas")
    frame = found.to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame["id"]) == [change.id for change in found]
    empty = fz.compare(fz.parse("一、甲\n无。\n"), fz.parse("一、甲\n无。\n")).to_pandas()
    assert list(empty.columns) == list(frame.columns)


def test_hostile_text_is_escaped() -> None:
    before = report(2023, ["共调解矛盾纠纷400件"]).replace("望川县", "<script>县")
    found = fz.compare(fz.parse(before), fz.parse(report(2024, ["共调解矛盾纠纷300件"])))
    assert "<script" not in found._repr_html_()


def test_command_line(tmp_path: Path) -> None:
    before, after, faults = made_pair(3)
    (tmp_path / "2023.txt").write_text(before, "utf-8")
    (tmp_path / "2024.txt").write_text(after, "utf-8")

    def fazhi(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "fazhi", "compare", *words, "--lang", "zh"]
        return subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=tmp_path, env={**os.environ, "PYTHONUTF8": "1"}
        )

    done = fazhi("2023.txt", "2024.txt")
    assert done.returncode == 0
    assert done.stdout.count("待核") == len(faults)
    assert fazhi("2023.txt", "2024.txt", "--fail-on", "review").returncode == 1
    as_json = fazhi("2023.txt", "2024.txt", "--format", "json")
    assert {row["id"] for row in json.loads(as_json.stdout)["changes"] if row["review"]} == faults
    assert fazhi("2024.txt", "2023.txt").returncode == 2
    assert fazhi("2023.txt", "gone.txt").returncode == 3
    assert fazhi("2023.txt").returncode == 2
