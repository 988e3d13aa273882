"""Policies for tests: from a text, over terms that may be changed."""

from typing import Any

from sendback.policy.compiling import Policy, compile_policy
from sendback.policy.reading import read_policy
from sendback.shops.terms import PolicySetting


def make_policy(text: str = "", **terms: Any) -> Policy:
    """Make version 7 of a policy with a window of 30 days and 3 of grace."""
    book = read_policy(text, PolicySetting(**terms))
    return compile_policy(book.terms, book, 7)
