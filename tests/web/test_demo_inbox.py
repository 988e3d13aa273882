"""The inbox: mail read back from its files, and locked in."""

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sendback.app import create_app
from sendback.web.context import Context
from sendback.web.demo.routes import open_demo

pytestmark = pytest.mark.one_engine
HOSTILE = "<p>Hei</p><script>alert(1)</script>"


@pytest.fixture
def reader(context: Context) -> FlaskClient:
    app: Flask = create_app(context)
    open_demo(app)
    return app.test_client()


@pytest.fixture
def mail(mail_folder: Path) -> str:
    message = EmailMessage()
    message["From"], message["To"] = "Nordlys <retur@nordlys.example>", "张伟 <zhang@example.cn>"
    message["Subject"], message["Date"] = "您的退货标签 <b>", "Tue, 24 Nov 2026 10:00:00 +0000"
    message.set_content("退货标签在附件中")
    message.add_alternative(HOSTILE, subtype="html")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="return-label-R100000016.pdf")
    message.add_attachment(b"<b>", maintype="text", subtype="html", filename="page.html")
    mail_folder.mkdir()
    (mail_folder / "01J.eml").write_bytes(message.as_bytes(policy=SMTP))
    return "01J"


def test_an_empty_inbox_says_so(reader: FlaskClient) -> None:
    assert "Nothing yet" in reader.get("/demo/inbox").text


def test_a_mail_is_listed_and_shown_with_both_parts(reader: FlaskClient, mail: str) -> None:
    assert "您的退货标签 &lt;b&gt;" in reader.get("/demo/inbox").text
    page = reader.get(f"/demo/inbox/{mail}").text
    for text in ("Nordlys &lt;retur@nordlys.example&gt;", "退货标签在附件中", "return-label-R1", "2026-11-24 10:00 UTC"):
        assert text in page
    assert "alert(1)" not in page
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page


def test_the_html_part_can_run_nothing_and_fetch_nothing(reader: FlaskClient, mail: str) -> None:
    answer = reader.get(f"/demo/inbox/{mail}/html")
    assert HOSTILE in answer.text
    sent = answer.headers["Content-Security-Policy"]
    assert sent.startswith("sandbox allow-popups ")
    assert "default-src 'none'" in sent
    assert "script-src" not in sent


def test_attachments_open_as_what_they_are(reader: FlaskClient, mail: str) -> None:
    label, page = (reader.get(f"/demo/inbox/{mail}/files/{place}") for place in (0, 1))
    assert (label.mimetype, label.data) == ("application/pdf", b"%PDF-1.7")
    assert label.headers["Content-Disposition"].startswith("inline")
    assert page.headers["Content-Disposition"].startswith("attachment")
    assert reader.get(f"/demo/inbox/{mail}/files/2").status_code == 404


@pytest.mark.parametrize("name", ["nothere", "..%2F..%2Fsecret", "%00"])
def test_other_names_are_not_found(name: str, reader: FlaskClient, mail: str) -> None:
    assert reader.get(f"/demo/inbox/{name}").status_code == 404
