"""One shopper's way through the pages: whose shop, which language, and everything typed so far, carried by the forms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, g, render_template, request

from sendback.errors import Problem
from sendback.orders.token.grammar import LONGEST_TOKEN
from sendback.shops import store
from sendback.shops.model import Shop
from sendback.web.context import get_context, pick_language
from sendback.web.problems import STATUS
from sendback.words.catalogue import Words

_CARRIED = ("pick.", "quantity.", "reason.", "note.", "contact.", "fields.", "option", "delivery", "key")
MOST_VALUE = LONGEST_TOKEN + 1
"""One more than the longest order token: what is longer stays too long and is refused where it is read."""


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
        return [(n, v) for n, v in self.typed.items() if n.startswith(_CARRIED) and not (apart and n.startswith(apart))]


def begin_visit(slug: str) -> Visit:
    """Find the shop of an address and the language to speak."""
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
