"""What is kept, where, and for how long: the one table that the nightly wipe follows and that the desk shows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sendback.database.model import Tx
from sendback.delivery.webhooks.try_store import KEPT
from sendback.orders.guessing import LONGEST
from sendback.orders.intake.deciding import UNDO_LIFE, UPLOAD_LIFE
from sendback.privacy import dock_store, order_store, request_store, return_store, row_store
from sendback.privacy.windows import find_over
from sendback.returns.idempotency_store import ANSWER_LIFE
from sendback.shops.model import Shop
from sendback.shops.retention import RetentionSetting

STALE = timedelta(days=180)
"""A return that still waits or is approved counts as closed when nothing happened to it for so long."""
MONTH = timedelta(days=30)
GUESSES = timedelta(days=7)

Wipe = Callable[[Tx, Shop, datetime, int], int]
"""Forget at most so many things of a shop that are due, and return how many they were."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of data: what it is, the tables that hold it, for how long, and what becomes of it then.

    `wipe` is None for what ends by itself or is kept; `name` is what the journal calls it.
    """

    name: str
    what: str
    tables: tuple[str, ...]
    say_life: Callable[[RetentionSetting], str]
    then: str
    wipe: Wipe | None = None
    where: str = "Database"


def _wipe_returns(tx: Tx, shop: Shop, now: datetime, most: int) -> int:
    kept = timedelta(days=shop.settings.retention.people_days)
    due = return_store.list_to_erase(tx, shop.shop_id, now - kept, now - kept - STALE, most)
    erased = sum(return_store.erase_return(tx, shop.shop_id, return_id, now) for return_id in due)
    unknown = dock_store.erase_unknown_boxes(tx, shop.shop_id, now - kept)
    return erased + unknown + dock_store.forget_undone_scans(tx, shop.shop_id, now - kept)


def _wipe_photos(tx: Tx, shop: Shop, now: datetime, most: int) -> int:
    kept = timedelta(days=shop.settings.retention.photos_days)
    shop_id, before, stale = shop.shop_id, now - kept, now - kept - STALE
    sent = return_store.forget_photos_at_rest(tx, shop_id, before, stale, most, now)
    return sent + dock_store.forget_dock_photos(tx, shop_id, before, stale, most - sent, now)


def _wipe_orders(tx: Tx, shop: Shop, now: datetime, most: int) -> int:
    due = order_store.list_unused(tx, shop.shop_id, find_over(shop, now), most)
    for order_id in due:
        order_store.delete_order(tx, shop.shop_id, order_id)
    return len(due)


def _wipe_buyers(tx: Tx, shop: Shop, now: datetime, most: int) -> int:
    due = order_store.list_with_buyers(tx, shop.shop_id, find_over(shop, now), most)
    return sum(order_store.erase_buyer(tx, shop.shop_id, order_id) for order_id in due)


def _wipe_withdrawals(tx: Tx, shop: Shop, now: datetime, most: int) -> int:
    kept = timedelta(days=365 * shop.settings.retention.withdrawals_years + 1)
    return row_store.delete_withdrawals(tx, shop.shop_id, now - kept, most)


def _wipe_jobs(tx: Tx, shop: Shop, now: datetime, most: int) -> int:
    return row_store.delete_dead_jobs(tx, shop.shop_id, now - MONTH, most)


def _wipe_guesses(tx: Tx, shop: Shop, now: datetime, _most: int) -> int:
    return row_store.delete_guesses(tx, shop.shop_id, now - max(GUESSES, LONGEST))


def _wipe_batches(tx: Tx, shop: Shop, now: datetime, _most: int) -> int:
    return row_store.delete_batches(tx, shop.shop_id, find_over(shop, now).heard)


def _wipe_requests(tx: Tx, shop: Shop, now: datetime, _most: int) -> int:
    return request_store.delete_done_requests(tx, shop.shop_id, now - MONTH)


_IN_REST = (
    f"after its return is closed; one that waits or is approved counts as closed {STALE.days} days after anything happened to it"
)

RULES: tuple[Rule, ...] = (
    Rule(
        "returns",
        "Returns: name, address, e-mail, phone, own fields, notes, messages, tracking, carriers' labels, waiting mails and scans",
        (
            "returns",
            "return_lines",
            "return_messages",
            "parcels",
            "parcel_labels",
            "outbox",
            "search_words",
            "search_spellings",
            "receipts",
            "inspections",
            "dock_events",
            "tracking_events",
            "mail_log",
        ),
        lambda kept: f"{kept.people_days} days {_IN_REST}",
        "Erased, from the search too. RMA and order number, goods, reasons, amounts, country and its course stay: your figures.",
        _wipe_returns,
    ),
    Rule(
        "documents",
        "Labels and papers in the library",
        ("documents", "files_to_forget"),
        lambda kept: f"{kept.people_days} days {_IN_REST}",
        "Deleted, the files too.",
        where="Database, document store",
    ),
    Rule(
        "photos",
        "Photos that shoppers sent, and that were taken where the box was opened",
        ("return_photos", "dock_photos", "files_to_forget"),
        lambda kept: f"{kept.photos_days} days {_IN_REST}; one day when no return used them",
        "Deleted, the files too.",
        _wipe_photos,
        "Database, document store",
    ),
    Rule(
        "orders",
        "Orders that nothing came of: number, goods, name, address, e-mail, phone; links mailed to them, prepared labels",
        ("orders", "order_lines", "order_words", "access_links", "prepared_labels"),
        lambda kept: f"{kept.orders_days} days after the last day on which anything of them may come back",
        "Deleted.",
        _wipe_orders,
    ),
    Rule(
        "buyers",
        "Who bought: name, address, e-mail, phone of orders with returns",
        ("orders",),
        lambda kept: (
            f"until their returns are erased, and {kept.orders_days} days after the last day on which more may come back"
        ),
        "Erased; number and goods stay.",
        _wipe_buyers,
    ),
    Rule(
        "imports",
        "Files of orders: their rows until they are imported, then what the orders were before",
        ("imports", "import_chunks", "import_faults", "import_orders"),
        lambda _: f"{UPLOAD_LIFE.days} day where nobody goes on with one; {UNDO_LIFE.days} days to take it back",
        "Deleted. When it was, by whom and how many orders it brought stays.",
    ),
    Rule(
        "withdrawals",
        "Statements of withdrawal with name and e-mail, and their signed receipts",
        ("withdrawals",),
        lambda kept: f"{kept.withdrawals_years} years from the day they arrived, and until somebody has seen to them",
        "Deleted.",
        _wipe_withdrawals,
    ),
    Rule(
        "mails",
        "Mails and errands that failed; they hold no address",
        ("outbox",),
        lambda _: f"{MONTH.days} days",
        "Deleted.",
        _wipe_jobs,
    ),
    Rule(
        "guesses",
        "Counts of wrong proofs, under a keyed hash of what was tried",
        ("guesses",),
        lambda _: f"{max(GUESSES, LONGEST).days} days",
        "Deleted.",
        _wipe_guesses,
    ),
    Rule(
        "batches",
        "Which orders' labels were printed together",
        ("shipment_batches",),
        lambda _: "as long as the orders could come back",
        "Deleted.",
        _wipe_batches,
    ),
    Rule(
        "webhooks",
        "What was sent to your webhooks, which names nobody, and what they answered",
        ("webhook_deliveries", "webhook_tries"),
        lambda _: f"{KEPT.days} days",
        "Deleted.",
    ),
    Rule(
        "answers",
        "Answers that were given once, so that a repeat gets the same",
        ("idempotency",),
        lambda _: f"{ANSWER_LIFE.days} days",
        "Deleted.",
    ),
    Rule(
        "people",
        "Your people: name, e-mail, what proves them, where they are signed in, invitations",
        ("accounts", "memberships", "passkeys", "recovery_codes", "spent_challenges", "sessions", "people_links"),
        lambda _: "as long as they have an account; sessions and links until they end",
        "Deleted.",
    ),
    Rule(
        "dock",
        "Who scans: workers' names and hashed PINs, devices, when somebody worked at which",
        ("dock_workers", "dock_devices", "dock_services", "dock_pairings", "dock_shifts"),
        lambda _: "as long as they work here",
        "A name stays beside what its worker did.",
    ),
    Rule(
        "requests",
        "What another system asked about a person, sealed",
        ("privacy_requests",),
        lambda _: f"{MONTH.days} days after it was answered",
        "Deleted.",
        _wipe_requests,
    ),
    Rule(
        "settings",
        "What your people set, with the names and mail addresses that you typed: sender, approvers, trader, views",
        ("shop_settings", "saved_views"),
        lambda _: "as long as the shop",
        "Old versions stay: papers are drawn with the one that they were made with.",
    ),
)
"""In the order in which they are wiped: a return is erased before its order is looked at."""
