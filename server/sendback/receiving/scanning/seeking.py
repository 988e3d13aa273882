"""Searching as one types: by orders, wares and numbers. Nobody is found by a name: the dock has no use for people."""

from collections.abc import Sequence
from dataclasses import dataclass

from sendback.database.model import Tx
from sendback.receiving.scanning import seeking_store
from sendback.returns.model import Status
from sendback.returns.rma import show_rma
from sendback.returns.search_store import list_words_from
from sendback.returns.search_terms import Term, read_terms
from sendback.returns.store import get_return
from sendback.shops.model import Shop

MOST_ROWS, MOST_WORDS = 20, 30


@dataclass(frozen=True, slots=True)
class Row:
    """One return that fits."""

    shop: str
    return_id: str
    rma_shown: str
    order_numbers: tuple[str, ...]
    titles: tuple[str, ...]
    status: Status


def seek(tx: Tx, shops: Sequence[Shop], text: str) -> list[Row]:
    """List returns that fit every word of a text, the newest first."""
    terms = [term for term in read_terms(text, sees_people=False) if term.beginnings]
    found = [(return_id, shop) for shop in shops for return_id in _find(tx, shop.shop_id, terms)]
    newest = sorted(found, key=lambda each: each[0], reverse=True)[:MOST_ROWS]
    return [_row(tx, shop, return_id) for return_id, shop in newest]


def _find(tx: Tx, shop_id: str, terms: Sequence[Term]) -> set[str]:
    fits = [_find_term(tx, shop_id, term) for term in terms]
    return set.intersection(*fits) if fits else set()


def _find_term(tx: Tx, shop_id: str, term: Term) -> set[str]:
    words = [word for start in term.beginnings for word in list_words_from(tx, shop_id, start, MOST_WORDS)]
    return seeking_store.find_by_words(tx, shop_id, words) | seeking_store.find_by_numbers(tx, shop_id, term.rma, term.tracking)


def _row(tx: Tx, shop: Shop, return_id: str) -> Row:
    item = get_return(tx, shop.shop_id, return_id)
    titles = tuple(dict.fromkeys(line.title for line in item.sent_lines))
    return Row(shop.slug, return_id, show_rma(item.rma), item.order_numbers, titles, item.status)
