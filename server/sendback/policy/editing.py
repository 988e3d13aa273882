"""Changing one rule of a policy's text, or its place; every other rule keeps its words and remarks."""

from collections.abc import Mapping
from typing import Any

import tomlkit

from sendback.policy.faults import FaultCode, PolicyFault, PolicyFaults
from sendback.policy.reading import read_policy
from sendback.policy.text.blocks import Blocks, find_remark, read_blocks


def add_rule(text: str, rule: Mapping[str, Any], before: str | None = None) -> str:
    """Add a rule, written as the text has it, before another or after all; PolicyFaults when it cannot be read then."""
    blocks = read_blocks(text)
    texts = list(blocks.texts)
    at = _find(text, blocks, before) if before else blocks.rules[-1] + 1 if blocks.rules else len(texts)
    _set_apart(texts, at)
    texts.insert(at, _write(rule, at < len(texts)))
    return _check("".join(texts))


def change_rule(text: str, rule_id: str, rule: Mapping[str, Any]) -> str:
    """Write one rule anew where it stands, under the remark that it has; PolicyFaults when it cannot be read then."""
    blocks = read_blocks(text)
    texts, at = list(blocks.texts), _find(text, blocks, rule_id)
    texts[at] = find_remark(texts[at]) + _write(rule, at + 1 < len(texts))
    return _check("".join(texts))


def drop_rule(text: str, rule_id: str) -> str:
    """Take a rule out, with the remark above it."""
    blocks = read_blocks(text)
    texts = list(blocks.texts)
    del texts[_find(text, blocks, rule_id)]
    return _check("".join(texts))


def shift_rule(text: str, rule_id: str, by: int) -> str:
    """Move a rule so many places up (below 0) or down the order, at most to its ends."""
    blocks = read_blocks(text)
    texts, places = list(blocks.texts), list(blocks.rules)
    order = [texts[place] if texts[place].endswith("\n") else f"{texts[place]}\n" for place in places]
    now = places.index(_find(text, blocks, rule_id))
    moved = order.pop(now)
    order.insert(min(max(now + by, 0), len(order)), moved)
    for place, block in zip(places, order, strict=True):
        texts[place] = block
    return _check("".join(texts))


def _find(text: str, blocks: Blocks, rule_id: str) -> int:
    rules = read_policy(text).rules
    if len(rules) != len(blocks.rules):
        raise PolicyFaults(PolicyFault(1, 1, FaultCode.WRONG_VALUE, "These rules can only be changed in the text."))
    place = next((place for place, rule in enumerate(rules) if rule.id == rule_id), None)
    if place is None:
        raise PolicyFaults(PolicyFault(1, 1, FaultCode.WRONG_VALUE, f"There is no rule {rule_id}."))
    return blocks.rules[place]


def _write(rule: Mapping[str, Any], has_more: bool) -> str:
    return tomlkit.dumps({"rule": [rule]}).strip() + ("\n\n" if has_more else "\n")


def _set_apart(texts: list[str], at: int) -> None:
    if at and texts[at - 1].strip():
        texts[at - 1] = texts[at - 1].rstrip("\n") + "\n\n"


def _check(text: str) -> str:
    read_policy(text)
    return text
