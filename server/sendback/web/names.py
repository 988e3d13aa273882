"""The names behind the marks that the journal keeps, for pages of the desk."""

from flask import Flask, g

from sendback.shops.actors import name_actors
from sendback.web.context import get_context


def install_names(app: Flask) -> None:
    """Let templates write `{{ mark | named }}`."""
    app.jinja_env.filters["named"] = name_mark


def name_mark(mark: str) -> str:
    """Name who did something in the shop of who is signed in; what is no person's mark stays as it is."""
    if not mark.startswith("person:"):
        return mark
    if "names" not in g:
        g.names = {}
    if mark not in g.names:
        g.names.update(get_context().database.read(name_actors, g.person.shop_id, [mark]))
    return str(g.names[mark])
