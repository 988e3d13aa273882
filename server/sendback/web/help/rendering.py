"""From Markdown to HTML: nothing raw comes through, headings get anchors, links lead to where the app has what they name."""

import functools
import itertools
import posixpath
import re
from collections.abc import Sequence

from flask import url_for
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from sendback.web.help.pages import list_pages, name_page


def render_page(name: str) -> str:
    """Render a page as HTML that is safe by how it is made: what looks like HTML in the text is shown as text."""
    page, parser = list_pages()[name], _parser()
    tokens = parser.parse(page.text)
    _give_anchors(tokens)
    folder = "" if page.is_reference else "help"
    for token in tokens:
        if token.children:
            token.children = _lead(token.children, folder)
    _free_empty_heads(tokens)
    return str(parser.renderer.render(_scroll_tables(tokens), parser.options, {}))


def anchor_of(heading: str) -> str:
    """Name a heading in addresses, as the places where the same files are read otherwise do.

    >>> anchor_of("`GET /api/v1/documents`")
    'get-apiv1documents'
    """
    return re.sub(r"[^\w\- ]", "", heading.casefold()).strip().replace(" ", "-")


@functools.cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.add_render_rule("fence", _draw_code)
    return parser


def _draw_code(_: object, tokens: Sequence[Token], at: int, *_rest: object) -> str:
    """Draw code so that it scrolls on a phone, by keys too."""
    return f'<pre tabindex="0"><code>{escapeHtml(tokens[at].content)}</code></pre>\n'


def _give_anchors(tokens: Sequence[Token]) -> None:
    for token, inline in itertools.pairwise(tokens):
        if token.type == "heading_open":
            token.attrSet("id", anchor_of(inline.content.replace("`", "")))


def _free_empty_heads(tokens: Sequence[Token]) -> None:
    """Make the corner above a table's first column a plain cell: a head without words heads nothing."""
    for opened, inline, closed in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if opened.type == "th_open" and not inline.content:
            opened.tag = closed.tag = "td"


def _scroll_tables(tokens: Sequence[Token]) -> list[Token]:
    """Put each table into a box that scrolls, for a phone; by keys too."""
    boxed: list[Token] = []
    for token in tokens:
        if token.type == "table_open":
            boxed.append(
                Token(
                    "box_open", "div", 1, {"class": "scroll", "tabindex": "0", "role": "group", "aria-label": "Table"}, block=True
                )
            )
        boxed.append(token)
        if token.type == "table_close":
            boxed.append(Token("box_close", "div", -1, block=True))
    return boxed


def _lead(tokens: Sequence[Token], folder: str) -> list[Token]:
    """Turn links between files into links between pages; one to what the app does not have stays as its words."""
    led, dropped = [], False
    for token in tokens:
        if token.type == "link_open":
            address = _address(str(token.attrGet("href") or ""), folder)
            dropped = not address
            token.attrSet("href", address)
        if token.type == "image" or (dropped and token.type in ("link_open", "link_close")):
            continue
        led.append(token)
    return led


def _address(href: str, folder: str) -> str:
    if re.match(r"https?://", href) or href.startswith("#"):
        return href
    path, _, anchor = href.partition("#")
    name = name_page(posixpath.normpath(posixpath.join(folder, path)))
    if name not in list_pages():
        return ""
    return url_for("help.show_page", name=name, _anchor=anchor or None)
