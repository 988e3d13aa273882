"""What a device carries: all that is expected, as far as it holds, then what changed. Page by page, from a cursor on."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any, Final

from sendback.database.model import Tx
from sendback.receiving.scanning import snapshot_store as store
from sendback.receiving.scanning.cursor import START, Cursor, Place, mark_setting
from sendback.receiving.scanning.packing import FORM, pack_returns
from sendback.shops.model import Shop

MOST_RETURNS: Final = 20_000
MOST_BYTES: Final = 8 * 1024 * 1024
MOST_A_PAGE: Final = 500
_MOST_EVENTS: Final = 1000
"""How much of a journal is read for a page."""


@dataclass(slots=True)
class Page:
    """One page: `anew` are the shops of which a device forgets all it holds before it takes this in."""

    items: list[list[Any]] = field(default_factory=list)
    common: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    anew: list[str] = field(default_factory=list)
    cursor: Cursor = field(default_factory=Cursor)
    more: bool = False

    @property
    def left_out(self) -> list[str]:
        """The shops of which there is more than a device holds."""
        return [shop_id for shop_id, place in self.cursor.places.items() if place.is_cut]


def read_page(tx: Tx, shops: Sequence[Shop], cursor: Cursor, most: int = MOST_A_PAGE) -> Page:
    """Read what changed since a cursor in the shops it knows, then go on with what was not told yet; other shops are left."""
    page = Page(cursor=Cursor({shop.shop_id: cursor.places[shop.shop_id] for shop in shops if shop.shop_id in cursor.places}))
    for shop in shops:
        _follow(tx, shop, page, most)
    for shop in shops:
        _walk(tx, shop, page, most)
    page.more = any(
        not place.is_walked or place.seq < store.read_seq(tx, shop_id) for shop_id, place in page.cursor.places.items()
    )
    return page


def _follow(tx: Tx, shop: Shop, page: Page, most: int) -> None:
    """Tell what happened in a shop since it was last told of."""
    shop_id, head = shop.shop_id, store.read_seq(tx, shop.shop_id)
    place = page.cursor.places.get(shop_id)
    if place is None or place.seq > head or place.setting != mark_setting(shop, FORM):  # new, from a backup, or other rules
        page.anew.append(shop_id)
        page.cursor = page.cursor.put(shop_id, Place(head, START, mark_setting(shop, FORM)))
        return
    subjects, types, seq = store.list_changed(tx, shop_id, place.seq, min(_MOST_EVENTS, most * 2))
    if any(each.startswith("privacy.") for each in types):  # what was erased is not told one by one
        page.anew.append(shop_id)
        page.cursor = page.cursor.put(shop_id, Place(head, START, mark_setting(shop, FORM)))
        return
    expected, gone = store.sort_out(tx, shop_id, subjects)
    page.gone += gone
    _add(tx, shop, page, expected)
    page.cursor = page.cursor.put(shop_id, replace(place, seq=seq))


def _walk(tx: Tx, shop: Shop, page: Page, most: int) -> None:
    """Go on telling what is expected, the newest first, while a device has room for it."""
    place, room = page.cursor.places[shop.shop_id], most - len(page.items)
    if place.is_walked or room <= 0:
        return
    left = max(0, MOST_RETURNS - place.many)
    ids = store.list_expected_ids(tx, shop.shop_id, place.before, min(room, left + 1))
    sizes = _add(tx, shop, page, ids[:left], MOST_BYTES - place.size)
    told = replace(place, many=place.many + len(sizes), size=place.size + sum(sizes))
    if len(sizes) < len(ids):
        page.cursor = page.cursor.put(shop.shop_id, replace(told, before="", is_cut=True))
    else:
        page.cursor = page.cursor.put(shop.shop_id, replace(told, before=ids[-1] if len(ids) == room else ""))


def _add(tx: Tx, shop: Shop, page: Page, return_ids: Sequence[str], most_bytes: int = MOST_BYTES) -> list[int]:
    """Add returns to a page while they fit, one of which nothing comes as gone, and give the sizes of those that were added."""
    packed = pack_returns(tx, shop, return_ids)
    items = [packed.items.get(each, []) for each in return_ids]
    sizes = [len(json.dumps(each, ensure_ascii=False, separators=(",", ":")).encode()) if each else 0 for each in items]
    fitting = [size for size, sum_so_far in zip(sizes, accumulate(sizes), strict=True) if sum_so_far <= most_bytes]
    for return_id, item in zip(return_ids, items[: len(fitting)], strict=False):
        if item:
            page.items.append(item)
        else:
            page.gone.append(return_id)
    page.common |= packed.common
    return fitting
