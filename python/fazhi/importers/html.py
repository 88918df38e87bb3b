"""html: a government page, its body taken out of menus, its metadata into the header."""

from __future__ import annotations

import codecs
import functools
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import fazhi as fz
from fazhi.imported import Imported

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

# fmt: off
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend",
    "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
))
# fmt: on
_NO_TEXT = "script,style,noscript,template,iframe,object,embed,svg,canvas,select,textarea,button,input,head"
_HAN = re.compile(r"[\u3400-\u9fff]")
# What HTML calls white space; the wide blank U+3000 is an indent and stays.
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHARSET = re.compile(rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_MARKUP = re.compile(
    rb"^(\xef\xbb\xbf)?\s*(<!--.{0,2000}?-->\s*)*<(!doctype\s+html|html|head|body|meta|title|div|table|article|section|p|h1)\b",
    re.I | re.S,
)


def _is_page(head: bytes) -> bool:
    return _MARKUP.match(head) is not None


@fz.importer(
    "html", suffixes=[".html", ".htm", ".shtml"], probe=_is_page, title="网页", title_en="Web page", version="1"
)
def html(data: bytes, *, encoding: str = "auto", body: Literal["article", "page"] = "article") -> Imported:
    """The text of a page: its article, or with body="page" all that it shows.

    encoding: "auto" believes the byte-order mark, then the page's own word where it decodes without a fault, then
    UTF-8, then GB18030; a declared gb2312 or gbk is GB18030, whose parts they are.
    """
    source, name = _decode(data, encoding)
    tree = _parse(source)
    given = _meta(tree)
    for node in tree.css(_NO_TEXT):
        if node.tag != "head":
            node.decompose()
    root = tree.body or tree.root
    if root is None:
        raise fz.ParseError("the page is empty", "网页为空")
    page = _Page(root)
    if body == "article":
        page.article()
    else:
        page.lines = list(_lines(root))
    if not _HAN.search("".join(page.lines)):
        raise fz.ParseError(
            "the page holds no Chinese text: a script may build it; save the page from the browser, or copy its text",
            "网页中没有中文正文，可能由脚本生成；请在浏览器中另存网页，或复制为文本",
        )
    return page.imported(given, name)


def _parse(source: str) -> LexborHTMLParser:
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError('web pages need selectolax: pip install "fazhi[html]"') from missing
    return LexborHTMLParser(source)


@functools.cache
def _known() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("html_pages.toml").read_text("utf-8"))


def _decode(data: bytes, encoding: str) -> tuple[str, str]:
    """The text and the encoding that gave it. Decoding is strict: nothing is replaced."""
    if encoding != "auto":
        return _strict(data, encoding), _name(encoding)
    for mark, marked in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _strict(data, marked), _name(marked)
    declared = _CHARSET.search(data[:4096])
    tried = [declared.group(1).decode("ascii")] if declared else []
    for candidate in [*tried, "utf-8", "gb18030"]:
        try:
            text = data.decode(_codec(candidate))
        except (UnicodeDecodeError, LookupError):
            continue
        if declared and _codec(candidate) != _codec(tried[0]):
            import logging

            logging.getLogger("fazhi").warning(
                "the page says %s but is no valid %s; read as %s", tried[0], tried[0], _codec(candidate)
            )
        return text, _name(candidate)
    return _strict(data, "utf-8"), "utf-8"


def _codec(name: str) -> str:
    """The decoder of a declared name; gb2312 is what people write where they mean GBK or GB18030."""
    plain = name.lower().replace("_", "").replace("-", "")
    return "gb18030" if plain in ("gb2312", "gbk", "gb18030", "xgbk", "cp936", "ms936") else name.lower()


def _name(encoding: str) -> str:
    return {"utf-8-sig": "utf-8", "utf8": "utf-8", "utf-16": "utf-16-le"}.get(_codec(encoding), _codec(encoding))


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(_codec(encoding))
    except LookupError as error:
        raise fz.OptionError(f"unknown encoding {encoding!r}", f"未知编码“{encoding}”") from error
    except UnicodeDecodeError as error:
        raise fz.ParseError(
            f"the page is not valid {encoding} at byte {error.start}; name its encoding (encoding=gb18030)",
            f"网页第{error.start}字节处不是有效的{encoding}；请指定编码（encoding=gb18030）",
        ) from error


def _meta(tree: LexborHTMLParser) -> dict[str, str]:
    """Header fields of the <meta> elements of the state standard."""
    fields: dict[str, str] = {}
    for node in tree.css("meta[name]"):
        field = _known()["meta"].get((node.attributes.get("name") or "").strip())
        content = _SPACE.sub(" ", node.attributes.get("content") or "").strip()
        if field and content:
            fields.setdefault(field, content)
    return fields


def _han(node: LexborNode) -> int:
    return len(_HAN.findall(node.text(deep=True)))


def _lines(root: LexborNode) -> Iterator[str]:
    """Lines as the page shows them: a block ends one, cells of a row are divided by tabs. No recursion: pages may nest
    as deep as they like."""
    line: list[str] = []

    def flush() -> Iterator[str]:
        text = "".join(line).strip(" ")
        line.clear()
        if text.strip("\t \u3000"):
            yield text.rstrip("\t")

    # A node is met twice: on the way in, and behind its last child.
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    in_cell = 0
    while stack:
        node, behind = stack.pop()
        tag = node.tag or ""
        if tag == "-text":
            text = _SPACE.sub(" ", node.text(deep=False) or "")
            if text == " " and (not line or line[-1].endswith((" ", "\t"))):
                continue
            line.append(text.lstrip(" ") if not line else text)
            continue
        if tag.startswith("-") or (node.attributes.get("hidden") is not None and "hidden" in node.attributes):
            continue
        cell = tag in ("td", "th")
        if behind:
            if cell:
                in_cell -= 1
                line.append("\t")
            elif tag in _BLOCKS and not (in_cell and tag not in ("tr", "table")):
                yield from flush()
            continue
        if tag == "br":
            if in_cell:
                line.append(" ")
            else:
                yield from flush()
            continue
        if tag in _BLOCKS and not in_cell:
            yield from flush()
        in_cell += cell
        stack.append((node, True))
        child = node.last_child
        while child is not None:
            stack.append((child, False))
            child = child.prev
    yield from flush()


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
            self.lines = list(_lines(container))
        self._read_facts()
        title = self._title()
        if title and not any(_same(title, line) for line in self.lines[:3]):
            self.lines.insert(0, title)

    def _container(self) -> LexborNode | None:
        least = _known()["least_han"]
        for selector in _known()["body"]:
            best = max(self.root.css(selector), key=_han, default=None)
            if best is not None and _han(best) >= least:
                return best
        return None

    def _by_weight(self) -> list[str]:
        try:
            from readability import Document
        except ModuleNotFoundError as missing:
            raise ModuleNotFoundError('web pages need readability-lxml: pip install "fazhi[html]"') from missing
        summary = Document(self.root.html or "").summary(html_partial=True)
        tree = _parse(summary)
        node = tree.body or tree.root
        found = list(_lines(node)) if node is not None else []
        whole = list(_lines(self.root))
        # An extractor that gives a tenth of the page has missed the article.
        return found if len("".join(found)) * 10 >= len("".join(whole)) else whole

    def _title(self) -> str:
        for selector in _known()["title"]:
            for node in self.root.css(selector):
                text = _SPACE.sub(" ", node.text(deep=True)).strip()
                if 6 <= len(text) <= 100 and _HAN.search(text) and not text.endswith(("政府网", "网站", "门户网站")):
                    return text
        return ""

    def _read_facts(self) -> None:
        """索引号, 发布机构, 成文日期 …: names with a colon, or names and values in neighbouring cells."""
        keys: dict[str, str] = _known()["keys"]
        inside = set(self.lines)
        for line in _lines(self.root):
            if line in inside or len(line) > 400:
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
            if not pairs:
                continue
            self.facts.append("\t".join(f"{name}：{value}" for name, value in pairs))
            for name, value in pairs:
                if keys[name]:
                    self.fields.setdefault(keys[name], value)

    def imported(self, given: dict[str, str], encoding: str) -> Imported:
        facts = "".join(f"{line}\n" for line in self.facts)
        text = facts + "".join(f"{line}\n" for line in self.lines)
        furniture = []
        start = 0
        for line in self.facts:
            furniture.append((start, start + len(line) + 1, "metadata"))
            start += len(line) + 1
        fields = {**given, **self.fields}
        # The title stands in the text; one given beside it would have no place.
        fields.pop("title", None)
        return Imported(text, encoding=encoding, furniture=furniture, metadata=list(fields.items()))


def _bare(name: str) -> str:
    return re.sub(r"[\s\u3000\[\]【】]", "", name)


def _same(title: str, line: str) -> bool:
    return _bare(title) == _bare(line)
