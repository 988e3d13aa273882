"""Prepared labels in the database: one for an order, used once, mailed once."""

from sendback.database.model import Row, Tx
from sendback.database.times import from_epoch, to_epoch
from sendback.returns.prepared import PreparedLabel
from sendback.shops.model import ShipMail


def add_label(tx: Tx, label: PreparedLabel) -> bool:
    """Store an order's label; False when it has one already. Of many at once, the others wait for the first."""
    row = tx.one(
        """INSERT INTO prepared_labels (shop_id, order_id, rma, settings_version, kid, token_id, made_at)
        VALUES (:s, :o, :r, :v, :k, :j, :n) ON CONFLICT (shop_id, order_id) DO NOTHING RETURNING order_id""",
        s=label.shop_id, o=label.order_id, r=label.rma, v=label.settings_version, k=label.kid, j=label.token_id,
        n=to_epoch(label.made_at),
    )  # fmt: skip
    return row is not None


def number_label(tx: Tx, shop_id: str, order_id: str, rma: str) -> None:
    """Give a label its RMA number, in the transaction that stored it."""
    tx.run("UPDATE prepared_labels SET rma = :r WHERE shop_id = :s AND order_id = :o", r=rma, s=shop_id, o=order_id)


def find_label(tx: Tx, shop_id: str, order_id: str) -> PreparedLabel | None:
    """Find the label that travels in an order's box."""
    row = tx.one("SELECT * FROM prepared_labels WHERE shop_id = :s AND order_id = :o", s=shop_id, o=order_id)
    return _label(row) if row else None


def find_label_by_rma(tx: Tx, shop_id: str, rma: str) -> PreparedLabel | None:
    """Find a label by its RMA number in canonical form (`read_rma`)."""
    row = tx.one("SELECT * FROM prepared_labels WHERE shop_id = :s AND rma = :r", s=shop_id, r=rma)
    return _label(row) if row else None


def use_label(tx: Tx, shop_id: str, order_id: str, return_id: str) -> str | None:
    """Let a return take the label of its order, and give its RMA number; None when there is none or it is used.

    One conditional UPDATE: of fifty returns at once, one gets it.
    """
    row = tx.one(
        """UPDATE prepared_labels SET return_id = :r WHERE shop_id = :s AND order_id = :o AND return_id IS NULL
        RETURNING rma""",
        r=return_id, s=shop_id, o=order_id,
    )  # fmt: skip
    return str(row["rma"]) if row else None


def claim_mail(tx: Tx, shop_id: str, order_id: str, mail: ShipMail, is_asked: bool) -> bool:
    """Say what is mailed of an order; False when it was mailed already, or nothing may be and nobody asks for it now."""
    undecided = "(mail IS NULL OR mail = 'none')" if is_asked else "mail IS NULL"
    return bool(
        tx.run(
            f"UPDATE prepared_labels SET mail = :m WHERE shop_id = :s AND order_id = :o AND {undecided}",
            m=mail.value, s=shop_id, o=order_id,
        )
    )  # fmt: skip


def _label(row: Row) -> PreparedLabel:
    names = ("shop_id", "order_id", "rma", "settings_version", "kid", "token_id", "return_id")
    mail = ShipMail(row["mail"]) if row["mail"] else None
    return PreparedLabel(**{name: row[name] for name in names}, made_at=from_epoch(row["made_at"]), mail=mail)
