"""Pages of government sites, made after the structure of the systems these sites run on. No text is anyone's."""

from __future__ import annotations

from dataclasses import dataclass

_MENU = "".join(
    f"<li><a href='/{i}'>{name}</a></li>" for i, name in enumerate(["首页", "政务公开", "办事服务", "互动交流"])
)
_RELATED = "".join(
    f"<li><a href='/n/{i}'>某县召开第{i}次全县重点工作调度会议</a><span>2024-02-0{i}</span></li>" for i in range(1, 9)
)
_FOOT = "<p>主办：某县人民政府办公室 承办：某县大数据中心</p><p>版权所有 网站标识码：1234567890</p>"


@dataclass(frozen=True)
class Made:
    html: str
    lines: list[str]
    title: str
    issuer: str
    published: str


def _paragraphs(lines: list[str], style: str, title: str) -> str:
    """What stands up to the title is centred, the rest set in."""
    head = lines[: lines.index(title) + 1] if title in lines else []
    lines = lines[len(head) :]
    return "".join(f"<p style='text-align:center'>{line}</p>" for line in head) + _body(lines, style)


def _body(lines: list[str], style: str) -> str:
    if style == "br":
        return "<br>\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}" for line in lines)
    if style == "div":
        return "".join(f"<div><span style='font-family:仿宋'>{line}</span></div>\n" for line in lines)
    if style == "word":
        return "".join(
            f"<p class='MsoNormal'><span lang='EN-US'><o:p></o:p></span><span>{line[: len(line) // 2]}</span><span>"
            f"{line[len(line) // 2 :]}</span></p>"
            for line in lines
        )
    return "".join(f"<p>　　{line}</p>\n" for line in lines)


def _facts_table(m: dict[str, str]) -> str:
    cells = "".join(f"<td class='k'>{k}：</td><td>{v}</td>" for k, v in m.items())
    return f"<table class='bt-table'><tr>{cells}</tr></table>"


def _facts_list(m: dict[str, str]) -> str:
    return "<ul class='info'>" + "".join(f"<li><b>{k}：</b>{v}</li>" for k, v in m.items()) + "</ul>"


def _facts_rows(m: dict[str, str]) -> str:
    return "<table>" + "".join(f"<tr><th>{k}</th><td>{v}</td></tr>" for k, v in m.items()) + "</table>"


# Family → the element that holds the article, its facts, how its paragraphs are written.
FAMILIES = {
    "trs": ('<div class="TRS_Editor">{}</div>', _facts_table, "p"),
    "ucap": ('<div class="pages_content" id="UCAP-CONTENT">{}</div>', _facts_rows, "p"),
    "hanweb": ('<div id="zoom"><!--ZJEG_RSS.content.begin-->{}<!--ZJEG_RSS.content.end--></div>', _facts_list, "word"),
    "vsb": ('<div id="vsb_content_2"><div class="v_news_content">{}</div></div>', _facts_list, "word"),
    "kaipu": ('<div class="zwgk"><div id="zwcontent"><div id="zoomcon">{}</div></div></div>', _facts_table, "div"),
    "gkmlpt": ('<div class="content article-content">{}</div>', _facts_rows, "p"),
    "plain": ('<div class="main_left"><div class="txt">{}</div></div>', _facts_table, "p"),
    "frames": ('<table><tr><td class="bt_content">{}</td></tr></table>', _facts_list, "br"),
}


def page(family: str, seed: int) -> Made:
    unit = ["某县司法局", "甲县人民政府", "乙区财政局", "丙市水务局", "丁镇人民政府"][seed % 5]
    year = 2019 + seed % 5
    title = f"{unit}{year}年法治政府建设年度报告"
    published = f"{year + 1}-01-{10 + seed % 15}"
    lines = [f"{year}年，{unit}深入学习贯彻习近平法治思想，扎实推进依法行政，现将有关情况报告如下："]
    for k, name in enumerate(["主要举措和成效", "存在的不足和原因", "下一步工作安排"]):
        lines.append(f"{'一二三'[k]}、{name}")
        lines += [
            f"（{'一二三四'[i]}）第{i + 1}项工作。全年办理事项{seed * 7 + i * 11 + 20}件，"
            f"办结{seed * 7 + i * 11 + 12}件，群众满意率达9{i}%，"
            "依法行政能力和水平不断提升，执法监督持续加强。"
            for i in range(2 + seed % 3)
        ]
    return built(family, title, unit, published, lines, seed)


def built(family: str, title: str, unit: str, published: str, lines: list[str], seed: int = 0) -> Made:
    """A page of a family that holds these lines."""
    holder, facts, style = FAMILIES[family]
    info = {"索引号": f"00{seed}/2024-00{seed}", "发布机构": unit, "发布日期": published, "文号": "无"}
    html = (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}_某县人民政府门户网站</title>"
        "<style>.a{color:red}</style></head><body><div class='top'><h2>某县人民政府门户网站</h2>"
        f"<ul>{_MENU}</ul></div><div class='pos'>当前位置：<a>首页</a> &gt; <a>政务公开</a></div>"
        f"<div class='wrap'>{facts(info)}<h1>{title}</h1>"
        "<div class='share'>字号：<a>大</a> <a>中</a> <a>小</a> 打印</div>"
        f"{holder.format(_paragraphs(lines, style, title))}</div>"
        f"<div class='side'><h3>相关新闻</h3><ul>{_RELATED}</ul></div><div class='foot'>{_FOOT}</div>"
        "<script>document.write('x');</script></body></html>"
    )
    return Made(html, lines, title, unit, published)
