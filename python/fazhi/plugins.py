"""Finding the plugins that are written in Python or installed by packages; the core finds the native ones.

A plugin that is built in but written in Python, and one that a package installs, are known by name and imported at
first use, by the same few lines (`ensure`). A user's act (decorator, --plugin) may override a built-in, an installed
package may not: same input, same result. What cannot be imported is a row of the listing.
"""

from __future__ import annotations

import os
import sys
import threading

from fazhi import _core
from fazhi._core import PluginError, PluginInfo, RuleCard
from fazhi.decorators import as_rank, origins, plugin_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    import importlib.metadata
    from collections.abc import Callable, Sequence

KINDS = ("importer", "validator", "scorer", "exporter")

# Built-in plugins written in Python: kind and name → module, suffixes, title zh, title en.
BUILTIN: dict[tuple[str, str], tuple[str, list[str], str, str]] = {
    ("importer", "html"): ("fazhi.importers.html", [".html", ".htm", ".shtml"], "网页", "Web page"),
    ("importer", "office"): (
        "fazhi.importers.office",
        [".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt", ".ott", ".fodt"],
        "旧版Word、WPS、RTF、OpenDocument（由LibreOffice转换）",
        "Old Word, WPS, RTF, OpenDocument (converted by LibreOffice)",
    ),
    ("importer", "pdf"): ("fazhi.importers.pdf", [".pdf"], "PDF文件", "PDF file"),
    ("exporter", "html"): ("fazhi.exporters.html", [".html", ".htm"], "单页网页报告", "One self-contained page"),
    ("exporter", "proof"): ("fazhi.exporters.proof", [], "算账单", "Sheet of sums"),
}

# What a file is by its content (_core.content_kind) → the importer in Python that reads it.
CONTENTS = {"html": "html", "pdf": "pdf", **dict.fromkeys(("doc", "ole", "rtf", "odt", "wordml", "fodt"), "office")}

_REMEDY = ("fazhi plugins check 可查看出错位置", "fazhi plugins check shows where it fails")
_failed: dict[tuple[str, str], PluginInfo] = {}
_read_natively: set[str] = set()  # kinds of content


def ensure(kind: str, name: str) -> None:
    """Imports the Python plugin of that name where the core knows none; the call itself reports an unknown one."""
    try:
        _core.plugin_info(kind, name)
    except PluginError:
        pass
    else:
        return
    if name in _switched_off() and ((kind, name) in BUILTIN or any(p.name == name for p in _entry_points(kind))):
        row = _off(kind, name, "built-in", "")
        en, zh = (
            f"cannot use {kind} {name!r}: {row.reason_en}; {row.remedy_en}",
            f"无法使用{name}：{row.reason_zh}；{row.remedy_zh}",
        )
        raise plugin_error(en, zh, name, "find", "")
    if (kind, name) in BUILTIN:
        _import_builtin(kind, name)
        return
    for point in _entry_points(kind):
        if point.name == name:
            _import(kind, name, point.load, "installed", point.value)
            return
    _load_native()
    # Where nobody has that name, the core answers with the names there are: those written in Python belong to them.
    for other in [other for k, other in BUILTIN if k == kind and (k, other) not in origins]:
        if other in _switched_off():
            continue
        try:
            _import_builtin(kind, other)
        except PluginError:
            continue  # the reason stands in the listing


def exporter_for(suffix: str) -> str:
    """Name of the exporter for a file suffix; raises PluginError."""
    try:
        return _core.exporter_for_suffix(suffix)
    except PluginError:
        for (kind, name), (_, suffixes, *_) in BUILTIN.items():
            if kind == "exporter" and suffix in suffixes:
                return name
        ensure("exporter", suffix.lstrip("."))
        return _core.exporter_for_suffix(suffix)


def ensure_importer(name: str, suffix: str, content: str = "") -> None:
    """Imports the importer named, or those that the content and the suffix speak of, or all installed ones where none
    that is built in takes the suffix. What was imported earlier must not decide how a file is read."""
    if name:
        ensure("importer", name)
        return
    if content in _read_natively:
        return
    for (kind, known), (_, suffixes, *_) in BUILTIN.items():
        wanted = suffix in suffixes or CONTENTS.get(content) == known
        if kind == "importer" and wanted and known not in _switched_off():
            ensure("importer", known)
    if content in CONTENTS:
        return
    _load_native()
    # Native importers are named for what they read ("docx", "ofd"), and none is ever unloaded.
    if any(row.kind == "importer" and row.name == content and row.path.endswith(".so") for row in _core.plugins()):
        _read_natively.add(content)
        return
    if any(row.kind == "importer" and suffix in row.suffixes for row in _core.plugins()):
        return
    for point in _entry_points("importer"):
        if ("importer", point.name) not in origins:
            try:
                _import("importer", point.name, point.load, "installed", point.value)
            except PluginError:
                continue  # listed with its reason; another importer may read the file


def load_plugin(path: str | os.PathLike[str]) -> list[PluginInfo]:
    """Loads a plugin by the user's word: a .py file with decorators, or a native library. Returns its rows."""
    path = os.fspath(path)
    if not path.endswith(".py"):
        return _core.load_plugin(path)
    import importlib.util
    from importlib.machinery import SourceFileLoader

    class Loader(SourceFileLoader):
        def set_data(self, path: str, data: object, *, _mode: int = 0) -> None:
            """Leaves no __pycache__ beside the user's file."""

    full = os.path.realpath(path)
    name = f"fazhi_plugin_{os.path.basename(full)[:-3]}"
    spec = importlib.util.spec_from_file_location(name, full, loader=Loader(name, full))
    if spec is None or spec.loader is None or not os.path.isfile(full):
        raise plugin_error(f"{path}: no such plugin file", f"{path}：没有此插件文件", "", "load", path)
    module = importlib.util.module_from_spec(spec)
    before = set(origins)
    sys.modules[name] = module
    loader = spec.loader
    with as_rank("named", full):
        try:
            loader.exec_module(module)
        except PluginError:
            raise
        except (Exception, SystemExit) as error:
            reason = f"{path}: {type(error).__name__}: {error}"
            raise plugin_error(reason, reason, "", "load", path) from error
    new = {key for key, origin in origins.items() if key not in before or origin.startswith(f"{full}:")}
    return [_core.plugin_info(*key) for key in sorted(new)]


def builtin_row(kind: str, name: str, module: str) -> dict[str, object]:
    """What the listing says of a built-in plugin; empty for any other."""
    known, suffixes, zh, en = BUILTIN.get((kind, name), ("", [], "", ""))
    if known != module:
        return {}
    return {
        "id": module,
        "version": _core.__version__,
        "path": _builtin_path(module),
        "rank": "built-in",
        "suffixes": list(suffixes),
        "title_zh": zh,
        "title_en": en,
    }


def _builtin_path(module: str) -> str:
    return os.path.join(os.path.dirname(__file__), *module.split(".")[1:]) + ".py"


def _import_builtin(kind: str, name: str) -> None:
    module = BUILTIN[kind, name][0]
    _import(kind, name, lambda: __import__(module), "built-in", module)


def _import(kind: str, name: str, load: Callable[[], object], rank: str, target: str) -> None:
    with as_rank(rank):
        try:
            load()
        except (Exception, SystemExit) as error:
            reason = f"{target}: {type(error).__name__}: {error}"
            _failed[kind, name] = _row(kind, name, rank, target, "failed", (reason, reason), _REMEDY)
            en, zh = f"the {kind} {name} cannot be imported: {reason}", f"无法导入{name}：{reason}"
            raise plugin_error(en, zh, name, "load", target) from error
    if (kind, name) not in origins:
        reason = f"{target} registers no {kind} {name!r}"
        _failed[kind, name] = _row(kind, name, rank, target, "failed", (reason, reason), _REMEDY)
        raise plugin_error(reason, f"{target}没有注册{name}", name, "load", target)
    _failed.pop((kind, name), None)


def _entry_points(kind: str) -> Sequence[importlib.metadata.EntryPoint]:
    """Scanned only for a name that is not built in, and in listings: the scan costs more than Python's own start."""
    import importlib.metadata

    return tuple(importlib.metadata.entry_points(group="fazhi.native" if kind == "native" else f"fazhi.{kind}s"))


_native_loaded = False
_native_lock = threading.RLock()  # a package may use fazhi while it is imported


def _load_native() -> None:
    """Native plugins of installed packages: each entry point gives a path, paths, or a function that returns them."""
    global _native_loaded
    with _native_lock:
        if _native_loaded:
            return
        _native_loaded = True
        for point in _entry_points("native"):
            if point.name in _switched_off():
                _failed["native", point.name] = _off("", point.name, "installed", point.value)
                continue
            try:
                given = point.load()
                given = given() if callable(given) else given
                one = isinstance(given, (str, bytes, os.PathLike))
                for path in [given] if one else list(given):
                    _core.load_plugin(os.fsdecode(path), "installed")
            except (Exception, SystemExit) as error:
                reason = f"{point.value}: {type(error).__name__}: {error}"
                remedy = (
                    "入口须给出插件文件的路径，或返回路径的函数",
                    "the entry point must give the path of a plugin file, or a function that returns it",
                )
                _failed["native", point.name] = _row(
                    "", point.name, "installed", point.value, "failed", (reason, reason), remedy
                )


def _row(
    kind: str,
    name: str,
    rank: str,
    path: str,
    status: str,
    reason: tuple[str, str] = ("", ""),
    remedy: tuple[str, str] = ("", ""),
    suffixes: Sequence[str] = (),
    titles: tuple[str, str] = ("", ""),
    id: str = "",
) -> PluginInfo:
    return PluginInfo(
        {
            "kind": kind,
            "name": name,
            "id": id or path,
            "version": _core.__version__ if rank == "built-in" else "",
            "path": path,
            "rank": rank,
            "title_zh": titles[0],
            "title_en": titles[1],
            "suffixes": list(suffixes),
            "capabilities": [],
            "options": [],
        },
        status,
        reason,
        remedy,
    )


def _switched_off() -> list[str]:
    words = os.environ.get("FAZHI_DISABLE_PLUGINS", "")
    return words.replace(",", " ").replace(";", " ").split()


def _off(kind: str, name: str, rank: str, path: str) -> PluginInfo:
    reason = (
        f"已由环境变量FAZHI_DISABLE_PLUGINS停用（{name}）",
        f"it is switched off by FAZHI_DISABLE_PLUGINS ({name})",
    )
    remedy = (f"请从FAZHI_DISABLE_PLUGINS中去掉“{name}”", f"take {name!r} out of FAZHI_DISABLE_PLUGINS")
    return _row(kind, name, rank, path, "disabled", reason, remedy)


def list_plugins() -> list[PluginInfo]:
    """Every candidate with its status, in the order of search; nothing is imported for it."""
    _load_native()
    rows = _core.plugins()
    taken = {(row.kind, row.name) for row in rows if row.status in ("loaded", "available")}
    for key, (module, suffixes, zh, en) in BUILTIN.items():
        path = _builtin_path(module)
        if key in _failed:
            rows.append(_failed[key])
        elif key[1] in _switched_off() and key not in origins:
            rows.append(_off(*key, "built-in", path))
        elif key not in taken:
            rows.append(_row(*key, "built-in", path, "available", suffixes=suffixes, titles=(zh, en), id=module))
    taken |= set(BUILTIN)
    for kind in KINDS:
        for point in _entry_points(kind):
            key = (kind, point.name)
            if key in _failed:
                rows.append(_failed[key])
            elif point.name in _switched_off() and key not in origins:
                rows.append(_off(*key, "installed", point.value))
            elif key in taken and key not in origins:
                reason = (
                    "名称已被占用；安装的包不会取而代之",
                    "the name is taken; an installed package never overrides",
                )
                rows.append(_row(*key, "installed", point.value, "shadowed", reason))
            elif key not in taken:
                rows.append(_row(*key, "installed", point.value, "available"))
    rows += [row for (kind, _), row in _failed.items() if kind == "native"]
    order = ("registered", "named", "path", "built-in", "installed")
    return sorted(rows, key=lambda row: order.index(row.rank))


def list_rules() -> list[RuleCard]:
    """Cards of all rules, by id."""
    return _core.rules()
