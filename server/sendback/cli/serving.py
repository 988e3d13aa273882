"""`sendback serve`, `worker` and `demo`: the ones that stay running."""

import os
import signal
import sys
import threading
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import click

from sendback.cli.console import get_settings, open_installation, refusing
from sendback.cli.demo import describe_demo, forget_demo, prepare_demo
from sendback.cli.processes import worker_parts
from sendback.delivery.worker import run_worker
from sendback.errors import Code, Problem
from sendback.settings.model import Settings
from sendback.web.requests import install_logging


@click.command()
@click.option("--host", help="The address to listen on; SENDBACK_HOST otherwise.")
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen on; SENDBACK_PORT otherwise.")
@refusing
def serve(host: str | None, port: int | None) -> None:
    """Serve everything, and send mail beside it unless SENDBACK_WORKER is no."""
    given = {"SENDBACK_HOST": host, "SENDBACK_PORT": str(port) if port else None}
    os.environ.update({name: value for name, value in given.items() if value})
    settings = get_settings()
    with open_installation():
        pass  # a database that cannot be opened or migrated is told here, once
    click.echo(f"Listening on http://{settings.host}:{settings.port}; shoppers reach it at {settings.base_url}")
    _become_server("serve", {})


@click.command()
@refusing
def worker() -> None:
    """Send mail, and nothing else; any number may run at once."""
    settings, stop = get_settings(), threading.Event()
    install_logging(settings.log)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with open_installation() as context:
        parts = worker_parts(context)
        if parts.mailer is None:
            raise Problem(Code.MAIL_NOT_SET, "Set SENDBACK_MAIL_URL, such as smtp://user:password@host:587 or file:mail.")
        click.echo("Sending mail. Ctrl+C ends it.")
        run_worker(parts, stop)


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port on 127.0.0.1.")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path("demo-data"), show_default=True)
@click.option("--fresh", is_flag=True, help="Forget what the demo kept and begin again.")
@refusing
def demo(port: int, folder: Path, fresh: bool) -> None:
    """Run a shop to try everything on: storefront, inbox, builder and desk."""
    base_url = f"http://127.0.0.1:{port}"
    settings = Settings(
        base_url=base_url,
        folder=folder.resolve(),
        mail_url=f"file:{folder.resolve() / 'mail'}",
        mail_from="sendback@nordlys.example",
        port=port,
        processes=1,  # one visitor: half the memory
        threads=8,
        log="text",
    )
    if fresh:
        forget_demo(folder)
    click.echo(describe_demo(prepare_demo(settings)))
    _become_server("demo", _as_environment(settings))


def _become_server(kind: str, environment: Mapping[str, str]) -> None:
    """Go on as the server: the same process with nothing of this program in its memory."""
    kept = {name: value for name, value in os.environ.items() if not (environment and name.startswith("SENDBACK_"))}
    sys.stdout.flush()
    command = [sys.executable, "-m", "sendback.cli.listening", kind]
    os.execve(sys.executable, command, {**kept, **environment})  # noqa: S606  # our own module, no shell


def _as_environment(settings: Settings) -> dict[str, str]:
    words = {True: "yes", False: "no"}
    values = {field.name: getattr(settings, field.name) for field in fields(settings)}
    return {f"SENDBACK_{name.upper()}": words.get(value, str(value)) if isinstance(value, bool) else str(value)
            for name, value in values.items()}  # fmt: skip
