"""The table of settings: name, default and meaning; docs/settings.md is checked against it."""

from dataclasses import dataclass
from dataclasses import field as setting
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator decides for the installation."""

    base_url: str = setting(
        default="http://127.0.0.1:8000",
        metadata={"help": "The https address shoppers and shops reach this installation at, without a slash at the end."},
    )
    folder: Path = setting(
        default=Path("sendback-data"), metadata={"help": "Where the database file and the secret key are kept."}
    )
    database_url: str = setting(
        default="", metadata={"help": "sqlite:<file> or postgresql://…; empty means sendback.sqlite in the folder."}
    )
    secret_key: str = setting(
        default="",
        metadata={
            "help": "Signs links and seals keys; several with commas, newest first. Empty: made once, in the folder.",
            "secret": True,
        },
    )
    documents_url: str = setting(
        default="",
        metadata={
            "help": "Keeps documents: file:<folder> or s3://bucket/prefix?endpoint=…&region=…; empty: documents in the folder."
        },
    )
    documents_key: str = setting(
        default="", metadata={"help": "The bucket's access key. Empty: the standard AWS variables or role.", "secret": True}
    )
    documents_secret: str = setting(
        default="", metadata={"help": "The secret that belongs to the bucket's access key.", "secret": True}
    )
    mail_url: str = setting(
        default="",
        metadata={
            "help": "smtp://user:password@host:587 (smtps:// for TLS from the start), or file:<folder>. Empty: mail waits.",
            "secret": True,
        },
    )
    mail_from: str = setting(default="", metadata={"help": "The sender of mails when a shop names none of its own."})
    host: str = setting(default="127.0.0.1", metadata={"help": "The address to listen on."})
    port: int = setting(default=8000, metadata={"help": "The port to listen on."})
    processes: int = setting(default=2, metadata={"help": "How many server processes."})
    threads: int = setting(default=16, metadata={"help": "How many requests each process works on at once."})
    proxies: int = setting(default=0, metadata={"help": "How many reverse proxies stand in front and set X-Forwarded-*."})
    worker: bool = setting(default=True, metadata={"help": "Whether the server also sends mail; no when `sendback worker` does."})
    egress_allow: str = setting(
        default="",
        metadata={
            "help": "Receivers of calls inside your network: host:port, with commas; plain http may be used there. Empty: none."
        },
    )
    api_rate: int = setting(
        default=600, metadata={"help": "How many requests an API key may send in a minute, to each server process."}
    )
    link_days: int = setting(default=30, metadata={"help": "How many days a link to a label works."})
    token_days: int = setting(default=400, metadata={"help": "How many days an order token is accepted."})
    log: str = setting(default="auto", metadata={"help": "json, text, or auto: text on a terminal, json elsewhere."})


@dataclass(frozen=True, slots=True)
class Sourced:
    """One setting's value and where it came from: default, file or environment."""

    name: str
    value: object
    source: str
    secret: bool
