"""Who wants the daily mail, in the database."""

from datetime import date

from sendback.database.model import Tx
from sendback.delivery.alerts.wishes import Wish


def find_wish(tx: Tx, shop_id: str, account_id: str) -> Wish:
    """Find what a person wants; who never said gets the mail as it is by default."""
    row = tx.one("SELECT * FROM alert_wishes WHERE shop_id = :s AND account_id = :a", s=shop_id, a=account_id)
    return Wish(bool(row["is_on"]), int(row["hour"]), bool(row["on_weekends"])) if row else Wish()


def save_wish(tx: Tx, shop_id: str, account_id: str, wish: Wish) -> None:
    """Remember what a person wants."""
    tx.run(
        """INSERT INTO alert_wishes (shop_id, account_id, is_on, hour, on_weekends) VALUES (:s, :a, :o, :h, :w)
        ON CONFLICT (shop_id, account_id) DO UPDATE
        SET is_on = excluded.is_on, hour = excluded.hour, on_weekends = excluded.on_weekends""",
        s=shop_id, a=account_id, o=int(wish.is_on), h=wish.hour, w=int(wish.on_weekends),
    )  # fmt: skip


def claim_day(tx: Tx, shop_id: str, account_id: str, wish: Wish, day: date) -> bool:
    """Take a person's mail of a day; False when it was taken before, by this worker or another."""
    return bool(
        tx.run(
            """INSERT INTO alert_wishes (shop_id, account_id, is_on, hour, on_weekends, planned_on)
            VALUES (:s, :a, :o, :h, :w, :d)
            ON CONFLICT (shop_id, account_id) DO UPDATE SET planned_on = excluded.planned_on
            WHERE alert_wishes.planned_on < excluded.planned_on""",
            s=shop_id, a=account_id, o=int(wish.is_on), h=wish.hour, w=int(wish.on_weekends), d=day.isoformat(),
        )
    )  # fmt: skip
