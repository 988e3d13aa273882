"""Every form of the desk says for which shop it was drawn, so that a tab left open changes nothing in another shop."""

import re

from flask import Flask, g, request
from jinja2 import Environment
from jinja2.ext import Extension
from markupsafe import Markup

from sendback.errors import Code, Problem

FIELD = "of_shop"
HEADER = "Sendback-Shop"
_ROOMS = ("desk/", "builder/", "account/")
_FORM = re.compile(r'<form\b(?:\{\{.*?\}\}|\{%.*?%\}|[^>{])*\bmethod="post"(?:\{\{.*?\}\}|\{%.*?%\}|[^>{])*>')
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class MarkForms(Extension):
    """Put the mark into every posting form of the rooms behind sign-in, when a template is read: nobody can forget it."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.globals["shop_mark"] = draw_mark

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """Write the mark behind each form's tag, on its line, so that faults still name the right one."""
        if not (name or "").startswith(_ROOMS):
            return source
        return _FORM.sub(lambda tag: tag[0] + "{{ shop_mark() }}", source)


def install_shop_mark(app: Flask) -> None:
    """Let every template of the desk be read with its mark."""
    app.jinja_env.add_extension(MarkForms)


def draw_mark() -> Markup:
    """Draw the hidden field."""
    person = g.get("person")
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, person.shop_id) if person else Markup("")


def refuse_other_shop(shop_id: str) -> None:
    """Refuse a form, or a script's request, that was meant for another shop than the one its sender is at now."""
    meant = request.headers.get(HEADER) or _read_mark()
    if meant and meant != shop_id:
        raise Problem(Code.OTHER_SHOP, "This page is of another shop than the one you are at now. Nothing was changed.")


def _read_mark() -> str | None:
    """Read the field, but no form that is longer than this page takes: the page itself refuses it, in its own words."""
    is_short = (request.content_length or 0) <= (request.max_content_length or 0)
    return request.form.get(FIELD) if request.mimetype in _FORMS and is_short else None
