"""The sentence that a shopper reads of a decision: the shop's own, or the catalogue's."""

from sendback.policy.model import Decision
from sendback.shops.fields import in_language
from sendback.shops.model import ShopSettings
from sendback.words.catalogue import Words


def say_decision(settings: ShopSettings, decision: Decision, words: Words) -> str:
    """Say why a line may come back, on what terms, or why not."""
    own = in_language(dict(decision.said), words.language, settings.default_language)
    return own or words(f"policy.{decision.sentence}", day=words.day(decision.day) if decision.day else "")
