"""Made-up 政府信息公开工作年度报告 with known cells; the generator shares nothing with the data of the core."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

LAYOUTS = ("tabs", "columns", "single", "bars", "lines")
DOCUMENTS = (("规章", 3), ("行政规范性文件", 3))
DECISIONS = (("第二十条第（五）项", ("行政许可",)), ("第二十条第（六）项", ("行政处罚", "行政强制")))
APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("（一）予以公开", ()),
    ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", ()),
    (
        "（三）不予公开",
        (
            "1.属于国家秘密",
            "2.其他法律行政法规禁止公开",
            "3.危及“三安全一稳定”",
            "4.保护第三方合法权益",
            "5.属于三类内部事务信息",
            "6.属于四类过程性信息",
            "7.属于行政执法案卷",
            "8.属于行政查询事项",
        ),
    ),
    ("（四）无法提供", ("1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确")),
    (
        "（五）不予处理",
        (
            "1.信访举报投诉类申请",
            "2.重复申请",
            "3.要求提供公开出版物",
            "4.无正当理由大量反复申请",
            "5.要求行政机关确认或重新出具已获取信息",
        ),
    ),
    (
        "（六）其他处理",
        (
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            "3.其他",
        ),
    ),
)
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
LEAVES = 1 + 1 + 8 + 3 + 5 + 3
# Rows of the table of requests in print order: received, carried in, the leaves, their total, carried out.
REQUEST_ROWS = 2 + LEAVES + 2


@dataclass
class Made:
    """A report, and what each row of each form says: None for a cell left blank."""

    text: str
    rows: dict[tuple[str, int], list[int | None]]
    lost: set[tuple[str, int]] = field(default_factory=set)


def requests(rng: random.Random) -> list[list[int]]:
    """The 25 rows of the table of requests, all sums right."""
    big = rng.choice((3, 30, 4000))
    leaves = [[rng.choice((0, 0, 0, rng.randint(0, big))) for _ in range(6)] for _ in range(LEAVES)]
    handled = [sum(row[c] for row in leaves) for c in range(6)]
    carried_out = [rng.choice((0, 0, rng.randint(0, 9))) for _ in range(6)]
    carried_in = [rng.randint(0, min(9, handled[c] + carried_out[c])) for c in range(6)]
    received = [handled[c] + carried_out[c] - carried_in[c] for c in range(6)]
    return [[*row, sum(row)] for row in (received, carried_in, *leaves, handled, carried_out)]


def disputes(rng: random.Random) -> list[int]:
    out: list[int] = []
    for _ in range(3):
        parts = [rng.choice((0, 0, rng.randint(0, 12))) for _ in range(4)]
        out += [*parts, sum(parts)]
    return out


class Page:
    """Prints rows in one layout. A row with a blank cell that the layout cannot keep is noted as lost."""

    def __init__(self, rng: random.Random, layout: str, blanks: float) -> None:
        self.rng, self.layout, self.blanks = rng, layout, blanks
        self.lines: list[str] = []
        self.made = Made("", {})

    def text(self, line: str) -> None:
        self.lines.append(line)

    def heads(self, *names: str) -> None:
        if self.layout == "lines":
            self.lines += names
        else:
            self.lines.append(self._joined(list(names)))

    def row(self, form: str, number: int, labels: list[str], values: list[int]) -> None:
        cells: list[int | None] = [None if v == 0 and self.rng.random() < self.blanks else v for v in values]
        self.made.rows[form, number] = cells
        keeps = self.layout in ("tabs", "bars")
        printed = ["" if v is None else str(v) for v in cells]
        if None in cells and (not keeps or (self.layout == "tabs" and cells[-1] is None)):
            self.made.lost.add((form, number))
        if not keeps:
            printed = [p for p in printed if p]
        if self.layout == "lines":
            self.lines += [*labels, *printed]
        elif self.layout == "columns" and labels and len(labels[-1]) > 22 and self.rng.random() < 0.5:
            # A long label wraps, its numbers stand beside its first line.
            cut = self.rng.randint(14, 20)
            head = [*labels[:-1], labels[-1][:cut]]
            self.lines += [self._joined([*head, *printed]), labels[-1][cut:]]
        else:
            self.lines.append(self._joined([*labels, *printed]))

    def _joined(self, cells: list[str]) -> str:
        if self.layout == "tabs":
            return "\t".join(cells).rstrip("\t")
        if self.layout == "bars":
            return "| " + " | ".join(cells) + " |"
        if self.layout == "single":
            return " ".join(cells)
        return (" " * self.rng.randint(2, 6)).join(cells)


def make(seed: int, layout: str, blanks: float = 0.0) -> Made:
    rng = random.Random(seed)
    page = Page(rng, layout, blanks)
    year = rng.randint(2021, 2025)
    page.text(f"青禾县松坪镇人民政府{year}年政府信息公开工作年度报告")
    page.text("一、总体情况")
    page.text(f"{year}年，本机关主动公开信息{rng.randint(20, 900)}条，办理申请若干件，均按期答复。")
    page.text("二、主动公开政府信息情况")
    page.text("第二十条第（一）项")
    page.heads("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
    for number, (label, size) in enumerate(DOCUMENTS):
        page.row("disclosure.documents", number, [label], [rng.randint(0, 20) for _ in range(size)])
    for (clause, labels), form in zip(DECISIONS, ("disclosure.permits", "disclosure.penalties"), strict=True):
        page.text(clause)
        page.heads("信息内容", "本年处理决定数量")
        for number, label in enumerate(labels):
            page.row(form, number, [label], [rng.randint(0, 3000)])
    page.text("第二十条第（八）项")
    page.heads("信息内容", "本年收费金额（单位：万元）")
    page.row("disclosure.fees", 0, ["行政事业性收费"], [rng.randint(0, 500)])
    page.text("三、收到和处理政府信息公开申请情况")
    page.text("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）")
    page.heads("申请人情况")
    page.heads("自然人", "法人或其他组织", "总计")
    page.heads(*APPLICANTS[1:6])
    rows = requests(rng)
    form = "disclosure.requests"
    page.row(form, 0, ["一、本年新收政府信息公开申请数量"], rows[0])
    page.row(form, 1, ["二、上年结转政府信息公开申请数量"], rows[1])
    number = 2
    first = ["三、本年度办理结果"]
    for group, leaves in GROUPS:
        before = [*first, group] if leaves else first
        for leaf in leaves or (group,):
            page.row(form, number, [*before, leaf], rows[number])
            before = first = []
            number += 1
        if number == 9 and rng.random() < 0.5:
            page.text("- 3 -")
    page.row(form, number, ["（七）总计"], rows[number])
    page.row(form, number + 1, ["四、结转下年度继续办理"], rows[number + 1])
    page.text("四、政府信息公开行政复议、行政诉讼情况")
    page.heads("行政复议", "行政诉讼")
    page.heads(*OUTCOMES, "未经复议直接起诉", "复议后起诉")
    page.heads(*OUTCOMES, *OUTCOMES)
    page.row("disclosure.disputes", 0, [], disputes(rng))
    page.text("五、存在的主要问题及改进情况")
    page.text("公开内容还不够丰富，部分栏目更新不够及时。下一步将加强培训，完善机制。")
    page.text("六、其他需要报告的事项")
    page.text("本年度未收取信息处理费。")
    page.made.text = "\n".join(page.lines) + "\n"
    return page.made
