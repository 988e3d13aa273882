"""What is worth a second look in a policy that can be read: rules that never decide, names that nothing has."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sendback.policy.book import PolicyBook
from sendback.policy.covering import are_opposed, covers, find_earlier
from sendback.policy.impossible import list_impossible
from sendback.policy.index import index_facts, list_bits
from sendback.policy.known import Known, list_unknown
from sendback.policy.rules import Rule, Season


class NoticeCode(StrEnum):
    """The kinds of notice; a code never changes its meaning."""

    CONTRADICTION = "contradiction"
    UNREACHABLE = "unreachable"
    NEVER_FITS = "never-fits"
    UNKNOWN_NAME = "unknown-name"
    SEASON_ENDED = "season-ended"
    SEASON_EMPTY = "season-empty"


@dataclass(frozen=True, slots=True)
class PolicyNotice:
    """Something that reads well and does nothing, or not what it seems to; `rule` is empty where it is no rule's."""

    line: int
    rule: str
    code: NoticeCode
    detail: str


def inspect_policy(book: PolicyBook, known: Known | None = None, today: date | None = None) -> list[PolicyNotice]:
    """List what is worth a second look, in the order of the text; names and days only where it is said what there is."""
    notices = [*_inspect_order(book.rules), *_inspect_addresses(book, known)]
    for rule in book.rules:
        notices += [_notice(rule, NoticeCode.NEVER_FITS, detail) for detail in list_impossible(rule.when)]
        notices += [_notice(rule, NoticeCode.UNKNOWN_NAME, detail) for detail in (list_unknown(rule, known) if known else ())]
    for season in book.seasons:
        notices += _inspect_season(season, today)
    return sorted(notices, key=lambda notice: notice.line)


def _inspect_order(rules: tuple[Rule, ...]) -> Iterator[PolicyNotice]:
    """Find rules that an earlier one leaves nothing, and those that say the opposite of an earlier one."""
    index = index_facts(rules)
    for place, rule in enumerate(rules):
        for other in (rules[n] for n in list_bits(find_earlier(index, rules, place))):
            at = f"{other.id} (line {other.line})"
            if are_opposed(other, rule):
                detail = f"{at} is for the very same and says {other.then.value}; this one says {rule.then.value}."
                yield _notice(rule, NoticeCode.CONTRADICTION, detail)
                break
            if covers(other, rule):
                yield _notice(rule, NoticeCode.UNREACHABLE, f"{at} always decides before it.")
                break


def _inspect_addresses(book: PolicyBook, known: Known | None) -> Iterator[PolicyNotice]:
    places = book.addresses.keys() | (known.warehouses if known else frozenset())
    for rule in book.rules:
        if rule.return_to and rule.return_to not in places:
            detail = f"There is no [address.{rule.return_to}], and no open warehouse of that code."
            yield _notice(rule, NoticeCode.UNKNOWN_NAME, detail)


def _inspect_season(season: Season, today: date | None) -> Iterator[PolicyNotice]:
    if season.bought_to < season.bought_from or season.until < season.bought_from:
        yield PolicyNotice(season.line, "", NoticeCode.SEASON_EMPTY, f"{season.name} ends before it begins.")
    elif today and season.until < today:
        yield PolicyNotice(season.line, "", NoticeCode.SEASON_ENDED, f"{season.name} is over since {season.until.isoformat()}.")


def _notice(rule: Rule, code: NoticeCode, detail: str) -> PolicyNotice:
    return PolicyNotice(rule.line, rule.id, code, detail)
