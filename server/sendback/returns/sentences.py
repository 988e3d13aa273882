"""The sentence that a shopper reads of a decision: the shop's own, or the catalogue's."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sendback.policy.model import Decision, Outcome
from sendback.shops.fields import in_language
from sendback.shops.model import ShopSettings
from sendback.words.catalogue import Words


def say_decision(settings: ShopSettings, decision: Decision, words: Words) -> str:
    """Say why a line may come back, on what terms, or why not."""
    return _say(settings, decision.said, decision.sentence, decision.day, words)


def say_because(settings: ShopSettings, because: Mapping[str, Any], words: Words) -> str:
    """Say the same of a decision that was written down with its line."""
    day = date.fromisoformat(because["day"]) if because.get("day") else None
    return _say(settings, because.get("said", {}), str(because["sentence"]), day, words)


def _say(settings: ShopSettings, said: Mapping[str, str], sentence: str, day: date | None, words: Words) -> str:
    own = in_language(dict(said), words.language, settings.default_language)
    return own or words(f"policy.{sentence}", day=words.day(day) if day else "")


def say_choice(settings: ShopSettings, decision: Decision, words: Words) -> str:
    """Say what a choice leads to: where it waits and the shop has no words of its own, that it waits rather than until when."""
    if decision.outcome is Outcome.ASK and not decision.said:
        return words("policy.asks_first")
    return say_decision(settings, decision, words)
