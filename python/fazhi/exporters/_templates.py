"""The templates of the pages: everything they are given is escaped, and no browser runs a word of it."""

from __future__ import annotations

import base64
import functools
import hashlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from markupsafe import Markup


def template(name: str) -> Template:
    """A template by name; raises ModuleNotFoundError where Jinja2 is missing."""
    return _environment().get_template(name)


@functools.cache
def part(name: str) -> str:
    """A style sheet or script that a page carries within."""
    with open(os.path.join(_FOLDER, name), encoding="utf-8") as file:
        return file.read()


def digest(inline: str) -> str:
    """The source expression that lets a browser run just this inline text: whatever a report says, it is not run."""
    return "sha256-" + base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()


_FOLDER = os.path.join(os.path.dirname(__file__), "templates")


@functools.cache
def _environment() -> Environment:
    try:
        import jinja2
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError("the page needs Jinja2: pip install jinja2") from missing

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["exact"] = _exact
    return environment


def _exact(text: str) -> Markup:
    """Escaped so that an HTML reader gives back the same code points (NUL, which HTML cannot hold, as U+FFFD)."""
    from markupsafe import Markup, escape

    return Markup(str(escape(text)).replace("\r", "&#13;").replace("\0", "\ufffd"))  # noqa: S704, escaped just here
