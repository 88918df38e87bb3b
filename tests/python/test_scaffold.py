"""examples/plugin_* are what `fazhi plugins new` writes, and they keep the rules of plugins."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import fazhi as fz
from fazhi import cli, config, scaffold, testing

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
IGNORED = {"build", "__pycache__", ".pytest_cache", "fazhi_brief.egg-info"}


@pytest.mark.parametrize(("folder", "language"), [("plugin_python", "python"), ("plugin_cpp", "cpp")])
def test_the_example_is_the_scaffold(folder: str, language: str) -> None:
    there = {
        path.relative_to(EXAMPLES / folder).as_posix(): path.read_text("utf-8")
        for path in (EXAMPLES / folder).rglob("*")
        if path.is_file() and not IGNORED & set(path.parts)
    }
    assert there == scaffold.rendered("brief", language)


def test_a_new_python_plugin_passes_its_own_tests(tmp_path: Path) -> None:
    out = tmp_path / "new"
    assert cli.main(["plugins", "new", "exporter", "big-note", "-o", str(out)]) == 0
    assert cli.main(["plugins", "new", "exporter", "big-note", "-o", str(out)]) == 2
    assert (out / "fazhi_big_note" / "__init__.py").is_file()
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"]
    environment = {"PYTHONPATH": ":".join([str(out), *sys.path]), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=out, capture_output=True, text=True, env=environment, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["Brief", "../x", "a b", "", "brief-"])
def test_a_bad_name_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no plugin name"):
        scaffold.write("exporter", name, folder=str(tmp_path / "x"))
    assert list(tmp_path.iterdir()) == []


def test_the_native_example_builds_and_passes(tmp_path: Path) -> None:
    if not Path(config.get_cmake_dir(), "fazhiConfig.cmake").is_file():
        pytest.skip("the CMake files are not installed beside the extension")
    source = EXAMPLES / "plugin_cpp"
    for command in (
        ["cmake", "-S", source, "-B", tmp_path, "-G", "Ninja", f"-Dfazhi_DIR={fz.get_cmake_dir()}"],
        ["cmake", "--build", tmp_path],
    ):
        done = subprocess.run([str(c) for c in command], capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stdout + done.stderr
    for check in testing.check_plugin(tmp_path / "brief.so"):
        assert check.passed, check


def test_the_kit_finds_faults(tmp_path: Path) -> None:
    path = tmp_path / "faulty.py"
    path.write_text(
        "import itertools\nimport fazhi as fz\ncount = itertools.count()\n"
        "@fz.exporter('t-faulty')\ndef faulty(a):\n    yield b'\\xff'\n    yield str(next(count))\n"
    )
    from fazhi import _core, decorators

    failed = {check.name for check in testing.check_plugin(path) if not check.passed}
    _core.remove_plugin("exporter", "t-faulty")
    decorators.origins.pop(("exporter", "t-faulty"))
    assert failed == {"valid UTF-8", "same bytes twice", "two threads"}
    assert not testing.check_plugin(tmp_path / "none.py")[0].passed
