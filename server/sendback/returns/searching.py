"""The words of returns and orders, kept in step: forgotten with a person, written anew for a whole shop."""

from dataclasses import replace

from sendback.database.model import Database, Tx
from sendback.orders.spelling_store import forget_spellings
from sendback.orders.word_store import keep_names_again
from sendback.returns import parcel_store, rebuild_store, search_store
from sendback.returns.rebuild_store import Rebuild
from sendback.returns.search_terms import say_fact
from sendback.returns.store import get_return

AT_ONCE = 200
"""How many returns' words are written in one transaction: shoppers wait no longer than for those."""


def forget_words(tx: Tx, shop_id: str, return_id: str) -> None:
    """Forget whom a return is found by, before or after it forgets the person itself.

    Its order, its wares and its facts are still found. A name that nobody else has is forgotten as a spelling too.
    """
    forget_spellings(tx, shop_id, search_store.forget_people(tx, shop_id, return_id))


def begin_rebuild(tx: Tx, shop_id: str) -> None:
    """Have all words of a shop written anew; where that was begun and not ended, go on with it."""
    if rebuild_store.find_rebuild(tx, shop_id) is None:
        rebuild_store.save_rebuild(tx, shop_id, Rebuild(True, "", ""))


def rebuild_some(tx: Tx, shop_id: str, most: int = AT_ONCE) -> int | None:
    """Do the next part of a shop's rebuilding and return how many returns it was; None once all is written."""
    rebuild = rebuild_store.hold_rebuild(tx, shop_id)
    if rebuild is None:
        return None
    if rebuild.is_clearing:
        if not search_store.clear_some(tx, shop_id, most * 10):
            rebuild_store.save_rebuild(tx, shop_id, replace(rebuild, is_clearing=False))
        return 0
    if rebuild.order_place is not None:
        last = keep_names_again(tx, shop_id, rebuild.order_place, most)
        rebuild_store.save_rebuild(tx, shop_id, replace(rebuild, order_place=last or None))
        return 0
    ids = rebuild_store.list_return_ids(tx, shop_id, rebuild.place, most)
    for return_id in ids:
        search_store.reindex_return(tx, get_return(tx, shop_id, return_id))
        options = {parcel.option_id for parcel in parcel_store.list_parcels(tx, shop_id, return_id)}
        search_store.add_words(tx, shop_id, return_id, [say_fact("option", option) for option in options])
    if len(ids) < most:
        rebuild_store.end_rebuild(tx, shop_id)
    else:
        rebuild_store.save_rebuild(tx, shop_id, replace(rebuild, place=ids[-1]))
    return len(ids)


def rebuild_next(database: Database) -> bool:
    """Do one part for each shop whose words are not all written, for a worker between its turns; False when none is left."""
    shops = database.read(rebuild_store.list_rebuilding)
    for shop_id in shops:
        database.write(rebuild_some, shop_id)
    return bool(shops)
