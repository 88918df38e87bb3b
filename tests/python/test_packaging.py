"""The wheel as a stranger gets it: what is in it, and the main job in an empty environment without a compiler."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "examples/sample_report.txt"
PLUGINS = sorted(
    file.parent.name
    for file in (ROOT / "plugins").glob("*/CMakeLists.txt")
    if "fazhi_add_plugin(" in file.read_text("utf-8")
)
# What the binaries are made of, by the first part of an include; the licence that must travel along.
LICENCES = {
    "boost": "boost.txt",
    "spdlog": "spdlog.txt",
    "fmt": "fmt.txt",
    "toml++": "tomlplusplus.txt",
    "pybind11": "pybind11.txt",
    "libdeflate.h": "libdeflate.txt",
    "minizip": "minizip.txt",
    "pugixml.hpp": "pugixml.txt",
}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run([str(ROOT / "dev"), "wheel", str(folder)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (file,) = folder.glob("*.whl")
    return file


@pytest.fixture(scope="session")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


class Installed:
    """An environment that holds the wheel and what it requires, with nothing else to be found."""

    def __init__(self, folder: Path) -> None:
        self.bin = folder / "bin"
        self.environment = {"PATH": str(self.bin), "HOME": str(folder), "LANG": "C.UTF-8"}

    def run(self, *command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        program, *arguments = command
        return subprocess.run(
            [str(self.bin / program), *arguments], cwd=cwd, env=self.environment, capture_output=True, text=True
        )


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("stranger")
    venv.create(folder, with_pip=True, symlinks=True)
    pip = [str(folder / "bin/python"), "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    done = subprocess.run([*pip, "--only-binary=:all:", str(wheel)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return Installed(folder)


def dynamic(library: Path) -> str:
    return subprocess.run(["readelf", "-d", str(library)], capture_output=True, text=True, check=True).stdout


def entries(library: Path, tag: str) -> list[str]:
    return re.findall(rf"\({tag}\).*\[(.*)\]", dynamic(library))


def tree(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def test_wheel_is_manylinux_for_this_python(wheel: Path) -> None:
    assert f"-cp{sys.version_info.major}{sys.version_info.minor}-" in wheel.name
    assert re.search(r"manylinux_2_\d+_", wheel.name)


def test_wheel_holds_one_core(unpacked: Path) -> None:
    libraries = [name for name in tree(unpacked) if re.search(r"\.so(\.|$)", name)]
    assert sorted(name for name in libraries if "libfazhi" in name) == ["fazhi/lib/libfazhi.so.0"]
    assert entries(unpacked / "fazhi/lib/libfazhi.so.0", "SONAME") == ["libfazhi.so.0"]
    extensions = [name for name in libraries if name.startswith("fazhi/_core.")]
    assert len(extensions) == 1
    assert sorted(set(libraries) - {*extensions, "fazhi/lib/libfazhi.so.0"}) == [
        f"fazhi/plugins/{name}.so" for name in PLUGINS
    ]


def test_libraries_find_the_core_beside_them(unpacked: Path) -> None:
    (extension,) = unpacked.glob("fazhi/_core.*.so")
    assert entries(extension, "R(?:UN)?PATH") == ["$ORIGIN/lib"]
    for plugin in unpacked.glob("fazhi/plugins/*.so"):
        assert entries(plugin, "R(?:UN)?PATH") == ["$ORIGIN/../lib"], plugin.name
        assert "libfazhi.so.0" in entries(plugin, "NEEDED"), plugin.name
    assert entries(unpacked / "fazhi/lib/libfazhi.so.0", "R(?:UN)?PATH") == []


def test_wheel_serves_authors_of_plugins(unpacked: Path) -> None:
    assert tree(unpacked / "fazhi/include/fazhi") == tree(ROOT / "core/include/fazhi")
    assert tree(unpacked / "fazhi/lib/cmake/fazhi") >= {
        "FazhiAddPlugin.cmake",
        "fazhiConfig.cmake",
        "fazhiConfigVersion.cmake",
        "fazhiTargets.cmake",
    }


def test_wheel_holds_the_data_and_the_whole_package(unpacked: Path) -> None:
    assert tree(unpacked / "fazhi/data") >= tree(ROOT / "core/data")
    package = {name for name in tree(ROOT / "python/fazhi") if "__pycache__" not in name}
    assert tree(unpacked / "fazhi") >= package
    assert [name for name in tree(unpacked) if "__pycache__" in name or name.endswith((".cpp", ".o"))] == []


def test_wheel_licenses(unpacked: Path) -> None:
    (info,) = unpacked.glob("*.dist-info")
    carried = tree(info / "licenses")
    assert "LICENSE" in carried
    assert "License-Expression: Apache-2.0" in (info / "METADATA").read_text("utf-8")
    used = set()
    for folder in ("core/src", "plugins", "python/bindings"):
        for file in (ROOT / folder).rglob("*.[ch]pp"):
            if "tests" not in file.parts:
                used |= set(
                    re.findall(r"#\s*include\s*<(pugixml\.hpp|libdeflate\.h|[^/>]+(?=/))", file.read_text("utf-8"))
                )
    used -= {"fazhi", "sys"}
    missing = {name for name in used if f"licenses/{LICENCES.get(name, '?')}" not in carried}
    assert missing == set(), "a library is compiled in whose licence does not travel along"
    for name in LICENCES.values():
        assert re.search(
            r"copyright|Boost Software License", (info / "licenses/licenses" / name).read_text("utf-8"), re.I
        )


def test_no_path_of_the_build_machine_leaks(unpacked: Path) -> None:
    needle = str(ROOT).encode()
    assert [name for name in tree(unpacked) if needle in (unpacked / name).read_bytes()] == []


def test_main_job_in_an_empty_environment(installed: Installed, tmp_path: Path) -> None:
    for compiler in ("c++", "g++", "cc", "gcc", "clang", "cmake"):
        assert shutil.which(compiler, path=installed.environment["PATH"]) is None
    shutil.copy(SAMPLE, tmp_path / "report.txt")
    for target in ("page.html", "report.json", "report.md"):
        done = installed.run("fazhi", "convert", "report.txt", "-o", target, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert (tmp_path / target).stat().st_size > 1000
    assessment = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert assessment["report"]["header"]["year"] == 2024
    verdicts = [relation["verdict"] for relation in assessment["report"]["relations"]]
    assert verdicts.count("refuted") == 1, "the planted wrong sum"
    assert verdicts.count("proved") >= 8
    assert assessment["scorecards"]


def test_every_plugin_of_the_wheel_loads(installed: Installed, tmp_path: Path) -> None:
    done = installed.run("fazhi", "plugins", "list", "--format", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    assert {row["status"] for row in rows} <= {"loaded", "available"}, done.stdout
    native = {Path(row["path"]).stem for row in rows if str(row["path"]).endswith(".so")}
    assert native == set(PLUGINS)


def test_import_is_quick_and_stays_inside_the_wheel(installed: Installed, tmp_path: Path) -> None:
    code = """
import sys, time
before, began = set(sys.modules), time.perf_counter()
import fazhi
took = time.perf_counter() - began
foreign = {name.partition(".")[0] for name in set(sys.modules) - before} - sys.stdlib_module_names - {"fazhi"}
print(took, *foreign)
"""
    times = []
    for _ in range(7):
        done = installed.run("python", "-c", code, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        took, *foreign = done.stdout.split()
        assert foreign == []
        times.append(float(took))
    assert min(times) < 0.030


@pytest.mark.slow
def test_source_distribution_builds_and_installs(tmp_path: Path) -> None:
    """`pip install` of the sdist, isolated: the build requirements come from pyproject.toml alone."""
    build = "import sys; from scikit_build_core.build import build_sdist; print(build_sdist(sys.argv[1]))"
    done = subprocess.run([sys.executable, "-c", build, str(tmp_path)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (sdist,) = tmp_path.glob("*.tar.gz")
    venv.create(tmp_path / "environment", with_pip=True, symlinks=True)
    python = str(tmp_path / "environment/bin/python")
    environment = {**os.environ, "CMAKE_CXX_COMPILER_LAUNCHER": "ccache"}
    pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "-q", str(sdist)]
    done = subprocess.run(pip, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    fazhi = str(tmp_path / "environment/bin/fazhi")
    done = subprocess.run(
        [fazhi, "convert", str(SAMPLE), "-o", "page.html"], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
