"""A letter with everything that travels along, before it is dressed."""

from dataclasses import dataclass

from sendback.database.model import Tx
from sendback.delivery.facts import Paper
from sendback.delivery.letter import Letter
from sendback.delivery.letters import About
from sendback.shops import store as shops
from sendback.shops.model import Shop
from sendback.withdrawals.model import Withdrawal
from sendback.words.catalogue import Words


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be composed, and to whom it goes."""

    letter: Letter
    email: str
    shop: Shop
    words: Words
    logo_png: bytes | None
    papers: tuple[Paper, ...] = ()
    withdrawal: Withdrawal | None = None
    """The withdrawal whose receipt travels along."""


def draft_to_shopper(tx: Tx, letter: Letter, about: About, papers: tuple[Paper, ...] = ()) -> Draft:
    """Address a letter about a return to its shopper, with the shop's logo."""
    logo = shops.find_logo(tx, about.shop.shop_id, about.shop.settings)
    return Draft(letter, about.item.consignor.email, about.shop, about.words, logo, papers)
