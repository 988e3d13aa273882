"""Reading what came back: delivery status notifications (RFC 3464), and the older ones that say it in plain text."""

import re
from collections.abc import Iterator
from email import message_from_bytes, message_from_string
from email.message import Message
from email.utils import parseaddr
from itertools import islice

from sendback.delivery.bounces.model import Report

MOST_BYTES = 10 * 1024 * 1024
_MOST_READ = 512 * 1024
"""What a server says, and which mail it was, stands in front; behind it may be the whole mail with its label."""
_MOST_TEXT, _MOST_SAID, _MOST_IDS = 32 * 1024, 200, 20
_STATUS = re.compile(r"(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.]*\d)")
_REPLY = re.compile(r"(?<![\d.])([45])\d\d(?=[ \-#])")
_OURS = re.compile(r"<([0-9A-HJKMNP-TV-Z]{26})@[^<>\s]+>")
_ADDRESS = re.compile(r"<?[^\s<>@;:,()]{1,128}@[^\s<>@;:,()]{1,255}>?")
"""With bounds, or a text of many letters and no @ would be searched from each of them to its end."""
_DAEMONS = ("mailer-daemon", "postmaster", "mail-daemon")
_NO_CODE = "5.0.0"


def read_bounce(raw: bytes) -> Report | None:
    """Read a message; None where it does not say that a mail failed: a delay, an answer, an absence notice.

    It is never trusted beyond that: whose mail it was is looked up by the id, and no address in it is used. Anybody may send
    one, so whatever it is, it is read in no time; one with parts within parts without end says nothing.
    """
    try:
        message = message_from_bytes(raw[:_MOST_READ].replace(b"\0", b""))
        failed = _find_failed(message)
        ids = tuple(islice(dict.fromkeys(_list_ids(message)), _MOST_IDS)) if failed else ()
    except RecursionError:
        return None
    if failed is None:
        return None
    status, said, address = failed
    return Report(ids, status, clean_said(said, address))


def read_ids(text: str) -> tuple[str, ...]:
    """Read what stands before the @ of our Message-IDs in a text."""
    return tuple(dict.fromkeys(_OURS.findall(text)))


def read_status(text: str) -> str:
    """Read a code as RFC 3463 writes it, or the beginning of a reply code; empty where there is neither."""
    if found := _STATUS.search(text):
        return found[0]
    reply = _REPLY.search(f"{text} ")
    return f"{reply[1]}.0.0" if reply else ""


def clean_said(said: str, address: str = "") -> str:
    """Keep what the other server said on one line, with every address taken out.

    >>> clean_said("smtp; 550 5.1.1 <aino@example.fi>: user aino unknown", "aino@example.fi")
    '550 5.1.1 •••: user ••• unknown'
    """
    text = _ADDRESS.sub("•••", re.sub(r"^\s*\w[\w-]*\s*;", "", said[: 10 * _MOST_SAID]))
    local = address.partition("@")[0]
    if len(local) > 1:
        text = re.sub(rf"(?<!\w){re.escape(local)}(?!\w)", "•••", text, flags=re.IGNORECASE)
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())[:_MOST_SAID]


def _find_failed(message: Message) -> tuple[str, str, str] | None:
    """Find the code, the words and the address of what failed."""
    blocks = [block for part in message.walk() if part.get_content_type() == "message/delivery-status" for block in _blocks(part)]
    if not any(block["Action"] for block in blocks):
        return _find_in_text(message)
    failed = next((block for block in blocks if str(block["Action"]).strip().lower() == "failed"), None)
    if failed is None:
        return None
    said = str(failed["Diagnostic-Code"] or "")
    status = read_status(str(failed["Status"] or "")) or read_status(said) or _NO_CODE
    if status == _NO_CODE:  # many servers give the vague one and say the exact one in words
        status = read_status(said) or status
    address = str(failed["Final-Recipient"] or failed["Original-Recipient"] or "").rpartition(";")[2].strip().strip("<>")
    return status, said, address


def _find_in_text(message: Message) -> tuple[str, str, str] | None:
    """Find it in the words of an old server; whoever writes in its own name answers, and that is no bounce."""
    sender = parseaddr(str(message["From"] or ""))[1].partition("@")[0].lower()
    address = str(message["X-Failed-Recipients"] or "").strip()
    if sender not in _DAEMONS and not address:
        return None
    text = next((_text(part) for part in message.walk() if part.get_content_type() == "text/plain"), "")[:_MOST_TEXT]
    told = _OURS.split(text)[0]
    status = read_status(told) or (_NO_CODE if address else "")
    if not status:
        return None
    line = next((line for line in told.splitlines() if read_status(line)), "")
    return status, line, address or parseaddr(next(iter(_ADDRESS.findall(told)), ""))[1]


def _list_ids(message: Message) -> Iterator[str]:
    """List the ids that may be ours: the returned mail's own first, then any that are quoted."""
    for part in message.walk():
        if part is not message and part["Message-ID"]:
            yield from read_ids(str(part["Message-ID"]))
        if part.get_content_type() in ("text/rfc822-headers", "message/rfc822-headers"):
            yield from read_ids(str(message_from_string(_text(part))["Message-ID"] or ""))
    for part in message.walk():
        if part.get_content_maintype() == "text":
            yield from read_ids(_text(part))
    yield from read_ids(f"{message['In-Reply-To'] or ''} {message['References'] or ''}")


def _blocks(part: Message) -> list[Message]:
    """List the groups of fields of a delivery status; a server that broke the rules may have left plain text."""
    payload = part.get_payload()
    if isinstance(payload, list):
        return [block for block in payload if isinstance(block, Message)]
    return [message_from_string(block) for block in re.split(r"\r?\n\r?\n", _text(part)[:_MOST_TEXT]) if block.strip()]


def _text(part: Message) -> str:
    body = part.get_payload(decode=True)
    if not isinstance(body, bytes):
        return str(part.get_payload() or "")
    try:
        return body.decode(part.get_content_charset() or "utf-8", "replace")
    except (LookupError, ValueError):  # a charset that nobody knows, or that is none
        return body.decode("utf-8", "replace")
