"""`import fazhi` is cheap: a list of what it may import, not a clock."""

import json
import subprocess
import sys

# What costs: none of it may come with the import.
HEAVY = [
    "argparse",
    "asyncio",
    "concurrent.futures",
    "ctypes",
    "dataclasses",
    "datetime",
    "decimal",
    "difflib",
    "enum",
    "fractions",
    "html",
    "importlib.metadata",
    "importlib.resources",
    "inspect",
    "jinja2",
    "json",
    "logging",
    "numpy",
    "pandas",
    "pathlib",
    "pickle",
    "polars",
    "pyarrow",
    "re",
    "rich",
    "shutil",
    "socket",
    "subprocess",
    "tempfile",
    "threading",
    "tomllib",
    "typing",
    "unittest",
    "urllib",
    "zipfile",
]
OURS = ["fazhi", "fazhi._core", "fazhi.api", "fazhi.options", "fazhi.tables"]


def loaded_by(statement: str) -> list[str]:
    script = (
        # An editable install finds its parts by a hook; it is not what is measured.
        "try: import _editable_skbc_fazhi, importlib.util\n"
        "except ImportError: pass\n"
        "import sys; before = set(sys.modules)\n"
        f"{statement}\n"
        "new = sorted(set(sys.modules) - before)\n"
        "import json; print(json.dumps(new))"
    )
    # -S: site imports what the environment's .pth files ask for; the package is found by its path alone.
    path = json.dumps(sys.path)
    command = [sys.executable, "-S", "-c", f"import sys; sys.path[:] = {path}\n{script}"]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def test_import_takes_nothing_heavy() -> None:
    new = loaded_by("import fazhi")
    assert [name for name in new if name.startswith("fazhi")] == OURS
    assert [name for name in new if name in HEAVY] == []
    # Beside our own: what Python itself needs for them.
    assert len(new) <= len(OURS) + 8, new


def test_version_comes_from_the_core() -> None:
    import fazhi
    from fazhi import _core

    assert fazhi.__version__ == _core.__version__
    assert loaded_by("import fazhi; fazhi.__version__") == loaded_by("import fazhi")


def test_every_public_name_is_there() -> None:
    import fazhi

    for name in fazhi.__all__:
        assert getattr(fazhi, name) is not None
    assert dir(fazhi) == sorted(fazhi.__all__)
    assert not hasattr(fazhi, "no_such_name")
