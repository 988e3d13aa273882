"""What the widget's door and the hosted page both do for a withdrawal: write the statement, keep it once, give the receipt."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from flask import g, jsonify, request
from flask.wrappers import Response

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.orders import guess_store
from sendback.orders.guessing import Guessed, Subject, find_wait, make_subject, name_caller
from sendback.returns.idempotency_store import Answer, answer_once
from sendback.shops.model import Shop
from sendback.shops.text import mask_email
from sendback.web.context import Context, get_context, pick_language
from sendback.web.reading import get_text, get_texts, read_json
from sendback.withdrawals.checking import check_statement
from sendback.withdrawals.effort import BITS, WAIT, is_answered, make_challenge
from sendback.withdrawals.model import Statement, Withdrawal
from sendback.withdrawals.receiving import name_check_page, receive
from sendback.withdrawals.wording import say_moment, write_statement
from sendback.words.catalogue import Words, list_law_languages


def choose_words(shop: Shop, asked: str) -> Words:
    """Speak the language asked for, or the browser's, of all that the law's wording is in; not-found where a shop has it off."""
    if not shop.settings.withdrawal.enabled:
        raise Problem(Code.NOT_FOUND, "There is nothing at this address.")
    language = pick_language(asked, list_law_languages(), shop.settings.default_language)
    g.language = language
    return shop.settings.withdrawal.words(language)


def show_statement() -> Response:
    """Write the statement as it would be sent, for `POST …/withdrawals/statement`; nothing is kept."""
    shop, body = _shop(), read_json()
    words = choose_words(shop, get_text(body, "lang", 35))
    return jsonify(describe_statement(shop, check_statement(body, words), words))


def create_withdrawal() -> tuple[Response, int]:
    """Keep a statement, for `POST …/withdrawals`; Problem work-needed past the limit of one place, until that is done."""
    shop, body = _shop(), read_json()
    words = choose_words(shop, get_text(body, "lang", 35))
    answer = keep_statement(
        shop, check_statement(body, words), request.headers.get("Idempotency-Key", ""), get_texts(body, "work", 300)
    )
    return jsonify(answer.body), answer.status


def describe_statement(shop: Shop, statement: Statement, words: Words) -> dict[str, Any]:
    """Write the statement, its parts with their names, and the work that confirming it takes: none below the limit."""
    context = get_context()
    facts = {"name": statement.name, "order": statement.order_number, "email": statement.email, "items": statement.items}
    challenge = make_challenge(context.pepper, shop.shop_id, statement, context.clock())
    needed = context.database.read(_is_busy, shop.shop_id, _name_place(context), int(context.clock().timestamp()))
    return {
        "statement": write_statement(shop, statement),
        "facts": [{"label": words(f"withdrawal.{name}"), "value": value} for name, value in facts.items() if value],
        "work": {"needed": needed, "challenge": challenge, "bits": BITS, "wait_seconds": int(WAIT.total_seconds())},
    }


def keep_statement(shop: Shop, statement: Statement, key: str, work: Mapping[str, str]) -> Answer:
    """Keep a statement once per idempotency key, and answer with its receipt when that is on disk."""
    context = get_context()
    place, now = _name_place(context), context.clock()
    answered = is_answered(context.pepper, shop.shop_id, statement, work.get("challenge", ""), work.get("nonce", ""), now)

    stated, challenge = asdict(statement), work.get("challenge", "")

    def hear(tx: Tx) -> Answer:
        guess_store.count_failure(tx, shop.shop_id, [place], int(now.timestamp()))
        item = receive(tx, context.vault, shop, context.settings.base_url, statement, now)
        return Answer(201, describe_receipt(context, shop, item))

    def hear_in_turn(tx: Tx) -> Answer:
        if not _is_busy(tx, shop.shop_id, place, int(now.timestamp())):
            return hear(tx)
        if not answered:
            raise _work_needed()
        # Work is done for one receipt: under further keys the same challenge gives the same one.
        return answer_once(tx, shop.shop_id, "withdrawals/work", challenge, stated, now, lambda: hear(tx))

    def answer(tx: Tx) -> Answer:
        return answer_once(tx, shop.shop_id, "withdrawals", key, stated, now, lambda: hear_in_turn(tx))

    return context.database.write(answer)


def describe_receipt(context: Context, shop: Shop, item: Withdrawal) -> dict[str, Any]:
    """Write the receipt with the links that show it: nothing in it comes from an order."""
    words, ids = shop.settings.withdrawal.words(item.statement.language), (item.shop_id, item.withdrawal_id)
    moment = say_moment(item.received_at, shop.settings.zone, words)
    page = f"{context.settings.base_url}/s/{shop.slug}/withdraw/receipt/{context.links.receipt_secret(*ids)}"
    return {
        "receipt": {
            "id": item.withdrawal_id,
            "received_at": item.received_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "received_text": words("withdrawal.received_lead", shop=shop.name, moment=moment),
            "statement": item.text,
            "pdf": context.links.receipt_url(*ids, "pdf"),
            "text": context.links.receipt_url(*ids, "txt"),
            "url": f"{page}?lang={words.language}",
            "check_url": name_check_page(context.settings.base_url, shop.slug, item.withdrawal_id),
        },
        "email": {"masked": mask_email(item.statement.email)},
    }


def _work_needed() -> Problem:
    return Problem(
        Code.WORK_NEEDED,
        "Many statements came from this network. Do the work that the statement names, or wait half a minute with it.",
        retry_after_seconds=int(WAIT.total_seconds()),
    )


def _shop() -> Shop:
    shop: Shop = g.shop
    return shop


def _name_place(context: Context) -> Subject:
    return make_subject(context.pepper, Guessed.WITHDRAWAL, name_caller(request.remote_addr or ""))


def _is_busy(tx: Tx, shop_id: str, place: Subject, second: int) -> bool:
    return find_wait(guess_store.list_failures(tx, shop_id, [place], second), second) > 0
