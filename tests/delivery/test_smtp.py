"""Mail over real SMTP, with and without TLS and a login, and what each refusal means."""

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from sendback.delivery import smtp
from sendback.delivery.addresses import one_address
from sendback.delivery.smtp import SmtpMailer
from sendback.delivery.trouble import Remedy, Trouble
from tests.delivery.postbox import Postbox, serving

AINO = "aino@example.fi"


def make_message(to: str = AINO) -> EmailMessage:
    message = EmailMessage()
    message["From"] = one_address("returns@nordlys.example")
    message["To"] = one_address(to)
    message["Subject"] = "Ihr Etikett: schön"
    message.set_content("Grüße")
    return message


def refuse(mailer: SmtpMailer, to: str = AINO) -> Trouble:
    with pytest.raises(Trouble) as refused:
        mailer.send("01JOB", make_message(to))
    assert to not in refused.value.reason
    return refused.value


@pytest.fixture
def mailer(smtp_port: int) -> SmtpMailer:
    return SmtpMailer(f"smtp://127.0.0.1:{smtp_port}")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that nobody but these tests trusts, with its key in the same file."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now - timedelta(1), now + timedelta(1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


def test_mails_go_out_over_one_connection(mailer: SmtpMailer, postbox: Postbox) -> None:
    for _ in range(3):
        mailer.send("01JOB", make_message())
    mailer.close()
    assert [envelope.rcpt_tos for envelope in postbox.envelopes] == [[AINO]] * 3
    assert [envelope.mail_from for envelope in postbox.envelopes] == ["returns@nordlys.example"] * 3
    assert postbox.messages[0]["Subject"] == "Ihr Etikett: schön"
    assert postbox.messages[0].get_content().strip() == "Grüße"


def test_a_connection_that_went_stale_is_opened_anew(mailer: SmtpMailer, smtp_port: int) -> None:
    first, second = Postbox(), Postbox()
    with serving(first, smtp_port):
        mailer.send("01JOB", make_message())
    with serving(second, smtp_port):
        mailer.send("02JOB", make_message())
        mailer.close()
    assert (len(first.envelopes), len(second.envelopes)) == (1, 1)


def test_no_server_is_no_fault_of_the_mail(mailer: SmtpMailer) -> None:
    trouble = refuse(mailer)
    assert trouble.remedy is Remedy.SERVER
    assert "ConnectionRefusedError" in trouble.reason


@pytest.mark.parametrize(
    ("answer", "remedy", "said"),
    [
        ("550 5.1.1 <{address}>: no such user", Remedy.PERSON, "(550 5.1.1)"),
        ("553 {address} is not one of us", Remedy.PERSON, "(553)"),
        ("451 4.7.1 {address} is greylisted", Remedy.LATER, "(451 4.7.1)"),
    ],
)
def test_a_refused_address_is_told_by_codes_only(
    mailer: SmtpMailer, postbox: Postbox, answer: str, remedy: Remedy, said: str
) -> None:
    postbox.refuse_recipient = answer
    trouble = refuse(mailer)
    assert trouble.remedy is remedy
    assert said in trouble.reason


@pytest.mark.parametrize(
    ("answer", "remedy"), [("554 5.7.1 Spam, says our filter", Remedy.PERSON), ("452 4.3.1 No room", Remedy.LATER)]
)
def test_a_refused_message_is_judged_by_its_code(mailer: SmtpMailer, postbox: Postbox, answer: str, remedy: Remedy) -> None:
    postbox.refuse_message = answer
    assert refuse(mailer).remedy is remedy


def test_a_server_that_breaks_off_is_tried_later(mailer: SmtpMailer, postbox: Postbox) -> None:
    postbox.breaks_off = True
    assert refuse(mailer).remedy is Remedy.LATER
    postbox.breaks_off = False
    mailer.send("01JOB", make_message())
    mailer.close()


def test_letters_that_the_server_does_not_take_need_a_person(mailer: SmtpMailer, postbox: Postbox) -> None:
    assert refuse(mailer, "jörg@example.de").remedy is Remedy.PERSON
    assert not postbox.envelopes


def test_tls_is_used_where_offered_even_with_a_certificate_of_the_house(
    mailer: SmtpMailer, smtp_port: int, tls: ssl.SSLContext
) -> None:
    postbox = Postbox()
    with serving(postbox, smtp_port, tls):
        mailer.send("01JOB", make_message())
        connection = mailer._open
        assert connection is not None
        assert isinstance(connection.sock, ssl.SSLSocket)
        mailer.close()
    assert len(postbox.envelopes) == 1


def test_a_password_is_told_only_to_a_server_that_proves_itself(
    smtp_port: int, tls: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    postbox, mailer = Postbox(), SmtpMailer(f"smtp://shop:open%20sesame@127.0.0.1:{smtp_port}")
    with serving(postbox, smtp_port, tls, password="open sesame"):
        trouble = refuse(mailer)
        assert trouble.remedy is Remedy.SERVER
        assert "SSLCertVerificationError" in trouble.reason
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        mailer.send("01JOB", make_message())
        mailer.close()
    assert len(postbox.envelopes) == 1


def test_a_wrong_password_waits_for_the_operator(
    smtp_port: int, tls: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with serving(Postbox(), smtp_port, tls, password="open sesame"):
        trouble = refuse(SmtpMailer(f"smtp://shop:wrong@127.0.0.1:{smtp_port}"))
    assert trouble.remedy is Remedy.SERVER
    assert "SMTPAuthenticationError 535" in trouble.reason


def test_a_password_never_crosses_a_network_in_the_clear(
    smtp_port: int, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "_LOOPBACK", ())
    trouble = refuse(SmtpMailer(f"smtp://shop:secret@127.0.0.1:{smtp_port}"))
    assert trouble.remedy is Remedy.SERVER
    assert not postbox.envelopes
