"""The sentence that a shopper reads of a decision: the shop's own, or the catalogue's."""

from sendback.policy.model import Decision, Outcome
from sendback.shops.fields import in_language
from sendback.shops.model import ShopSettings
from sendback.words.catalogue import Words


def say_decision(settings: ShopSettings, decision: Decision, words: Words) -> str:
    """Say why a line may come back, on what terms, or why not."""
    own = in_language(dict(decision.said), words.language, settings.default_language)
    return own or words(f"policy.{decision.sentence}", day=words.day(decision.day) if decision.day else "")


def say_choice(settings: ShopSettings, decision: Decision, words: Words) -> str:
    """Say what a choice leads to: where it waits and the shop has no words of its own, that it waits rather than until when."""
    if decision.outcome is Outcome.ASK and not decision.said:
        return words("policy.asks_first")
    return say_decision(settings, decision, words)
