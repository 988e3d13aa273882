"""Tries of people to sign in are counted before they are looked at, so that many at once get no further than one by one."""

from collections.abc import Mapping

from flask import request

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.orders import guess_store
from sendback.orders.guessing import Guessed, Subject, find_wait, make_subject, name_caller
from sendback.web.context import get_context

_INSTALLATION = ""
"""Stands where counts of shoppers' tries name their shop: people belong to the installation."""


def name_client() -> str:
    """Name where a request comes from, for limits only."""
    return name_caller(request.remote_addr or "")


def count_try(tried: Mapping[Guessed, str]) -> list[Subject]:
    """Count a try by each of several things; Problem too-many-tries, and nothing counted, where one has used up its limit."""
    context = get_context()
    seconds = int(context.clock().timestamp())
    subjects = [make_subject(context.pepper, kind, value) for kind, value in tried.items()]

    def work(tx: Tx) -> int:
        guess_store.stand_in_line(tx, context.database.engine, _INSTALLATION)
        wait = find_wait(guess_store.list_failures(tx, _INSTALLATION, subjects, seconds), seconds)
        if not wait:
            guess_store.count_failure(tx, _INSTALLATION, subjects, seconds)
        return wait

    if wait := context.database.write(work):
        detail = f"Too many tries. Try again in {-(-wait // 60)} min."
        raise Problem(Code.TOO_MANY_TRIES, detail, retry_after_seconds=wait)
    return subjects


def take_back(subjects: list[Subject]) -> None:
    """Uncount a try that was right: who knows their password never meets a limit."""
    context = get_context()
    context.database.write(guess_store.take_back, _INSTALLATION, subjects, int(context.clock().timestamp()))
