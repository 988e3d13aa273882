"""What a return is found by, and what somebody who looks for one may have meant."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sendback.orders.search_spellings import has_spellings
from sendback.orders.search_words import compact, cut_piece, list_pieces, split_words
from sendback.returns.model import BY_RIGHT, Return

PERSON, THING, FACT = "@", "#", "="
"""The mark before a word: whose it is decides who may look for it."""
MOST_TERMS, MOST_CHARACTERS = 6, 120
LEAST_DIGITS = 3
"""Of an order number's end: people read its last digits aloud."""
_MOST_TITLE_WORDS = 24
_LAST_DIGITS = re.compile(r"(?<=[^0-9])(0*([0-9]{3,}|[0-9]+))\s*$")
_RMA = re.compile(r"r?([0-9]{6,16})")


@dataclass(frozen=True, slots=True)
class Term:
    """One word that was typed: what it may be the beginning of, each with its mark, and the numbers it may be."""

    beginnings: tuple[str, ...]
    names: tuple[str, ...] = ()
    """What may be a mistyped name."""
    rma: str = ""
    tracking: str = ""


def list_person_words(item: Return) -> set[str]:
    """List the words that tell who sent it: all that is forgotten with a person."""
    email = item.consignor.email.strip().lower()
    words = {*split_words(item.consignor.name), *split_words(email.partition("@")[0])}
    return {f"{PERSON}{piece}" for word in words for piece in list_pieces(word)} | ({f"{PERSON}{email}"} if email else set())


def write_words(words: Iterable[str]) -> str:
    """Write words as they stand on a return's row, to be tested there without another look-up."""
    return f" {' '.join(sorted(words))} "


def list_names(item: Return) -> set[str]:
    """List the names that are found mistyped too."""
    return {word for word in split_words(item.consignor.name) if has_spellings(word)}


def list_thing_words(item: Return) -> set[str]:
    """List the words of its orders and wares."""
    words = {compact(number) for number in item.order_numbers}
    ends = [found for number in item.order_numbers if (found := _LAST_DIGITS.search(number))]
    words |= {digits for end in ends for digits in (end[1], end[2]) if len(digits) >= LEAST_DIGITS}
    words |= {compact(line.sku) for line in item.lines if line.sku}
    title_words: dict[str, None] = {}
    for title in dict.fromkeys(line.title for line in item.lines):
        for part in title.split():
            whole = [compact(part)] if any(sign.isdigit() for sign in part) else []
            title_words.update(dict.fromkeys([*whole, *(piece for word in split_words(part) for piece in list_pieces(word))]))
    words |= set(list(title_words)[:_MOST_TITLE_WORDS])
    return {f"{THING}{word}" for word in words if word}


def list_facts(item: Return) -> set[str]:
    """List what it is filtered by."""
    facts = {say_fact("country", item.consignor.address.country)}
    for line in item.lines:
        facts |= {say_fact("reason", line.reason), say_fact("resolution", line.resolution.value)}
        if line.sub_reason:
            facts.add(say_fact("reason", f"{line.reason}/{line.sub_reason}"))
    if item.mismatches:
        facts.add(say_fact("mismatch"))
    if item.because.get("rule") == BY_RIGHT:
        facts.add(say_fact("withdrawal"))
    return facts


def say_fact(name: str, value: str = "") -> str:
    """Write a fact as it is kept among the words."""
    return f"{FACT}{name}:{value}" if value else f"{FACT}{name}"


def say_sku(sku: str) -> str:
    """Write a SKU as it is kept among the words."""
    return f"{THING}{compact(sku)}"


def read_terms(text: str, sees_people: bool) -> list[Term]:
    """Read what was typed, word by word; who may not see people finds nobody by name or address."""
    terms = [term for part in text[:MOST_CHARACTERS].split() for term in _read(part, sees_people)]
    return terms[:MOST_TERMS]


def _read(part: str, sees_people: bool) -> list[Term]:
    if "@" in part[1:]:
        return [Term((f"{PERSON}{part.lower()}",) if sees_people else ())]
    number = compact(part)
    if any(sign.isdigit() for sign in number):
        rma, many = _RMA.fullmatch(number), len(number)
        beginnings = (f"{THING}{number}", *((f"{PERSON}{number}",) if sees_people else ()))
        return [Term(beginnings, rma=f"R{rma[1]}" if rma else "", tracking=number.upper() if many >= 6 else "")]
    marks = (PERSON, THING) if sees_people else (THING,)
    return [
        Term(tuple(f"{mark}{cut_piece(word)}" for mark in marks), (word,) if sees_people and has_spellings(word) else ())
        for word in split_words(part)
    ]
