"""One installation put together: its parts, its doors."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from sendback.database.model import Database
from sendback.database.opening import open_database
from sendback.delivery.links import Links
from sendback.settings.model import Settings
from sendback.settings.reading import get_database_url, open_documents, with_secret_key
from sendback.shops.vault import Vault
from sendback.web.context import Context
from sendback.web.doors import open_doors
from sendback.web.names import install_names
from sendback.web.problems import install_problems
from sendback.web.rates import Rates
from sendback.web.requests import install_requests
from sendback.web.shop_mark import install_shop_mark

MOST_BODY_BYTES = 64 * 1024


def utc_now() -> datetime:
    """Read the machine's clock."""
    return datetime.now(UTC)


def make_context(settings: Settings, database: Database | None = None, clock: Callable[[], datetime] = utc_now) -> Context:
    """Put the parts of an installation together."""
    settings = with_secret_key(settings)
    keys = [key for key in settings.secret_key.split(",") if key]
    links = Links(keys, settings.base_url, timedelta(days=settings.link_days))
    pepper = hashlib.sha256(b"sendback.pepper.v1" + keys[0].encode()).digest()
    opened, store = database or open_database(get_database_url(settings)), open_documents(settings)
    return Context(settings, opened, Vault(keys), pepper, links, store, clock)


def create_app(context: Context) -> Flask:
    """Make the WSGI application of an installation."""
    app = Flask("sendback.web", static_folder="static", static_url_path="/static")
    app.config["MAX_CONTENT_LENGTH"] = MOST_BODY_BYTES
    app.config["MAX_FORM_MEMORY_SIZE"] = MOST_BODY_BYTES
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["sendback"] = context
    app.extensions["sendback.rates"] = Rates(context.settings.api_rate)
    install_requests(app)
    install_problems(app)
    install_names(app)
    install_shop_mark(app)
    open_doors(app)
    if context.settings.proxies:
        hops = context.settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops, x_prefix=hops)  # type: ignore[method-assign]
    return app
