"""Python plugins: the decorators, and finding what is installed.

    @fz.exporter("brief", suffixes=[".md"])
    def brief(a, *, top: int = 5):
        yield f"# {a.report.title}\\n"

A plugin that is built in but written in Python, and one that a package installs, are known by name and imported at first
use, by the same few lines (`ensure`). A user's act (decorator, --plugin) may override a built-in, an installed package may
not: same input, same result.
"""

from __future__ import annotations

import atexit
import os
import sys

from fazhi import _core
from fazhi._core import PluginError, PluginInfo, Report, RuleCard
from fazhi.options import declared

TYPE_CHECKING = False
if TYPE_CHECKING:
    import importlib.metadata
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any, TypeAlias, TypeVar

    from fazhi._core import Assessment, Evidence, FindingSink, Fix, Sink

    Exporting: TypeAlias = Callable[..., str | bytes | Iterable[str | bytes | tuple[str, str | bytes]]]
    F = TypeVar("F", bound=Callable[..., Any])

KINDS = ("importer", "validator", "scorer", "exporter")

# Built-in plugins written in Python: kind and name → module, suffixes, title zh, title en.
BUILTIN: dict[tuple[str, str], tuple[str, list[str], str, str]] = {
    ("exporter", "html"): ("fazhi.exporters.html", [".html", ".htm"], "单页网页报告", "One self-contained page"),
}

# Where each Python plugin of the registry came from, and what could not be imported: a row of the listing.
_origins: dict[tuple[str, str], str] = {}
_failed: dict[tuple[str, str], PluginInfo] = {}
_rank = "registered"
_path = ""

# The core must hold no Python object when Python finalizes.
atexit.register(_core.remove_python_plugins)


# ── decorators ───────────────────────────────────────────────────────────────────────────────────────────────────────


def exporter(
    name: str, *, suffixes: Sequence[str] = (), title: str = "", title_en: str = "", version: str = "0"
) -> Callable[[F], F]:
    """Makes a function an export format.

    The function takes the assessment; its keyword-only parameters are the options. It returns str or bytes, or yields
    them in pieces; a piece (name, data) begins a further file beside the named one.
    """

    def register(function: F) -> F:
        def write(assessment: Assessment, sink: Sink, options: Mapping[str, Any]) -> None:
            for piece in _pieces(name, function(assessment, **options)):
                if isinstance(piece, tuple):
                    sink.open(piece[0])
                    piece = piece[1]
                sink.write(piece.encode("utf-8") if isinstance(piece, str) else piece)

        info = _info("exporter", name, function, suffixes, title, title_en, version, declared(function, 1))
        _add(info, function, lambda: _core.add_exporter(info, write))
        return function

    return register


def _pieces(name: str, result: object) -> Iterator[Any]:
    if isinstance(result, (str, bytes)):
        yield result
        return
    if not hasattr(result, "__iter__"):
        raise TypeError(f"the exporter {name} gave {type(result).__name__}; it must return or yield str or bytes")
    for piece in result:
        if not isinstance(piece[1] if isinstance(piece, tuple) and len(piece) == 2 else piece, (str, bytes)):
            raise TypeError(f"the exporter {name} yielded {type(piece).__name__}; it must yield str or bytes")
        yield piece


class Draft:
    """A finding of a Python validator; made by fz.finding()."""

    __slots__ = ("at_most", "en", "evidence", "figures", "fixes", "place", "relations", "rule_id", "zh")

    def __init__(self, rule_id: str, place: object, zh: str, en: str, **more: Any) -> None:
        self.rule_id, self.place, self.zh, self.en = rule_id, _span(place), zh, en or zh
        self.evidence = [_noted(e) for e in more["evidence"]]
        self.figures = [getattr(f, "index", f) for f in more["figures"]]
        self.relations = [getattr(r, "index", r) for r in more["relations"]]
        self.fixes = [(_span(f[0]), str(f[1]), *_two(f[2:])) for f in more["fixes"]]
        self.at_most = more["at_most"]


def finding(
    rule_id: str,
    place: object = None,
    zh: str = "",
    en: str = "",
    *,
    evidence: Iterable[Any] = (),
    figures: Iterable[Any] = (),
    relations: Iterable[Any] = (),
    fixes: Iterable[Any] = (),
    at_most: str | None = None,
) -> Draft:
    """What a validator yields.

    place: (start, end), anything with .start and .end (a figure, a section), or None for the whole report. evidence:
    places, or (place, zh, en). fixes: (place, replacement) or (place, replacement, zh, en). at_most: a letter (E W R I)
    that lowers the rule's severity for this finding.
    """
    return Draft(
        rule_id, place, zh, en, evidence=evidence, figures=figures, relations=relations, fixes=fixes, at_most=at_most
    )


def _span(place: Any) -> tuple[int, int]:
    if place is None:
        return (0, 0)
    start, end = place if isinstance(place, tuple) else (place.start, place.end)
    return (int(start), int(end))


def _two(words: Sequence[str]) -> tuple[str, str]:
    return (words[0] if words else "", words[1] if len(words) > 1 else "")


def _noted(e: Any) -> tuple[tuple[int, int], str, str]:
    if isinstance(e, tuple) and e and not isinstance(e[0], int):
        return (_span(e[0]), *_two(e[1:]))
    return (_span(e), "", "")


def validator(
    name: str, *, rules: Iterable[RuleCard | Mapping[str, Any]], title: str = "", title_en: str = "", version: str = "0"
) -> Callable[[F], F]:
    """Makes a function a validator: it takes the report and yields fz.finding(...) of the rules declared here."""
    cards = [card if isinstance(card, RuleCard) else RuleCard(**card) for card in rules]

    def register(function: F) -> F:
        def validate(report: Report, sink: FindingSink) -> None:
            for d in function(report) or ():
                if not isinstance(d, Draft):
                    raise TypeError(f"the validator {name} yielded {type(d).__name__}; it must yield fz.finding(...)")
                sink.add(d.rule_id, d.place, d.zh, d.en, d.evidence, d.figures, d.relations, d.fixes, d.at_most)

        info = _info("validator", name, function, (), title, title_en, version, declared(function, 1))
        _add(info, function, lambda: _core.add_validator(info, validate, cards))
        return function

    return register


def importer(
    name: str,
    *,
    suffixes: Sequence[str] = (),
    probe: Callable[[bytes], bool] | None = None,
    title: str = "",
    title_en: str = "",
    version: str = "0",
) -> Callable[[F], F]:
    """Makes a function an importer: it takes the bytes of a source and returns its text.

    It is chosen by suffix, or where `probe`, given the first 4096 bytes, says True.
    """
    known = [suffix.lower() for suffix in suffixes]

    def register(function: F) -> F:
        def confidence(head: bytes, suffix: str) -> int:
            if probe is not None:
                return 3 if probe(head) else 0
            return 2 if suffix in known else 0

        def read(data: bytes, source: str, options: Mapping[str, Any]) -> str:
            text = function(data, **options)
            if not isinstance(text, str):
                raise TypeError(f"the importer {name} gave {type(text).__name__} for {source}; it must return str")
            return text

        info = _info("importer", name, function, known, title, title_en, version, declared(function, 1))
        _add(info, function, lambda: _core.add_importer(info, confidence, read))
        return function

    return register


def _info(
    kind: str, name: str, function: Any, suffixes: Sequence[str], title: str, title_en: str, version: str, options: Any
) -> dict[str, Any]:
    first = (function.__doc__ or "").strip().partition("\n")[0]
    title = title or first or name
    return {
        "kind": kind,
        "name": name,
        "id": f"{function.__module__}.{function.__qualname__}",
        "version": version,
        "path": _path or getattr(getattr(function, "__code__", None), "co_filename", ""),
        "rank": _rank,
        "title_zh": title,
        "title_en": title_en or title,
        "suffixes": list(suffixes),
        "capabilities": [],
        "options": options,
    }


def _add(info: dict[str, Any], function: Any, add: Callable[[], None]) -> None:
    """A notebook cell that runs again replaces; another function of the same name and standing is refused."""
    key = (info["kind"], info["name"])
    origin = f"{info['path'] if _path else function.__module__}:{function.__qualname__}"
    if not info["name"]:
        raise PluginError("a plugin needs a name")
    earlier = _origins.get(key)
    if earlier is not None and earlier != origin and _core.plugin_info(*key).rank == info["rank"]:
        raise PluginError(f"{key[0]} {key[1]!r} of {origin} is defined by {earlier} already; give it another name")
    add()
    _origins[key] = origin
    _failed.pop(key, None)


# ── finding ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def ensure(kind: str, name: str) -> None:
    """Imports the Python plugin of that name where the core knows none. The core's call itself reports an unknown one."""
    try:
        _core.plugin_info(kind, name)
    except PluginError:
        pass
    else:
        return
    if (kind, name) in BUILTIN:
        _import(kind, name, lambda: __import__(BUILTIN[kind, name][0]), "built-in", BUILTIN[kind, name][0])
        return
    for point in _entry_points(kind):
        if point.name == name:
            _import(kind, name, point.load, "installed", point.value)
    _load_native()


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


def ensure_importer(name: str, suffix: str) -> None:
    """Imports the importer named, or all installed ones where none that is built in takes the suffix."""
    if name:
        ensure("importer", name)
        return
    if any(row.kind == "importer" and suffix in row.suffixes for row in _core.plugins()):
        return
    for point in _entry_points("importer"):
        if ("importer", point.name) not in _origins:
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

    full = os.path.realpath(path)
    name = f"fazhi_plugin_{os.path.basename(full)[:-3]}"
    spec = importlib.util.spec_from_file_location(name, full)
    if spec is None or spec.loader is None or not os.path.isfile(full):
        raise _error(f"{path}: no such plugin file", "", "load", path)
    module = importlib.util.module_from_spec(spec)
    before = set(_origins)
    sys.modules[name] = module
    loader = spec.loader
    with _as_rank("named", full):
        try:
            loader.exec_module(module)
        except PluginError:
            raise
        except (Exception, SystemExit) as error:
            raise _error(f"{path}: {type(error).__name__}: {error}", "", "load", path) from error
    new = {key for key, origin in _origins.items() if key not in before or origin.startswith(f"{full}:")}
    return [_core.plugin_info(*key) for key in sorted(new)]


class _as_rank:  # noqa: N801, reads as a word; contextlib is not imported for it
    """Plugins registered within have the standing of how they were found."""

    def __init__(self, rank: str, path: str = "") -> None:
        self.wanted = (rank, path)

    def __enter__(self) -> None:
        global _rank, _path
        self.earlier = (_rank, _path)
        _rank, _path = self.wanted

    def __exit__(self, *_: object) -> None:
        global _rank, _path
        _rank, _path = self.earlier


def _error(sentence: str, plugin: str, stage: str, path: str) -> PluginError:
    error = PluginError(sentence)
    error.plugin, error.stage, error.path = plugin, stage, path
    return error


def _import(kind: str, name: str, load: Callable[[], object], rank: str, target: str) -> None:
    with _as_rank(rank):
        try:
            load()
        except Exception as error:
            reason = f"{target}: {type(error).__name__}: {error}"
            _failed[kind, name] = _row(kind, name, rank, target, "failed", reason)
            raise _error(f"the {kind} {name} cannot be imported: {reason}", name, "load", target) from error
    if (kind, name) not in _origins:
        reason = f"{target} registers no {kind} {name!r}"
        _failed[kind, name] = _row(kind, name, rank, target, "failed", reason)
        raise _error(reason, name, "load", target)


def _entry_points(kind: str) -> Sequence[importlib.metadata.EntryPoint]:
    """Scanned only for a name that is not built in, and in listings: the scan costs more than Python's own start."""
    import importlib.metadata

    return tuple(importlib.metadata.entry_points(group="fazhi.native" if kind == "native" else f"fazhi.{kind}s"))


_native_loaded = False


def _load_native() -> None:
    """Native plugins of installed packages: each entry point gives a path, or paths."""
    global _native_loaded
    if _native_loaded:
        return
    _native_loaded = True
    for point in _entry_points("native"):
        try:
            given = point.load()
            given = given() if callable(given) else given
            paths = [given] if isinstance(given, (str, os.PathLike)) else list(given)
        except Exception as error:
            reason = f"{point.value}: {type(error).__name__}: {error}"
            _failed["native", point.name] = _row("", point.name, "installed", point.value, "failed", reason)
            continue
        for path in paths:
            _core.load_plugin(os.fspath(path), "installed")


def _row(
    kind: str,
    name: str,
    rank: str,
    path: str,
    status: str,
    reason: str = "",
    suffixes: Sequence[str] = (),
    titles: tuple[str, str] = ("", ""),
) -> PluginInfo:
    return PluginInfo(
        {
            "kind": kind,
            "name": name,
            "id": path,
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
        "fazhi plugins check shows the traceback" if status == "failed" else "",
    )


def list_plugins() -> list[PluginInfo]:
    """Every candidate with its status, in the order of search; nothing is imported for it."""
    _load_native()
    rows = _core.plugins()
    taken = {(row.kind, row.name) for row in rows if row.status in ("loaded", "available")}
    for key, (module, suffixes, zh, en) in BUILTIN.items():
        path = os.path.join(os.path.dirname(__file__), *module.split(".")[1:]) + ".py"
        if key in _failed:
            rows.append(_failed[key])
        elif key not in taken:
            rows.append(_row(*key, "built-in", path, "available", suffixes=suffixes, titles=(zh, en)))
    taken |= set(BUILTIN)
    for kind in KINDS:
        for point in _entry_points(kind):
            key = (kind, point.name)
            if key in _failed:
                rows.append(_failed[key])
            elif key in taken and key not in _origins:
                reason = f"the name {point.name} is taken; an installed package never overrides"
                rows.append(_row(*key, "installed", point.value, "shadowed", reason))
            elif key not in taken:
                rows.append(_row(*key, "installed", point.value, "available"))
    rows += [row for (kind, _), row in _failed.items() if kind == "native"]
    order = ("registered", "named", "path", "built-in", "installed")
    return sorted(rows, key=lambda row: order.index(row.rank))


def list_rules() -> list[RuleCard]:
    """Cards of all rules, by id."""
    return _core.rules()
