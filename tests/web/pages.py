"""A browser without script: reads a page's forms as they would be sent, and sends them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from flask.testing import FlaskClient
from werkzeug.test import TestResponse


@dataclass
class Form:
    """One form: where it goes, and what it would send as it stands."""

    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)


class Page(HTMLParser):
    """Gather the forms of a page but not those of its bar, the language and direction of its root, and every attribute and id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.root: dict[str, str] = {}
        self.ids: list[str] = []
        self.targets: list[str] = []
        self._select = self._area = ""
        self._in_bar = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if "id" in facts:
            self.ids.append(facts["id"])
        if tag == "a" and facts.get("href", "").startswith("#"):
            self.targets.append(facts["href"][1:])
        if tag == "header":
            self._in_bar = True
        if tag == "html":
            self.root = facts
        elif self._in_bar:
            return
        elif tag == "form":
            self.forms.append(Form(facts.get("action", ""), facts.get("method", "get")))
        elif self.forms:
            self._take(tag, facts)

    def _take(self, tag: str, facts: dict[str, str]) -> None:
        values, name = self.forms[-1].values, facts.get("name", "")
        if tag == "input" and name and facts.get("type") != "file":
            if facts.get("type") not in ("checkbox", "radio") or "checked" in facts:
                values[name] = facts.get("value", "")
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in facts or self._select not in values):
            values[self._select] = facts.get("value", "")
        elif tag == "textarea":
            self._area = name
            values[name] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "header":
            self._in_bar = False
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1].values[self._area] += data


def send(client: FlaskClient, page: TestResponse, changes: Mapping[str, str] | None = None, to: str = "") -> TestResponse:
    """Send the first form of a page that goes to an address ending in `to`, with some of its fields changed."""
    form = next(form for form in Page(page.text).forms if form.action.endswith(to))
    return client.post(form.action, data={**form.values, **(changes or {})})
