"""What runs in each server process: the app, and the worker beside it."""

import atexit
import logging
import os
import threading

from flask import Flask

from sendback.app import create_app, make_context
from sendback.delivery.alerts.figures import count_figures
from sendback.delivery.alerts.planning import mail_alerts
from sendback.delivery.mailer import open_mailer
from sendback.delivery.parts import Chore, Listener, WorkerParts
from sendback.delivery.tracking.telling import tell_arrivals
from sendback.delivery.worker import run_worker
from sendback.privacy.complying import redact_shops
from sendback.privacy.head_mailing import mail_heads_weekly
from sendback.privacy.wiping import wipe_nightly
from sendback.receiving.listening import join_on_events, settle_on_events
from sendback.settings.reading import get_reach, read_settings
from sendback.web.context import Context
from sendback.web.demo.routes import open_demo
from sendback.web.requests import install_logging

CHORES: tuple[Chore, ...] = (wipe_nightly, redact_shops, mail_alerts, mail_heads_weekly, count_figures, tell_arrivals)
"""What the worker does for each shop now and then."""

LISTENERS: tuple[Listener, ...] = (join_on_events, settle_on_events)
"""What hears of each shop's events."""


def make_served_app() -> Flask:
    """Make the app of a server process, its worker running unless the settings say no."""
    return _make_app(logging.INFO)


def make_demo_app() -> Flask:
    """Make the app of the demo: all doors, and the demo's own; quiet, for its terminal shows where to click."""
    app = _make_app(logging.WARNING)
    open_demo(app)
    return app


def _make_app(level: int) -> Flask:
    context = make_context(read_settings(os.environ))
    install_logging(context.settings.log)
    logging.getLogger("sendback").setLevel(level)
    if context.settings.worker:
        start_beside(context)
    return create_app(context)


def worker_parts(context: Context) -> WorkerParts:
    """Gather what a worker needs of an installation."""
    settings = context.settings
    return WorkerParts(
        database=context.database,
        vault=context.vault,
        links=context.links,
        mailer=open_mailer(settings.mail_url),
        mail_from=settings.mail_from,
        clock=context.clock,
        store=context.store,
        chores=CHORES,
        listeners=LISTENERS,
        reach=get_reach(settings),
    )


def start_beside(context: Context) -> None:
    """Run a worker in this process until its main thread ends; the mail being sent is finished first."""
    stop = threading.Event()
    parts = worker_parts(context)
    threading.Thread(target=run_worker, args=(parts, stop), name="sendback-worker").start()
    threading.Thread(target=_stop_with_main, args=(stop,), name="sendback-worker-end").start()
    atexit.register(context.database.close)


def _stop_with_main(stop: threading.Event) -> None:
    threading.main_thread().join()
    stop.set()
