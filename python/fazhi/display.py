"""How things look: one line, and static HTML for notebooks.

The text of a report is untrusted: everything is escaped. What is cut is said to be cut. No script, no style sheet from
elsewhere.
"""

from __future__ import annotations

from html import escape as _escape

from fazhi import _core, words
from fazhi.tables import Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from fazhi.comparison import Comparison

MAX_ROWS = 50
MAX_TEXT = 400
MAX_LINE = 40
LISTED_REPAIRS = 6

SIGNS = {"proved": "✓", "refuted": "✗", "constrained": "≈", "open": "?"}
VERDICTS = words.chinese(words.VERDICTS)
_STYLE = (
    "font-family:sans-serif;font-size:13px;line-height:1.5;border:1px solid #8885;border-radius:4px;"
    "padding:.4em .8em;max-width:60em;display:inline-block"
)


def cut(text: str, size: int = MAX_LINE) -> str:
    """One line of at most `size` code points, with an ellipsis where something is missing."""
    text = " ".join(text.split())
    return text if len(text) <= size else text[: size - 1] + "…"


def score(card: _core.Scorecard) -> tuple[str, str]:
    """The score, Chinese and English; no number where nothing was judged."""
    if card.score is not None:
        return (f"{card.score:.1f}",) * 2
    return words.OUTCOMES["unknown" if card.unknown_share else "notapplicable"]


def line(thing: object) -> str:
    """The one-line repr: `<Figure 198 件 [1204:1208] '198件'>`."""
    name = type(thing).__name__
    if isinstance(thing, Table):
        return f"<{name}: {len(thing)} rows>"
    make = _LINES.get(name)
    return f"<{name} {make(thing)}>" if make else f"<{name}>"


def _outcome(x: _core.CriterionResult) -> str:
    return words.outcome(x.outcome, x.level_reached)[1]


def _place(x: Any) -> str:
    if getattr(x, "whole_report", False):
        return f"[{words.WHOLE_REPORT[1]}]"
    return f"[{x.start}:{x.end}] {cut(x.quote)!r}"


def _figure(x: _core.Figure) -> str:
    approx = "" if x.approximation == "exact" else f" {x.approximation}"
    return f"{x.value_text}{f' {x.unit}' if x.unit else ''}{approx} {_place(x)}"


_LINES: dict[str, Callable[[Any], str]] = {
    "Report": lambda x: (
        f"{x.year or '?'} {cut(x.title or x.source_name)!r}: {len(x.text)} characters, {len(x.sections)} sections, "
        f"{len(x.figures)} figures, {len(x.relations)} relations"
    ),
    "Assessment": lambda x: (
        f"{cut(x.report.title or x.report.source_name)!r}, profile {x.provenance.profile}: "
        f"{len(x.findings)} findings, score {'none' if x.scorecard is None else score(x.scorecard)[1]}"
    ),
    "Header": lambda x: f"{cut(x.title.value) if x.title else ''!r} {x.year or '?'} {'、'.join(x.issuers)}",
    "HeaderField": lambda x: f"{cut(x.value)!r} [{x.start}:{x.end}]",
    "SourcePlace": lambda x: f"{x.part} paragraph {x.paragraph} run {x.run} at {x.offset} [{x.start}:{x.end}]",
    "Section": lambda x: f"{x.path} {cut(x.heading)!r} level {x.level} [{x.start}:{x.end}]",
    "Block": lambda x: f"{x.kind} {_place(x)}",
    "Figure": _figure,
    "Relation": lambda x: f"{x.kind} {x.derivation} {SIGNS[x.verdict]} {x.verdict}",
    "Repair": lambda x: cut(x.text),
    "Citation": lambda x: f"{x.citation_class} {_place(x)}",
    "Metric": lambda x: (
        f"{x.id} {x.name_zh} {x.state}" + (f" {x.value}{x.unit} {_place(x)}" if x.value is not None else "")
    ),
    "Table": lambda x: (
        f"{x.form or cut(x.caption) or x.source} {x.shape[0]} × {x.shape[1]}: {len(x.checks)} sums, "
        f"{len(x.checks.where(verdict='refuted'))} refuted [{x.start}:{x.end}]"
    ),
    "TableCell": lambda x: f"{'·'.join(x.row_path)} | {'·'.join(x.column_path)} {x.kind} {_place(x)}",
    "TableCheck": lambda x: f"{x.kind} {x.derivation} {SIGNS[x.verdict]} {x.verdict}",
    "Content": lambda x: f"{x.name}: {'、'.join(s.path for s in x.sections) if x.found else 'absent'}",
    "Finding": lambda x: f"{x.rule_id} {x.level}/{x.kind} {_place(x)}: {cut(x.message)}",
    "Evidence": lambda x: _place(x),
    "Fix": lambda x: f"[{x.start}:{x.end}] {cut(x.quote)!r} → {cut(x.replacement)!r}",
    "Scorecard": lambda x: (
        f"{x.checklist} {score(x)[1]}: {x.reached:g} of {x.judged:g} judged points, {x.total:g} in all"
    ),
    "Sentence": _place,
    "CriterionResult": lambda x: f"{x.criterion_id} {_outcome(x)} {x.points:g}/{x.weight:g} {cut(x.title)!r}",
    "Provenance": lambda x: f"profile {x.profile}, as of {x.as_of} ({x.as_of_origin}), {len(x.parts)} parts",
    "PluginInfo": lambda x: f"{x.kind or '?'} {x.name or x.path} {x.status}",
    "OptionSpec": lambda x: f"{x.name}: {x.type} = {x.default_value!r}",
    "RuleCard": lambda x: f"{x.id} {x.severity} {cut(x.title_en)!r}",
}


def explanation(x: object) -> str:
    """Several lines for print(): str() of findings, relations and results."""
    rows: list[str]
    if isinstance(x, (_core.Relation, _core.TableCheck)):
        remark = f"  {x.remark_zh}" if x.remark_zh else ""
        return f"{x.derivation}  {SIGNS[x.verdict]} {VERDICTS[x.verdict]}{remark}"
    if isinstance(x, _core.Finding):
        rows = [f"{x.rule_id} {x.level}/{x.kind}: {x.message}"]
        if x.quote:
            rows.append(f"  [{x.start}:{x.end}] {cut(x.quote, MAX_TEXT)}")
        rows += [f"  · {e.note} {cut(e.quote, MAX_TEXT)}" for e in x.evidence]
    elif isinstance(x, _core.CriterionResult):
        rows = [
            f"{x.criterion_id} {x.title}: {_outcome(x)}, {x.points:g}/{x.weight:g}",
            f"  依据 {x.clause}",
            f"  {x.why}",
        ]
        rows += [f"  + [{e.start}:{e.end}] {e.note} {cut(e.quote, MAX_TEXT)}" for e in x.evidence]
        rows += [f"  - [{e.start}:{e.end}] {e.note} {cut(e.quote, MAX_TEXT)}" for e in x.counter_evidence]
    else:
        return repr(x)
    return "\n".join(rows)


def html(thing: object) -> str:
    """A card of static HTML."""
    if isinstance(thing, Table):
        return _card(_table(thing))
    make = _CARDS.get(type(thing).__name__)
    return _card(make(thing) if make else f"<code>{escape(line(thing))}</code>")


def escape(text: object) -> str:
    """Text for HTML, cut at MAX_TEXT code points with a note that says so."""
    s = str(text)
    if len(s) <= MAX_TEXT:
        return _escape(s)
    return f"{_escape(s[:MAX_TEXT])}<em>… {MAX_TEXT} of {len(s)} characters shown</em>"


def _card(body: str) -> str:
    return f'<div style="{_STYLE}">{body}</div>'


def _table(table: Table[Any], rows: int = MAX_ROWS) -> str:
    columns = table[:rows].to_dict()
    return _grid(list(columns), zip(*columns.values(), strict=True), len(table), rows)


def _grid(names: list[str], rows: Iterable[Iterable[object]], total: int, limit: int) -> str:
    head = "".join(f'<th style="text-align:left;padding:0 .6em">{_escape(n)}</th>' for n in names)
    cell = '<td style="text-align:left;vertical-align:top;padding:0 .6em">{}</td>'
    body = "".join("<tr>" + "".join(cell.format("" if v is None else escape(v)) for v in row) + "</tr>" for row in rows)
    note = f"<p><em>{limit} of {total} rows shown</em></p>" if total > limit else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"


def _pairs(rows: Iterable[tuple[str, object]]) -> str:
    cell = '<td style="text-align:left;vertical-align:top;padding:0 .6em">'
    return "<table>" + "".join(f"<tr>{cell}{_escape(k)}</td>{cell}{escape(v)}</td></tr>" for k, v in rows) + "</table>"


def marked(report: _core.Report, start: int, end: int, marks: Iterable[tuple[int, int]], margin: int = 20) -> str:
    """A stretch of the report with some places marked."""
    text = report.text
    at, stop = max(0, start - margin), min(len(text), end + margin)
    note = ""
    if stop - at > 2 * MAX_TEXT:
        note = f"<em>… {2 * MAX_TEXT} of {stop - at} characters shown</em>"
        stop = at + 2 * MAX_TEXT
    out = ["…" if at else ""]
    for a, b in sorted(marks):
        if at <= a < b <= stop:
            out += [_escape(text[at:a]), "<mark>", _escape(text[a:b]), "</mark>"]
            at = b
    out += [_escape(text[at:stop]), note or ("…" if stop < len(text) else "")]
    return "".join(out)


def comparison(x: Comparison) -> str:
    """The changes as a card."""
    rows = [change.as_row() for change in x.changes[:MAX_ROWS]]
    names = ("name", "previous", "current", "unit", "growth", "stated", "verdict", "remark")
    notes = "".join(f"<p>{escape(zh)} {escape(en)}</p>" for zh, en in x.notes)
    grid = _grid(list(names), [[row[name] for name in names] for row in rows], len(x.changes), MAX_ROWS)
    return _card(f"<strong>{escape(repr(x)[1:-1])}</strong>{notes}{grid}")


def _report(x: _core.Report) -> str:
    rows: list[tuple[str, object]] = [
        ("发文机关 issuers", "、".join(x.header.issuers)),
        ("年度 year", x.year or "?"),
        ("来源 source", f"{x.source_name} ({x.importer}, {x.encoding}), {len(x.text)} characters"),
        ("数字 figures", f"{len(x.figures)}, relations {len(x.relations)}, citations {len(x.citations)}"),
        *([("表格 tables", len(x.tables))] if len(x.tables) else []),
    ]
    shown = x.sections[:MAX_ROWS]
    outline = "".join(
        f'<div style="padding-left:{min(s.level, 9) * 1.2 - 1.2:.1f}em">{escape(s.label)}{escape(cut(s.heading))}</div>'
        for s in shown
    )
    more = len(x.sections) - len(shown)
    note = f"<p><em>{len(shown)} of {len(x.sections)} sections shown</em></p>" if more else ""
    return f"<strong>{escape(x.title or x.source_name)}</strong>{_pairs(rows)}{outline}{note}"


def _assessment(x: _core.Assessment) -> str:
    cards = "".join(_scorecard_head(card) for card in x.scorecards)
    counts = {level: len(x.findings.where(level=level)) for level in words.LEVELS}
    listing = ", ".join(f"{n} {level}" for level, n in counts.items() if n) or "no findings"
    gravest = x.findings.gravest(5)
    listed = "".join(f"<li>{escape(f.rule_id)} {escape(f.message)}</li>" for f in gravest)
    note = (
        f"<p><em>{len(gravest)} of {len(x.findings)} findings shown</em></p>" if len(x.findings) > len(gravest) else ""
    )
    title = escape(x.report.title or x.report.source_name)
    return f"<strong>{title}</strong>{cards}<p>{listing}</p><ol>{listed}</ol>{note}"


def _relation(x: _core.Relation) -> str:
    marks = [(f.start, f.end) for f in x.figures]
    remark = f"<p>{escape(x.remark_zh)}</p>" if x.remark_zh else ""
    repairs = "".join(f"<p>{escape(r.text)}</p>" for r in x.repairs[:LISTED_REPAIRS])
    return (
        f"<strong>{escape(x.derivation)} {SIGNS[x.verdict]} {VERDICTS[x.verdict]}</strong> {escape(x.kind)}"
        f"<p>{marked(x.report, x.start, x.end, marks)}</p>{remark}{repairs}"
    )


def _finding(x: _core.Finding) -> str:
    marks = [(x.start, x.end)] + [(e.start, e.end) for e in x.evidence]
    quote = f"<p>{marked(x.report, x.start, x.end, marks)}</p>" if x.quote else ""
    if x.whole_report:
        quote = f"<p><em>{' '.join(words.WHOLE_REPORT)}</em></p>"
    shown = x.evidence[:MAX_ROWS]
    rows = "".join(f"<li>{escape(e.note)} <q>{escape(e.quote)}</q></li>" for e in shown)
    note = f"<p><em>{len(shown)} of {len(x.evidence)} places shown</em></p>" if len(x.evidence) > len(shown) else ""
    fixes = "".join(f"<p>{escape(f.quote)} → {escape(f.replacement)}</p>" for f in x.fixes[:MAX_ROWS])
    head = f"<strong>{escape(x.rule_id)} {x.level}/{x.kind}</strong> {escape(x.message)}"
    return f"{head}{quote}<ul>{rows}</ul>{note}{fixes}"


def _scorecard_head(x: _core.Scorecard) -> str:
    value = score(x)[0] if x.score is not None else " ".join(score(x))
    shares = f"unknown {x.unknown_share:.0%}, not applicable {x.not_applicable_share:.0%} of the weight"
    return (
        f"<p><strong>{escape(x.title)}: {value}</strong> ({x.reached:g}/{x.judged:g} judged, {x.total:g} in all; "
        f"{shares})<br><em>{escape(x.weights_note)}</em></p>"
    )


def _result(x: _core.CriterionResult) -> str:
    def places(sign: str, rows: tuple[_core.Evidence, ...]) -> str:
        shown = rows[:MAX_ROWS]
        items = "".join(f"<li>{sign} {escape(e.note)} <q>{escape(e.quote)}</q></li>" for e in shown)
        return items + (f"<li><em>{len(shown)} of {len(rows)} places shown</em></li>" if len(rows) > len(shown) else "")

    return (
        f"<strong>{escape(x.criterion_id)} {escape(x.title)}</strong> {_outcome(x)} {x.points:g}/{x.weight:g}"
        f"<p>{escape(x.clause)}</p><p>{escape(x.why)}</p>"
        f"<ul>{places('+', x.evidence)}{places('−', x.counter_evidence)}</ul>"
    )


CELL_SIGNS = {"refuted": " ✗", "unreadable": "不能识读", "absent": "未见"}


def grid_html(x: _core.Table, rows: int = MAX_ROWS) -> str:
    """A table as a table: refuted cells marked, rows that cannot be read said to be so."""
    places = x.grid()
    body: list[str] = []
    heads = x.header_rows
    if not heads:
        names = "".join(f"<th>{escape('·'.join(path))}</th>" for path in x.column_paths)
        body.append(f"<tr><th></th>{names}</tr>")
    for number, row in enumerate(places[: heads + rows]):
        cells: list[str] = []
        if not heads:
            cells.append(f"<th>{escape('·'.join(x.row_paths[number]))}</th>")
        if x.row_states[number] != "read":
            said = CELL_SIGNS[x.row_states[number]]
            cells.append(
                f'<td colspan="{len(row)}"><em>{said}</em> {escape(row[-1].quote if row and row[-1] else "")}</td>'
            )
        else:
            cells += [
                _cell(cell, number, column, heads) for column, cell in enumerate(row) if _first(cell, number, column)
            ]
        body.append(f"<tr>{''.join(cells)}</tr>")
    more = len(places) - heads - rows
    note = f"<p><em>{rows} of {rows + more} rows shown</em></p>" if more > 0 else ""
    return f"<table>{''.join(body)}</table>{note}"


def _first(cell: _core.TableCell | None, row: int, column: int) -> bool:
    return cell is None or (cell.row, cell.column) == (row, column)


def _cell(cell: _core.TableCell | None, row: int, column: int, heads: int) -> str:
    if cell is None:
        return "<td></td>"
    tag = "th" if row < heads else "td"
    spans = "".join(
        f' {name}="{size}"' for name, size in (("rowspan", cell.row_span), ("colspan", cell.column_span)) if size > 1
    )
    text = escape(cell.quote)
    if cell.verdict == "refuted":
        text = f"<mark>{text}{CELL_SIGNS['refuted']}</mark>"
    return f"<{tag}{spans}>{text}</{tag}>"


def _report_table(x: _core.Table) -> str:
    refuted = x.checks.where(verdict="refuted")
    rows = "".join(f"<li>{escape(c.derivation)} ✗ 不符</li>" for c in refuted[:MAX_ROWS])
    note = f"<p><em>{MAX_ROWS} of {len(refuted)} refuted sums shown</em></p>" if len(refuted) > MAX_ROWS else ""
    return f"<strong>{escape(x.caption or x.form or x.source)}</strong>{grid_html(x)}<ul>{rows}</ul>{note}"


def _section(x: _core.Section) -> str:
    return f"<strong>{escape(x.path)} {escape(x.heading)}</strong><p>{escape(x.text)}</p>"


def _header(x: _core.Header) -> str:
    names = ("title", "document_number", "addressee", "signature", "attachment_note")
    rows = [(name, field.value) for name in names if (field := getattr(x, name))]
    rows += [("issuers", "、".join(x.issuers)), ("year", x.year or "?")]
    rows += [(name, day) for name in ("signed_date", "published_date") if (day := getattr(x, name))]
    return _pairs(rows)


def _attributes(x: object) -> str:
    names = [n for n in dir(type(x)) if not n.startswith("_") and n not in ("report", "assessment", "parts", "options")]
    return _pairs((name, value) for name in names if isinstance(value := getattr(x, name), (str, int, float)))


_CARDS: dict[str, Callable[[Any], str]] = {
    "Report": _report,
    "Assessment": _assessment,
    "Header": _header,
    "Section": _section,
    "Sentence": lambda x: f"<p>{marked(x.report, x.start, x.end, [(x.start, x.end)])}</p>",
    "Block": lambda x: f"<strong>{escape(x.kind)}</strong><p>{escape(x.text)}</p>",
    "Figure": lambda x: f"<code>{escape(line(x))}</code><p>{marked(x.report, x.start, x.end, [(x.start, x.end)])}</p>",
    "Citation": lambda x: (
        f"<code>{escape(line(x))}</code><p>{marked(x.report, x.start, x.end, [(x.start, x.end)])}</p>"
    ),
    "Relation": _relation,
    "Table": _report_table,
    "TableCell": lambda x: f"<code>{escape(line(x))}</code>",
    "TableCheck": lambda x: f"<strong>{escape(x.derivation)} {SIGNS[x.verdict]} {VERDICTS[x.verdict]}</strong>",
    "Finding": _finding,
    "Scorecard": lambda x: _scorecard_head(x) + _table(x.results),
    "CriterionResult": _result,
    "Provenance": lambda x: (
        f"<p>{escape(line(x))}</p>"
        + _grid(
            ["kind", "id", "version"],
            [[p["kind"], p["id"], p["version"]] for p in x.parts[:MAX_ROWS]],
            len(x.parts),
            MAX_ROWS,
        )
    ),
    "PluginInfo": _attributes,
    "RuleCard": _attributes,
    "OptionSpec": _attributes,
}

__all__ = ["cut", "escape", "explanation", "html", "line", "marked"]
