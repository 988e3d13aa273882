"""Mail is whole in every language: text, HTML, label; and nothing that people typed becomes markup or a header."""

import re
from datetime import UTC, datetime
from email.message import EmailMessage
from html.parser import HTMLParser

import pytest

from sendback.delivery.addresses import one_address, sender
from sendback.delivery.letter import Letter
from sendback.delivery.letters import (
    About,
    isolate,
    write_access_letter,
    write_canceled_letter,
    write_declined_letter,
    write_label_letter,
    write_received_letter,
)
from sendback.delivery.mail import Attachment, Envelope, compose
from sendback.delivery.parts import WorkerParts
from sendback.returns.model import Return
from sendback.returns.rma import show_rma
from sendback.shops.look import Look
from sendback.shops.model import Shop
from sendback.words.catalogue import LANGUAGES, words_for
from tests.conftest import MakeShop
from tests.delivery.conftest import MakeReturn
from tests.delivery.postbox import read_message

every_language = pytest.mark.parametrize("language", LANGUAGES)
HOSTILE = '<script>alert(1)</script>{{ 7 * 7 }}{shop}\r\nBcc: evil@x.yy <img src=x onerror=alert(1)> "&'


class Page(HTMLParser):
    """Collect what a mail program would see of the HTML part."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "img", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def make_envelope(name: str = "Nordlys") -> Envelope:
    sent_at = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    return Envelope(sender(name, "returns@nordlys.example"), one_address("aino@example.fi"), "<01ABC@localhost>", sent_at)


def dress(letter: Letter, language: str = "en", **extra: object) -> EmailMessage:
    """Compose a letter, send it through bytes, and read it as a mail program does."""
    message = compose(letter, make_envelope(), words_for(language), Look(), **extra)  # type: ignore[arg-type]
    return read_message(message.as_bytes())


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


@pytest.fixture
def item(shop: Shop, make_return: MakeReturn) -> Return:
    return make_return(shop)


@every_language
def test_a_label_mail_says_all_in_text_and_in_html(
    shop: Shop, make_return: MakeReturn, parts: WorkerParts, now: datetime, language: str
) -> None:
    item = make_return(shop, language=language)
    letter = write_label_letter(About(shop, item, parts.links), now)
    message = dress(letter, language, attachments=[Attachment("return-label-R1.pdf", b"%PDF-1.7 \x00\xff")])
    words = words_for(language)
    number, rma = (isolate(text, words) for text in (item.order_number, show_rma(item.rma)))
    assert message["Subject"] == words("mail.subject", rma=rma, order=number)
    assert message["Content-Language"] == language
    for kind in ("plain", "html"):
        body = part(message, kind)
        for expected in (show_rma(item.rma), item.order_number, "Wool jumper", "/documents/", "/r/", words("mail.label.button")):
            assert expected in body, (kind, expected)
    (pdf,) = message.iter_attachments()
    assert (pdf.get_filename(), pdf.get_content_type()) == ("return-label-R1.pdf", "application/pdf")
    assert pdf.get_content() == b"%PDF-1.7 \x00\xff"


@every_language
def test_html_is_sound_and_says_its_direction(
    shop: Shop, make_return: MakeReturn, parts: WorkerParts, now: datetime, language: str
) -> None:
    letter = write_label_letter(About(shop, make_return(shop, language=language), parts.links), now)
    page = Page(part(dress(letter, language), "html"))
    direction = "rtl" if language == "ar" else "ltr"
    assert page.all("html") == [{"lang": language, "dir": direction}]
    assert {table.get("dir") for table in page.all("table")} == {direction}
    assert {table.get("role") for table in page.all("table")} == {"presentation"}
    assert not {tag for tag, _ in page.tags} & {"script", "iframe", "object", "form", "link", "video"}
    links = [link["href"] or "" for link in page.all("a")]
    assert len(links) == 3
    assert all(link.startswith("http://localhost/") for link in links)
    assert not [tag for tag, attributes in page.tags if "src" in attributes], "nothing is loaded from anywhere"


@every_language
def test_every_mail_can_be_written_in_every_language(
    shop: Shop, make_return: MakeReturn, parts: WorkerParts, now: datetime, language: str
) -> None:
    about = About(shop, make_return(shop, language=language), parts.links)
    letters = [
        write_label_letter(about, now),
        *(w(about) for w in (write_received_letter, write_declined_letter, write_canceled_letter)),
    ]
    letters.append(write_access_letter(shop, "1001", "https://x.example/s/a/open/b", words_for(language)))
    assert len({letter.title for letter in letters}) == len(letters)
    for letter in letters:
        text = part(dress(letter, language), "plain")
        assert letter.title in text
        assert not re.search(r"\{\w+\}", text)


def test_headers_say_who_it_is_from_and_that_a_machine_wrote_it(shop: Shop, item: Return, parts: WorkerParts) -> None:
    message = dress(write_received_letter(About(shop, item, parts.links)))
    assert message["From"] == "Nordlys <returns@nordlys.example>"
    assert message["To"] == "aino@example.fi"
    assert message["Message-ID"] == "<01ABC@localhost>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"] == "Tue, 24 Nov 2026 12:00:00 +0000"


def test_seven_bits_are_enough_for_the_way(make_return: MakeReturn, shop: Shop, parts: WorkerParts) -> None:
    letter = write_received_letter(About(shop, make_return(shop, language="ar"), parts.links))
    raw = compose(letter, make_envelope("متجر نوردليس"), words_for("ar"), Look()).as_bytes()
    assert max(raw) < 128
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998


def test_hostile_text_stays_text() -> None:
    letter = Letter(HOSTILE, HOSTILE, HOSTILE, (HOSTILE,), steps=(HOSTILE,), items_title=HOSTILE, items=(HOSTILE,), foot=HOSTILE)
    message = dress(letter)
    assert message["Bcc"] is None
    assert message["To"] == "aino@example.fi"
    html = part(message, "html")
    assert "<script" not in html
    assert "<img" not in html
    assert "{{ 7 * 7 }}" in html
    assert "49" not in part(message, "plain")


def test_a_shops_logo_travels_with_the_mail(shop: Shop, item: Return, parts: WorkerParts) -> None:
    letter = write_received_letter(About(shop, item, parts.links))
    message = dress(letter, logo_png=b"\x89PNG fake", attachments=[Attachment("a.pdf", b"%PDF")])
    (image,) = [p for p in message.walk() if p.get_content_type() == "image/png"]
    assert image["Content-ID"] == "<logo@sendback>"
    assert [i["src"] for i in Page(part(message, "html")).all("img")] == ["cid:logo@sendback"]
    assert [i["alt"] for i in Page(part(message, "html")).all("img")] == ["Nordlys"]
    assert part(message, "plain").startswith("We have your request")


def test_the_shops_own_wording_is_used(make_shop: MakeShop, make_return: MakeReturn, parts: WorkerParts) -> None:
    shop = make_shop(texts={"en": {"mail.received.lead": "{shop} says thanks"}}).shop
    letter = write_received_letter(About(shop, make_return(shop), parts.links))
    assert letter.paragraphs[0] == "Nordlys says thanks"


def test_a_language_that_the_shop_does_not_speak_becomes_its_own(
    make_shop: MakeShop, make_return: MakeReturn, parts: WorkerParts
) -> None:
    shop = make_shop(languages=["fi"], default_language="fi").shop
    letter = write_received_letter(About(shop, make_return(shop, language="ar"), parts.links))
    assert letter.title == words_for("fi")("mail.received.title")
