"""What every door may use: the database, the links, the clock. Set once when the app is made."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import current_app, request

from sendback.database.model import Database
from sendback.delivery.document_store import DocumentStore
from sendback.delivery.links import Links
from sendback.settings.model import Settings
from sendback.shops.vault import Vault
from sendback.words.catalogue import LANGUAGES, match_language


@dataclass(frozen=True, slots=True)
class Context:
    """The parts of one installation."""

    settings: Settings
    database: Database
    vault: Vault
    pepper: bytes
    links: Links
    store: DocumentStore
    clock: Callable[[], datetime]


def get_context() -> Context:
    """Return the parts behind the request being answered."""
    context: Context = current_app.extensions["sendback"]
    return context


def pick_language(explicit: str | None, offered: tuple[str, ...] = LANGUAGES, default: str = "en") -> str:
    """Choose the language of an answer: asked for, else the browser's, else the shop's."""
    if explicit and (found := match_language([explicit], offered)):
        return found
    return match_language([tag for tag, _ in request.accept_languages], offered) or default
