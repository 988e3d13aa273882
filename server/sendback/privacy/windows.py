"""Until when anything of a shop's orders may still come back."""

from datetime import date, datetime, timedelta

from sendback.policy.book import PolicyBook
from sendback.policy.reading import read_policy
from sendback.privacy.order_store import Over
from sendback.shops.model import Shop


def find_over(shop: Shop, now: datetime) -> Over:
    """Say when orders are over: the longest window of the policy has passed, and the time that orders are kept after it.

    While a season lets things come back, or did until that time ago, nothing bought in it is over.
    """
    setting, today = shop.settings, now.astimezone(shop.settings.zone).date()
    book = read_policy(setting.policy.text, setting.policy) if setting.policy.text else PolicyBook(terms=setting.policy)
    until = today - timedelta(days=setting.retention.orders_days)
    days = [until - timedelta(days=_find_longest(book)), *_list_first_days(book, until)]
    return Over(heard=now - (today - min(days)), day=min(days), until=until)


def _find_longest(book: PolicyBook) -> int:
    terms = book.terms
    own = [rule.when.within for rule in book.rules if rule.when.within]
    grace = [terms.grace_days if window.grace_days is None else window.grace_days for window in own]
    return max([terms.window_days + terms.grace_days, *(w.days + more for w, more in zip(own, grace, strict=True))])


def _list_first_days(book: PolicyBook, until: date) -> list[date]:
    return [season.bought_from for season in book.seasons if season.until >= until]
