"""Word files with automatic numbers, one generator a feature, and what Word prints of them by a model of a few lines.

A generator takes a source of chance and gives the file and its lines as they must be read. The model shares nothing
with the importer: a ladder of levels holds the number of each level in use, and forgets it when the level restarts.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from docx_files import STRICT, abstract, docx, lvl, num, num_pr, p, run, style

Case = tuple[bytes, list[str]]
Generator = Callable[[random.Random], Case]
HAN = "一二三四五六七八九"
ROMAN = re.findall("[^ ]+", "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX")
LEGAL = "壹贰叁肆伍陆柒捌玖"
PARTS = "举措成效问题原因安排执法监督培训宣传队伍制度"


def han(n: int, digits: str = HAN, ten: str = "十", front: str = "") -> str:
    """Up to 99; `front` stands before the ten of 10 to 19."""
    tens, ones = divmod(n, 10)
    lead = "" if tens == 0 else (front if tens == 1 else digits[tens - 1]) + ten
    return lead + (digits[ones - 1] if ones else "")


WRITERS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02}",
    "chineseCounting": han,
    "chineseCountingThousand": han,
    "japaneseCounting": han,
    "chineseLegalSimplified": lambda n: han(n, LEGAL, "拾", "壹"),
    "ideographTraditional": lambda n: "甲乙丙丁戊己庚辛壬癸"[n - 1] if n <= 10 else str(n),
    "decimalEnclosedCircle": lambda n: chr(0x245F + n) if n <= 20 else str(n),
    "decimalFullWidth": lambda n: "".join(chr(0xFF10 + int(c)) for c in str(n)),
    "upperRoman": lambda n: ROMAN[n - 1],
    "lowerRoman": lambda n: ROMAN[n - 1].lower(),
    "lowerLetter": lambda n: chr(0x60 + n),
    "upperLetter": lambda n: chr(0x40 + n),
}


@dataclass
class Lv:
    form: str
    text: str
    start: int = 1
    restart: int | None = None
    legal: bool = False
    suffix: str = "tab"
    more: str = ""
    number_format: str = ""

    def xml(self, index: int) -> str:
        more = f'<w:lvlRestart w:val="{self.restart}"/>' if self.restart is not None else ""
        more += "<w:isLgl/>" if self.legal else ""
        more += f'<w:suff w:val="{self.suffix}"/>' if self.suffix != "tab" else ""
        return lvl(index, self.form, self.text, self.start, self.more + more, self.number_format)


@dataclass
class Ladder:
    levels: list[Lv]
    now: dict[int, int] = field(default_factory=dict)

    def take(self, index: int, start: int | None = None, levels: list[Lv] | None = None) -> str:
        """Counts a paragraph and gives its label with the blank behind. `levels`: those of the w:num that asks."""
        levels = levels or self.levels
        for higher in range(index):
            self.now.setdefault(higher, levels[higher].start)
        fresh = levels[index].start if index not in self.now else self.now[index] + 1
        self.now[index] = fresh if start is None else start
        for deeper in range(index + 1, len(levels)):
            restart = levels[deeper].restart
            if restart is None or (restart > 0 and index < restart):
                self.now.pop(deeper, None)
        own = levels[index]

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            n = self.now.get(at, levels[at].start)
            return WRITERS["decimal" if own.legal else levels[at].form](n)

        label = re.sub(r"%(\d)", number, own.text)
        return label + (" " if label and own.suffix != "nothing" else "")

    def xml(self, index: int = 0, more: str = "") -> str:
        return abstract(index, *(level.xml(i) for i, level in enumerate(self.levels)), more=more)


def chinese() -> Ladder:
    return Ladder([Lv("chineseCountingThousand", "%1、"), Lv("chineseCounting", "（%2）"), Lv("decimal", "%3.")])


def dotted() -> Ladder:
    return Ladder([Lv("decimal", "%1."), Lv("decimal", "%1.%2"), Lv("decimal", "%1.%2.%3")])


def words(rng: random.Random) -> str:
    return "".join(rng.choice(PARTS) for _ in range(rng.randint(2, 6)))


def walk(rng: random.Random, count: int = 14, depth: int = 3, skips: bool = False) -> Iterator[int]:
    """Levels as a writer uses them: at most one deeper than before, unless levels may be skipped."""
    at = -1
    for _ in range(count):
        at = rng.randint(0, depth - 1 if skips else min(at + 1, depth - 1))
        yield at


def plain(ladder: Ladder, rng: random.Random, steps: Iterator[int], **how: object) -> Case:
    """Numbered paragraphs with one here and there that is not."""
    body, lines = [], []
    for index in steps:
        text = words(rng)
        body.append(p(text, 1, index))
        lines.append(ladder.take(index) + text)
        if rng.random() < 0.2:
            text = words(rng) + "。"
            body.append(p(text))
            lines.append(text)
    return docx(*body, numbering=ladder.xml() + num(1, 0), **how), lines  # type: ignore[arg-type]


def num_style_link(rng: random.Random) -> Case:
    """The style's own list and the one that takes its levels count for themselves."""
    own, borrowed = chinese(), chinese()
    styles = style("Ladder", num_pr(1), kind="numbering")
    link = abstract(1, more='<w:numStyleLink w:val="Ladder"/>')
    numbering = own.xml(more='<w:styleLink w:val="Ladder"/>') + link + num(1, 0) + num(2, 1)
    body, lines = [], []
    for index in walk(rng):
        which, text = rng.choice([(1, own), (2, borrowed)]), words(rng)
        body.append(p(text, which[0], index))
        lines.append(which[1].take(index) + text)
    return docx(*body, numbering=numbering, styles=styles), lines


def level_by_style(rng: random.Random) -> Case:
    """The style says the list, the level says the style, nobody says w:ilvl; a style may be based on such a one."""
    ladder = chinese()
    for i, level in enumerate(ladder.levels):
        level.more = f'<w:pStyle w:val="H{i}"/>'
    styles = "".join(style(f"H{i}", num_pr(1)) + style(f"Mine{i}", based_on=f"H{i}") for i in range(3))
    body, lines = [], []
    for index in walk(rng):
        text = words(rng)
        body.append(p(text, style=rng.choice(["H", "Mine"]) + str(index)))
        lines.append(ladder.take(index) + text)
    return docx(*body, numbering=ladder.xml() + num(1, 0), styles=styles), lines


def level_of_another_style(rng: random.Random) -> Case:
    """A style with numbering whose level names a second style prints no number and counts none."""
    ladder = chinese()
    ladder.levels[0].more = '<w:pStyle w:val="H0"/>'
    styles = style("H0", num_pr(1)) + style("Other", num_pr(1, 0))
    body, lines = [], []
    for _ in range(10):
        text, other = words(rng), rng.random() < 0.4
        body.append(p(text, style="Other" if other else "H0"))
        lines.append(text if other else ladder.take(0) + text)
    return docx(*body, numbering=ladder.xml() + num(1, 0), styles=styles), lines


def num_zero(rng: random.Random) -> Case:
    """numId 0 takes a paragraph out of its style's numbering; the default style may number too."""
    ladder = chinese()
    default = rng.random() < 0.5
    styles = style("Body", num_pr(1, 0), more='w:default="1"' if default else "")
    body, lines = [], []
    for _ in range(10):
        text, out = words(rng), rng.random() < 0.4
        body.append(p(text, 0 if out else None, style="" if default else "Body"))
        lines.append(text if out else ladder.take(0) + text)
    return docx(*body, numbering=ladder.xml() + num(1, 0), styles=styles), lines


def several_nums(rng: random.Random) -> Case:
    ladder = chinese()
    body, lines = [], []
    for index in walk(rng):
        text = words(rng)
        body.append(p(text, rng.randint(1, 4), index))
        lines.append(ladder.take(index) + text)
    return docx(*body, numbering=ladder.xml() + "".join(num(i, 0) for i in range(1, 5))), lines


def start_override(rng: random.Random) -> Case:
    """Each w:num sets its start once, where it is used first; all count on."""
    ladder = chinese()
    starts = {2: rng.randint(2, 9), 3: rng.randint(2, 9), 4: 1}
    nums = num(1, 0) + "".join(
        num(i, 0, f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{s}"/></w:lvlOverride>')
        for i, s in starts.items()
    )
    body, lines = [], []
    for _ in range(14):
        text, which = words(rng), rng.randint(1, 4)
        body.append(p(text, which, 0))
        lines.append(ladder.take(0, starts.pop(which, None)) + text)
    return docx(*body, numbering=ladder.xml() + nums), lines


def level_override(rng: random.Random) -> Case:
    """A w:num with a level of its own prints it another way and counts on."""
    ladder = chinese()
    own = [Lv(rng.choice(["upperRoman", "decimalEnclosedCircle", "decimal"]), "%1."), *ladder.levels[1:]]
    nums = num(1, 0) + num(2, 0, f'<w:lvlOverride w:ilvl="0">{own[0].xml(0)}</w:lvlOverride>')
    body, lines = [], []
    for index in walk(rng, 12, 2):
        text, changed = words(rng), rng.random() < 0.5
        body.append(p(text, 2 if changed else 1, index))
        lines.append(ladder.take(index, levels=own if changed else None) + text)
    return docx(*body, numbering=ladder.xml() + nums), lines


def restarts(rng: random.Random) -> Case:
    ladder = dotted()
    ladder.levels[1].restart = rng.choice([None, 0, 1])
    ladder.levels[2].restart = rng.choice([0, 1, 2])
    return plain(ladder, rng, walk(rng, 20))


def legal(rng: random.Random) -> Case:
    ladder = Ladder(
        [
            Lv("chineseCountingThousand", "第%1章"),
            Lv("chineseCounting", "%1.%2", legal=rng.random() < 0.7),
            Lv("upperRoman", "%1.%2.%3", legal=True),
        ]
    )
    return plain(ladder, rng, walk(rng))


def skipped(rng: random.Random) -> Case:
    ladder = dotted()
    for level in ladder.levels:
        level.start = rng.choice([1, 1, 3])
    return plain(ladder, rng, walk(rng, 12, 3, skips=True))


def suffixes(rng: random.Random) -> Case:
    ladder = chinese()
    for level in ladder.levels:
        level.suffix = rng.choice(["tab", "space", "nothing"])
    return plain(ladder, rng, walk(rng))


def custom_format(rng: random.Random) -> Case:
    """Formats that only newer readers know stand in a choice."""
    known = {
        "01, 02, 03, ...": "decimalZero",
        "①, ②, ③, ...": "decimalEnclosedCircle",
        "甲, 乙, 丙, ...": "ideographTraditional",
        "壹, 贰, 叁, ...": "chineseLegalSimplified",
        "一, 十, 一百(简), ...": "chineseCountingThousand",
    }
    pattern = rng.choice(list(known))
    fallback = '<w:numFmt w:val="decimal"/>'
    own = f'<w:numFmt w:val="custom" w:format="{pattern}"/>'
    choice = f'<mc:Choice Requires="w14">{own}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>'
    ladder = Ladder([Lv(known[pattern], "%1.", number_format=f"<mc:AlternateContent>{choice}</mc:AlternateContent>")])
    return plain(ladder, rng, walk(rng, 22, 1))


def bullets(rng: random.Random) -> Case:
    """A bullet is a sign, whatever its font; `none` leaves the text of the template."""
    ladder = Ladder([Lv("decimal", "%1."), Lv("bullet", ""), Lv("none", rng.choice(["附件：", ""]))])
    body, lines = [], []
    for index in walk(rng):
        text = words(rng)
        body.append(p(text, 1, index))
        label = ladder.take(index)
        lines.append(("• " if index == 1 else label) + text)
    return docx(*body, numbering=ladder.xml() + num(1, 0)), lines


def tentative(rng: random.Random) -> Case:
    """A level that the writer's program made up in advance counts once it is used."""
    data, lines = plain(chinese(), rng, walk(rng))
    return edited(data, "word/numbering.xml", '<w:lvl w:ilvl="1"', '<w:lvl w:tentative="1" w:ilvl="1"'), lines


def edited(data: bytes, part: str, old: str, new: str) -> bytes:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            assert name != part or old in text
            target.writestr(name, text.replace(old, new) if name == part else text)
    return out.getvalue()


def empty_paragraphs(rng: random.Random) -> Case:
    ladder = chinese()
    body, lines = [], []
    for index in walk(rng):
        text = "" if rng.random() < 0.4 else words(rng)
        body.append(p(text, 1, index))
        lines.append(ladder.take(index) + text)
    return docx(*body, p("完"), numbering=ladder.xml() + num(1, 0)), [*lines, "完"]


def not_there(rng: random.Random) -> Case:
    """Deleted, moved away and hidden paragraphs, by run or by style: neither read nor counted."""
    ladder = chinese()
    styles = (
        '<w:style w:type="paragraph" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body, lines = [], []
    for index in walk(rng):
        text, fate = words(rng), rng.randrange(6)
        if fate == 0:
            gone = f'<w:del w:id="1"><w:r><w:delText>{text}</w:delText></w:r></w:del>'
            body.append(p(gone, 1, index, mark='<w:del w:id="2"/>'))
        elif fate == 1:
            body.append(p(f'<w:moveFrom w:id="1">{run(text)}</w:moveFrom>', 1, index, mark='<w:moveFrom w:id="2"/>'))
        elif fate == 2:
            body.append(p(run(text, "<w:vanish/>"), 1, index, mark="<w:vanish/>"))
        elif fate == 3:
            body.append(p(text, 1, index, style="Secret"))
        else:
            moved = f'<w:moveTo w:id="1">{run(text)}</w:moveTo>'
            body.append(p(moved if fate == 4 else text, 1, index))
            lines.append(ladder.take(index) + text)
    return docx(*body, p("完"), numbering=ladder.xml() + num(1, 0), styles=styles), [*lines, "完"]


def joined(rng: random.Random) -> Case:
    """Where a paragraph mark is deleted, the text goes on in the next paragraph, which gives its number."""
    ladder = chinese()
    body, lines, carried = [], [], ""
    for index in [*walk(rng, 12), 0]:
        text, goes_on = words(rng), len(body) < 12 and rng.random() < 0.3
        body.append(p(text, 1, index, mark='<w:del w:id="2"/>' if goes_on else ""))
        carried += text
        if not goes_on:
            lines.append(ladder.take(index) + carried)
            carried = ""
    return docx(*body, numbering=ladder.xml() + num(1, 0)), lines


def cells(rng: random.Random) -> Case:
    """Cells count in the order of rows; a cell that goes on from above prints and counts nothing."""
    ladder = chinese()
    body, lines = [], []
    for index in walk(rng, 4, 2):
        text = words(rng)
        body.append(p(text, 1, index))
        lines.append(ladder.take(index) + text)
        rows = ""
        for row in range(3):
            left = words(rng)
            merge = '<w:vMerge w:val="restart"/>' if row == 0 else "<w:vMerge/>"
            rows += f"<w:tr><w:tc><w:tcPr>{merge}</w:tcPr>{p(left if row == 0 else '', 1, 0)}</w:tc>"
            first = ladder.take(0) + left if row == 0 else ""
            right = words(rng)
            rows += f"<w:tc><w:tcPr/>{p(right, 1, 1)}</w:tc></w:tr>"
            lines.append(f"{first}\t{ladder.take(1)}{right}")
        body.append(f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>")
    return docx(*body, p("完"), numbering=ladder.xml() + num(1, 0)), [*lines, "完"]


def text_boxes(rng: random.Random) -> Case:
    """Read once though they stand in the file twice, behind their paragraph, each with numbers of its own."""
    ladder = chinese()
    body, lines = [], []
    for index in walk(rng, 8, 2):
        text = words(rng)
        if rng.random() < 0.4:
            inside, own = [words(rng) for _ in range(rng.randint(1, 3))], chinese()
            box = f"<w:txbxContent>{''.join(p(t, 1, 0) for t in inside)}</w:txbxContent>"
            choice = f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
            both = (
                f"<mc:AlternateContent>{choice}<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
            )
            body.append(p(f"{run(text)}<w:r>{both}</w:r>", 1, index))
            lines += [ladder.take(index) + text, *(own.take(0) + t for t in inside)]
        else:
            body.append(p(text, 1, index))
            lines.append(ladder.take(index) + text)
    return docx(*body, numbering=ladder.xml() + num(1, 0)), lines


def content_controls(rng: random.Random) -> Case:
    """Around paragraphs, around runs, around rows and cells."""
    ladder = chinese()
    body, lines = [], []

    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr><w:id w:val='1'/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    for index in walk(rng):
        text, kind = words(rng), rng.randrange(4)
        label = ladder.take(index)
        if kind == 0:
            body.append(control(p(text, 1, index)))
        elif kind == 1:
            body.append(p(control(run(text)), 1, index))
        elif kind == 2:
            row = control(f"<w:tr>{control(f'<w:tc><w:tcPr/>{p(text, 1, index)}</w:tc>')}</w:tr>")
            body.append(f"<w:tbl><w:tblPr/><w:tblGrid/>{row}</w:tbl>")
        else:
            body.append(p(text, 1, index))
        lines.append(label + text)
    return docx(*body, p("完"), numbering=ladder.xml() + num(1, 0)), [*lines, "完"]


def char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {text} </w:instrText></w:r>'


def table_of_contents(rng: random.Random) -> Case:
    """Its lines are results of a field, with numbers as text; the headings count as if it were not there."""
    ladder, printed = chinese(), chinese()
    entries = [(index, words(rng)) for index in walk(rng, 6, 2)]
    body, lines = [], []
    for i, (index, text) in enumerate(entries):
        page = char("begin") + instruction("PAGEREF _Toc1") + char("separate") + run(str(i + 1)) + char("end")
        label = printed.take(index)
        content = f'<w:hyperlink w:anchor="_Toc1">{run(label + text)}<w:r><w:tab/></w:r>{page}</w:hyperlink>'
        first = char("begin") + instruction('TOC \\o "1-2"') + char("separate") if i == 0 else ""
        body.append(p(first + content + (char("end") if i == len(entries) - 1 else "")))
        lines.append(f"{label}{text}\t{i + 1}")
    for index, text in entries:
        body.append(p(text, 1, index))
        lines.append(ladder.take(index) + text)
    return docx(*body, numbering=ladder.xml() + num(1, 0)), lines


def list_numbers(rng: random.Random) -> Case:
    """LISTNUM: lists of Word and of the file, one level below the paragraph, \\l and \\s."""
    ladder = dotted()
    built_in = Ladder([Lv("decimal", "%1)"), Lv("lowerLetter", "%2)"), Lv("lowerRoman", "%3)")])
    named = Ladder([Lv("chineseCounting", "%1是"), Lv("decimal", "%2款")])
    numbering = ladder.xml() + named.xml(1, more='<w:name w:val="条款"/>') + num(1, 0)
    body, lines = [], []
    for _ in range(8):
        text, kind = words(rng), rng.randrange(4)
        code, label = "", ""
        if kind == 3:
            body.append(p(run(text) + char("begin") + instruction("LISTNUM") + char("end") + run("款"), 1, 0))
            before = ladder.take(0)
            lines.append(before + text + ladder.take(1).rstrip() + "款")
            continue
        if kind == 0:
            level = rng.randint(1, 3)
            code, label = f"LISTNUM NumberDefault \\l {level}", built_in.take(level - 1)
        elif kind == 1:
            start = rng.randint(1, 9)
            code, label = f'listnum "NumberDefault" \\s {start} \\l 1', built_in.take(0, start)
        else:
            code, label = 'LISTNUM "条款"', named.take(0)
        body.append(p(run(text) + char("begin") + instruction(code) + char("end") + run("后")))
        lines.append(text + label.rstrip() + "后")
    return docx(*body, numbering=numbering), lines


def sequences(rng: random.Random) -> Case:
    """SEQ keeps its result in the file: it is read as it stands, in the simple form and in the long one."""
    ladder = chinese()
    body, lines = [], []
    for i, index in enumerate(walk(rng, 8, 2)):
        text = words(rng)
        long = char("begin") + instruction("SEQ 表 \\* ARABIC") + char("separate") + run(str(i + 3)) + char("end")
        short = f'<w:fldSimple w:instr=" SEQ 表 \\* ARABIC ">{run(str(i + 3))}</w:fldSimple>'
        body.append(p(run("表") + rng.choice([long, short]) + run(text), 1, index))
        lines.append(f"{ladder.take(index)}表{i + 3}{text}")
    return docx(*body, numbering=ladder.xml() + num(1, 0)), lines


def strict(rng: random.Random) -> Case:
    return plain(chinese(), rng, walk(rng), space=STRICT)


def template(rng: random.Random) -> Case:
    return plain(chinese(), rng, walk(rng), template=True)


def japanese_counting(rng: random.Random) -> Case:
    """What WPS writes for 一、二、三."""
    ladder = Ladder([Lv("japaneseCounting", "%1、"), Lv("japaneseCounting", "（%2）")])
    return plain(ladder, rng, walk(rng, 24, 2))


def stories(rng: random.Random) -> Case:
    """Heads and feet count together, footnotes and endnotes each for themselves, none with the text."""
    text, margin, foot, end = chinese(), chinese(), chinese(), chinese()
    body, lines = [], []
    for index in walk(rng, 6, 2):
        body.append(p("文字", 1, index))
        lines.append(text.take(index) + "文字")

    def some(ladder: Ladder) -> tuple[str, list[str]]:
        count = rng.randint(1, 3)
        return "".join(p("文字", 1, 0) for _ in range(count)), [ladder.take(0) + "文字" for _ in range(count)]

    parts, relations = {}, []
    for name, kind, wrap, ladder in (
        ("header1", "header", "<w:hdr>{}</w:hdr>", margin),
        ("footer1", "footer", "<w:ftr>{}</w:ftr>", margin),
        ("footnotes", "footnotes", "<w:footnotes><w:footnote>{}</w:footnote></w:footnotes>", foot),
        ("endnotes", "endnotes", "<w:endnotes><w:endnote>{}</w:endnote></w:endnotes>", end),
    ):
        content, printed = some(ladder)
        parts[f"word/{name}.xml"] = wrap.format(content)
        relations.append((kind, f"{name}.xml"))
        lines += printed
    return docx(*body, numbering=text.xml() + num(1, 0), parts=parts, relations=tuple(relations)), lines


FEATURES: list[Generator] = [
    *(num_style_link, level_by_style, level_of_another_style, num_zero, several_nums, start_override, level_override),
    *(
        restarts,
        legal,
        skipped,
        suffixes,
        custom_format,
        bullets,
        tentative,
        empty_paragraphs,
        not_there,
        joined,
        cells,
    ),
    *(text_boxes, content_controls, table_of_contents, list_numbers, sequences, strict, template, japanese_counting),
    stories,
]
