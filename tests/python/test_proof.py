"""The sheet of sums: every sum with what came of it, nothing run, and a clerk's opinions kept over re-runs."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import fazhi as fz
from fazhi.exporters import _opinions
from fazhi.exporters.proof import render

SAMPLE = Path(__file__).resolve().parents[2] / "examples" / "sample_report.txt"
CAVEAT = "相符只说明数与数对得上，不说明数属实。"
HOSTILE = "<script>document.title='run'</script>|*_[x](javascript:run)&"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
REPORT = """某县甲镇人民政府
关于2024年法治政府建设情况的报告

一、工作情况
（一）深化公开。全年公开信息286条，其中网站203条、公示栏61条、新媒体24条。
（二）多元解纷。调解纠纷326件，调解成功318件，调解成功率97.5%。
（三）听取意见。全年接待群众约30人次。
"""


def assessment(text: str = REPORT) -> fz.Assessment:
    return fz.assess(fz.parse(text))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def sheet(a: fz.Assessment, form: str = "csv", **options: object) -> str:
    text = fz.export(a, str, "proof", form=form, **options)
    assert isinstance(text, str)
    return text


def filled(tmp_path: Path, a: fz.Assessment, opinions: dict[str, str], encoding: str = "utf-8-sig") -> Path:
    """The csv with an opinion on each of the rows whose sum holds a word."""
    table = rows(sheet(a))
    for row in table:
        for word, opinion in opinions.items():
            if word in row["算式"]:
                row["核实意见"] = opinion
    path = tmp_path / "核实意见.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(table[0]))
        writer.writeheader()
        writer.writerows(table)
    return path


# ── what it says ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("form", ["html", "md"])
def test_head_counts_refutation_table_annex_and_foot(form: str) -> None:
    a = assessment()
    text = re.sub(r"<[^>]*>|\\|\*\*", "", sheet(a, form))
    for word in (
        CAVEAT,
        "某县甲镇人民政府",
        "2024年",
        a.report.source_hash,
        f"fazhi {fz.__version__}",
        "复核人",
        "日期",
    ):
        assert word in text
    assert (
        text.index("不符之处") < text.index("203 + 61 + 24 = 288 ≠ 286") < text.index("勾稽明细") < text.index("附表：")
    )
    assert text.count("203 + 61 + 24 = 288 ≠ 286") == 2
    assert text.count("“286”改为“288”") == 2
    assert "一（一）·第1段" in text
    assert re.search(r"接待群众约30人次.*约数", text, re.DOTALL)
    columns = ["序号", "位置", "原文", "算式", "结论", "差额与容差", "可能的改法", "核实意见"]
    places = [text.index(word, text.index("勾稽明细")) for word in columns]
    assert places == sorted(places)


def test_each_verdict_has_its_word_and_its_sign() -> None:
    d = json.loads(assessment().to_json())
    relation = d["report"]["relations"][0]
    d["report"]["relations"] = [
        {**relation, "verdict": v, "repairs": [], "fingerprint": f"r{i:016x}"}
        for i, v in enumerate(("proved", "refuted", "constrained", "open"))
    ]
    text = re.sub(r"<[^>]*>", " ", render(d))
    for sign, word in (("✓", "相符"), ("✗", "不符"), ("≈", "不矛盾"), ("○", "无从核算")):
        assert len(re.findall(rf"{sign}\s+{word}", text)) >= 2


def test_shares_never_say_more_than_is_so() -> None:
    d = json.loads(assessment().to_json())
    figure = d["report"]["figures"][0]
    d["report"]["relations"] = d["findings"] = []
    d["report"]["figures"] = [{**figure, "verdict": "proved"}] * 1999 + [{**figure, "verdict": "refuted"}]
    assert "1999（99.9%）" in render(d, form="md")


def test_a_quotation_leaves_out_what_stands_between_and_shows_that() -> None:
    far = (
        "一、工作情况\n全年公开信息286条，内容包括"
        + "乡村振兴和防汛抗旱，" * 12
        + "其中网站203条、公示栏61条、新媒体22条。\n"
    )
    table = rows(sheet(assessment(far)))
    row = next(row for row in table if row["种类"] == "合计")
    assert "公开信息286条 …… " in row["原文"]
    assert len(row["原文"]) < 80


def test_paragraphs_are_counted_within_their_section() -> None:
    text = (
        "一、工作情况\n\n我镇努力工作。\n\n调解纠纷326件，调解成功318件，调解成功率97.5%。\n\n"
        "二、问题\n\n收回问卷380份，其中满意287份、基本满意71份、不满意22份。\n"
    )
    places = [row["位置"] for row in rows(sheet(assessment(text))) if row["指纹"]]
    assert places == ["一·第2段", "二·第1段"]


def test_the_page_stands_first_where_the_file_has_pages() -> None:
    made = json.loads(assessment().to_json())
    second = made["report"]["text"].index("（二）")
    runs = [[0, 0, 0, 0, 0, 0], [second, 1, 0, 0, 0, 0]]
    made["report"]["source"]["places"] = {"parts": ["page 1", "page 2"], "runs": runs}
    a = fz.Assessment.from_json(json.dumps(made, ensure_ascii=False))
    places = [row["位置"] for row in rows(sheet(a)) if row["指纹"]]
    assert places == ["第1页·一（一）·第1段", "第2页·一（二）·第1段"]
    assert "page 2·" in sheet(a, lang="en")


def test_english() -> None:
    a = assessment()
    page = sheet(a, "html", lang="en", title="Another title")
    assert '<html lang="en">' in page
    assert "<title>Sheet of sums · Another title</title>" in page
    assert "Possible changes" in page
    table = list(csv.DictReader(io.StringIO(sheet(a, lang="en", bom=False), newline="")))
    assert table[0]["Verdict"] == "refuted"


def test_a_report_without_figures_has_a_sheet() -> None:
    a = assessment("一、工作情况\n我镇努力工作。\n")
    assert "没有不符的勾稽关系" in sheet(a, "html")
    assert rows(sheet(a)) == []


# ── untrusted text ───────────────────────────────────────────────────────────────────────────────────────────────────


def hostile() -> dict:
    d = json.loads(assessment(REPORT.replace("公开信息", f"公开{HOSTILE}信息")).to_json())
    for figure in d["report"]["figures"]:
        figure["open_reason"] = HOSTILE
    for relation in d["report"]["relations"]:
        relation["derivation"] = relation["stated"] = HOSTILE
        relation["remark"] = {"zh": HOSTILE, "en": HOSTILE}
        for repair in relation["repairs"]:
            repair["text"] = HOSTILE
    d["report"]["source"]["name"] = HOSTILE
    return d


OPINIONS = {"r0000000000000000": _opinions.Opinion(f"排除{HOSTILE}", HOSTILE, HOSTILE)}


def test_the_page_escapes_everything_and_runs_nothing() -> None:
    page = render(hostile(), opinions=OPINIONS, title=HOSTILE)
    assert "<script" not in page
    assert page.count("&lt;script&gt;") > 8
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert "script-src &#39;none&#39;" in policy[1]
    assert "url(" not in page


def test_markdown_shows_the_text_as_it_stands() -> None:
    text = render(hostile(), form="md", opinions=OPINIONS, title=HOSTILE)
    assert "<script" not in re.sub(r"\\<", "", text)
    assert not re.search(r"(?<!\\)\[x", text)
    for line in text.splitlines():
        if line.startswith("|"):
            assert len(re.findall(r"(?<!\\)\|", line)) in (5, 7, 9)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(start: str) -> None:
    d = json.loads(assessment().to_json())
    formula = f"{start}HYPERLINK(1)"
    for relation in d["report"]["relations"]:
        relation["derivation"] = formula
        relation["remark"] = {"zh": formula, "en": formula}
    opinions = {d["report"]["relations"][0]["fingerprint"]: _opinions.Opinion(formula)}
    cells = [cell for row in rows(render(d, form="csv", opinions=opinions)) for cell in row.values()]
    assert f"'{formula}" in cells
    assert not [cell for cell in cells if cell.startswith(_opinions.FORMULA) and not re.fullmatch(r"-?[\d.]+", cell)]


def test_csv_numbers_stay_numbers_in_pandas(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    fz.export(assessment(), tmp_path / "sheet.csv", "proof")
    assert (tmp_path / "sheet.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    frame = pandas.read_csv(tmp_path / "sheet.csv")
    first = frame[frame["结论"] == "不符"].iloc[0]
    assert (first["写作"], first["算得"], first["差额"]) == (286, 288, 2)
    assert frame["差额"].dtype == "float64"
    assert next(iter(frame.columns)) == "序号"
    assert not sheet(assessment(), bom=False).startswith("\ufeff")


# ── opinions ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_opinions_are_kept_over_unrelated_edits(tmp_path: Path, encoding: str) -> None:
    path = filled(tmp_path, assessment(), {"203": "排除：已核对台账", "318": "确认"}, encoding)
    edited = REPORT.replace("一、工作情况\n", "一、工作情况\n全年开会12次。\n").replace("（一）", "（一）　")
    table = rows(sheet(assessment(edited), accept=path))
    assert {row["算式"]: row["核实意见"] for row in table if row["核实意见"]} == {
        "203 + 61 + 24 = 288 ≠ 286": "排除：已核对台账",
        "318 ÷ 326 = 97.54…% ≈ 97.5%": "确认",
    }
    page = sheet(assessment(edited), "html", accept=path)
    assert "已核对台账" in page
    assert "没有不符的勾稽关系" in page
    assert "已排除 1 条" in page


def test_written_over_itself_nothing_is_lost(tmp_path: Path) -> None:
    path = filled(tmp_path, assessment(), {"203": "确认", "318": "确认"})
    fz.export(assessment(), path, "proof", accept=path)
    mended = assessment(REPORT.replace("286条", "288条"))
    fz.export(mended, path, "proof", accept=path)
    table = rows(path.read_text("utf-8-sig"))
    lost = [row for row in table if row["结论"] == "本稿未见"]
    assert [(row["核实意见"], row["算式"]) for row in lost] == [("确认", "203 + 61 + 24 = 288 ≠ 286")]
    for form in ("html", "md"):
        text = sheet(mended, form, accept=path)
        assert "本稿中没有的勾稽" in text
        assert lost[0]["指纹"] in text
    # The number comes back, and with it the opinion.
    back = rows(sheet(assessment(), accept=path))
    assert [row["核实意见"] for row in back if "203" in row["算式"]] == ["确认"]
    assert not [row for row in back if row["结论"] == "本稿未见"]


def test_an_opinion_of_another_word_is_shown_and_changes_no_count(tmp_path: Path) -> None:
    path = filled(tmp_path, assessment(), {"203": "问过统计科，待回复"})
    page = sheet(assessment(), "html", accept=path)
    assert page.count("问过统计科，待回复") == 2
    assert "没有不符" not in page


def test_equal_sums_have_fingerprints_of_their_own() -> None:
    twice = "一、甲\n收回问卷300份，其中满意210份、不满意90份。\n二、乙\n收回问卷300份，其中满意210份、不满意90份。\n"
    marks = [relation.fingerprint for relation in fz.parse(twice).relations]
    assert len(marks) >= 2
    assert len(set(marks)) == len(marks)
    assert all(re.fullmatch("r[0-9a-f]{16}", mark) for mark in marks)


def test_fingerprints_survive_the_json() -> None:
    a = assessment()
    again = fz.Assessment.from_json(a.to_json())
    assert [r.fingerprint for r in again.relations] == [r.fingerprint for r in a.relations]
    broken = a.to_json().replace('"fingerprint":"r', '"fingerprint":"x')
    with pytest.raises(fz.ParseError, match="fingerprint"):
        fz.Assessment.from_json(broken)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"a,b\n1,2\n", "指纹"),
        (b"", "指纹"),
        (b"\xff\xfe\x00\x81", "GB18030"),
        ("指纹,核实意见\nr1,确认\nr1,排除\n".encode(), "two opinions"),
        (b'\xe6\x8c\x87\xe7\xba\xb9,\xe6\xa0\xb8\xe5\xae\x9e\xe6\x84\x8f\xe8\xa7\x81\nr1,"' + b"x" * 200_000, "line"),
    ],
)
def test_a_file_that_is_none_is_refused_with_its_name(tmp_path: Path, content: bytes, word: str) -> None:
    path = tmp_path / "opinions.csv"
    path.write_bytes(content)
    with pytest.raises(fz.OptionError, match=word) as raised:
        sheet(assessment(), accept=path)
    assert "opinions.csv" in str(raised.value)
    assert "opinions.csv" in raised.value.message_zh


def test_a_missing_file_is_said_in_both_languages(tmp_path: Path) -> None:
    for path, zh in ((tmp_path / "gone.csv", "没有此文件"), (tmp_path, "是文件夹")):
        with pytest.raises(fz.OptionError) as raised:
            sheet(assessment(), accept=path)
        assert zh in raised.value.message_zh


def test_command_line(tmp_path: Path) -> None:
    def fazhi(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "fazhi", *words]
        return subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=tmp_path, env={**os.environ, "PYTHONUTF8": "1"}
        )

    (tmp_path / "r.txt").write_text(REPORT, "utf-8")
    for name, begins in (("算账单.html", "<!DOCTYPE html>"), ("算账单.md", "# 算账单"), ("算账单.csv", "\ufeff序号")):
        assert fazhi("convert", "r.txt", "-o", name, "-t", "proof").returncode == 0
        assert (tmp_path / name).read_text("utf-8").startswith(begins)
    assert fazhi("convert", "r.txt", "-o", "b.csv", "-t", "proof", "--accept", "算账单.csv").returncode == 0
    missing = fazhi("convert", "r.txt", "-o", "c.csv", "-t", "proof", "--accept", "nowhere.csv")
    assert missing.returncode == 2
    assert "nowhere.csv" in missing.stderr
    assert not (tmp_path / "c.csv").exists()
    (tmp_path / "q.txt").write_text(REPORT, "utf-8")
    assert fazhi("convert", "r.txt", "q.txt", "-o", "all", "-t", "proof", "-O", "form=csv").returncode == 0
    assert sorted(p.name for p in (tmp_path / "all").iterdir()) == ["q.csv", "r.csv"]
    shown = fazhi("plugins", "show", "proof").stdout
    assert "form=html" in shown
    assert "accept=" in shown


def test_same_assessment_same_bytes() -> None:
    for form in ("html", "md", "csv"):
        assert sheet(assessment(), form) == sheet(assessment(), form)


# ── in print ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def printed(tmp_path: Path, page: str) -> Path:
    (tmp_path / "page.html").write_text(page, "utf-8")
    pdf = tmp_path / "page.pdf"
    subprocess.run(
        [
            *(str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
            *("--no-pdf-header-footer", f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={pdf}"),
            (tmp_path / "page.html").as_uri(),
        ],
        capture_output=True,
        timeout=120,
        check=True,
    )
    return pdf


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on PATH (Debian: apt-get install chromium)")
def test_prints_on_a4_with_the_head_of_the_table_on_each_page(tmp_path: Path) -> None:
    body = "".join(f"（{n}）第{n}所收回问卷{n + 300}份，其中满意{n + 200}份、不满意100份。\n" for n in range(1, 61))
    pdf = printed(tmp_path, sheet(assessment(f"一、工作情况\n{body}"), "html"))
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf.read_bytes())
    assert {(round(float(w) / 72 * 25.4), round(float(h) / 72 * 25.4)) for w, h in boxes} == {(297, 210)}
    assert 4 <= len(boxes) <= 8
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext on PATH (Debian: apt-get install poppler-utils)")
    pages = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout.split("\f")
    assert all("核实意见" in page for page in pages[1 : len(boxes) - 1])


# ── the same in a notebook ───────────────────────────────────────────────────────────────────────────────────────────


def test_relations_are_a_table_of_the_same() -> None:
    relations = assessment().relations
    table = relations.to_dict()
    wanted = ["kind", "basis", "verdict", "stated", "computed", "delta", "tolerance", "tie", "operands", "derivation"]
    assert list(table)[: len(wanted)] == wanted
    at = table["verdict"].index("refuted")
    assert (table["stated"][at], table["computed"][at], table["delta"][at]) == ("286", "288", "2")
    assert table["operands"][at] == "whole 286条; part 203条、61条、24条"
    assert table["fingerprint"][at] == relations[at].fingerprint
    shown = relations._repr_html_()
    assert all(f">{name}<" in shown for name in wanted)
    assert "whole 286条; part 203条、61条、24条" in shown
