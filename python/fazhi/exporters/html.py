"""html: one self-contained page of an assessment, for reading, printing and passing on."""

from __future__ import annotations

import json
from typing import Any, Literal

import fazhi as fz
from fazhi.exporters._page import Page
from fazhi.exporters._rows import rows
from fazhi.exporters._templates import digest, part, template
from fazhi.exporters._words import VERDICT_SIGNS, WORDS


@fz.exporter("html")
def html(assessment: Any, *, lang: Literal["zh", "en"] = "zh", title: str = "") -> str:
    """The page of an assessment; `title` replaces the report's own title at its head."""
    return render(json.loads(assessment.to_json()), lang=lang, title=title)


def render(assessment: dict[str, Any], *, lang: str = "zh", title: str = "") -> str:
    """The page of an assessment given as the dict of its JSON."""
    page = Page(assessment, WORDS[lang], lang, title)
    style, script = part("report.css") + _operand_rules(len(page.relations)), part("report.js")
    policy = (
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"style-src '{digest(style)}'; script-src '{digest(script)}'"
    )
    return template("report.html.j2").render(
        page=page, rows=rows(page), words=page.words, signs=VERDICT_SIGNS, style=style, script=script, policy=policy
    )


def _operand_rules(count: int) -> str:
    """Following a link to a proof marks its operands in the text, without a script."""
    return "".join(
        f':root:has(#r{i + 1}:target) [data-r~="{i}"]{{background:var(--lit);outline:1px solid var(--ink-2)}}\n'
        for i in range(count)
    )
