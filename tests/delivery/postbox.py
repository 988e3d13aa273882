"""A real mail server for the tests: it speaks SMTP on a loopback port and keeps what it was given."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


class Postbox:
    """Take mail in; `refuse_recipient` and `refuse_message` are what it answers instead, when set."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []
        self.refuse_recipient = ""
        self.refuse_message = ""
        self.breaks_off = False

    @property
    def messages(self) -> list[EmailMessage]:
        """What arrived, parsed."""
        return [read_message(envelope.content or b"") for envelope in self.envelopes]

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        if self.refuse_recipient:
            return self.refuse_recipient.format(address=address)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.breaks_off:
            assert server.transport is not None
            server.transport.close()
            return "421 Going away"
        if self.refuse_message:
            return self.refuse_message
        self.envelopes.append(envelope)
        return "250 Taken"


def read_message(content: bytes | str) -> EmailMessage:
    """Parse a mail the way a mail program does."""
    raw = content.encode() if isinstance(content, str) else content
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def title_of(message: EmailMessage) -> str:
    """Return the line that the text part begins with: what happened, whatever the conversation's subject."""
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content().splitlines()[0])


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(postbox: Postbox, port: int, tls: ssl.SSLContext | None = None, password: str = "") -> Iterator[None]:
    """Serve on a port, with STARTTLS and a login of `shop` where asked for."""

    def allow(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any) -> AuthResult:
        right = isinstance(given, LoginPassword) and given.password == password.encode() and given.login == b"shop"
        return AuthResult(success=right, handled=False)

    login = {"authenticator": allow, "auth_require_tls": tls is not None, "auth_required": True} if password else {}
    controller = Controller(postbox, hostname="127.0.0.1", port=port, tls_context=tls, **login)
    controller.start()
    try:
        yield
    finally:
        controller.stop()
