"""Who may know whom: the includes and imports of the house, read from the sources."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PUBLIC = sorted((ROOT / "core/include/fazhi").glob("*.hpp"))
INCLUDE = re.compile(r'^\s*#\s*include\s*(?:<([^>]+)>|"([^"]+)")', re.MULTILINE)
STANDARD = re.compile(r"[a-z_]+|std(def|int|dio|lib)\.h")

# The one place of each library in the core; no other file there includes it.
HOMES = {
    "boost/dll": "core/src/registry/",
    "dlfcn.h": "core/src/registry/",
    "spdlog/": "core/src/log/",
    "fmt/": "core/src/log/",
    "toml++/": "core/src/lexicon/toml.cpp",
    "boost/json": "core/src/json/",
}
NOWHERE_IN_CORE = ("pybind11/", "Python.h", "plugins/", "gtest/")


def sources(folder: str) -> list[Path]:
    return sorted(file for suffix in ("hpp", "cpp") for file in (ROOT / folder).rglob(f"*.{suffix}"))


def includes(file: Path) -> Iterator[str]:
    for match in INCLUDE.finditer(file.read_text("utf-8")):
        yield match[1] or match[2]


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def test_public_headers_need_the_standard_library_alone() -> None:
    assert PUBLIC
    breaches = [
        f"{name(file)} includes {included}"
        for file in PUBLIC
        for included in includes(file)
        if not (included.startswith("fazhi/") or STANDARD.fullmatch(included))
    ]
    assert breaches == []


@pytest.mark.parametrize("word", ["std::function", "std::any", "boost::", "spdlog::", "pybind11::"])
def test_public_headers_are_free_of(word: str) -> None:
    assert [name(file) for file in PUBLIC if re.search(rf"{word}\b", file.read_text("utf-8"))] == []


@pytest.mark.parametrize("header", PUBLIC, ids=lambda file: file.name)
def test_public_header_compiles_alone(header: Path, tmp_path: Path) -> None:
    unit = tmp_path / "alone.cpp"
    unit.write_text(f'#include "fazhi/{header.name}"\n', "ascii")
    compiler = os.environ.get("CXX", "c++")
    options = ["-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-I", str(ROOT / "core/include")]
    done = subprocess.run([compiler, *options, str(unit)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_core_keeps_each_library_in_its_room() -> None:
    breaches = [
        f"{name(file)} includes {included}"
        for file in sources("core/src")
        for included in includes(file)
        for library, home in [*HOMES.items(), *((word, "") for word in NOWHERE_IN_CORE)]
        if included.startswith(library) and not (home and name(file).startswith(home))
    ]
    assert breaches == []


# The library of its format that a plugin may use, and no other.
FORMAT_LIBRARIES = {
    "importer_docx": {"pugixml.hpp"},
    "importer_ofd": {"pugixml.hpp"},
    "package": {"libdeflate.h", "pugixml.hpp", "minizip/unzip.h"},
}
# Folders of plugins/ that are no plugins but static libraries, and who may include them.
SHARED = {"package": {"importer_docx", "importer_ofd", "package"}}


def test_plugins_see_public_headers_and_their_own_files() -> None:
    breaches = []
    for file in sources("plugins"):
        folder = ROOT / "plugins" / file.relative_to(ROOT / "plugins").parts[0]
        for included in includes(file):
            own = any((at / included).is_file() for at in (file.parent, folder, folder / "src"))
            test_framework = included.startswith(("gtest/", "gmock/")) and "tests" in file.parts
            public = included.startswith("fazhi/") and (ROOT / "core/include" / included).is_file()
            of_format = included in FORMAT_LIBRARIES.get(folder.name, set())
            shared = folder.name in SHARED.get(included.partition("/")[0], set())
            if not (public or own or shared or test_framework or of_format or STANDARD.fullmatch(included)):
                breaches.append(f"{name(file)} includes {included}")
    assert breaches == []


def test_bindings_see_public_headers_and_pybind11() -> None:
    breaches = [
        f"{name(file)} includes {included}"
        for file in sources("python/bindings")
        for included in includes(file)
        if not (
            included.startswith(("fazhi/", "pybind11/"))
            or included in ("Python.h", "datetime.h", "cxxabi.h", "unistd.h")
            or (file.parent / included).is_file()
            or STANDARD.fullmatch(included)
        )
    ]
    assert breaches == []


def imported_at_import_time(file: Path) -> Iterator[str]:
    """Names of modules in import statements that run when the module is imported: not those inside functions."""
    waiting: list[ast.AST] = [ast.parse(file.read_text("utf-8"))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module
        waiting.extend(ast.iter_child_nodes(node))


def test_package_imports_the_standard_library_alone() -> None:
    allowed = sys.stdlib_module_names | {"fazhi"}
    breaches = [
        f"{name(file)} imports {module}"
        for file in sorted((ROOT / "python/fazhi").rglob("*.py"))
        if "templates" not in file.parts and "testing" not in file.parts and "scaffold" not in file.parts
        for module in imported_at_import_time(file)
        if module.partition(".")[0] not in allowed
    ]
    assert breaches == []


def test_import_loads_nothing_foreign_and_nothing_slow() -> None:
    code = "import sys; before = set(sys.modules); import fazhi; print(*sorted(set(sys.modules) - before), sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert [module for module in loaded if module.partition(".")[0] not in sys.stdlib_module_names | {"fazhi"}] == []
    # Together they cost as much as the rest of the import; they are imported at first use.
    assert {"importlib.resources", "pathlib", "logging"}.isdisjoint(loaded)
