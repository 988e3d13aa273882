"""Mail into a folder, and which mailer a setting means."""

import os
from email.message import EmailMessage
from pathlib import Path

import pytest

from sendback.delivery.mailer import FileMailer, open_mailer
from sendback.delivery.smtp import SmtpMailer, read_server
from sendback.delivery.trouble import Remedy, Trouble
from tests.delivery.postbox import read_message


def make_message(body: str = "Hyvää päivää") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.cc", "c@d.ee", "Terve"
    message.set_content(body)
    return message


def test_a_mail_becomes_one_whole_file_that_only_we_read(tmp_path: Path) -> None:
    mailer = FileMailer(tmp_path / "deep" / "mail")
    mailer.send("01JOB", make_message())
    (file,) = (tmp_path / "deep" / "mail").iterdir()
    assert file.name == "01JOB.eml"
    assert read_message(file.read_bytes()).get_content().strip() == "Hyvää päivää"
    assert file.stat().st_mode & 0o077 == 0
    mailer.close()


def test_the_same_mail_sent_again_replaces_itself(tmp_path: Path) -> None:
    mailer = FileMailer(tmp_path)
    mailer.send("01JOB", make_message("first"))
    mailer.send("01JOB", make_message("second"))
    (file,) = tmp_path.iterdir()
    assert "second" in file.read_text()


def test_a_folder_that_cannot_be_written_costs_no_try(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file stands in the way")
    with pytest.raises(Trouble) as refused:
        FileMailer(tmp_path / "mail").send("01JOB", make_message())
    assert refused.value.remedy is Remedy.SERVER


def test_a_setting_chooses_the_mailer(tmp_path: Path) -> None:
    assert open_mailer("") is None
    assert isinstance(open_mailer("smtp://localhost"), SmtpMailer)
    assert isinstance(open_mailer("smtps://u:p@mail.example"), SmtpMailer)
    for url, folder in ((f"file:{tmp_path}", tmp_path), (f"file://{tmp_path}", tmp_path), ("file:mail", Path("mail"))):
        mailer = open_mailer(url)
        assert isinstance(mailer, FileMailer)
        assert os.fspath(mailer.folder) == os.fspath(folder)
    with pytest.raises(ValueError, match="SENDBACK_MAIL_URL"):
        open_mailer("https://mail.example")


@pytest.mark.parametrize(
    ("url", "host", "port", "user", "password"),
    [
        ("smtp://relay", "relay", 25, "", ""),
        ("smtp://a%40b.cc:p%3Aw%2F@mail.example", "mail.example", 587, "a@b.cc", "p:w/"),
        ("smtps://u:pass@mail.example", "mail.example", 465, "u", "pass"),
        ("smtp://u:pass@mail.example:2525", "mail.example", 2525, "u", "pass"),
    ],
)
def test_a_server_is_read_from_its_url(url: str, host: str, port: int, user: str, password: str) -> None:
    server = read_server(url)
    assert (server.host, server.port, server.user, server.password) == (host, port, user, password)
    assert not password or password not in repr(server)
