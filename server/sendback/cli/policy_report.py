"""What `sendback policy check` tells of a policy that can be read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import click

from sendback.paper.policy_addresses import refuse_unprintable
from sendback.policy.inspecting import PolicyNotice, inspect_policy
from sendback.returns.policies import check_policy, known_of
from sendback.shops.model import ShopSettings
from sendback.shops.terms import PolicySetting


@dataclass(frozen=True, slots=True)
class Report:
    """How much there is in a policy, and what is worth a second look."""

    rules: int
    seasons: int
    examples: int
    notices: tuple[PolicyNotice, ...]

    def as_json(self) -> dict[str, Any]:
        """Give it for a machine."""
        told = [{"line": item.line, "rule": item.rule, "code": item.code.value, "detail": item.detail} for item in self.notices]
        return {"rules": self.rules, "seasons": self.seasons, "examples": self.examples, "notices": told}


def report(text: str, settings: ShopSettings | None, today: date | None = None, warehouses: Iterable[str] = ()) -> Report:
    """Look a policy through, against what a shop has where there is one; Problem policy-invalid when it cannot be used."""
    book = check_policy(text, settings.policy if settings else PolicySetting())
    refuse_unprintable(text, book)
    notices = inspect_policy(book, known_of(settings, warehouses) if settings else None, today)
    return Report(len(book.rules), len(book.seasons), len(book.examples), tuple(notices))


def say_report(found: Report) -> None:
    """Print it for a person."""
    for notice in found.notices:
        click.echo(f"  line {notice.line}{f', {notice.rule}' if notice.rule else ''}: {notice.detail} [{notice.code.value}]")
    counts = [(found.rules, "rule"), (found.seasons, "season"), (found.examples, "example")]
    click.echo(
        ", ".join(f"{count} {what}{'' if count == 1 else 's'}" for count, what in counts)
        + ". Every example comes out as it says."
    )
