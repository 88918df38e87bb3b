"""proof: the sheet of sums (算账单), every sum of a report with what came of it, to be checked by hand and signed."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import fazhi as fz
from fazhi.exporters import _opinions
from fazhi.exporters._page import VERDICTS
from fazhi.exporters._sheet import Row, Sheet
from fazhi.exporters._templates import digest, part, template
from fazhi.exporters._words import VERDICT_SIGNS

COLUMNS = ("number", "place", "quote", "sum", "verdict", "difference", "repairs", "opinion")
AMOUNTS = ("stated", "computed", "delta", "tolerance")
CSV_COLUMNS = (
    *("number", "place", "quote", "sum", "verdict", "kind", "basis", "review", *AMOUNTS, "remark", "repairs"),
    *("reason", "opinion", "start", "end", "fingerprint"),
)


@fz.exporter("proof", title="算账单", title_en="Sheet of sums", version="1")
def proof(
    assessment: Any,
    *,
    form: Literal["html", "md", "csv"] = "html",
    accept: Path | None = None,
    bom: bool = True,
    lang: Literal["zh", "en"] = "zh",
    title: str = "",
) -> str:
    """The sheet of an assessment.

    form: html for print, md, or csv for a spreadsheet; a path ending in one of these chooses it. accept: csv form of an
    earlier sheet with opinions filled in; they are kept. bom: the csv begins with a byte-order mark, without which
    Excel misreads it. title: replaces the report's own.
    """
    opinions = _opinions.read(str(accept or ""))
    return render(json.loads(assessment.to_json()), form=form, opinions=opinions, bom=bom, lang=lang, title=title)


def render(
    assessment: dict[str, Any],
    *,
    form: str = "html",
    opinions: dict[str, _opinions.Opinion] | None = None,
    bom: bool = True,
    lang: str = "zh",
    title: str = "",
) -> str:
    """The sheet of an assessment given as the dict of its JSON."""
    sheet = Sheet(assessment, opinions or {}, lang, title)
    if form == "csv":
        return ("\ufeff" if bom else "") + as_csv(sheet)
    return as_markdown(sheet) if form == "md" else as_html(sheet)


def as_html(sheet: Sheet) -> str:
    style = part("proof.css")
    policy = (
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"style-src '{digest(style)}'; script-src 'none'"
    )
    return template("proof.html.j2").render(
        sheet=sheet,
        words=sheet.words,
        columns=COLUMNS,
        verdicts=VERDICTS,
        signs=VERDICT_SIGNS,
        style=style,
        policy=policy,
    )


# ── csv ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def as_csv(sheet: Sheet) -> str:
    """One row a sum, then one an open figure, then the opinions that fit nothing here: saved again, none is lost."""
    out = io.StringIO()
    columns = sheet.words["columns"]
    writer = csv.DictWriter(out, CSV_COLUMNS, restval="", lineterminator="\r\n")
    writer.writerow({name: columns[name] for name in CSV_COLUMNS})
    for cells in _csv_rows(sheet):
        writer.writerow({name: _opinions.guarded(str(cell)) for name, cell in cells.items()})
    return out.getvalue()


def _csv_rows(sheet: Sheet) -> Iterator[dict[str, Any]]:
    words = sheet.words
    for row in sheet.rows:
        yield {
            "number": row.number,
            "place": row.place,
            "quote": row.quote,
            "sum": row.derivation,
            "verdict": row.verdict_word,
            "kind": row.kind,
            "basis": row.basis,
            "review": words["yes"] if row.review else "",
            **row.amounts,
            "remark": row.remark,
            "repairs": words["semicolon"].join(row.repairs),
            "opinion": row.opinion.text if row.opinion else "",
            "start": row.start,
            "end": row.end,
            "fingerprint": row.fingerprint,
        }
    for f in sheet.open_figures:
        yield {
            "number": len(sheet.rows) + f.number,
            "place": f.place,
            "quote": f.quote,
            "verdict": words["verdict"]["open"],
            "kind": words["figure_kind"],
            "reason": f.reason,
            "start": f.start,
            "end": f.end,
        }
    for mark, opinion in sheet.lost:
        yield {
            "quote": opinion.quote,
            "sum": opinion.derivation,
            "verdict": words["not_here"],
            "opinion": opinion.text,
            "fingerprint": mark,
        }


# ── Markdown ─────────────────────────────────────────────────────────────────────────────────────────────────────────

_SPECIAL = re.compile(r"[\\`*_\[\]<>|#~&]")


def md(text: str) -> str:
    """Text that Markdown shows as it stands, on one line."""
    return _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))


def as_markdown(sheet: Sheet) -> str:
    return "\n".join(_markdown(sheet)) + "\n"


def _markdown(sheet: Sheet) -> Iterator[str]:
    words, columns = sheet.words, sheet.words["columns"]
    yield f"# {words['sheet']}{words['colon']}{md(sheet.title)}\n"
    yield from (f"- {name}{words['colon']}{md(value)}" for name, value in sheet.facts())
    yield f"\n## {words['counted']}\n"
    yield _line("", *(f"{VERDICT_SIGNS[v]} {words['verdict'][v]}" for v in VERDICTS), words["total"])
    yield _line("---", *["---:"] * (len(VERDICTS) + 1))
    for name, cells, total in sheet.counts():
        yield _line(name, *(words["aside"].format(count, share) for _, count, share in cells), str(total))
    yield f"\n{words['caveat']}"
    yield f"\n## {words['refutations']}\n"
    yield from (_item(sheet, row) for row in sheet.refutations)
    if not sheet.refutations:
        yield words["no_refutations"]
    if sheet.set_aside:
        yield f"\n{words['set_aside'].format(sheet.set_aside)}"
    if sheet.reviews:
        yield f"\n## {words['reviews']}\n"
        yield from (_item(sheet, row) for row in sheet.reviews)
    if sheet.rows:
        yield f"\n## {words['all']}\n"
        yield _line(*(columns[name] for name in COLUMNS))
        yield _line(*["---"] * len(COLUMNS))
        yield from (_sum(sheet, row) for row in sheet.rows)
    if sheet.lost:
        yield f"\n## {words['lost']}\n\n{words['lost_note']}\n"
        for mark, o in sheet.lost:
            yield f"- {md(mark)}{words['colon']}{md(o.text)} {md(o.derivation)} {md(o.quote)}".rstrip()
    if sheet.open_figures:
        yield f"\n## {words['annex']}\n\n{words['annex_note']}\n"
        yield _line(columns["number"], columns["place"], columns["quote"], columns["reason"])
        yield _line(*["---"] * 4)
        for f in sheet.open_figures:
            yield _line(str(f.number), md(f.place), _marked(f.pieces), f"{VERDICT_SIGNS['open']} {md(f.reason)}")
    yield f"\n{words['checker']}{words['colon']}\u3000\u3000\u3000\u3000{words['day']}{words['colon']}"


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _item(sheet: Sheet, row: Row) -> str:
    words = sheet.words
    opinion = f" · {words['columns']['opinion']}{words['colon']}{md(row.opinion.text)}" if row.opinion else ""
    rest = [_marked(row.pieces), md(row.remark)]
    if row.repairs:
        rest.append(words["repairs"] + words["colon"] + words["semicolon"].join(map(md, row.repairs)))
    head = f"{row.number}\\. {md(row.place)} · {row.kind} {row.sign} **{md(row.derivation)}**{opinion}"
    return f"- {head}" + "".join(f"  \n  {text}" for text in rest if text)


def _sum(sheet: Sheet, row: Row) -> str:
    words = sheet.words
    verdict = f"{row.sign} {row.verdict_word}<br>{row.kind} · {row.basis}"
    if row.review:
        verdict += f"<br>{words['yes']}"
    amounts = [f"{words['columns'][name]} {md(value)}" for name, value in row.shown_amounts.items()]
    return _line(
        str(row.number),
        md(row.place),
        _marked(row.pieces),
        md(row.derivation),
        verdict,
        "<br>".join([*amounts, *([md(row.remark)] if row.remark else [])]),
        "<br>".join(map(md, row.repairs)),
        md(row.opinion.text) if row.opinion else "",
    )


def _marked(pieces: list[Any]) -> str:
    return "".join(f"**{md(piece.text)}**" if piece.marked else md(piece.text) for piece in pieces)
