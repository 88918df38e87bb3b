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
from fazhi import _core
from fazhi.imported import Imported
from fazhi.options import problem

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
_HEAD = 4096
_CHARSET = re.compile(
    rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})"""
    rb"""|\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""",
    re.I,
)
_MARKUP = re.compile(
    rb"^(\xef\xbb\xbf)?\s*(<!--.{0,2000}?-->\s*)*<(link|style|script|div|table|article|section|p|h1)\b", re.I | re.S
)


def _is_page(head: bytes) -> int:
    """3 for a page; 2 for a piece of one, which might be a text with marks."""
    return 3 if _core.content_kind(head) == "html" else 2 if _MARKUP.match(head) else 0


@fz.importer(
    "html", suffixes=[".html", ".htm", ".shtml"], probe=_is_page, title="网页", title_en="Web page", version="1"
)
def html(data: bytes, source: str, *, encoding: str = "auto", body: Literal["article", "page"] = "article") -> Imported:
    """The text of a page: its article, or with body="page" all that it shows.

    encoding: "auto" believes the byte-order mark, then the page's own word, unless the bytes are Chinese in UTF-8 or
    not valid in what it says: then the bytes decide, and a warning says so. A declared gb2312 or gbk is GB18030, whose
    parts they are.
    """
    markup, name = _decode(data, source, encoding)
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
        page.lines = list(_lines(root))
    if not _HAN.search("".join(page.lines)):
        raise problem(
            fz.ParseError,
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


def _decode(data: bytes, source: str, encoding: str) -> tuple[str, str]:
    """The text and the encoding that gave it. Strict throughout, by the core's decoder; another encoding than the page
    declares is taken by evidence alone, and said."""
    if encoding != "auto":
        return _as(data, source, encoding)
    declared = _CHARSET.search(data[:_HEAD])
    if declared is None or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _as(data, source, "auto")
    word = (declared.group(1) or declared.group(2)).decode("ascii")
    family = _family(word)
    # GB 18030 accepts most of what is UTF-8, and Latin-1 everything: bytes that are Chinese in UTF-8 are that.
    if family != "utf-8" and _is_chinese_utf8(data):
        _say(source, f"declares {word}, but is Chinese in UTF-8")
        return _as(data, source, "utf-8")
    if family == "other":
        return _by_evidence(data, source, word, None)
    try:
        return _as(data, source, family)
    except fz.ParseError as error:
        return _by_evidence(data, source, word, error)


def _by_evidence(data: bytes, source: str, word: str, error: fz.ParseError | None) -> tuple[str, str]:
    try:
        text, found = _as(data, source, "auto")
    except fz.ParseError:
        if error is not None:
            raise error from None
        return _as(data, source, word)
    _say(source, f"declares {word}, but {'is not valid in it' if error else 'holds no such text'}; read as {found}")
    return text, found


def _say(source: str, what: str) -> None:
    import logging

    logging.getLogger("fazhi.html").warning("%s %s", source, what)


def _family(word: str) -> str:
    """The decoder of a declared name; gb2312 is what people write where they mean GBK or GB18030."""
    plain = word.lower().replace("_", "").replace("-", "")
    if plain in ("gb2312", "gbk", "gb18030", "xgbk", "cp936", "ms936", "euccn", "gb231280"):
        return "gb18030"
    if plain in ("utf8", "utf16", "utf16le", "utf16be"):
        return {"utf8": "utf-8", "utf16": "utf-16", "utf16le": "utf-16-le", "utf16be": "utf-16-be"}[plain]
    return "big5" if plain.startswith("big5") or plain in ("cp950", "xxbig5") else "other"


def _is_chinese_utf8(data: bytes) -> bool:
    try:
        return _HAN.search(data.decode("utf-8")) is not None
    except UnicodeDecodeError:
        return False


def _as(data: bytes, source: str, encoding: str) -> tuple[str, str]:
    family = _family(encoding)
    if family != "big5" and (family != "other" or encoding == "auto"):
        return _core.decode_text(data, encoding if family == "other" else family, source)[:2]
    # What the core does not read, Python does, as strictly. Microsoft's Big5 and Hong Kong's are both called Big5.
    fault: UnicodeDecodeError | None = None
    for codec in ("cp950", "big5hkscs") if family == "big5" else (encoding,):
        try:
            return data.decode(codec), "big5" if family == "big5" else codecs.lookup(codec).name
        except LookupError:
            return _core.decode_text(data, encoding, source)[:2]  # says which encodings there are
        except UnicodeDecodeError as error:
            fault = error
    assert fault is not None  # noqa: S101
    raise problem(
        fz.ParseError,
        f"{source} is not valid {encoding} at byte {fault.start}; name its encoding (encoding=gb18030)",
        f"{source}第{fault.start}字节处不是有效的{encoding}；请指定编码（encoding=gb18030）",
    )


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
