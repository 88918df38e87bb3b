"""What the documents say is so: snippets run, commands exist, links lead somewhere, generated pages are fresh."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from docx_files import abstract, docx, lvl, num, p
from html_pages import page as made_page
from ofd_files import simple
from pdf_files import by_hand

import fazhi as fz
from fazhi import cli

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")])


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, registry: None) -> Path:
    """An empty folder with the examples in it: what a snippet writes and registers stays out of what follows."""
    (tmp_path / "examples").mkdir()
    shutil.copy(ROOT / "examples" / "sample_report.txt", tmp_path / "examples")
    ladder = abstract(0, lvl(0, "chineseCountingThousand", "%1、"))
    (tmp_path / "报告.docx").write_bytes(docx(p("主要工作", 1, 0), p("办案3件。"), numbering=ladder + num(1, 0)))
    (tmp_path / "报告.ofd").write_bytes(simple("主要工作", "办案3件。"))
    (tmp_path / "报告.pdf").write_bytes(by_hand(b"BT /F 12 Tf 72 700 Td (Report of a town) Tj ET"))
    (tmp_path / "报告.html").write_text(made_page("trs", 1).html, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_ten_lines_of_the_readme(page: str, workshop: Path) -> None:
    (snippet,) = blocks(ROOT / page, "python")
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(snippet, page, "exec"), {})
    printed = out.getvalue()
    for promised in re.findall(r"print\(.*\) +# (.*)", snippet):
        if promised[:1].isascii():
            assert promised in printed
    assert (workshop / "report.html").stat().st_size > 10_000


HOW_TOS = sorted(name(path) for path in ROOT.glob("docs/how-to/*.md"))


@pytest.mark.parametrize("page", [page for page in HOW_TOS if blocks(ROOT / page, "python")])
def test_the_snippets_of_the_how_tos(page: str, workshop: Path) -> None:
    # A page may speak of an assessment without making one.
    scope: dict[str, object] = {"fz": fz, "a": fz.assess(fz.read("examples/sample_report.txt"))}
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        for i, snippet in enumerate(blocks(ROOT / page, "python")):
            exec(compile(snippet, f"{page}[{i}]", "exec"), scope)
    assert not any("print(" in snippet for snippet in blocks(ROOT / page, "python")) or "2024" in out.getvalue()


def definitions(snippet: str) -> str:
    """The imports and functions of a snippet: what a reader saves as a file."""
    import ast

    kept = (ast.Import, ast.ImportFrom, ast.FunctionDef)
    return "\n".join(ast.unparse(node) for node in ast.parse(snippet).body if isinstance(node, kept)) + "\n"


# What `pip install -e FOLDER` does to entry points, without a network.
PIP = """#!{python}
import pathlib, sys, tomllib
folder = pathlib.Path(sys.argv[-1])
project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]
info = pathlib.Path("{site}") / (project["name"].replace("-", "_") + "-0.dist-info")
info.mkdir(parents=True)
info.joinpath("METADATA").write_text("Metadata-Version: 2.1\\nName: " + project["name"] + "\\nVersion: 0\\n")
with info.joinpath("entry_points.txt").open("w") as file:
    for group, points in project["entry-points"].items():
        file.write(f"[{{group}}]\\n" + "".join(f"{{k}} = {{v}}\\n" for k, v in points.items()))
pathlib.Path("{site}", "source").symlink_to(folder.resolve())
"""


@pytest.mark.parametrize("page", [page for page in HOW_TOS if blocks(ROOT / page, "sh")])
def test_the_shell_blocks_of_the_how_tos(page: str, workshop: Path) -> None:
    """Every line as it stands, one after the other, where the files are that the page speaks of."""
    sample = workshop / "examples" / "sample_report.txt"
    shutil.copy(sample, workshop / "report.txt")
    (workshop / "reports").mkdir()
    shutil.copy(sample, workshop / "reports" / "one.txt")
    (workshop / "reports" / "two.txt").write_bytes(sample.read_text("utf-8").encode("gb18030"))
    (workshop / "site").mkdir()
    tools = workshop / "bin"
    tools.mkdir()
    for tool, script in (
        ("fazhi", f"#!{sys.executable}\nimport sys\nfrom fazhi.cli import main\nsys.exit(main())\n"),
        ("pip", PIP.format(python=sys.executable, site=workshop / "site")),
    ):
        (tools / tool).write_text(script, "utf-8")
        (tools / tool).chmod(0o755)
    for file in re.findall(r"(?:as|Save it as) `(\w+\.py)`", (ROOT / page).read_text("utf-8")):
        (workshop / file).write_text(definitions(blocks(ROOT / page, "python")[0]), "utf-8")
    native = blocks(ROOT / page, "cpp")
    if native and not os.path.isfile(os.path.join(fz.get_cmake_dir(), "fazhiConfig.cmake")):
        pytest.skip("the CMake files are not installed beside the extension")
    environment = {
        **os.environ,
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join([str(workshop / "site"), str(workshop / "site" / "source"), *sys.path]),
        "LC_ALL": "C.UTF-8",
    }
    for block in blocks(ROOT / page, "sh"):
        for line in block.splitlines():
            # The page shows its own source for what the scaffold wrote.
            if native and line.startswith("cmake -S"):
                (workshop / "fazhi-brief" / "src" / "brief.cpp").write_text(native[0], "utf-8")
                for call in blocks(ROOT / page, "cmake")[0].split("\n"):
                    assert call in (workshop / "fazhi-brief" / "CMakeLists.txt").read_text("utf-8")
            into = "cd fazhi-brief && " if native and not line.startswith(("fazhi plugins new", "cd ")) else ""
            done = subprocess.run(
                ["bash", "-c", into + line], cwd=workshop, env=environment, capture_output=True, text=True, timeout=300
            )
            assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"


def test_the_source_of_the_cpp_how_to_is_the_scaffold() -> None:
    (source,) = blocks(ROOT / "docs" / "how-to" / "write_an_exporter_cpp.md", "cpp")
    assert source == (ROOT / "examples" / "plugin_cpp" / "src" / "brief.cpp").read_text("utf-8")


def commands() -> list[tuple[str, str]]:
    """Every `fazhi …` line of the documents that can run where the sample lies."""
    found = []
    for page in PAGES:
        for block in blocks(page, "sh"):
            for line in block.splitlines():
                line = line.split("#")[0].strip()
                if line.startswith("fazhi ") and "examples/sample_report.txt" in line:
                    found.append((name(page), line))
    return found


@pytest.mark.parametrize(("page", "line"), commands())
def test_the_commands_of_the_documents(
    page: str, line: str, workshop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(shlex.split(line)[1:]) == 0, capsys.readouterr().err


def test_every_option_that_the_documents_name_exists() -> None:
    page = (ROOT / "docs" / "reference" / "cli.md").read_text("utf-8")
    named = {option for option in re.findall(r"--[a-z][a-z-]+", page) if option != "--version"}
    known: set[str] = set()
    for command in (
        [],
        ["show"],
        ["validate"],
        ["score"],
        ["convert"],
        ["plugins", "new"],
        ["plugins", "list"],
        ["config"],
    ):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            assert cli.main([*command, "--help"]) == 0
        known |= set(re.findall(r"--[a-z][a-z-]+", out.getvalue()))
    assert named - known == set()


def test_environment_variables_are_those_that_are_read() -> None:
    page = (ROOT / "docs" / "reference" / "environment-variables.md").read_text("utf-8")
    sources = [*ROOT.glob("core/src/**/*.cpp"), *ROOT.glob("python/**/*.py"), *ROOT.glob("python/**/*.cpp")]
    text = "\n".join(path.read_text("utf-8") for path in sources)
    read = set(re.findall(r'(?:getenv|words_of|beside_library|environ\.get|environ)[\[(]\s*"(FAZHI_[A-Z_]+)"', text))
    assert set(re.findall(r"`(FAZHI_[A-Z_]+)`", page)) == read


def test_exit_codes_are_those_of_the_command_line() -> None:
    page = (ROOT / "docs" / "reference" / "exit-codes.md").read_text("utf-8")
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)}
    assert documented == {int(code) for code in re.findall(r"^ +(\d+) ", cli.EXIT_CODES, re.MULTILINE)}


def test_the_page_of_rules_is_fresh() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / ".ci" / "rules_page.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_page_of_rules_names_every_rule() -> None:
    page = (ROOT / "docs" / "reference" / "rules.md").read_text("utf-8")
    built_in = {card.id for card in fz.list_rules() if card.plugin.startswith("org.fazhi.")}
    assert built_in
    assert set(re.findall(r"^### (\S+)$", page, re.MULTILINE)) >= built_in


def examples() -> list[tuple[str, str, str, str]]:
    page = (ROOT / "docs" / "explanation" / "proofs.md").read_text("utf-8")
    table = page[page.index("## Examples") : page.index("## Words and arithmetic")]
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in table.splitlines() if "。" in line]
    assert all(len(row) == 4 for row in rows)
    return rows


@pytest.mark.parametrize(("text", "kind", "derivation", "verdict"), examples())
def test_the_examples_of_proofs(text: str, kind: str, derivation: str, verdict: str) -> None:
    relations = fz.parse(f"关于2024年法治政府建设情况的报告\n\n一、工作情况\n\n{text}\n").relations
    assert (kind, derivation, verdict) in [(r.kind, r.derivation, r.verdict) for r in relations]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        goal = (page.parent / file).resolve() if file else page
        if not goal.exists():
            broken.append(target)
        elif anchor and goal.suffix == ".md":
            heads = re.findall(r"^#+ (.*)$", goal.read_text("utf-8"), re.MULTILINE)
            if anchor not in {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}:
                broken.append(target)
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_files_that_documents_name_exist(page: Path) -> None:
    text = page.read_text("utf-8")
    roots = ("core/", "plugins/", "python/", "tests/", "docs/", "examples/", ".ci/")
    named = [path for path in re.findall(r"`([\w./-]+)`", text) if path.startswith(roots)]
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_folders_of_the_map_are_all_there_and_none_is_left_out() -> None:
    house = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    rooms = {path.name for path in (ROOT / "core" / "src").iterdir() if path.is_dir()}
    assert set(re.findall(r"`core/src/(\w+)`", house)) >= rooms
    assert os.path.isdir(ROOT / "python" / "fazhi" / "exporters" / "templates")
