"""Options of plugins: a Python signature becomes a declaration, Python values become the text that the core checks."""

from __future__ import annotations

from fazhi._core import OptionError, OptionSpec

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import TypeVar

    from fazhi._core import FazhiError, OptionItems

    E = TypeVar("E", bound=FazhiError)


def encode(options: Mapping[str, object]) -> OptionItems:
    """Values as the text that the core reads; None means: not given."""
    return [(name, _text(name, value)) for name, value in options.items() if value is not None]


def _text(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (str, int, float)):
        return str(value)
    if isinstance(value, (list, tuple)):
        return ",".join(_text(name, item) for item in value)
    if hasattr(value, "__fspath__"):
        return str(value)
    kind = type(value).__name__
    raise problem(
        OptionError,
        f"option {name}: a {kind} is no option value (bool, int, float, str, path, list)",
        f"选项{name}：{kind}不能作选项值（可用bool、int、float、str、路径、list）",
    )


def form_by_suffix(specs: Iterable[OptionSpec], options: Mapping[str, object], suffix: str) -> OptionItems:
    """The option `form` of an exporter that has several, where the file's suffix names one and the caller none."""
    for spec in specs:
        if spec.name == "form" and options.get("form") is None and suffix[1:] in spec.choices:
            return [("form", suffix[1:])]
    return []


def problem(error: type[E], en: str, zh: str) -> E:
    """An error that speaks both languages, like those of the core."""
    made = error(en)
    made.message_zh = zh
    return made


def unknown(en: str, zh: str, name: str, names: Iterable[str]) -> OptionError:
    """The error about a name that is not known, with the nearest one that is."""
    return problem(OptionError, *nearest(en, zh, name, names))


def nearest(
    en: str, zh: str, name: str, names: Iterable[str], meant: Mapping[str, str] | None = None
) -> tuple[str, str]:
    """Both sentences, with the nearest name that is known, else all there are. meant: other words for some of them."""
    import difflib

    known = sorted(names)
    others = meant or {}
    if close := difflib.get_close_matches(name, [*known, *others], 1):
        right = others.get(close[0], close[0])
        en, zh = f"{en}; did you mean {right!r}?", f"{zh}；您要的是不是“{right}”？"
    elif known:
        en, zh = f"{en}; there are: {', '.join(known)}", f"{zh}；可用：{'、'.join(known)}"
    return en, zh


def is_plugin_name(name: str) -> bool:
    """Lower-case letters and digits, parts divided by - or _; the same for decorators and `fazhi plugins new`."""
    import re

    return re.fullmatch(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*", name) is not None


def positional(function: Callable[..., object]) -> int:
    """How many parameters a plugin function takes from the host, before its options."""
    import inspect

    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return sum(p.kind in kinds for p in inspect.signature(function).parameters.values())


def declared(function: Callable[..., object], skip: int) -> list[OptionSpec]:
    """The keyword-only parameters of a plugin function; the first `skip` parameters are what the host passes."""
    import inspect
    import typing

    signature = inspect.signature(function)
    try:
        hints = typing.get_type_hints(function)
    except Exception:  # an annotation that names something unknown is no reason to refuse the plugin
        hints = {}
    specs = []
    for place, p in enumerate(signature.parameters.values()):
        if place < skip and p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD):
            continue
        if p.kind is not p.KEYWORD_ONLY:
            raise TypeError(f"{_name(function)}: parameter {p.name!r} must stand behind *: options are given by name")
        if p.default is p.empty:
            raise TypeError(f"{_name(function)}: option {p.name!r} needs a default")
        kind, choices = _kind(hints.get(p.name), p.default)
        specs.append(OptionSpec(p.name, kind, "" if p.default is None else _text(p.name, p.default), choices=choices))
    if len(signature.parameters) - len(specs) < skip:
        raise TypeError(f"{_name(function)} must take {skip} parameter{'s' * (skip != 1)} before its options")
    return specs


def _name(function: Callable[..., object]) -> str:
    return getattr(function, "__qualname__", repr(function))


def _kind(hint: object, default: object) -> tuple[str, list[str]]:
    """Option type by annotation, else by default."""
    import pathlib
    import typing

    given = [arg for arg in typing.get_args(hint) if arg is not type(None)]
    if len(given) == 1 and type(None) in typing.get_args(hint):
        hint = given[0]  # Path | None
    origin = typing.get_origin(hint)
    if origin is typing.Literal:
        return "choice", [str(value) for value in typing.get_args(hint)]
    if hint is list or origin is list or isinstance(default, (list, tuple)):
        return "list[str]", []
    if hint is pathlib.Path or isinstance(default, pathlib.PurePath):
        return "path", []
    for kind in (bool, int, float, str):
        if hint is kind:
            return kind.__name__, []
    for kind in (bool, int, float):  # bool first: it is an int
        if isinstance(default, kind):
            return kind.__name__, []
    return "str", []
