"""Mail by SMTP (RFC 5321), with TLS wherever it is to be had (RFC 3207, RFC 8314)."""

import re
import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from sendback.delivery.trouble import Remedy, Trouble

SECONDS = 20
"""How long one answer of the server may take."""

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_ENHANCED = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}\b")


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server and how to speak to it."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    tls_from_start: bool


def read_server(url: str) -> Server:
    """Read smtp://user:password@host:port; without a port 465 for smtps, 587 with a user, else 25."""
    parts = urlsplit(url)
    if not parts.hostname:
        raise ValueError("SENDBACK_MAIL_URL names no host.")
    user = unquote(parts.username or "")
    tls = parts.scheme == "smtps"
    port = parts.port or (465 if tls else 587 if user else 25)
    return Server(parts.hostname, port, user, unquote(parts.password or ""), tls)


class SmtpMailer:
    """Send over one connection that stays open from mail to mail, until `close` or trouble."""

    def __init__(self, url: str) -> None:
        self.server = read_server(url)
        self._open: smtplib.SMTP | None = None

    def send(self, job_id: str, message: EmailMessage) -> None:  # noqa: ARG002  # the message carries its id
        """Send a message to its one recipient; returns once the server took it over."""
        connection = self._connection()
        try:
            connection.send_message(message, to_addrs=[message["To"].addresses[0].addr_spec])
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise _explain(error) from None

    def close(self) -> None:
        """Say goodbye, if the server still listens."""
        connection, self._open = self._open, None
        if connection is not None:
            try:
                connection.quit()
            except (smtplib.SMTPException, OSError):
                connection.close()

    def _connection(self) -> smtplib.SMTP:
        if self._open is not None and not _still_answers(self._open):
            self.close()
        if self._open is None:
            try:
                self._open = _connect(self.server)
            except (smtplib.SMTPException, OSError) as error:
                reason = f"The mail server does not take us in ({_name(error)}). Mail waits until it does."
                raise Trouble(reason, Remedy.SERVER) from None
        return self._open


def _connect(server: Server) -> smtplib.SMTP:
    if server.tls_from_start:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=SECONDS, context=ssl.create_default_context()
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
    try:
        connection.ehlo()
        if not server.tls_from_start:
            _start_tls(connection, server)
        if server.user:
            connection.login(server.user, server.password)
    except BaseException:
        connection.close()
        raise
    return connection


def _start_tls(connection: smtplib.SMTP, server: Server) -> None:
    """Encrypt when the server offers it; a password crosses only to a server that proved who it is."""
    if connection.has_extn("starttls"):
        context = ssl.create_default_context()
        if not server.user:  # a relay in the house has no public certificate; without TLS it would be in the clear
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        connection.starttls(context=context)
        connection.ehlo()
    elif server.user and server.host not in _LOOPBACK:
        raise smtplib.SMTPNotSupportedError("no TLS offered, and a password is set")


def _still_answers(connection: smtplib.SMTP) -> bool:
    try:
        return connection.noop()[0] == 250
    except (smtplib.SMTPException, OSError):
        return False


def _explain(error: Exception) -> Trouble:
    """Judge a refusal: what the server says about this address or this mail is final when it begins with 5 (RFC 5321, 4.2.1).

    Only codes are kept, for the server's sentence mostly repeats the address.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
        return _refusal("The mail server refused the address", code, text)
    if isinstance(error, smtplib.SMTPDataError):
        return _refusal("The mail server refused the message", error.smtp_code, error.smtp_error)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Trouble("The mail server takes no address with such letters.", Remedy.PERSON)
    if isinstance(error, smtplib.SMTPSenderRefused):
        said = _codes(error.smtp_code, error.smtp_error)
        return Trouble(f"The mail server refused the sender ({said}).", Remedy.LATER)
    return Trouble(f"The mail server broke off ({_name(error)}).", Remedy.LATER)


def _refusal(what: str, code: int, text: bytes | str) -> Trouble:
    return Trouble(f"{what} ({_codes(code, text)}).", Remedy.PERSON if code >= 500 else Remedy.LATER)


def _codes(code: int, text: bytes | str) -> str:
    enhanced = _ENHANCED.match(text.encode() if isinstance(text, str) else text)
    return f"{code} {enhanced[0].decode()}" if enhanced else str(code)


def _name(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{type(error).__name__} {error.smtp_code}"
    return type(error).__name__
