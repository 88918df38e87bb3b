"""What a user reads: words in the language asked for, nothing elided, no score where nothing was judged."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import fazhi as fz
from fazhi import cli, words
from fazhi.printing import Printer

SAMPLE = str(Path(__file__).resolve().parents[2] / "examples" / "sample_report.txt")
OTHER = "××县2023年国民经济和社会发展统计公报\n\n一、综合\n全年受理3件，其中调解1件、仲裁2件。\n"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def other(tmp_path: Path) -> str:
    path = tmp_path / "other.txt"
    path.write_text(OTHER, "utf-8")
    return str(path)


def call(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = cli.main([str(a) for a in arguments])
    return status, *capsys.readouterr()


def test_a_table_on_a_terminal_wraps(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    printer = Printer(json=False)
    printer.rich = True
    printer.table(["a", "b"], [["x" * 50, "所述数字不符" * 10]])
    out = capsys.readouterr().out
    assert "…" not in out
    assert (out.count("x"), out.count("符")) == (50, 10)


def test_no_score_where_nothing_applies(capsys: pytest.CaptureFixture[str], other: str) -> None:
    a = fz.assess(fz.read(other))
    assert "not applicable" in repr(a)
    assert "not applicable" in repr(a.scorecard)
    assert "不适用" in a.scorecard._repr_html_()
    assert "0.0" not in repr(a) + repr(a.scorecard) + a._repr_html_()
    out = call(capsys, "score", other)[1]
    assert "not applicable" in out.splitlines()[0]
    assert "0/0" not in out
    assert "不适用" in call(capsys, "score", other, "--lang", "zh")[1].splitlines()[0]


def test_validate_tells_that_contents_were_not_checked(capsys: pytest.CaptureFixture[str], other: str) -> None:
    assert "statutory contents were not checked" in call(capsys, "validate", other)[2]
    assert "未查法定内容" in call(capsys, "validate", other, "--lang", "zh")[2]
    assert call(capsys, "validate", SAMPLE)[2] == ""


def test_tables_speak_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    relations = {zh for zh, _ in words.RELATION_KINDS.values()}
    rows = [line.split("\t") for line in call(capsys, "show", SAMPLE, "--lang", "zh")[1].splitlines() if "\t" in line]
    assert len(rows) > 1
    assert {row[0] for row in rows[1:]} <= relations
    rows = [line.split("\t") for line in call(capsys, "score", SAMPLE, "--lang", "zh")[1].splitlines() if "\t" in line]
    assert {row[2] for row in rows[1:]} <= {zh for zh, _ in words.OUTCOMES.values()}
    assert "E 错误" in call(capsys, "rules", "list", "--lang", "zh")[1]


def test_words_cover_the_schema() -> None:
    folder = Path(fz.__file__).parent / "schemas"
    schema = (folder / "assessment.schema.json").read_text("utf-8")
    enums: list[set[str]] = []

    def walk(node: object) -> None:
        if isinstance(node, dict):
            if isinstance(node.get("enum"), list):
                enums.append(set(map(str, node["enum"])))
            for child in node.values():
                walk(child)
        elif isinstance(node, list):
            for child in node:
                walk(child)

    walk(json.loads(schema))
    for column, values in words.VALUES.items():
        assert set(values) in enums, column


@pytest.mark.parametrize("number", ["-1", "0", "x", "1.5", "9" * 30, str(2**64)])
def test_a_limit_is_a_whole_number(capsys: pytest.CaptureFixture[str], number: str) -> None:
    status, _, err = call(capsys, "show", SAMPLE, f"--max-bytes={number}")
    assert (status, "a whole number ≥ 1" in err) == (2, True)


@pytest.mark.parametrize("number", [-1, 0, 2**64, 1.5, None])
def test_a_limit_of_the_api(number: object) -> None:
    for source in (SAMPLE, b"x", io.BytesIO(b"x")):
        with pytest.raises(fz.OptionError, match="whole number"):
            fz.read(source, max_bytes=number)  # type: ignore[arg-type]


def test_a_file_that_gives_little_at_a_time() -> None:
    class Slow(io.RawIOBase):
        name = "slow.txt"

        def __init__(self) -> None:
            self.rest = OTHER.encode()

        def read(self, size: int = -1) -> bytes:
            piece, self.rest = self.rest[: min(size, 5)], self.rest[min(size, 5) :]
            return piece

    assert fz.read(Slow(), max_bytes=2**32 - 1).text == OTHER  # type: ignore[arg-type]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
@pytest.mark.parametrize(
    "arguments",
    [["score", SAMPLE], ["validate", SAMPLE, "--format", "json"], ["convert", SAMPLE, "-o", "-", "-t", "json"]],
)
def test_a_full_stdout_is_five(arguments: list[str]) -> None:
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "fazhi", *arguments]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert done.returncode == 5, done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "stdout" in done.stderr


def test_the_wrong_thing_is_told_the_right_call() -> None:
    with pytest.raises(TypeError, match=r"fz\.export\(fz\.assess\(report\)"):
        fz.export(fz.parse(OTHER), "x.json")  # type: ignore[call-overload]
    with pytest.raises(TypeError, match=r"fz\.read"):
        fz.parse(OTHER.encode())  # type: ignore[arg-type]
    with pytest.raises(fz.IoError, match=r"fz\.parse") as caught:
        fz.read(OTHER * 50)
    assert len(str(caught.value)) < 160
    assert (caught.value.errno, caught.value.filename) == (2, OTHER * 50)
    assert "fz.parse" in caught.value.message_zh
    with pytest.raises(fz.IoError) as caught:
        fz.read("长" * 5000)
    assert len(str(caught.value)) < 160


def test_where_knows_the_words_of_a_column(assessment: fz.Assessment) -> None:
    with pytest.raises(fz.OptionError, match="did you mean 'error'"):
        assessment.findings.where(level="errr")
    with pytest.raises(fz.OptionError, match="did you mean 'refuted'"):
        assessment.report.relations.where(verdict=("proved", "refutd"))
    with pytest.raises(fz.OptionError):
        assessment.report.figures.where(approx="abut")
    assert len(assessment.findings.where(level=words.LEVELS)) == len(assessment.findings)
    assert len(assessment.report.blocks.where(kind=lambda kind: kind == "nothing")) == 0
    for table in (assessment.findings, assessment.relations, assessment.report.figures, assessment.report.blocks):
        for row in table:
            for (kind, name), known in words.VALUES.items():
                if kind == type(row).__name__:
                    assert getattr(row, name) in known


def test_many_reports_in_one_file(capsys: pytest.CaptureFixture[str], tmp_path: Path, other: str) -> None:
    out = tmp_path / "all.jsonl"
    status, _, err = call(capsys, "convert", SAMPLE, other, tmp_path / "none.txt", "-o", out)
    assert (status, str(out) in err) == (3, True)
    titles = [fz.Assessment.from_json(line).report.title for line in out.read_text("utf-8").splitlines()]
    assert titles == [fz.read(SAMPLE).title, fz.read(other).title]
    for name in ("all.html", "all.json", "all.md"):
        status, _, err = call(capsys, "convert", SAMPLE, other, "-o", tmp_path / name, "-t", "json")
        assert (status, "folder" in err) == (2, True)
        assert not (tmp_path / name).exists()


@pytest.mark.parametrize("command", ["show", "validate", "score", "convert"])
def test_stdin(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(OTHER.encode())))
    more = ["-o", str(tmp_path / "out.json")] if command == "convert" else ["--format", "json"]
    status, out, err = call(capsys, command, "-", *more)
    assert status in (0, 1), err
    if command == "convert":
        assert fz.Assessment.from_json((tmp_path / "out.json").read_text("utf-8")).report.text == OTHER
    else:
        assert json.loads(out)


@pytest.mark.parametrize("name", ["Brief", "a b", "../x", "brief-", "简报"])
def test_one_check_of_names(name: str) -> None:
    with pytest.raises(fz.PluginError, match="no plugin name"):
        fz.exporter(name)(lambda a: "")


def test_a_scaffold_is_no_word_of_python(tmp_path: Path) -> None:
    assert cli.main(["plugins", "new", "exporter", "class", "-o", str(tmp_path / "x")]) == 2
    assert cli.main(["plugins", "new", "exporter", "big_note", "-o", str(tmp_path / "y")]) == 0
    assert "class" not in os.listdir(tmp_path)
