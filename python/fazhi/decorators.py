"""The decorators that make functions plugins.

    @fz.exporter("brief", suffixes=[".md"])
    def brief(a, *, top: int = 5):
        yield f"# {a.report.title}\n"

Keyword-only parameters are the options. Running the same definition again replaces it.
"""

from __future__ import annotations

import _thread
import atexit

from fazhi import _core
from fazhi._core import ParseError, PluginError, RuleCard
from fazhi.imported import Converted, Imported
from fazhi.options import declared, is_plugin_name, positional, problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any, TypeVar

    from fazhi._core import Assessment, FindingSink, Report, Sink

    F = TypeVar("F", bound=Callable[..., Any])

# Where each Python plugin of the registry came from.
origins: dict[tuple[str, str], str] = {}


class _Standing(_thread._local):
    """How what is registered now was found; by thread, for two may import at once."""

    rank = "registered"
    path = ""


_standing = _Standing()

# The core must hold no Python object when Python finalizes.
atexit.register(_core.remove_python_plugins)


def exporter(
    name: str,
    *,
    suffixes: Sequence[str] = (),
    title: str = "",
    title_en: str = "",
    version: str = "0",
    capabilities: Sequence[str] = (),
) -> Callable[[F], F]:
    """Makes a function an export format.

    The function takes the assessment; its keyword-only parameters are the options. It returns str or bytes, or yields
    them in pieces; a piece (name, data) begins a further file beside the named one. capabilities: "binary" where the
    output is no UTF-8 text.
    """

    def register(function: F) -> F:
        def write(assessment: Assessment, sink: Sink, options: Mapping[str, Any]) -> None:
            for piece in _pieces(name, function(assessment, **options)):
                if isinstance(piece, tuple):
                    sink.open(piece[0])
                    piece = piece[1]
                sink.write(piece.encode("utf-8") if isinstance(piece, str) else piece)

        info = _info("exporter", name, function, suffixes, title, title_en, version, declared(function, 1))
        info["capabilities"] = list(capabilities)
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
    """Makes a function a validator: it takes the report and yields fz.finding(...) of the rules declared here.

    Its keyword-only parameters are the options; who assesses gives them: fz.assess(r, options={name: {"longest": 80}}).
    """
    cards = [card if isinstance(card, RuleCard) else RuleCard(**card) for card in rules]

    def register(function: F) -> F:
        def validate(report: Report, sink: FindingSink, options: Mapping[str, Any]) -> None:
            for d in function(report, **options) or ():
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
    probe: Callable[[bytes], bool | int] | None = None,
    title: str = "",
    title_en: str = "",
    version: str = "0",
) -> Callable[[F], F]:
    """Makes a function an importer: it takes the bytes of a source, with a second parameter its name too, and returns
    its text, an `Imported`, or a `Converted`.

    It is chosen by suffix, or where `probe`, given the first 4096 bytes, says True; a probe that is less sure says 2.
    """
    known = [suffix.lower() for suffix in suffixes]

    def register(function: F) -> F:
        takes = min(2, max(1, positional(function)))

        def confidence(head: bytes, suffix: str) -> int:
            if probe is None:
                return 2 if suffix in known else 0
            sure = probe(head)
            if type(sure) is int:
                return min(3, max(0, sure))
            return 3 if sure else 0  # a match of a pattern, or None

        def read(data: bytes, source: str, options: Mapping[str, Any]) -> Any:
            try:
                got = function(*(data, source)[:takes], **options)
            except ParseError as error:
                # An importer sees bytes alone; what is said to the user names the file.
                if source in str(error):
                    raise
                raise problem(ParseError, f"{source}: {error}", f"{source}：{error.message_zh}") from error.__cause__
            if isinstance(got, (Imported, Converted)):
                return got.handed()
            if not isinstance(got, str):
                raise TypeError(
                    f"the importer {name} gave {type(got).__name__} for {source}; it must return str, fz.Imported or "
                    "fz.Converted"
                )
            return Imported(got).handed()

        info = _info("importer", name, function, known, title, title_en, version, declared(function, takes))
        _add(info, function, lambda: _core.add_importer(info, confidence, read))
        return function

    return register


def _info(
    kind: str, name: str, function: Any, suffixes: Sequence[str], title: str, title_en: str, version: str, options: Any
) -> dict[str, Any]:
    first = (function.__doc__ or "").strip().partition("\n")[0]
    title = title or first or name
    row = {
        "kind": kind,
        "name": name,
        "id": f"{function.__module__}.{function.__qualname__}",
        "version": version,
        "path": _standing.path or getattr(getattr(function, "__code__", None), "co_filename", ""),
        "rank": _standing.rank,
        "title_zh": title,
        "title_en": title_en or title,
        "suffixes": list(suffixes),
        "capabilities": [],
        "options": options,
    }
    if (function.__module__ or "").startswith("fazhi."):
        from fazhi import plugins

        # What comes with fazhi is described in one table, whether it has been imported or not.
        row.update(plugins.builtin_row(kind, name, function.__module__))
    return row


def _add(info: dict[str, Any], function: Any, add: Callable[[], None]) -> None:
    """A notebook cell that runs again replaces; another function of the same name and standing is refused."""
    key = (info["kind"], info["name"])
    origin = f"{info['path'] if _standing.path else function.__module__}:{function.__qualname__}"
    if not info["name"]:
        raise plugin_error("a plugin needs a name", "插件须有名称", "", "register", info["path"])
    if not is_plugin_name(info["name"]):
        raise plugin_error(
            f"{info['name']!r} is no plugin name: lower-case letters and digits, parts divided by '-' or '_'",
            f"“{info['name']}”不能作插件名：只用小写字母和数字，以-或_分隔",
            info["name"],
            "register",
            info["path"],
        )
    earlier = origins.get(key)
    if earlier is not None and earlier != origin and _core.plugin_info(*key).rank == info["rank"]:
        raise plugin_error(
            f"{key[0]} {key[1]!r} of {origin} is defined by {earlier} already; give it another name",
            f"{origin}的{key[1]}与{earlier}重名；请改名",
            key[1],
            "register",
            info["path"],
        )
    add()
    origins[key] = origin


class as_rank:  # noqa: N801, reads as a word; contextlib is not imported for it
    """Plugins registered within have the standing of how they were found."""

    def __init__(self, rank: str, path: str = "") -> None:
        self.wanted = (rank, path)

    def __enter__(self) -> None:
        self.earlier = (_standing.rank, _standing.path)
        _standing.rank, _standing.path = self.wanted

    def __exit__(self, *_: object) -> None:
        _standing.rank, _standing.path = self.earlier


def plugin_error(en: str, zh: str, plugin: str, stage: str, path: str) -> PluginError:
    """A PluginError like those of the core."""
    error = problem(PluginError, en, zh)
    error.plugin, error.stage, error.path = plugin, stage, path
    return error
