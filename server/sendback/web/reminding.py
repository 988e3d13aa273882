"""By when a waiting shopper may hope for something: the day on which the shop is reminded."""

from datetime import timedelta

from sendback.returns.model import Return, Status
from sendback.shops.model import Shop
from sendback.words.catalogue import Words


def say_reminder(shop: Shop, item: Return, words: Words) -> str:
    """Say when the shop is, or was, reminded of a return that waits; empty where nothing waits or nobody is reminded."""
    if item.status is not Status.REQUESTED:
        return ""
    if item.escalated_at:
        return words("status.reminded_on", day=words.day(item.escalated_at.astimezone(shop.settings.zone).date()))
    days = shop.settings.desk.remind_after_days
    if not days:
        return ""
    on = (item.updated_at + timedelta(days=days)).astimezone(shop.settings.zone).date()
    return words("status.reminds_on", day=words.day(on))
