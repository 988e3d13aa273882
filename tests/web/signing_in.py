"""How a person signs in, set-up page and all, in tests: with a password, and a phone that tells the time by the test's clock."""

import html
import itertools
import re
from dataclasses import dataclass
from datetime import datetime

import pyotp
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

PASSWORD = "four words are plenty"
_addresses = itertools.count(1)


def open_browser(app: Flask) -> FlaskClient:
    """Open a browser at an address of its own: what is tried from one address is counted."""
    client, number = app.test_client(), next(_addresses)
    client.environ_base["REMOTE_ADDR"] = f"10.9.{number // 250}.{number % 250 + 1}"
    return client


@dataclass(frozen=True, slots=True)
class Phone:
    """The authenticator app of somebody."""

    secret: str

    def show(self, now: datetime) -> str:
        """Show the six digits of a moment."""
        return pyotp.TOTP(self.secret).at(now)


def read_phone(page: TestResponse) -> Phone:
    """Type the key that a page shows into an app."""
    found = re.search(r'<p class="code" dir="ltr">([A-Z2-7 ]+)</p>', page.text)
    assert found, page.text
    return Phone(found[1].replace(" ", ""))


def read_hidden(page: TestResponse, name: str) -> str:
    """Read a hidden field of a form."""
    found = re.search(rf'name="{re.escape(name)}" value="([^"]*)"', page.text)
    assert found, name
    return html.unescape(found[1])


def set_up(client: FlaskClient, link: str, now: datetime, **typed: str) -> tuple[Phone, list[str]]:
    """Follow an invitation to its end; return the phone and the recovery codes."""
    page = client.get(f"/sign-in/{link}")
    phone = read_phone(page)
    form = {"name": "Aino Järvi", "email": "aino@nordlys.example", "password": PASSWORD, "totp": read_hidden(page, "totp")}
    done = client.post(f"/sign-in/{link}", data={**form, "code": phone.show(now), **typed})
    assert done.status_code == 200, done.text
    return phone, re.findall(r"<li><code>([^<]+)</code></li>", done.text)


def sign_in(client: FlaskClient, email: str, password: str, code: str, **more: str) -> TestResponse:
    """Type an address, a password and a code."""
    return client.post("/sign-in", data={"email": email, "password": password, "code": code, **more})
