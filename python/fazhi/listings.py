"""`fazhi rules` and `fazhi plugins`."""

from __future__ import annotations

import fazhi as fz
from fazhi import words
from fazhi.commands import DONE, PLUGIN, USAGE, Failed
from fazhi.options import nearest, unknown
from fazhi.printing import tongue

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from fazhi.printing import Printer


def run(given: Any, printer: Printer) -> int:
    actions = {
        ("rules", "list"): rules_list,
        ("rules", "show"): rules_show,
        ("plugins", "list"): plugins_list,
        ("plugins", "show"): plugins_show,
        ("plugins", "doctor"): plugins_doctor,
        ("plugins", "check"): plugins_check,
        ("plugins", "new"): plugins_new,
    }
    return actions[given.command, given.action](given, printer)


def _card(card: fz.RuleCard) -> dict[str, object]:
    names = [n for n in dir(type(card)) if not n.startswith("_")]
    return {name: getattr(card, name) for name in names}


def _severity(letter: str) -> str:
    """The letter; for readers of Chinese with its word."""
    word = words.LETTERS.get(letter, ("", ""))[0]
    return tongue(f"{letter} {word}".rstrip(), letter)


def rules_list(given: Any, printer: Printer) -> int:
    cards = fz.list_rules()
    if printer.json:
        printer.data([_card(card) for card in cards])
    else:
        printer.table(
            [
                tongue("规则", "rule"),
                tongue("级", "level"),
                tongue("名称", "title"),
                tongue("依据", "clause"),
                tongue("插件", "plugin"),
            ],
            [[c.id, _severity(c.severity), tongue(c.title_zh, c.title_en), c.clause, c.plugin] for c in cards],
        )
    return DONE


def rules_show(given: Any, printer: Printer) -> int:
    cards = {card.id: card for card in fz.list_rules()}
    card = cards.get(given.id.upper())
    if card is None:
        raise unknown(f"no rule {given.id}", f"没有规则{given.id}", given.id.upper(), cards)
    if printer.json:
        printer.data(_card(card))
        return DONE
    printer.text(f"{card.id} {tongue(card.title_zh, card.title_en)}")
    profiles = ", ".join(f"{name} {letter}" for name, letter in card.profiles.items())
    for name, text in (
        (tongue("级", "level"), f"{_severity(card.severity)}{f' ({profiles})' if profiles else ''}"),
        (tongue("依据", "clause"), card.clause),
        (tongue("缘由", "why"), tongue(card.why_zh, card.why_en)),
        (tongue("判定", "decides"), tongue(card.decides_zh, card.decides_en)),
        (tongue("不判", "cannot decide"), tongue(card.cannot_zh, card.cannot_en)),
        (tongue("插件", "plugin"), card.plugin),
    ):
        if text:
            printer.text(f"{name}: {text}")
    return DONE


def _row(p: fz.PluginInfo) -> dict[str, object]:
    return {
        "name": p.name,
        "kind": p.kind,
        "id": p.id,
        "version": p.version,
        "language": p.language,
        "path": p.path,
        "rank": p.rank,
        "status": p.status,
        "reason": tongue(p.reason_zh, p.reason_en),
        "remedy": tongue(p.remedy_zh, p.remedy_en),
        "title": tongue(p.title_zh, p.title_en),
        "suffixes": list(p.suffixes),
        "options": [
            {
                "name": o.name,
                "type": o.type,
                "default": o.default_value,
                "min": o.min,
                "max": o.max,
                "choices": list(o.choices),
                "help": tongue(o.help_zh, o.help_en),
            }
            for o in p.options
        ],
    }


def _usable(p: fz.PluginInfo) -> bool:
    return p.status in ("loaded", "available")


def plugins_list(given: Any, printer: Printer) -> int:
    rows = fz.list_plugins()
    if printer.json:
        printer.data([_row(p) for p in rows])
        return DONE
    printer.table(
        [
            tongue("名称", "name"),
            tongue("类别", "kind"),
            tongue("状态", "status"),
            tongue("说明", "title"),
            tongue("路径", "path"),
        ],
        [[p.name or "?", p.kind or "?", p.status, tongue(p.title_zh, p.title_en), p.path] for p in rows],
    )
    refused = [p for p in rows if not _usable(p)]
    if refused:
        printer.say(
            tongue(
                f"{len(refused)}个未能使用；详见 fazhi plugins doctor",
                f"{len(refused)} cannot be used; see fazhi plugins doctor",
            )
        )
    return DONE


def plugins_show(given: Any, printer: Printer) -> int:
    """All that is known of a plugin; one written in Python is imported for it, since it tells its options only then."""
    import contextlib

    from fazhi import plugins

    def named() -> list[fz.PluginInfo]:
        return [p for p in fz.list_plugins() if given.name in (p.name, p.id, p.path)]

    for p in named():
        if _usable(p) and p.language == "python":
            with contextlib.suppress(fz.PluginError):  # the reason stands in its new row
                plugins.ensure(p.kind, p.name)
    rows = named()
    if not rows:
        names = {p.name for p in fz.list_plugins() if p.name}
        en, zh = nearest(f"no plugin {given.name}", f"没有插件{given.name}", given.name, names)
        raise Failed(PLUGIN, zh, en)
    if printer.json:
        printer.data([_row(p) for p in rows])
        return DONE
    for p in rows:
        row = _row(p)
        options = row.pop("options")
        for name, value in row.items():
            if value:
                printer.text(f"{name}: {', '.join(value) if isinstance(value, list) else value}")
        for o in options if isinstance(options, list) else ():
            choices = f" ({', '.join(o['choices'])})" if o["choices"] else ""
            printer.text(f"  -O {o['name']}={o['default']}  {o['type']}{choices}  {o['help']}")
    return DONE


def plugins_doctor(given: Any, printer: Printer) -> int:
    """Every refused candidate with reason and remedy; exit code 4 where one is broken (not switched off)."""
    refused = [p for p in fz.list_plugins() if not _usable(p)]
    if printer.json:
        printer.data([_row(p) for p in refused])
    for p in () if printer.json else refused:
        printer.text(f"{p.name or p.path}: {p.status}")
        printer.text(f"  {p.path}")
        printer.text(f"  {tongue(p.reason_zh, p.reason_en)}")
        if p.remedy_en:
            printer.text(f"  → {tongue(p.remedy_zh, p.remedy_en)}")
    if not refused:
        printer.say(tongue("一切正常", "all is well"))
    return PLUGIN if any(p.status in ("failed", "incompatible") for p in refused) else DONE


def plugins_check(given: Any, printer: Printer) -> int:
    from fazhi import testing

    checks = testing.check_plugin(given.file)
    if printer.json:
        printer.data([{"name": c.name, "passed": c.passed, "detail": c.detail} for c in checks])
    else:
        for c in checks:
            printer.text(f"{'✓' if c.passed else '✗'} {c.name}{f': {c.detail}' if c.detail else ''}")
    failed = sum(not c.passed for c in checks)
    if failed:
        if not checks[-1].passed and checks[-1].name in ("loads", "runs"):
            printer.say(tongue("其余各项未再检查", "the other checks were not tried"))
        else:
            printer.say(tongue(f"{len(checks)}项中有{failed}项未通过", f"{failed} of {len(checks)} checks failed"))
    return PLUGIN if failed else DONE


def plugins_new(given: Any, printer: Printer) -> int:
    from fazhi import scaffold

    try:
        files = scaffold.write(given.kind, given.name, given.code, given.output)
    except ValueError as error:
        raise Failed(USAGE, str(error), str(error)) from error
    except OSError as error:
        raise Failed(5, f"无法写入：{error}", f"cannot write: {error}") from error
    if printer.json:
        printer.data(files)
    else:
        for file in files:
            printer.text(file)
    return DONE
