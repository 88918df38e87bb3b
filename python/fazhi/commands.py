"""What the commands of `fazhi` do."""

from __future__ import annotations

import os
import sys

import fazhi as fz
from fazhi import display, words
from fazhi.printing import tongue

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from fazhi.printing import Printer

STDIN = "-"
DONE, FINDINGS, USAGE, READ, PLUGIN, WRITE, INTERNAL = 0, 1, 2, 3, 4, 5, 70


class Failed(Exception):  # noqa: N818, a word of its own for what ends a command
    """Ends a command with an exit code and a sentence in two languages."""

    def __init__(self, code: int, zh: str, en: str) -> None:
        super().__init__(en)
        self.code = code
        self.message_zh = zh


def run(given: Any, printer: Printer) -> int:
    """The command that the arguments name; returns the exit code."""
    if given.command in ("rules", "plugins"):
        from fazhi import listings

        return listings.run(given, printer)
    commands = {
        "show": show,
        "validate": validate,
        "compare": compare,
        "score": score,
        "convert": convert,
        "config": config,
    }
    return commands[given.command](given, printer)


def read(path: str, given: Any) -> fz.Report:
    source: Any = path
    if path == STDIN:
        if sys.stdin is None:
            raise Failed(READ, "没有标准输入", "there is no stdin")
        source = sys.stdin.buffer
    return fz.read(source, given.importer, max_bytes=given.max_bytes, **_import_options(given))


def _import_options(given: Any) -> dict[str, object]:
    options = _pairs(given.import_option)
    if "max_bytes" in options:
        raise Failed(USAGE, "文件大小上限请用--max-bytes", "the limit of a file's size is --max-bytes")
    for name in ("source", "importer"):
        if name in options:
            raise Failed(USAGE, f"导入器没有选项{name}", f"{name} is no option of an importer")
    if given.encoding is not None:
        options["encoding"] = given.encoding
    return options


def _plugin_options(given: list[str]) -> dict[str, dict[str, object]]:
    """NAME.OPTION=VALUE of validators and scorers."""
    options: dict[str, dict[str, object]] = {}
    for word in given:
        plugin, dot, pair = word.partition(".")
        if not dot or "=" not in pair:
            raise Failed(
                USAGE,
                f"选项须写作 插件.名称=值，而不是“{word}”",
                f"an option of a validator is written PLUGIN.NAME=VALUE, not {word!r}",
            )
        options.setdefault(plugin, {}).update(_pairs([pair]))
    return options


def assess(report: fz.Report, path: str, given: Any, checklists: Any) -> fz.Assessment:
    return fz.assess(
        report,
        profile=given.profile,
        as_of=given.as_of,
        rules=given.rule,
        without_rules=given.without_rule,
        checklist=checklists,
        options=_plugin_options(given.validator_option),
        source_path="" if path == STDIN else path,
    )


class _Readings:
    """Assessments of the reports named; one that cannot be read is talk and an exit code, and the others go on."""

    def __init__(self, given: Any, printer: Printer, checklists: Any) -> None:
        self.given, self.printer, self.checklists = given, printer, checklists
        self.status = DONE

    def __iter__(self) -> Iterator[tuple[str, fz.Assessment]]:
        for path in self.printer.progress(self.given.reports):
            try:
                report = read(path, self.given)
            except (fz.ParseError, fz.IoError) as error:
                self.printer.complain(error)
                self.status = READ
                continue
            yield path, assess(report, path, self.given, self.checklists)


def show(given: Any, printer: Printer) -> int:
    report = read(given.reports[0], given)
    if printer.json:
        print(report.to_json())
        return DONE
    h = report.header
    printer.text(report.title or report.source_name)
    printer.text(f"{tongue('发文机关', 'issuers')}: {'、'.join(h.issuers) or '?'}")
    printer.text(f"{tongue('年度', 'year')}: {report.year or '?'}")
    size = f"{len(report.text)} {tongue('字', 'characters')}"
    printer.text(f"{tongue('导入器', 'importer')}: {report.importer} ({report.encoding}), {size}")
    printer.text()
    for s in report.sections:
        printer.text(f"{'  ' * (s.level - 1)}{s.label}{s.heading}")
    printer.text()
    printer.table(
        [tongue("勾稽", "relation"), tongue("算式", "derivation"), tongue("结论", "verdict")],
        [
            [
                tongue(words.RELATION_KINDS[r.kind][0], r.kind),
                r.derivation,
                f"{display.SIGNS[r.verdict]} {tongue(*words.VERDICTS[r.verdict])}",
            ]
            for r in report.relations
        ],
        ", ".join(
            f"{count} {tongue(zh, en if count != 1 else en[:-1])}"
            for count, zh, en in [
                (len(report.figures), "个数字", "figures"),
                (len(report.relations), "项勾稽", "relations"),
                (len(report.citations), "处引用", "citations"),
            ]
        ),
    )
    printer.text()
    names = {
        "measures": "主要举措",
        "shortcomings": "存在不足",
        "causes": "原因",
        "first_responsible": "第一责任人职责",
        "next_year": "下一年打算",
    }
    for content in report.contents:
        found = "、".join(s.path for s in content.sections) if content.found else tongue("未见", "absent")
        printer.text(f"{tongue(names[content.name], content.name)}: {found}")
    return DONE


def _concerns(finding: fz.Finding, fail_on: str) -> bool:
    order = {
        "error": finding.level == "error",
        "warning": finding.level == "warning",
        "review": finding.kind == "review",
    }
    wanted = {
        "error": ("error",),
        "warning": ("error", "warning"),
        "review": ("error", "warning", "review"),
        "never": (),
    }
    return any(order[word] for word in wanted[fail_on])


def validate(given: Any, printer: Printer) -> int:
    import json

    found, rows = DONE, []
    readings = _Readings(given, printer, ())
    for path, a in readings:
        if a.report.kind != "rule_of_law":
            printer.say(
                tongue(
                    f"{path}：不像法治政府建设年度报告，未查法定内容",
                    f"{path}: not like a yearly report on rule-of-law government; statutory contents were not checked",
                )
            )
        if any(_concerns(f, given.fail_on) for f in a.findings):
            found = FINDINGS
        if printer.json:
            rows.append({"path": path, "findings": json.loads(a.to_json())["findings"]})
        elif printer.rich:
            printer.table(
                [
                    "",
                    tongue("规则", "rule"),
                    tongue("位置", "place"),
                    tongue("发现", "finding"),
                    tongue("原文", "quote"),
                ],
                [
                    [
                        tongue(words.LETTERS[f.letter][0] if f.letter in words.LETTERS else "", f.letter),
                        f.rule_id,
                        tongue(*words.WHOLE_REPORT) if f.whole_report else f"{f.start}–{f.end}",
                        tongue(f.message_zh, f.message_en),
                        display.cut(f.quote),
                    ]
                    for f in a.findings
                ],
                path,
            )
        else:
            for f in a.findings:
                quote = f"  〔{display.cut(f.quote)}〕" if f.quote else ""
                place = "" if f.whole_report else f"{f.start}-{f.end}: "
                print(f"{path}:{place or ' '}{f.letter} {f.rule_id} {tongue(f.message_zh, f.message_en)}{quote}")
    if printer.json:
        printer.data(rows)
    return readings.status or found


def _as_printed(metric: fz.Metric) -> str:
    if metric.figure is not None:
        return " ".join(metric.figure.quote.split())
    return "—" if metric.value is None else f"{metric.value}{metric.unit}"


def compare(given: Any, printer: Printer) -> int:
    made = fz.compare(read(given.previous, given), read(given.current, given))
    for zh, en in made.notes:
        printer.say(tongue(zh, en))
    if printer.json:
        printer.data(made.to_dict())
    else:
        printer.table(
            [
                *(tongue("指标", "metric"), tongue("上年", "previous"), tongue("本年", "current")),
                *(tongue("增减%", "growth %"), tongue("所述", "stated"), tongue("结论", "verdict")),
                tongue("说明", "remark"),
            ],
            [
                [
                    tongue(row["name"], row["name_en"]),
                    *(_as_printed(metric) for metric in (change.previous, change.current)),
                    *(row[name] if row[name] is not None else "" for name in ("growth", "stated")),
                    tongue(*words.CHANGES[row["verdict"]]),
                    tongue(row["remark"], row["remark_en"]),
                ]
                for change in made
                for row in [change.as_row()]
            ],
        )
    return FINDINGS if made.findings and given.fail_on == "review" else DONE


def score(given: Any, printer: Printer) -> int:
    import json

    rows = []
    readings = _Readings(given, printer, given.checklist or fz.api.DEFAULT_CHECKLIST)
    for path, a in readings:
        if printer.json:
            rows.append({"path": path, "scorecards": json.loads(a.to_json())["scorecards"]})
            continue
        for card in a.scorecards:
            printer.table(
                [
                    tongue("条目", "criterion"),
                    tongue("内容", "title"),
                    tongue("结果", "outcome"),
                    tongue("得分", "points"),
                    tongue("理由", "why"),
                ],
                [
                    [
                        r.criterion_id,
                        tongue(r.title, r.title_en),
                        tongue(*words.outcome(r.outcome, r.level_reached)),
                        f"{r.points:g}/{r.weight:g}",
                        tongue(r.why_zh, r.why_en),
                    ]
                    for r in card.results
                ],
                f"{path}: {tongue(card.title, card.title_en)} {tongue(*display.score(card))}"
                + (f" ({card.reached:g}/{card.judged:g})" if card.judged else ""),
            )
            printer.text(
                f"{tongue('未能判断', 'unknown')} {card.unknown_share:.0%}, {tongue('不适用', 'not applicable')} "
                f"{card.not_applicable_share:.0%}; {tongue(card.weights_note, card.weights_note_en)}"
            )
    if printer.json:
        printer.data(rows)
    return readings.status


def _pairs(words: list[str]) -> dict[str, object]:
    pairs: dict[str, object] = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or not name:
            raise Failed(USAGE, f"选项须写作 名称=值，而不是“{word}”", f"an option is written NAME=VALUE, not {word!r}")
        pairs[name.replace("-", "_")] = value
    return pairs


def _format(given: Any, folder: bool) -> str:
    """Name of the exporter; loads FILE.py."""
    from fazhi import plugins

    to = given.to
    if to is None:
        suffix = os.path.splitext(given.output)[1].lower()
        if folder or not suffix:
            names = sorted({p.name for p in plugins.list_plugins() if p.kind == "exporter" and p.name})
            raise Failed(
                USAGE, f"请用-t指定导出格式：{'、'.join(names)}", f"name the format with -t: {', '.join(names)}"
            )
        to = plugins.exporter_for(suffix)
    if not to.endswith(".py"):
        plugins.ensure("exporter", to)
        return str(to)
    names = [row.name for row in plugins.load_plugin(to) if row.kind == "exporter"]
    if len(names) != 1:
        raise Failed(
            PLUGIN,
            f"{to}定义了{len(names)}个导出器；请用--plugin {to} -t 名称",
            f"{to} defines {len(names)} exporters ({', '.join(names) or 'none'}); use --plugin {to} -t NAME",
        )
    return names[0]


def _stem(path: str) -> str:
    return "stdin" if path == STDIN else os.path.splitext(os.path.basename(path))[0]


def _is_file_name(out: str) -> bool:
    """Whether a format has the suffix: nobody means a folder by all.html."""
    from fazhi import plugins

    suffix = os.path.splitext(out)[1].lower()
    try:
        return bool(suffix and plugins.exporter_for(suffix))
    except fz.PluginError:
        return False


def _goals(given: Any, name: str, folder: bool, form: object) -> list[str]:
    if not folder:
        return [given.output] * len(given.reports)
    row = fz._core.plugin_info("exporter", name)
    forms = [form or spec.default_value for spec in row.options if spec.name == "form"]
    suffix = row.suffixes[0] if row.suffixes else f".{forms[0] if forms else name}"
    goals = [os.path.join(given.output, _stem(path) + suffix) for path in given.reports]
    twice = {goal for goal in goals if goals.count(goal) > 1}
    if twice:
        listed = ", ".join(sorted(twice))
        raise Failed(
            USAGE, f"多份报告会写入同一文件：{listed}", f"several reports would be written to one file: {listed}"
        )
    return goals


def _unwritten(out: str, error: OSError) -> Failed:
    return Failed(WRITE, getattr(error, "message_zh", "") or f"无法写入{out}：{error.strerror}", str(error))


def convert(given: Any, printer: Printer) -> int:
    out = given.output
    there = os.path.isdir(out) or out.endswith(os.sep)
    lines = len(given.reports) > 1 and not there and out.lower().endswith(".jsonl") and given.to in (None, "json")
    folder = there or (len(given.reports) > 1 and not lines)
    if folder and out == "-":
        raise Failed(USAGE, "多份报告不能写到标准输出", "several reports cannot go to stdout")
    if folder and not there and _is_file_name(out):
        raise Failed(
            USAGE,
            f"多份报告须写入文件夹，而“{out}”像是文件名；要写成一个文件请用 .jsonl",
            f"several reports go to a folder, and {out} is the name of a file; one file for all is a .jsonl",
        )
    options = _pairs(given.option)
    if given.accept is not None:
        options["accept"] = given.accept
    name = _format(given, folder)
    if len(set(given.reports)) < len(given.reports):
        raise Failed(USAGE, "同一份报告给出了两次", "a report is named twice")
    goals = dict(zip(given.reports, _goals(given, name, folder, options.get("form")), strict=True))
    fz._core.check_options("exporter", name, fz.options.encode(options))
    written: list[str] = []
    gathered: list[fz.Assessment] = []
    readings = _Readings(given, printer, given.checklist or fz.api.DEFAULT_CHECKLIST)
    for path, a in readings:
        try:
            if folder:
                os.makedirs(out, exist_ok=True)
            if out == "-":
                sys.stdout.flush()
                sys.stdout.buffer.write(fz.export(a, bytes, name, **options))
                continue
            if path != STDIN and os.path.exists(goals[path]) and os.path.samefile(path, goals[path]):
                raise Failed(USAGE, f"{path}会被导出结果覆盖", f"{path} would be overwritten by its own export")
            if lines:
                gathered.append(a)
                continue
            written += fz.export(a, goals[path], name, **options)
        except fz.PluginError:
            raise
        except (fz.IoError, OSError) as error:
            if out == "-" and not isinstance(error, fz.IoError):
                raise
            raise _unwritten(out, error) from error
    if gathered:
        try:
            written += fz.export(gathered, out, name, **options)
        except (fz.IoError, OSError) as error:
            raise _unwritten(out, error) from error
    if printer.json and out != "-":
        printer.data(written)
    elif written:
        printer.say(
            tongue(f"已写入{'、'.join(written[:3])}", f"wrote {', '.join(written[:3])}")
            + (f" … ({len(written)})" if len(written) > 3 else "")
        )
    return readings.status


def config(given: Any, printer: Printer) -> int:
    places = {"include": fz.get_include(), "cmakedir": fz.get_cmake_dir(), "plugindir": fz.get_plugin_dir()}
    wanted = given.wanted or []
    if printer.json:
        printer.data({name: places[name] for name in wanted or places})
    elif wanted:
        for name in wanted:
            print(places[name])
    else:
        for name, place in {**places, "version": fz.__version__}.items():
            print(f"{name}\t{place}")
    return DONE
