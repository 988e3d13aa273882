"""The statement and the receipt as texts: what the consumer confirms, and what is signed."""

from datetime import UTC, datetime, tzinfo

from sendback.shops.address import format_address
from sendback.shops.model import Shop
from sendback.withdrawals.model import Receipt, Statement
from sendback.words.catalogue import Words

MARK = "Sendback withdrawal receipt 1"
"""The first line of every receipt; the number is the form's."""

_SIGNATURE = "Signature: "


def write_statement(shop: Shop, statement: Statement) -> str:
    """Write the statement in the consumer's language, one thing a line (2011/83/EU, Article 11a(2) and Annex I(B))."""
    words = shop.settings.withdrawal.words(statement.language)
    sentence = "withdrawal.statement.part" if statement.items else "withdrawal.statement.whole"
    return "\n".join(
        (
            words("withdrawal.statement.to", trader=write_trader(shop, words)),
            words(sentence, order=statement.order_number, items=statement.items),
            words("withdrawal.statement.name", name=statement.name),
            words("withdrawal.statement.email", email=statement.email),
        )
    )


def write_trader(shop: Shop, words: Words) -> str:
    """Name the trader on one line: as the settings say, else by the shop's name and return address."""
    chosen, home = shop.settings.withdrawal, shop.settings.delivery.return_address.as_address()
    country = words.country(home.country) if home.country else ""
    lines = chosen.address or tuple(line for line in format_address(home, country) if line != shop.name)
    return ", ".join(part for part in (chosen.trader or shop.name, *lines, chosen.email) if part)


def write_receipt(shop_name: str, address: str, number: str, key_id: str, text: str, received_at: datetime) -> str:
    """Write what is signed: facts one a line, then the statement behind `> `, so that no line of it can pass for a fact."""
    facts = {
        "Receipt": number,
        "Shop": shop_name,
        "Check": address,
        "Received": received_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Key": key_id,
    }
    lines = [MARK, *(f"{name}: {value}" for name, value in facts.items()), "", *(f"> {line}" for line in text.splitlines())]
    return "\n".join(lines) + "\n"


def write_signed(receipt: Receipt) -> str:
    """Write the file a consumer keeps: the signed text, and the signature as its last line."""
    return f"{receipt.text}{_SIGNATURE}{receipt.signature}\n"


def read_signed(pasted: str) -> tuple[str, str]:
    """Split a pasted file into its signed text and its signature; line ends and blanks around it are no difference."""
    lines = pasted.strip("\ufeff \t\r\n").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    whole = "\n".join(line.rstrip(" \t") for line in lines)
    text, _, signature = whole.rpartition(_SIGNATURE)
    return text, signature


def say_moment(moment: datetime, zone: tzinfo, words: Words) -> str:
    """Say a moment to the second, in the shop's time and with how far that is from UTC.

    >>> say_moment(datetime(2026, 11, 24, 10, 0, 5, tzinfo=UTC), UTC, Words("de"))
    '24. November 2026, 10:00:05 (UTC+00:00)'
    """
    local = moment.astimezone(zone)
    offset = local.strftime("%z")
    return f"{words.day(local.date())}, {local:%H:%M:%S} (UTC{offset[:3]}:{offset[3:5]})"
