"""html: one self-contained page of an assessment, for reading, printing and passing on."""

from __future__ import annotations

import base64
import functools
import hashlib
import json
import os
from typing import TYPE_CHECKING, Any, Literal

import fazhi as fz
from fazhi.exporters._page import Page
from fazhi.exporters._rows import rows
from fazhi.exporters._words import VERDICT_SIGNS, WORDS

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup


@fz.exporter("html", suffixes=[".html", ".htm"], title="单页网页报告", title_en="One self-contained page", version="1")
def html(assessment: Any, *, lang: Literal["zh", "en"] = "zh", title: str = "") -> str:
    """The page of an assessment; `title` replaces the report's own title at its head."""
    return render(json.loads(assessment.to_json()), lang=lang, title=title)


def render(assessment: dict[str, Any], *, lang: str = "zh", title: str = "") -> str:
    """The page of an assessment given as the dict of its JSON."""
    template, style, script = _template()
    page = Page(assessment, WORDS[lang], lang, title)
    style += _operand_rules(len(page.relations))
    policy = (
        "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"style-src '{_digest(style)}'; script-src '{_digest(script)}'"
    )
    return template.render(
        page=page, rows=rows(page), words=page.words, signs=VERDICT_SIGNS, style=style, script=script, policy=policy
    )


@functools.cache
def _template() -> tuple[Template, str, str]:
    try:
        import jinja2
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError("the page needs Jinja2: pip install jinja2") from missing

    loader = jinja2.FileSystemLoader(os.path.join(os.path.dirname(__file__), "templates"))
    environment = jinja2.Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    environment.filters["exact"] = _exact

    def part(name: str) -> str:
        return loader.get_source(environment, name)[0]

    return environment.get_template("report.html.j2"), part("report.css"), part("report.js")


def _exact(text: str) -> Markup:
    """Escaped so that an HTML reader gives back the same code points (NUL, which HTML cannot hold, as U+FFFD)."""
    from markupsafe import Markup, escape

    return Markup(str(escape(text)).replace("\r", "&#13;").replace("\0", "\ufffd"))  # noqa: S704, escaped just here


def _digest(inline: str) -> str:
    """The source expression that lets a browser run just this inline text: whatever a report says, it is not run."""
    return "sha256-" + base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()


def _operand_rules(count: int) -> str:
    """Following a link to a proof marks its operands in the text, without a script."""
    return "".join(
        f':root:has(#r{i + 1}:target) [data-r~="{i}"]{{background:var(--lit);outline:1px solid var(--ink-2)}}\n'
        for i in range(count)
    )
