"""The shop that the desk is measured in: a million returns of three years with realistic names, their orders and journal."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from million_returns import NOW, Made, make_returns

from sendback.app import create_app, make_context
from sendback.database.ids import new_id
from sendback.database.model import Database, Tx
from sendback.delivery.alerts.figures import count_figures
from sendback.delivery.parts import WorkerParts
from sendback.settings.model import Settings
from sendback.shops.founding import found_shop
from sendback.shops.model import Mode, Shop, settings_from
from sendback.shops.people import session_store
from sendback.shops.sign_in import Role
from sendback.shops.store import list_shops
from sendback.shops.vault import Vault
from tests.people import make_member
from tests.web.victim import COOKIE

CHUNK = 20_000
_LATER = (  # what follows from the returns, in the engine's own bulk
    """INSERT INTO order_lines (shop_id, order_id, line_id, position, sku, title, quantity, taken, unit_price_minor)
    SELECT shop_id, order_id, line_id, position, sku, title, quantity, quantity, unit_price_minor FROM return_lines
    WHERE shop_id = :s""",
    """INSERT INTO journal (shop_id, seq, event_id, type, subject, subject_seq, at, actor, body, hash)
    SELECT r.shop_id, h.journal_seq + ROW_NUMBER() OVER (ORDER BY r.return_id, k.n), r.return_id || k.n,
    CASE WHEN k.n = 1 THEN 'return.requested' ELSE 'return.authorized' END, r.return_id, k.n, r.created_at,
    CASE WHEN k.n = 1 THEN 'shopper' ELSE 'policy' END, '{}', 'h'
    FROM shop_heads h JOIN returns r ON r.shop_id = h.shop_id JOIN (SELECT 1 AS n UNION ALL SELECT 2) k ON k.n = 1
    OR r.status = 'authorized' WHERE r.shop_id = :s""",
    """UPDATE shop_heads SET journal_seq = j.last, acted_seq = j.last
    FROM (SELECT COALESCE(MAX(seq), 0) AS last FROM journal WHERE shop_id = :s) j WHERE shop_id = :s""",
    """INSERT INTO outbox (shop_id, job_id, kind, subject, body, state, due_at, attempts, last_error, created_at)
    SELECT shop_id, return_id, 'mail.label', return_id, '{}', 'dead', created_at, 8, '', created_at FROM returns
    WHERE shop_id = :s ORDER BY return_id DESC LIMIT 500""",
)
_INDEX = "CREATE INDEX order_words_by_word ON order_words (shop_id, word, order_id)"


@contextmanager
def open_desk(url: str, many: int) -> Iterator[tuple[Database, Shop, FlaskClient]]:
    """Open the shop's desk as its owner, filled first unless it is; without an address it is SQLite in a temporary folder."""
    with tempfile.TemporaryDirectory() as name:
        settings = Settings(base_url="http://localhost", folder=Path(name), secret_key="bench", database_url=url)
        context = make_context(settings, clock=lambda: NOW)
        database = context.database
        fill(database, many, lambda text: print(text, flush=True))
        shop = next(shop for shop in database.read(list_shops) if shop.slug == "large")
        parts = WorkerParts(database, context.vault, context.links, None, "bench@example.org", context.clock, context.store)
        count_figures(parts, shop.shop_id, NOW)
        client = create_app(context).test_client()
        client.set_cookie(COOKIE, database.write(_open_session, shop.shop_id))
        yield database, shop, client
        database.close()


def _open_session(tx: Tx, shop_id: str) -> str:
    account_id = make_member(tx, shop_id, Role.OWNER, NOW, email=f"{new_id()}@people.example")
    return session_store.open_session(tx, account_id, shop_id, "A browser", NOW)


def fill(database: Database, many: int, say: Callable[[str], None]) -> None:
    """Found two shops, one with `many` returns and one with a hundredth, unless they are there."""
    if database.read(list_shops):
        return
    home = {"name": "Returns", "lines": ["Varastotie 1"], "postcode": "00520", "city": "Helsinki", "country": "FI"}
    settings = settings_from({"delivery": {"return_address": home}, "time_zone": "Europe/Helsinki"})
    for slug, count in (("large", many), ("small", many // 100)):
        shop = database.write(found_shop, Vault(["a benchmark"]), slug, slug, Mode.LIVE, settings, "bench", NOW).shop
        made = make_returns(shop.shop_id, count, seed=len(slug) + count % 2)
        database.write(lambda tx: tx.run("DROP INDEX order_words_by_word"))
        for place in range(0, count, CHUNK):
            database.write(save, database.engine, list(islice(made, CHUNK)))
            if place % 100_000 == 0:
                say(f"{slug}: {place:,} of {count:,}")
        database.write(lambda tx: tx.run(_INDEX))
        database.write(derive, shop.shop_id)
    if database.engine == "postgres":
        database.write(lambda tx: tx.run("ANALYZE"))


def save(tx: Tx, engine: str, made: Iterable[Made]) -> None:
    """Store what was made, table by table."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for one in made:
        for table, some in one.rows.items():
            rows.setdefault(table, []).extend(some)
    for table, some in rows.items():
        if not some:
            continue
        columns = list(some[0])
        if engine == "postgres":
            with tx._cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:  # type: ignore[attr-defined]
                for row in some:
                    copy.write_row([row[column] for column in columns])
        else:
            some.sort(key=lambda row: [str(value) for value in list(row.values())[:3]])
            tx.run_many(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(f':{c}' for c in columns)})", some)


def derive(tx: Tx, shop_id: str) -> None:
    """Write what follows from the returns: the lines of their orders, the journal, and some mails that failed."""
    for sql in _LATER:
        tx.run(sql, s=shop_id)
