"""Plugins written in Python: decorators, options, errors, what installed packages give."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

import pytest

import fazhi as fz
from fazhi import testing

pytestmark = pytest.mark.usefixtures("registry")


def info(kind: str, name: str) -> fz.PluginInfo:
    (row,) = [p for p in fz.list_plugins() if (p.kind, p.name) == (kind, name)]
    return row


def test_an_exporter_and_its_options(assessment: fz.Assessment) -> None:
    @fz.exporter("t-brief", suffixes=[".tb"])
    def brief(a, *, top: int = 5, bold: bool = False, style: Literal["short", "long"] = "short", tags: list[str] = ()):  # type: ignore
        """一页简报: the gravest findings."""
        yield f"{top} {bold} {style} {list(tags)}\n"
        yield a.report.title.encode()

    row = info("exporter", "t-brief")
    assert row.title_zh == "一页简报: the gravest findings."
    assert (row.language, row.rank, row.status) == ("python", "registered", "loaded")
    assert [(o.name, o.type, o.default_value) for o in row.options] == [
        ("top", "int", "5"),
        ("bold", "bool", "false"),
        ("style", "choice", "short"),
        ("tags", "list[str]", ""),
    ]
    title = assessment.report.title
    assert fz.export(assessment, str, "t-brief") == f"5 False short []\n{title}"
    given = {"top": 3, "bold": True, "style": "long", "tags": ["a", "b"]}
    assert fz.export(assessment, str, "t-brief", **given) == f"3 True long ['a', 'b']\n{title}"
    for bad, hint in (({"tpo": 3}, "did you mean 'top'"), ({"top": "x"}, "whole number"), ({"style": "lang"}, "long")):
        with pytest.raises(fz.OptionError, match=hint):
            fz.export(assessment, str, "t-brief", **bad)
    assert all(check.passed for check in testing.check_exporter("t-brief"))


def test_running_a_cell_again_replaces(assessment: fz.Assessment) -> None:
    for word in ("one", "two"):

        @fz.exporter("t-cell")
        def cell(a, *, word: str = word):  # type: ignore
            return word

        del cell
    with pytest.raises(fz.PluginError, match="defined by"):

        @fz.exporter("t-cell")
        def another(a):  # type: ignore
            return ""


def _cell(word: str):  # type: ignore
    @fz.exporter("t-again")
    def cell(a):  # type: ignore
        return word

    return cell


def test_the_later_definition_is_used(assessment: fz.Assessment) -> None:
    assert _cell("one")(None) == "one"
    _cell("two")
    assert fz.export(assessment, str, "t-again") == "two"


def test_several_files(tmp_path: Path, assessment: fz.Assessment) -> None:
    @fz.exporter("t-files")
    def files(a):  # type: ignore
        yield "first"
        yield "part/second.txt", "二"
        yield "more"

    paths = fz.export(assessment, tmp_path / "out.txt", "t-files")
    assert paths == [str(tmp_path / "out.txt"), str(tmp_path / "part/second.txt")]
    assert (tmp_path / "part/second.txt").read_text("utf-8") == "二more"
    with pytest.raises(fz.OptionError, match="2 files"):
        fz.export(assessment, str, "t-files")


def test_an_exception_of_a_plugin_is_the_cause(tmp_path: Path, assessment: fz.Assessment) -> None:
    @fz.exporter("t-broken")
    def broken(a):  # type: ignore
        yield "half"
        raise KeyError("in the plugin")

    with pytest.raises(fz.PluginError) as caught:
        fz.export(assessment, tmp_path / "out", "t-broken")
    error = caught.value
    assert (error.plugin, error.stage) == ("t-broken", "write")
    assert error.path == __file__
    assert isinstance(error.__cause__, KeyError)
    trace = error.__cause__.__traceback__
    while trace.tb_next:
        trace = trace.tb_next
    assert trace.tb_frame.f_code.co_name == "broken"
    assert list(tmp_path.iterdir()) == []


def test_an_exception_that_was_passed_over_is_no_cause() -> None:
    """The host goes on where a probe fails; what fails later has its own cause, or none."""

    @fz.importer("t-look", probe=lambda head: {}[head])
    def look(data: bytes) -> str:
        return ""

    with pytest.raises(fz.ParseError) as caught:
        fz.read(b"\x00\x01\x02\x03")
    assert caught.value.__cause__ is None


def test_what_is_no_exporter_is_refused(assessment: fz.Assessment) -> None:
    with pytest.raises(TypeError, match="behind"):
        fz.exporter("t-bad")(lambda a, top: "")
    with pytest.raises(TypeError, match="must take 1 parameter"):
        fz.exporter("t-bad")(lambda: "")
    with pytest.raises(TypeError, match="default"):

        @fz.exporter("t-bad")
        def needs(a, *, top):  # type: ignore
            return ""

    @fz.exporter("t-none")
    def nothing(a) -> None:  # type: ignore
        pass

    with pytest.raises(fz.PluginError, match="return or yield"):
        fz.export(assessment, str, "t-none")


def test_the_sink_ends_with_its_call(assessment: fz.Assessment) -> None:
    from fazhi import _core

    kept = []
    row = {"kind": "exporter", "name": "t-sink", "id": "t", "version": "", "path": "", "rank": "registered"}
    row |= {"title_zh": "", "title_en": "", "suffixes": [], "capabilities": [], "options": []}
    _core.add_exporter(row, lambda a, sink, options: kept.append(sink))
    try:
        fz.export(assessment, str, "t-sink")
        with pytest.raises(fz.FazhiError, match="after its call"):
            kept[0].write(b"late")
    finally:
        _core.remove_plugin("exporter", "t-sink")


CARD = {"id": "LOC-01", "title_zh": "本地规则", "title_en": "A local rule", "severity": "E", "profiles": {"filed": "R"}}


def test_a_validator(report: fz.Report) -> None:
    @fz.validator("t-local", rules=[CARD])
    def local(r: fz.Report) -> Iterator[fz.Draft]:
        if len(r.figures) < 3:
            return
        figure = r.figures[0]
        yield fz.finding(
            "LOC-01",
            figure,
            "数字",
            "a figure",
            evidence=[r.figures[1], (r.figures[2], "旁证", "more")],
            figures=[figure],
            relations=r.relations[:1],
            fixes=[((figure.start, figure.end), "一", "改", "mend")],
        )
        yield fz.finding("LOC-01", None, "全文", "all of it", at_most="I")

    found = fz.validate(report, validators="t-local")
    assert len(found) == 2
    mine = found.where(start=report.figures[0].start, level="error")[0]
    assert (mine.kind, mine.letter, mine.message_zh, mine.message_en) == ("fail", "E", "数字", "a figure")
    assert [e.quote for e in mine.evidence] == [report.figures[1].quote, report.figures[2].quote]
    assert mine.evidence[1].note == "旁证"
    assert mine.figures == (report.figures[0],)
    assert mine.relations == (report.relations[0],)
    assert (mine.fixes[0].replacement, mine.fixes[0].description_en) == ("一", "mend")
    assert mine.fingerprint
    assert found.where(quote="")[0].kind == "informational"
    assert fz.validate(report, profile="filed", validators="t-local")[0].kind in ("review", "informational")
    assert "LOC-01" in {card.id for card in fz.list_rules()}
    assert not fz.validate(report, validators="t-local", without_rules="LOC")
    assert all(check.passed for check in testing.check_validator("t-local"))


def test_a_validator_keeps_to_its_rules(report: fz.Report) -> None:
    @fz.validator("t-liar", rules=[CARD])
    def liar(r: fz.Report) -> Iterator[fz.Draft]:
        yield fz.finding("LOC-99", None, "x", "x")

    with pytest.raises(fz.PluginError, match="LOC-99"):
        fz.validate(report, validators="t-liar")


def test_an_importer(tmp_path: Path) -> None:
    @fz.importer("t-rot", suffixes=[".ROT"])
    def rot(data: bytes, *, shift: int = 1) -> str:
        return "".join(chr(c - shift) for c in data.decode("utf-32-le").encode("utf-32-le")[::4])

    @fz.importer("t-upper", probe=re.compile(b"UP!").match)  # a match is yes, None is no
    def upper(data: bytes) -> str:
        return data.decode().removeprefix("UP!")

    path = tmp_path / "x.rot"
    path.write_bytes("bcd".encode("utf-32-le"))
    assert fz.read(path).text == "abc"
    assert fz.read(path, shift=0).text == "bcd"
    assert fz.read(path).importer == "t-rot"
    r = fz.read("UP!法治".encode())
    assert (r.text, r.importer) == ("法治", "t-upper")

    @fz.importer("t-refuses", suffixes=[".no"])
    def refuses(data: bytes) -> str:
        raise fz.ParseError("x.no: page 3 is damaged; scan it again")

    (tmp_path / "x.no").write_bytes(b"\0\0")
    with pytest.raises(fz.ParseError, match="page 3"):
        fz.read(tmp_path / "x.no")


def test_python_plugins_run_in_threads(assessment: fz.Assessment) -> None:
    @fz.exporter("t-thread")
    def thread(a, *, n: int = 0):  # type: ignore
        yield from (str(n) for _ in range(50))

    @fz.validator("t-threads", rules=[CARD])
    def local(r: fz.Report) -> Iterator[fz.Draft]:
        yield from (fz.finding("LOC-01", f, "x", "x") for f in r.figures)

    def work(n: int) -> tuple[str, int]:
        return fz.export(assessment, str, "t-thread", n=n), len(fz.validate(assessment.report, validators="t-threads"))

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(work, range(40)))
    assert results == [(str(n) * 50, len(assessment.report.figures)) for n in range(40)]


def test_a_file_with_an_exporter(tmp_path: Path, assessment: fz.Assessment) -> None:
    path = tmp_path / "one_file.py"
    body = "import fazhi as fz\n@fz.exporter('t-one')\ndef one(a):\n    return '{}'\n"
    for word in ("first", "second"):
        path.write_text(body.format(word))
        (row,) = fz.load_plugin(path)
        assert (row.name, row.rank, row.path) == ("t-one", "named", str(path))
        assert fz.export(assessment, str, "t-one") == word
    path.write_text("raise RuntimeError('at import')")
    with pytest.raises(fz.PluginError, match="at import") as caught:
        fz.load_plugin(path)
    assert isinstance(caught.value.__cause__, RuntimeError)
    with pytest.raises(fz.PluginError, match="no such plugin file"):
        fz.load_plugin(tmp_path / "none.py")


INSTALLED = {
    "fazhi_good.py": "import fazhi as fz\n@fz.exporter('t-good')\ndef good(a):\n    return 'good'\n",
    "fazhi_broken.py": "import no_such_module\n",
    "fazhi_other.py": "",
    "fazhi_json.py": "raise SystemExit('must not be imported')\n",
    "fazhi_test-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: fazhi-test\nVersion: 1.0\n",
    "fazhi_test-1.0.dist-info/entry_points.txt": (
        "[fazhi.exporters]\nt-good = fazhi_good\nt-broken = fazhi_broken\nt-other = fazhi_other\njson = fazhi_json\n"
    ),
}


def test_installed_packages(tmp_path: Path) -> None:
    """A fake distribution: imported at first use, listed with its failure, and never in the place of a built-in."""
    for name, content in INSTALLED.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    script = """
        import sys
        import fazhi as fz
        rows = {p.name: p for p in fz.list_plugins() if p.rank == "installed"}
        assert rows["t-good"].status == "available", rows
        assert rows["json"].status == "shadowed"
        assert "fazhi_good" not in sys.modules
        a = fz.assess(fz.parse("法治政府建设情况报告"))
        assert fz.export(a, str, "t-good") == "good"
        assert fz.export(a, str, "json").startswith("{")
        for name, word in (("t-broken", "no_such_module"), ("t-other", "registers no exporter")):
            for _ in range(2):
                try:
                    fz.export(a, str, name)
                except fz.PluginError as error:
                    assert word in str(error), error
                else:
                    raise AssertionError(name)
        rows = {p.name: p for p in fz.list_plugins() if p.rank == "installed"}
        assert rows["t-good"].status == "loaded"
        assert rows["t-broken"].status == "failed" and "no_such_module" in rows["t-broken"].reason_en
    """
    environment = {"PYTHONPATH": ":".join([str(tmp_path), *sys.path])}
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, env=environment, timeout=120
    )
    assert done.returncode == 0, done.stderr


NATIVE = """
import pathlib
def paths(): return [pathlib.Path(FOLDER) / "exporter_markdown.so", FOLDER + "/validator_structure.so"]
reader = FOLDER + "/importer_text.so"
taken = (FOLDER + "/exporter_json.so").encode()
number = 3
missing = FOLDER + "/no_such.so"
odd = FOLDER + "/\\udc00.so"
def ends(): raise SystemExit("not now")
"""
NATIVE_POINTS = """[fazhi.native]
several = fazhi_native:paths
reader = fazhi_native:reader
taken = fazhi_native:taken
number = fazhi_native:number
missing = fazhi_native:missing
odd = fazhi_native:odd
ends = fazhi_native:ends
off = no_such_module
"""


def _run_with_native_package(tmp_path: Path, stays: list[str], script: str) -> None:
    """A process whose built-in folder holds the plugins that `stays` names; a fake distribution brings others."""
    built = {Path(p.path).stem: p.path for p in fz.list_plugins() if p.rank == "built-in" and p.path.endswith(".so")}
    installed, built_in = tmp_path / "installed", tmp_path / "built-in"
    tmp_path.mkdir(exist_ok=True)
    for folder, names in (
        (built_in, stays),
        (installed, ["exporter_json", "exporter_markdown", "validator_structure", "importer_text"]),
    ):
        folder.mkdir()
        for name in names:
            shutil.copy(built[name], folder)
    info = tmp_path / "fazhi_native-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: fazhi-native\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(NATIVE_POINTS)
    (tmp_path / "fazhi_native.py").write_text(f"FOLDER = {str(installed)!r}\n{NATIVE}")
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={
            "PYTHONPATH": ":".join([str(tmp_path), *sys.path]),
            "FAZHI_BUILTIN_PLUGINS": str(built_in),
            "FAZHI_DISABLE_PLUGINS": "off",
        },
        timeout=120,
    )
    assert done.returncode == 0, done.stderr


def test_native_libraries_of_installed_packages(tmp_path: Path) -> None:
    """Found by name and by suffix without a listing; each that fails is a row; nothing built in is replaced."""
    _run_with_native_package(
        tmp_path,
        ["exporter_json", "importer_text"],
        """
        import fazhi as fz
        a = fz.assess(fz.parse("法治政府建设情况报告"))
        assert fz.export(a, str, "markdown").startswith("# ")
        fz.export(a, "by_suffix.md")
        rows = fz.list_plugins()
        found = {p.name: p for p in rows if p.rank == "installed"}
        assert found["markdown"].status == "loaded" and found["markdown"].language == "c++", found
        assert found["structure"].status == "available"
        assert found["json"].status == "shadowed", found["json"].status
        for name, word in (("number", "TypeError"), ("odd", "TypeError"), ("ends", "SystemExit: not now")):
            assert found[name].status == "failed" and word in found[name].reason_en, (name, found[name].reason_en)
            assert "must give the path" in found[name].remedy_en and found[name].remedy_zh
        assert found["off"].status == "disabled" and "no_such_module" not in found["off"].reason_en
        (missing,) = [p for p in rows if p.path.endswith("no_such.so")]
        assert missing.status == "failed" and missing.reason_en and missing.remedy_en
        assert len(fz.list_plugins()) == len(rows), "loaded once"
        """,
    )


def test_an_installed_importer_reads_what_no_other_knows(tmp_path: Path) -> None:
    (tmp_path / "report.xyz").write_text("法治政府建设情况报告\n", "utf-8")
    _run_with_native_package(
        tmp_path,
        ["exporter_json"],
        """
        import fazhi as fz
        assert fz.read("report.xyz").importer == "text"
        """,
    )


def test_an_installed_validator_takes_part_where_it_is_named(tmp_path: Path) -> None:
    """That a package is there changes no result, before a listing or after it."""
    _run_with_native_package(
        tmp_path,
        ["exporter_json", "importer_text"],
        """
        import fazhi as fz
        report = fz.parse("青石镇2023年法治政府建设情况报告\\n一、举措\\n开展学法3次。\\n三、计划\\n继续努力。\\n")
        before = fz.assess(report, checklists=()).to_json()
        fz.list_plugins()
        assert fz.assess(report, checklists=()).to_json() == before
        assert not fz.validate(report)
        assert {f.rule_id[:3] for f in fz.validate(report, validators="structure")} == {"STR"}
        assert {f.rule_id[:3] for f in fz.validate(report, rules="STR")} == {"STR"}
        """,
    )
    _run_with_native_package(
        tmp_path / "again",
        ["exporter_json", "importer_text"],
        """
        import fazhi as fz
        report = fz.parse("青石镇2023年法治政府建设情况报告\\n一、举措\\n开展学法3次。\\n三、计划\\n继续努力。\\n")
        assert fz.validate(report, validators="structure"), "found by its name alone"
        """,
    )


def test_a_plugin_that_is_switched_off_says_so() -> None:
    script = """
        import fazhi as fz
        (row,) = [p for p in fz.list_plugins() if p.name == "html" and p.kind == "exporter"]
        assert row.status == "disabled" and "FAZHI_DISABLE_PLUGINS" in row.reason_en and row.remedy_zh, row
        a = fz.assess(fz.parse("法治政府建设情况报告"))
        for format in ("html", "json"):
            try:
                fz.export(a, str, format)
            except fz.PluginError as error:
                assert "FAZHI_DISABLE_PLUGINS" in str(error), error
            else:
                raise AssertionError(format)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": ":".join(sys.path), "FAZHI_DISABLE_PLUGINS": "html, json"},
        timeout=120,
    )
    assert done.returncode == 0, done.stderr


def test_a_validator_declares_options(registry: None, report: fz.Report) -> None:
    @fz.validator("t-style", rules=[{"id": "TSTYLE-01", "title_zh": "长", "title_en": "long"}])
    def style(r, *, longest: int = 10**6, words: list[str] = ()):  # type: ignore
        for s in r.sentences:
            if s.end - s.start > longest:
                yield fz.finding("TSTYLE-01", s, f"过长{','.join(words)}", "too long")

    def found(**options: object) -> list[str]:
        a = fz.assess(report, checklist=(), validators="t-style", options={"t-style": options})
        return [f.message_zh for f in a.findings]

    assert found() == []
    assert set(found(longest=5, words=["甲", "乙"])) == {"过长甲,乙"}
    assert len(found(longest=5)) > len(found(longest=20)) > 0  # what was asked before is not remembered
    assert [o.name for o in fz._core.plugin_info("validator", "t-style").options] == ["longest", "words"]
    with pytest.raises(fz.OptionError, match="did you mean 'longest'"):
        found(longst=3)
    with pytest.raises(fz.OptionError, match="no validator or scorer that takes part; did you mean 't-style'"):
        fz.validate(report, options={"t-stile": {}})
