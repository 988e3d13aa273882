"""A letter dressed as mail: text and HTML, the label attached, headers that nothing typed can break."""

import functools
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP
from email.utils import format_datetime
from types import MappingProxyType

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from sendback.delivery.letter import Letter
from sendback.delivery.uncut_header import HEADERS
from sendback.shops.look import Look
from sendback.words.catalogue import Words

# Base64 or quoted-printable, whichever is shorter: some servers still take seven bits only (RFC 5321, 2.4).
POLICY = SMTP.clone(cte_type="7bit", header_factory=HEADERS)
LOGO_CID = "logo@sendback"

# Mail programs know no variables; the dark counterparts stand in the template.
_PAINT: Mapping[str, str] = MappingProxyType(
    {"page": "#f3f4f1", "card": "#ffffff", "ink": "#1a1d1f", "muted": "#5a6265", "line": "#e1e4e1", "soft": "#eff2ef"}
)
_FONTS: Mapping[str, str] = MappingProxyType(
    {
        "system": "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Noto Sans',Helvetica,Arial,sans-serif",
        "serif": "Georgia,'Iowan Old Style','Noto Serif','Times New Roman',serif",
        "rounded": "ui-rounded,'SF Pro Rounded','Nunito','Segoe UI',Roboto,Arial,sans-serif",
        "mono": "ui-monospace,'SF Mono',Menlo,Consolas,'Noto Sans Mono',monospace",
    }
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A label that travels with the mail."""

    name: str
    body: bytes
    mimetype: str = "application/pdf"


@dataclass(frozen=True, slots=True)
class Envelope:
    """Whose mail it is: both addresses checked, and the id that stays the same however often it is sent."""

    sender: Address
    recipient: Address
    message_id: str
    sent_at: datetime
    thread_id: str = ""
    """What all mails of one conversation answer, so that mail programs keep them together; empty where one stands alone."""


def compose(
    letter: Letter,
    envelope: Envelope,
    words: Words,
    look: Look,
    logo_png: bytes | None = None,
    attachments: Sequence[Attachment] = (),
) -> EmailMessage:
    """Dress a letter as text and as HTML, with the logo inside and the labels attached."""
    message = EmailMessage(POLICY)
    message["From"] = envelope.sender
    message["To"] = envelope.recipient
    message["Subject"] = _one_line(letter.subject)
    message["Date"] = format_datetime(envelope.sent_at)
    message["Message-ID"] = envelope.message_id
    if envelope.thread_id:
        message["In-Reply-To"] = envelope.thread_id  # RFC 5322, 3.6.4
        message["References"] = envelope.thread_id
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834, 5: no holiday notices back to the shop
    if letter.off_url:
        message["List-Unsubscribe"] = f"<{letter.off_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058, 3.1
    message.set_content(render_text(letter))
    logo_src = f"cid:{LOGO_CID}" if logo_png is not None else ""
    message.add_alternative(render_html(letter, envelope.sender.display_name, words, look, logo_src), subtype="html")
    if logo_png is not None:
        _attach_logo(message, logo_png)
    for attachment in attachments:
        kind, _, subtype = attachment.mimetype.partition("/")
        message.add_attachment(attachment.body, maintype=kind, subtype=subtype, filename=attachment.name)
    message["Content-Language"] = words.language  # at the end: content headers move into the first part otherwise
    return message


def _one_line(text: str) -> str:
    """Drop what ends a header or hides in one; the marks that hold numbers together in Arabic stay."""
    return " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in text).split())


def render_text(letter: Letter) -> str:
    """Write a letter as its text part."""
    return _templates().get_template("mail.txt").render(letter=letter).strip() + "\n"


def render_html(letter: Letter, shop_name: str, words: Words, look: Look, logo_src: str = "") -> str:
    """Write a letter as its HTML part; `logo_src` is where the logo is, within the mail or in a `data:` address."""
    start, end = ("right", "left") if words.direction == "rtl" else ("left", "right")
    page = {"letter": letter, "words": words, "look": look, "shop_name": shop_name, "paint": _PAINT, "start": start, "end": end}
    dress = {"font": _FONTS[look.font], "radius": min(look.radius_px, 18), "logo_src": logo_src}
    return _templates().get_template("mail.html").render({**page, **dress})


def _attach_logo(message: EmailMessage, png: bytes) -> None:
    html = message.get_body(("html",))
    assert isinstance(html, MIMEPart), "the HTML part was just added"
    html.add_related(png, maintype="image", subtype="png", cid=f"<{LOGO_CID}>", disposition="inline")


@functools.cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("sendback.delivery", "templates"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
