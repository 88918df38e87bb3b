"""The command line: exit codes, streams, formats, files that appear whole or not at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import fazhi as fz
from fazhi import cli

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = str(ROOT / "examples" / "sample_report.txt")


def fazhi(*arguments: object, **more: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", **more.pop("env", {})}  # type: ignore[dict-item]
    command = [sys.executable, "-m", "fazhi", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, **more)


def call(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """In this process: quicker, for all that needs no pipe of its own."""
    status = cli.main([str(a) for a in arguments])
    out, err = capsys.readouterr()
    return status, out, err


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def test_convert_writes_what_the_api_writes(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    done = fazhi("convert", SAMPLE, "-o", out)
    assert (done.returncode, done.stdout) == (0, "")
    assert str(out) in done.stderr
    assert out.read_text("utf-8") == fz.export(fz.assess(fz.read(SAMPLE), source_path=SAMPLE), str, "json")


def test_the_locale_changes_talk_and_not_files(tmp_path: Path) -> None:
    outs = []
    for lang in ("zh_CN.UTF-8", "C", "en_US.ISO-8859-1"):
        out = tmp_path / f"{lang}.md"
        done = fazhi("convert", SAMPLE, "-o", out, env={"LC_ALL": lang, "PYTHONUTF8": "0"})
        assert done.returncode == 0, done.stderr
        outs.append(out.read_bytes())
    assert len(set(outs)) == 1


def test_words_follow_lang(capsys: pytest.CaptureFixture[str]) -> None:
    assert "没有" in call(capsys, "--lang", "zh", "convert", SAMPLE, "-o", "-", "-t", "nothing")[2]
    assert "no exporter" in call(capsys, "convert", SAMPLE, "-o", "-", "-t", "nothing", "--lang=en")[2]


def test_exit_codes(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)  # nothing may be left beside a user's file
    empty = tmp_path / "empty.txt"
    empty.touch()
    broken = tmp_path / "broken.py"
    broken.write_text("import fazhi as fz\n@fz.exporter('t-cli-broken')\ndef b(a):\n    raise ValueError('no')\n")
    out = tmp_path / "out.json"
    locked = tmp_path / "folder"
    locked.mkdir()
    for status, *arguments in (
        (0, "show", SAMPLE),
        (0, "score", SAMPLE),
        (0, "validate", SAMPLE, "--fail-on", "never"),
        (0, "rules", "list"),
        (0, "plugins", "list"),
        (0, "config"),
        (2,),
        (2, "shw", SAMPLE),
        (2, "validate", SAMPLE, "--profile", "wbe"),
        (2, "validate", SAMPLE, "--rule", "NOPE-1"),
        (2, "validate", SAMPLE, "--as-of", "yesterday"),
        (2, "convert", SAMPLE, "-o", out, "-O", "no-such=1"),
        (2, "convert", SAMPLE, "-o", out, "-O", "wrong"),
        (2, "convert", SAMPLE, SAMPLE, "-o", locked, "-t", "json"),
        (2, "convert", SAMPLE, "-o", tmp_path / "suffixless"),
        (2, "rules", "show", "NOPE-1"),
        (4, "plugins", "show", "nope"),
        (3, "show", tmp_path / "none.txt"),
        (3, "validate", empty),
        (3, "score", tmp_path),
        (3, "convert", empty, "-o", out),
        (4, "convert", SAMPLE, "-o", out, "-t", "nothing"),
        (4, "convert", SAMPLE, "-o", out, "-t", broken),
        (4, "--plugin", empty, "show", SAMPLE),
        (4, "plugins", "check", broken),
        (5, "convert", SAMPLE, "-o", tmp_path / "no" / "folder" / "out.json"),
    ):
        got, _, err = call(capsys, *arguments)
        assert got == status, (arguments, err)
        assert "Traceback" not in err
        if status:
            assert err.strip(), arguments
    assert sorted(p.name for p in tmp_path.iterdir()) == ["broken.py", "empty.txt", "folder"]
    assert list(locked.iterdir()) == []


def test_findings_make_one(capsys: pytest.CaptureFixture[str]) -> None:
    findings = fz.validate(fz.read(SAMPLE))
    levels = {f.level for f in findings}
    for fail_on, wanted in (
        ("error", "error" in levels),
        ("warning", bool(levels & {"error", "warning"})),
        ("never", False),
    ):
        assert call(capsys, "validate", SAMPLE, "--fail-on", fail_on)[0] == int(wanted)
    _, out, _ = call(capsys, "validate", SAMPLE)
    assert len(out.splitlines()) == len(findings)
    for line, finding in zip(out.splitlines(), findings, strict=True):
        assert line.startswith(f"{SAMPLE}:{finding.start}-{finding.end}: {finding.letter} {finding.rule_id} ")


def test_every_printing_command_has_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    def data(*arguments: object) -> object:
        status, out, err = call(capsys, *arguments, "--format", "json")
        assert status in (0, 1, 4 if "doctor" in arguments else 0), err
        return json.loads(out)

    r = fz.read(SAMPLE)
    assert data("show", SAMPLE) == json.loads(r.to_json())
    (row,) = data("validate", SAMPLE)
    assert row["path"] == SAMPLE
    assert len(row["findings"]) == len(fz.validate(r))
    (row,) = data("score", SAMPLE)
    assert row["scorecards"][0]["checklist"]["id"] == "statutory-contents"
    assert {"name", "kind", "path", "status", "reason", "remedy"} <= set(data("plugins", "list")[0])
    assert data("plugins", "show", "json")[0]["name"] == "json"
    assert isinstance(data("plugins", "doctor"), list)
    assert {row["id"] for row in data("rules", "list")} == {card.id for card in fz.list_rules()}
    for card in fz.list_rules()[:1]:
        assert data("rules", "show", card.id.lower())["id"] == card.id
    assert set(data("config")) == {"include", "cmakedir", "plugindir"}
    assert data("convert", SAMPLE, "-o", tmp_path / "x.json") == [str(tmp_path / "x.json")]
    assert all(row["passed"] for row in data("plugins", "check", "json"))


def test_many_reports_go_to_a_folder(capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str) -> None:
    names = ["甲.txt", "乙.txt", "empty.txt"]
    for name in names:
        (tmp_path / name).write_text("" if name == "empty.txt" else text + name, "utf-8")
    out = tmp_path / "out"
    status, _, err = call(capsys, "convert", *(tmp_path / n for n in names), "-o", out, "-t", "markdown")
    assert status == 3
    assert "empty.txt" in err
    assert sorted(p.name for p in out.iterdir()) == ["乙.md", "甲.md"]
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "甲.txt").write_text(text, "utf-8")
    status, _, err = call(
        capsys, "convert", tmp_path / "甲.txt", tmp_path / "b" / "甲.txt", "-o", out, "-t", "markdown"
    )
    assert (status, "one file" in err) == (2, True)


def test_a_report_is_not_overwritten(capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.md"
    path.write_text(text, "utf-8")
    assert call(capsys, "convert", path, "-o", path)[0] == 2
    assert path.read_text("utf-8") == text


def test_stdout_and_a_single_file_exporter(tmp_path: Path) -> None:
    brief = tmp_path / "brief.py"
    brief.write_text(
        "import fazhi as fz\n"
        "@fz.exporter('t-cli')\n"
        "def brief(a, *, top: int = 5):\n"
        "    yield f'{top} {a.report.title}'\n"
    )
    done = fazhi("convert", SAMPLE, "-o", "-", "-t", brief, "-O", "top=3")
    assert done.stdout == f"3 {fz.read(SAMPLE).title}"
    done = fazhi("--plugin", brief, "convert", SAMPLE, "-o", "-", "-t", "t-cli")
    assert done.stdout.startswith("5 ")


def test_a_reader_that_leaves_is_no_error() -> None:
    command = f"{sys.executable} -m fazhi validate {SAMPLE} {SAMPLE} {SAMPLE} --fail-on never | head -c 1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, timeout=60)
    assert done.stderr == ""


def test_a_fault_of_ours_is_seventy(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("fazhi.commands.show", fault)
    status, _, err = call(capsys, "show", SAMPLE)
    assert status == 70
    assert "ZeroDivisionError" in err


def test_a_terminal_gets_tables(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    primary, secondary = pty.openpty()
    command = [sys.executable, "-m", "fazhi", "score", SAMPLE]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    process = subprocess.Popen(command, stdout=secondary, stderr=subprocess.DEVNULL, env=environment)
    os.close(secondary)
    seen = b""
    while True:
        try:
            piece = os.read(primary, 65536)
        except OSError:
            break
        if not piece:
            break
        seen += piece
    os.close(primary)
    assert process.wait() == 0
    assert "┃".encode() in seen or "│".encode() in seen
    assert "│" not in fazhi("score", SAMPLE).stdout


def test_help_names_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = call(capsys, "--help")
    assert status == 0
    for code in ("0 ", "1 ", "2 ", "3 ", "4 ", "5 ", "70"):
        assert f"\n  {code}" in out
    assert fazhi("--version").stdout.strip() == f"fazhi {fz.__version__}"


def test_what_a_message_advises_can_be_done(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    import re

    # Valid GB18030 that is no common Chinese: not taken for it by itself.
    rare = tmp_path / "rare.txt"
    rare.write_bytes("1丂丄丅丆丏丒丗丟丠両丣並丩丮丯丱丳丵丷丼乀乁乂乄乆乊".encode("gbk"))
    status, _, err = call(capsys, "show", rare)
    assert status == 3
    (advice,) = re.findall(r"(--encoding \S+)\)", err)
    assert call(capsys, "show", rare, *advice.split())[0] == 0
    (advice,) = re.findall(r'encoding="(\S+)"', err)
    assert fz.read(rare, encoding=advice).encoding == "gb18030"
    status, _, err = call(capsys, "validate", SAMPLE, "--max-bytes", "10")
    assert status == 3
    assert "--max-bytes" in err


@pytest.mark.parametrize("given", [["--encoding", "GBK"], ["-I", "encoding=gb2312"], ["--import-option=encoding=gbk"]])
@pytest.mark.parametrize("command", ["show", "validate", "score", "convert"])
def test_options_of_the_importer(
    command: str, given: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str
) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(text.encode("gb18030"))
    out = ["-o", str(tmp_path / "report.md")] if command == "convert" else []
    status, _, err = call(capsys, command, path, *given, *out)
    assert status in (0, 1), err
    status, _, err = call(capsys, command, path, "--encoding", "big5", *out)
    assert (status, "gb18030" in err) == (2, True)


def test_a_wrong_import_option_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    for word in ("encodng=gbk", "source=x", "importer=text", "max-bytes=3", "gbk"):
        status, _, err = call(capsys, "show", SAMPLE, "-I", word)
        assert status == 2, word
        assert len(err.splitlines()) == 1
    assert "did you mean 'encoding'" in call(capsys, "show", SAMPLE, "-I", "encodng=gbk")[2]


def test_an_option_comes_too_late_for_open_text() -> None:
    with open(SAMPLE, encoding="utf-8") as file, pytest.raises(fz.OptionError, match="needs bytes"):
        fz.read(file, encoding="gbk")


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        (["exprot", SAMPLE], "convert"),
        (["valdate", SAMPLE], "validate"),
        (["plugins", "chek", "json"], "check"),
        (["rules", "lst"], "list"),
        (["validate", SAMPLE, "--fail-on", "eror"], "error"),
        (["validate", SAMPLE, "--proflie", "web"], "--profile"),
        (["convert", SAMPLE, "-o", "x.json", "--optoin=x=1"], "--option"),
    ],
)
def test_a_slip_of_the_pen_gets_the_nearest(words: list[str], advice: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = call(capsys, *words)
    assert status == 2
    assert f"did you mean {advice!r}" in err
    assert f"您要的是不是“{advice}”" in call(capsys, *words, "--lang", "zh")[2]


def test_help_names_every_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = call(capsys, "--help")
    assert status == 0
    for code in ("0", "1", "2", "3", "4", "5", "70", "130"):
        assert f"\n  {code} " in out


def test_a_finding_about_the_whole_report_has_no_position(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("青石镇关于2023年法治政府建设情况的报告\n一、主要举措和成效\n开展培训3次。\n", "utf-8")
    _, out, _ = call(capsys, "validate", path, "--rule", "CON-02")
    assert out.startswith(f"{path}: E CON-02 ")


def test_options_of_a_validator(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plugin = tmp_path / "style.py"
    plugin.write_text(
        "import fazhi as fz\n"
        "@fz.validator('t-cli-style', rules=[{'id': 'TCLI-01', 'title_zh': '长', 'title_en': 'long'}])\n"
        "def style(report, *, longest: int = 1000000):\n"
        "    for s in report.sentences:\n"
        "        if s.end - s.start > longest:\n"
        "            yield fz.finding('TCLI-01', s, '过长', 'too long')\n"
    )
    from fazhi import _core, decorators

    def found(*more: str) -> tuple[int, str, str]:
        return call(capsys, "--plugin", plugin, "validate", SAMPLE, "--rule", "TCLI", "--fail-on", "never", *more)

    try:
        assert found()[:2] == (0, "")
        assert "TCLI-01 too long" in found("-V", "t-cli-style.longest=3")[1]
        for wrong, said in (
            ("t-cli-stile.longest=3", "did you mean 't-cli-style'"),
            ("t-cli-style.longst=3", "did you mean 'longest'"),
            ("t-cli-style.longest=x", "whole number"),
            ("longest=3", "PLUGIN.NAME=VALUE"),
        ):
            status, _, err = found("-V", wrong)
            assert status == 2
            assert said in err
    finally:
        _core.remove_plugin("validator", "t-cli-style")
        decorators.origins.pop(("validator", "t-cli-style"))


def test_a_plugin_is_described_alike_before_and_after_its_import() -> None:
    listed = json.loads(fazhi("plugins", "list", "--format", "json").stdout)
    for before in (row for row in listed if row["language"] == "python" and row["rank"] == "built-in"):
        rows = json.loads(fazhi("plugins", "show", before["name"], "--format", "json").stdout)
        (after,) = (row for row in rows if row["kind"] == before["kind"])
        assert after.pop("status") == "loaded"
        assert before.pop("status") == "available"
        assert after.pop("options")
        before.pop("options")
        assert after == before


def test_the_kit_points_at_the_authors_line_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text(
        "import json\nimport fazhi as fz\n\n\n@fz.exporter('t-line')\ndef b(a):\n    return json.loads('{')\n"
    )
    status, out, err = call(capsys, "plugins", "check", broken)
    assert status == 4
    assert out.count("broken.py:7") == 1
    assert out.count("✗") == 1
    assert "JSONDecodeError" in out
    assert "not tried" in err
    wrong = tmp_path / "wrong.py"
    wrong.write_text("import fazhi as fz\n\ndef (:\n")
    assert "wrong.py:3" in call(capsys, "plugins", "check", wrong)[1]
