"""One shopper's way through the pages: whose shop, which language, and everything typed so far, carried by the forms."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, g, render_template, request

from sendback.errors import Problem
from sendback.shops import store
from sendback.shops.model import Shop
from sendback.web.context import get_context, pick_language
from sendback.web.pasting import MOST_PASTED_TEXT
from sendback.web.problems import STATUS
from sendback.words.catalogue import Words

LINE_PARTS = ("pick", "quantity", "reason", "condition", "resolution", "exchange", "instead", "note", "photos")
"""What is chosen of one line; see `name_control`."""
_OF_LINE = re.compile(rf"((?:\d{{1,2}}\.)?)(?:{'|'.join(LINE_PARTS)})\.(.+)", re.DOTALL)
_OF_SENDER = re.compile(r"contact\.|fields\.|(option|delivery|key)$")
MOST_VALUE = MOST_PASTED_TEXT
"""The longest text a form takes, a pasted list; whatever else is too long stays too long and is refused where it is read."""
MOST_FORM_BYTES, MOST_FORM_PARTS = 512 * 1024, 8_000
"""A form of five hundred lines, with the choices of each; photos come on top."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A request of one shopper to one shop."""

    shop: Shop
    words: Words
    typed: Mapping[str, str]

    def get(self, name: str) -> str:
        """Return what was typed under a name, empty when nothing was."""
        return self.typed.get(name, "")

    def carry(self, drawn: Iterable[str] = ()) -> list[tuple[str, str]]:
        """List what a page does not draw itself, to ride along in hidden fields; `drawn` are beginnings of names."""
        apart = tuple(drawn)
        return [(n, v) for n, v in self.typed.items() if self._is_carried(n) and not (apart and n.startswith(apart))]

    def _is_carried(self, name: str) -> bool:
        """Say whether a name is of the sender, or of a line that goes back."""
        line = _OF_LINE.fullmatch(name)
        return f"{line[1]}pick.{line[2]}" in self.typed if line else bool(_OF_SENDER.match(name))


def name_control(place: int, part: str, line_id: str) -> str:
    """Name the control for one part of a line; lines of the orders beside the first begin with their order's place.

    >>> name_control(0, "reason", "7"), name_control(2, "reason", "7")
    ('reason.7', '2.reason.7')
    """
    return f"{place}.{part}.{line_id}" if place else f"{part}.{line_id}"


def begin_visit(slug: str) -> Visit:
    """Find the shop of an address and the language to speak."""
    request.max_content_length = max(request.max_content_length or 0, MOST_FORM_BYTES)
    request.max_form_memory_size, request.max_form_parts = MOST_FORM_BYTES, MOST_FORM_PARTS
    shop = get_context().database.read(store.get_shop_by_slug, slug)
    settings = shop.settings
    language = pick_language(request.values.get("lang"), settings.languages, settings.default_language)
    g.language, g.shop_slug = language, shop.slug
    typed = {name: value[:MOST_VALUE] for name, value in request.form.items()}
    return Visit(shop, settings.words(language), typed)


def draw(visit: Visit, page: str, status: int = 200, **values: Any) -> Response:
    """Answer with one of the hosted pages."""
    html = render_template(f"hosted/{page}.html", visit=visit, shop=visit.shop, words=visit.words, **values)
    return Response(html, status, mimetype="text/html")


def say(problem: Problem, words: Words) -> str:
    """Say a problem in the shopper's language, always in the catalogue's words."""
    try:
        return words(f"problem.{problem.key}", **problem.values)
    except KeyError:
        return words(f"problem.{problem.code}")


def refused(response: Response, problem: Problem) -> Response:
    """Give a page that shows a problem the problem's own status."""
    g.problem_code = problem.code.value
    response.status_code = STATUS[problem.code]
    if problem.retry_after_seconds is not None:
        response.headers["Retry-After"] = str(problem.retry_after_seconds)
    return response
