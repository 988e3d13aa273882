"""What a shopper bears of a return, added up by currency: orders in one box may have been paid in several."""

from collections.abc import Iterable

from sendback.words.catalogue import Words


def add_up_fees(fees: Iterable[tuple[int, str]]) -> dict[str, int]:
    """Add fees up, each in minor units beside its currency.

    >>> add_up_fees([(490, "EUR"), (490, "EUR"), (0, ""), (3900, "SEK")])
    {'EUR': 980, 'SEK': 3900}
    """
    sums: dict[str, int] = {}
    for minor, currency in fees:
        if minor:
            sums[currency] = sums.get(currency, 0) + minor
    return sums


def say_fees(fees: Iterable[tuple[int, str]], words: Words) -> str:
    """Write what there is to bear as a shopper reads it, empty where there is nothing."""
    return " + ".join(words.money(minor, currency) for currency, minor in add_up_fees(fees).items())
