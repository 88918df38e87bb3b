"""html: a government page, its body taken out of menus, its metadata into the header."""

from __future__ import annotations

import functools
import itertools
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import fazhi as fz
from fazhi import _core
from fazhi.imported import Imported
from fazhi.importers.html_encoding import decode
from fazhi.importers.html_lines import SPACE, Caption, Row, lines
from fazhi.options import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

_NO_TEXT = "script,style,noscript,template,iframe,object,embed,svg,canvas,select,textarea,button,input,head"
_HAN = re.compile(r"[\u3400-\u9fff]")
_MARKUP = re.compile(
    rb"^(\xef\xbb\xbf)?\s*(<!--.{0,2000}?-->\s*)*<(link|style|script|div|table|article|section|p|h1)\b", re.I | re.S
)


def _is_page(head: bytes) -> int:
    """3 for a page; 2 for a piece of one, which might be a text with marks."""
    return 3 if _core.content_kind(head) == "html" else 2 if _MARKUP.match(head) else 0


# What is no markup, and the tags of what holds other elements, each to its end: attributes may hold tags. Not those
# that pages leave open (p, li, td, b …). All repeats are possessive and need nothing behind them: time is linear.
_TAGS = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(script|style)\b.*?(?:</\1|\Z)|<(/?)(address|article|aside|blockquote|center|"
    r"details|div|dl|fieldset|figure|font|footer|form|header|main|nav|ol|section|span|table|ul)"
    r"""(?=[\s/>])(?:[^>=]++|=\s*+(?:"[^"]*+"?|'[^']*+'?)?+)*+""",
    re.I | re.S,
)


@fz.importer(
    "html", suffixes=[".html", ".htm", ".shtml"], probe=_is_page, title="网页", title_en="Web page", version="1"
)
def html(
    data: bytes,
    source: str,
    *,
    encoding: str = "auto",
    body: Literal["article", "page"] = "article",
    depth: int = 2000,
) -> Imported:
    """The text of a page: its article, or with body="page" all that it shows.

    encoding: "auto" believes the byte-order mark, then the page's own word, unless the bytes are Chinese in UTF-8 or
    not valid in what it says: then the bytes decide, and a warning says so. A declared gb2312 or gbk is GB18030, whose
    parts they are. depth: most elements that may stand inside one another; parsing takes time by the square of it.
    """
    markup, name = decode(data, source, encoding)
    if _nests_deeper(markup, depth):
        raise problem(
            fz.ParseError,
            f"the page nests deeper than {depth} elements (option depth)",
            f"网页元素嵌套超过{depth}层（选项depth）",
        )
    tree = _parse(markup)
    given = _meta(tree)
    for node in tree.css(_NO_TEXT):
        if node.tag != "head":
            node.decompose()
    root = tree.body or tree.root
    if root is None:
        raise problem(fz.ParseError, "the page is empty", "网页为空")
    page = _Page(root)
    if body == "article":
        page.article()
    else:
        page.lines = list(lines(root))
    if not _HAN.search("".join(page.lines)):
        raise problem(
            fz.ParseError,
            "the page holds no Chinese text: a script may build it; save the page from the browser, or copy its text",
            "网页中没有中文正文，可能由脚本生成；请在浏览器中另存网页，或复制为文本",
        )
    return page.imported(given, name)


def _nests_deeper(markup: str, most: int) -> bool:
    """By start and end tags alone: known before the page is parsed."""
    opened: dict[str, int] = {}
    depth = 0
    for tag in _TAGS.finditer(markup):
        name = (tag[3] or "").lower()
        if not name:
            continue
        if not tag[2]:
            opened[name] = opened.get(name, 0) + 1
            depth += 1
        elif opened.get(name):  # one that ends nothing counts for nothing
            opened[name] -= 1
            depth -= 1
        if depth > most:
            return True
    return False


def _parse(source: str) -> LexborHTMLParser:
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError('web pages need selectolax: pip install "fazhi[html]"') from missing
    return LexborHTMLParser(source)


@functools.cache
def _known() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("html_pages.toml").read_text("utf-8"))


def _meta(tree: LexborHTMLParser) -> dict[str, str]:
    """Header fields of the <meta> elements of the state standard."""
    fields: dict[str, str] = {}
    for node in tree.css("meta[name]"):
        field = _known()["meta"].get((node.attributes.get("name") or "").strip())
        content = SPACE.sub(" ", node.attributes.get("content") or "").strip()
        if field and content:
            fields.setdefault(field, content)
    return fields


def _han(node: LexborNode) -> int:
    return len(_HAN.findall(node.text(deep=True)))


class _Page:
    def __init__(self, root: LexborNode) -> None:
        self.root = root
        self.lines: list[str] = []
        self.facts: list[str] = []  # lines of the metadata table
        self.fields: dict[str, str] = {}

    def article(self) -> None:
        """The body by what is known of templates, else by readability; the title and the table of facts above it."""
        container = self._container()
        if container is None:
            self.lines = self._by_weight()
        else:
            self.lines = list(lines(container))
        self._read_facts()
        self._read_attachments()
        title = self._title()
        if title and not any(_same(title, line) for line in self.lines[:3]):
            self.lines.insert(0, title)

    def _container(self) -> LexborNode | None:
        least = _known()["least_han"]
        for selector in _known()["body"]:
            best = max(self._outermost(selector), key=_han, default=None)
            if best is not None and _han(best) >= least:
                return best
        return None

    def _outermost(self, selector: str) -> Iterator[LexborNode]:
        """What stands inside another match holds no more text than that; measuring it too takes the square of time."""
        found = self.root.css(selector)
        matches = {node.mem_id for node in found}
        for node in found:
            above = node.parent
            while above is not None and above.mem_id not in matches:
                above = above.parent
            if above is None:
                yield node

    def _by_weight(self) -> list[str]:
        try:
            from readability import Document
        except ModuleNotFoundError as missing:
            raise ModuleNotFoundError('web pages need readability-lxml: pip install "fazhi[html]"') from missing
        summary = Document(self.root.html or "").summary(html_partial=True)
        tree = _parse(summary)
        node = tree.body or tree.root
        found = list(lines(node)) if node is not None else []
        whole = list(lines(self.root))
        # An extractor that gives a tenth of the page has missed the article.
        return found if len("".join(found)) * 10 >= len("".join(whole)) else whole

    def _title(self) -> str:
        for selector in _known()["title"]:
            for node in self.root.css(selector):
                text = SPACE.sub(" ", node.text(deep=True)).strip()
                if 6 <= len(text) <= 100 and _HAN.search(text) and not text.endswith(("政府网", "网站", "门户网站")):
                    return text
        return ""

    def _read_facts(self) -> None:
        """索引号, 发布机构, 成文日期 …: names with a colon, or names and values in neighbouring cells."""
        keys: dict[str, str] = _known()["keys"]
        inside = set(self.lines)
        taken: set[str] = set()
        for line in lines(self.root):
            if len(line) > 400:
                continue
            cells = [cell.strip() for cell in re.split(r"\t|\s{2,}|(?<=\S)[|｜]", line) if cell.strip()]
            pairs: list[tuple[str, str]] = []
            for i, cell in enumerate(cells):
                name, colon, value = cell.partition("：")
                if not colon:
                    name, colon, value = cell.partition(":")
                name = _bare(name)
                if name in keys and colon and value.strip():
                    pairs.append((name, value.strip()))
                elif name in keys and i + 1 < len(cells) and _bare(cells[i + 1].partition("：")[0]) not in keys:
                    pairs.append((name, cells[i + 1]))
            # One name and value may belong to the article; several on a line are its facts, wherever they stand.
            if not pairs or (line in inside and len(pairs) < 2):
                continue
            taken.add(line)
            self.facts.append("\t".join(f"{name}：{value}" for name, value in pairs))
            for name, value in pairs:
                if keys[name]:
                    self.fields.setdefault(keys[name], value)
        self.lines = [line for line in self.lines if line not in taken]

    def _read_attachments(self) -> None:
        """Links to documents, by name and address; nothing of them is fetched."""
        known = _known()
        seen: set[str] = set()
        for link in self.root.css("a[href]"):
            address = (link.attributes.get("href") or "").strip()
            path = address.partition("?")[0].partition("#")[0]
            if not path.lower().endswith(tuple(known["attachments"])) or address in seen:
                continue
            if len(seen) == known["most_attachments"]:
                break
            seen.add(address)
            name = SPACE.sub(" ", link.text(deep=True)).strip() or path.rpartition("/")[2]
            self.facts.append(f"附件\t{name}\t{address}")

    def imported(self, given: dict[str, str], encoding: str) -> Imported:
        fields = {**given, **self.fields}
        # The title stands in the text; one given beside it would have no place.
        fields.pop("title", None)
        out = Imported(encoding=encoding, metadata=list(fields.items()))
        for line in self.facts:
            out.add_line(line, "metadata")
        captions: dict[int, tuple[int, int]] = {}
        for table, group in itertools.groupby(self.lines, lambda line: line.table if isinstance(line, Row) else None):
            if table is not None:
                rows = [line.cells for line in group if isinstance(line, Row)]
                out.add_table(rows, caption=captions.get(table))
                continue
            for line in group:
                place = out.add_line(line)
                if isinstance(line, Caption):
                    captions[line.table] = place
        return out


def _bare(name: str) -> str:
    return re.sub(r"[\s\u3000\[\]【】]", "", name)


def _same(title: str, line: str) -> bool:
    return _bare(title) == _bare(line)
