"""`fazhi plugins new`: a folder that builds, passes its test and is ready to be changed.

The templates stand in python/ and cpp/. In names and texts @NAME@ is the plugin's name (brief-note), @WORD@ an
identifier (brief_note), @CLASS@ a type (BriefNote).
"""

from __future__ import annotations

import keyword
import os

from fazhi.options import is_plugin_name

_SUFFIX = ".tmpl"


def write(kind: str, name: str, language: str = "python", folder: str | None = None) -> list[str]:
    """Writes the files of a new plugin; returns their paths. Refuses a bad name, and a folder with files."""
    if kind != "exporter":
        raise ValueError(f"no scaffold for a {kind}; there is: exporter")
    if not is_plugin_name(name):
        raise ValueError(f"{name!r} is no plugin name: lower-case letters and digits, parts divided by '-' or '_'")
    if keyword.iskeyword(name):
        raise ValueError(f"{name!r} is no plugin name here: it is a word of Python")
    out = folder or f"fazhi-{name}"
    if os.path.isdir(out) and os.listdir(out):
        raise ValueError(f"{out} is not empty; name another folder with -o")
    files = rendered(name, language)
    for path, text in files.items():
        full = os.path.join(out, path)
        os.makedirs(os.path.dirname(full) or ".", exist_ok=True)
        with open(full, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    return [os.path.join(out, path) for path in files]


def rendered(name: str, language: str) -> dict[str, str]:
    """The files of a scaffold by relative path."""
    word = name.replace("-", "_")
    replacements = {"@NAME@": name, "@WORD@": word, "@CLASS@": "".join(part.title() for part in word.split("_"))}

    def filled(text: str) -> str:
        for mark, value in replacements.items():
            text = text.replace(mark, value)
        return text

    root = os.path.join(os.path.dirname(__file__), language)
    files = {}
    for folder, _, names in os.walk(root):
        for file in names:
            if file.endswith(_SUFFIX):
                full = os.path.join(folder, file)
                with open(full, encoding="utf-8") as template:
                    files[filled(os.path.relpath(full, root)[: -len(_SUFFIX)])] = filled(template.read())
    return dict(sorted(files.items()))
