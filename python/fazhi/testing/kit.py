"""The conformance kit."""

from __future__ import annotations

import os
import tempfile
import traceback
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

import fazhi as fz
from fazhi import _core, plugins
from fazhi.options import encode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


class Check(NamedTuple):
    """One rule, and whether the plugin keeps it."""

    name: str
    passed: bool
    detail: str = ""


# Made up: a report with sums and faults, one with rare characters, one that is hardly anything.
_TEXTS = (
    "××镇2023年法治政府建设情况报告\n\n××县人民政府：\n现将有关情况报告如下。\n一、工作情况\n（一）依法履职。全年受理案件210件，"
    "其中行政处罚113件、行政许可54件、行政强制43件，办结率98.5％。\n（二）学法用法。组织学习12次，覆盖干部300余人。\n"
    "二、存在问题\n一是队伍力量不足。二是”宣传“形式单一。\n三、下一步打算\n继续推进《法治政府建设实施纲要（2021—2025年）》落实。\n",
    "\u3000𠮷祥镇２０２３年度法治政府建设情况报告\r\n一、情况\r\n&<b>\"'`|*_#\u200b\u202e办结３件。\r\n",
    "无\n",
)


def sample_assessments() -> list[fz.Assessment]:
    """Assessments that cover what an exporter meets: findings, proofs, rare characters, markup, next to nothing."""
    return [fz.assess(fz.parse(text)) for text in _TEXTS]


def check_plugin(target: str | os.PathLike[str]) -> list[Check]:
    """Checks all that a file provides (.py or native), or the plugin of a name."""
    word = os.fspath(target)
    if os.path.exists(word):
        try:
            rows = fz.load_plugin(word)
        except fz.FazhiError as error:
            return [Check("loads", False, _told(error, word))]
    else:
        for kind in plugins.KINDS:
            plugins.ensure(kind, word)
        rows = [row for row in fz.list_plugins() if word == row.name]
    refused = [row for row in rows if row.status not in ("loaded", "available")]
    if refused or not rows:
        reason = "; ".join(f"{row.reason_en}; {row.remedy_en}" for row in refused)
        return [Check("loads", False, reason or f"{word} provides no plugin")]
    checks = [Check("loads", True, ", ".join(f"{row.kind} {row.name}" for row in rows))]
    by_kind: dict[str, Callable[[str], list[Check]]] = {
        "exporter": check_exporter,
        "validator": check_validator,
        "importer": check_importer,
    }
    for row in rows:
        if row.kind in by_kind:
            checks += by_kind[row.kind](row.name)
    return checks


def _told(error: BaseException, path: str = "") -> str:
    """The sentence, and the line of the author's file where it began."""
    said = str(error) if isinstance(error, fz.FazhiError) else f"{type(error).__name__}: {error}"
    where = _place(error, os.path.realpath(path) if path else "")
    return f"{said} ({where})" if where and where not in said else said


def _place(error: BaseException | None, path: str) -> str:
    """file:line of the deepest frame in the plugin's own file, else of the deepest that is not fazhi's or Python's."""
    causes: list[BaseException] = []
    while error is not None and error not in causes:
        causes.append(error)
        error = error.__cause__ or error.__context__
    ours = (os.path.dirname(os.path.dirname(os.path.realpath(__file__))), os.path.dirname(os.__file__), "<frozen")
    others = ""
    for cause in reversed(causes):
        if isinstance(cause, SyntaxError) and cause.filename:
            return f"{cause.filename}:{cause.lineno}"
        own = ""
        for frame in traceback.extract_tb(cause.__traceback__):
            if path and os.path.realpath(frame.filename) == path:
                own = f"{frame.filename}:{frame.lineno}"
            elif not frame.filename.startswith(ours):
                others = f"{frame.filename}:{frame.lineno}"
        if own:
            return own
    return others


def _run(path: str, runs: Callable[[], object], checks: Sequence[tuple[str, Callable[[], str]]]) -> list[Check]:
    """A check returns what is wrong, or nothing; what it raises is wrong too.

    A plugin that does not run is told once: the rest would say the same again.
    """
    try:
        runs()
    except Exception as error:
        return [Check("runs", False, _told(error, path))]
    results = [Check("runs", True)]
    for name, check in checks:
        try:
            wrong = check()
        except Exception as error:
            wrong = _told(error, path)
        results.append(Check(name, not wrong, wrong))
    return results


def check_exporter(name: str, assessments: Sequence[fz.Assessment] | None = None) -> list[Check]:
    """The rules of exporters."""
    plugins.ensure("exporter", name)
    samples = list(assessments) if assessments is not None else sample_assessments()
    info = _core.plugin_info("exporter", name)

    def written(a: fz.Assessment, **options: object) -> list[tuple[str, bytes]]:
        return _core.export_memory([a], name, encode(options))

    def text() -> str:
        if "binary" in info.capabilities:
            return ""
        for a in samples:
            for file, data in written(a):
                try:
                    data.decode("utf-8")
                except UnicodeDecodeError as error:
                    return f"{file or 'the file'}: {error}"
        return ""

    def twice() -> str:
        return "" if all(written(a) == written(a) for a in samples) else "the same assessment gave other bytes"

    def unchanged() -> str:
        for a in samples:
            before = a.to_json()
            written(a)
            if a.to_json() != before:
                return "the assessment is not what it was"
        return ""

    def options() -> str:
        try:
            written(samples[0], no_such_option=1)
        except fz.OptionError:
            pass
        else:
            return "an option that is not declared was taken"
        for option in info.options:
            for value in option.choices or [option.default_value]:
                written(samples[0], **{option.name: value})
        return ""

    def threads() -> str:
        alone = [written(a) for a in samples]
        with ThreadPoolExecutor(2) as pool:
            together = list(pool.map(written, samples * 8))
        return "" if together == alone * 8 else "two threads gave other bytes than one"

    def left_behind() -> str:
        def broken() -> Iterator[fz.Assessment]:
            yield samples[0]
            raise RuntimeError("the source of assessments ends in an error")

        with tempfile.TemporaryDirectory() as folder:
            out = os.path.join(folder, "out")
            paths = {
                os.path.relpath(os.fsdecode(p), folder)
                for p in _core.export_path([samples[0]], name, os.fsencode(out), [])
            }
            there = {os.path.relpath(os.path.join(at, f), folder) for at, _, files in os.walk(folder) for f in files}
            if there != paths:
                return f"files beside those it names: {sorted(there - paths)}"
        with tempfile.TemporaryDirectory() as folder:
            try:
                _core.export_path(broken(), name, os.fsencode(os.path.join(folder, "out")), [])
            except fz.FazhiError:
                return f"left after a failure: {os.listdir(folder)}" if os.listdir(folder) else ""
        return ""  # it took the first assessment and asked for no second

    return _run(
        info.path,
        lambda: [written(a) for a in samples],
        [
            ("valid UTF-8", text),
            ("same bytes twice", twice),
            ("report unchanged", unchanged),
            ("options as declared", options),
            ("two threads", threads),
            ("nothing left behind on failure", left_behind),
        ],
    )


def check_validator(name: str, reports: Sequence[fz.Report] | None = None) -> list[Check]:
    """The rules of validators."""
    plugins.ensure("validator", name)
    samples = list(reports) if reports is not None else [fz.parse(text) for text in _TEXTS]

    def found(r: fz.Report) -> str:
        a = fz.assess(r, checklist=(), validators=name)
        return a.to_json()

    def twice() -> str:
        return "" if all(found(r) == found(r) for r in samples) else "the same report gave other findings"

    def unchanged() -> str:
        for r in samples:
            before = r.to_json()
            found(r)
            if r.to_json() != before:
                return "the report is not what it was"
        return ""

    def positions() -> str:
        for r in samples:
            for f in fz.validate(r, validators=name):
                if not 0 <= f.start <= f.end <= len(r.text):
                    return f"{f.rule_id}: [{f.start}:{f.end}] is no place of a text of {len(r.text)} characters"
                if not f.message_zh or not f.message_en:
                    return f"{f.rule_id} has no message"
        return ""

    def threads() -> str:
        alone = [found(r) for r in samples]
        with ThreadPoolExecutor(2) as pool:
            together = list(pool.map(found, samples * 8))
        return "" if together == alone * 8 else "two threads gave other findings than one"

    return _run(
        _core.plugin_info("validator", name).path,
        lambda: [found(r) for r in samples],
        [
            ("same findings twice", twice),
            ("report unchanged", unchanged),
            ("places and messages", positions),
            ("two threads", threads),
        ],
    )


def check_importer(name: str) -> list[Check]:
    """What can be asked of any importer: content that it does not know is refused with an error, never more."""
    plugins.ensure("importer", name)

    def garbage() -> str:
        for data in (b"\x00", b"\xff\xfe\xff", bytes(range(256)), b"PK\x03\x04"):
            try:
                fz.read(data, name)
            except (fz.ParseError, fz.PluginError):
                continue
        return ""

    return _run(_core.plugin_info("importer", name).path, lambda: None, [("refuses what it does not know", garbage)])
