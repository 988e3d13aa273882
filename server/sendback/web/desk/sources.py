"""A page of systems that tell Sendback something by themselves: where each sends to, with which secret, when it was heard."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic

from flask import Response, g, render_template, request

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.shops.model import Shop
from sendback.shops.source_store import find_source, remove_source, save_source
from sendback.shops.sources import K, Source, secret_place
from sendback.web.auth import own_shop
from sendback.web.context import get_context
from sendback.web.moments import write_moment

_LEAST_SECRET, _MOST_SECRET = 16, 200


@dataclass(frozen=True, slots=True)
class SourcesPage(Generic[K]):
    """Which systems stand on a page, by what they are called; the path each sends to, of its `kind` and the shop's `slug`."""

    template: str
    titles: Mapping[K, str]
    path: str
    missing: str
    """What is said of a system that there is not."""
    typed: Mapping[K, str] = field(default_factory=dict)
    """Those whose secret has to be typed, with what is said where it was not."""
    more: Mapping[str, Any] = field(default_factory=dict)
    """What else the template is told."""


def draw(page: SourcesPage[K], shop: Shop, problem: str = "", shown: str = "", done: K | None = None) -> str:
    """Draw the page; `shown` is a secret that is seen this once."""
    base = get_context().settings.base_url.rstrip("/")
    return render_template(
        page.template,
        shop=shop,
        titles=page.titles,
        known=get_context().database.read(_list_known, shop.shop_id, page),
        addresses={kind: base + page.path.format(kind=kind.value, slug=shop.slug) for kind in page.titles},
        problem=problem,
        shown=shown,
        done=done,
        moment=lambda at: write_moment(at, shop.settings.zone),
        **page.more,
    )


def keep_secret(page: SourcesPage[K], name: str) -> Response | str:
    """Keep the secret of a system: one that was typed, or a new one that is shown once."""
    shop, context, kind = own_shop(), get_context(), _read_kind(page, name)
    typed = request.form.get("secret", "").strip()
    if typed and not (_LEAST_SECRET <= len(typed) <= _MOST_SECRET and typed.isascii() and typed.isprintable()):
        return Response(draw(page, shop, f"A secret has {_LEAST_SECRET} to {_MOST_SECRET} plain characters."), 422)
    if not typed and kind in page.typed:
        return Response(draw(page, shop, page.typed[kind]), 422)
    secret = typed or secrets.token_urlsafe(32)
    sealed = context.vault.seal(secret, secret_place(shop.shop_id, kind))
    context.database.write(save_source, shop.shop_id, kind, sealed, g.person.actor, context.clock())
    return draw(page, shop, shown="" if typed else secret, done=kind)


def forget(page: SourcesPage[K], name: str) -> None:
    """Believe a system no more."""
    context = get_context()
    context.database.write(remove_source, own_shop().shop_id, _read_kind(page, name), g.person.actor, context.clock())


def _list_known(tx: Tx, shop_id: str, page: SourcesPage[K]) -> dict[K, Source[K] | None]:
    return {kind: find_source(tx, shop_id, kind) for kind in page.titles}


def _read_kind(page: SourcesPage[K], name: str) -> K:
    kind = next((kind for kind in page.titles if kind.value == name), None)
    if kind is None:
        raise Problem(Code.NOT_FOUND, page.missing)
    return kind
