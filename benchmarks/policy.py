"""A thousand rules decided for the twenty lines of an order, beside the same rules read one after the other.

    python benchmarks/policy.py [--turns 20]

Sides take turns in one run, and both hold the policy ready in memory; neither touches a network or a database. Every policy ends
with a rule that fits, so that the last of all rules decides: the worst place for reading one after the other. `mixed` is like a
shop's own policy grown large; in `one condition` all rules ask the same single thing and differ in its value.
"""

import argparse
import json
import platform
import random
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from benchmarks.plain_policy import decide_plainly
from sendback.policy.compiling import Policy, compile_policy
from sendback.policy.decide import decide
from sendback.policy.inspecting import inspect_policy
from sendback.policy.model import Choices, LineFacts
from sendback.policy.reading import read_policy
from sendback.policy.survey import survey

RESULTS = Path(__file__).parent / "results" / "policy.json"
RULES, LINES, MOST_MS = 1000, 20, 5.0
TODAY = date(2026, 11, 24)
CHOICES = Choices(
    ("too_small", "too_large", "damaged", "damaged/seam", "changed_mind"), ("new", "worn"), ("refund", "exchange", "store_credit")
)
LAST = '[[rule]]\nid = "last"\nthen = "ask"\n'
Write = Callable[[random.Random, int], str]


def write_mixed(draw: random.Random, number: int) -> str:
    """Write the conditions of a rule as shops have them: mostly two or three things at once."""
    asked = [
        f'sku = ["{draw.choice("ABCDEF")}{number}-*", "S{number}"]',
        f'category = ["class-{draw.randrange(60)}", "class-{draw.randrange(60)}"]',
        f'tag = "tag-{draw.randrange(200)}"',
        f'country = ["{draw.choice(["FI", "SE", "DE", "NO"])}"]',
        f'price_from = "{draw.randrange(10, 900)} EUR"',
        f"within_days = {draw.choice([14, 30, 60, 90, 730])}",
        f'reason = "{draw.choice(CHOICES.reasons)}"',
        'not = {condition = "worn"}',
    ]
    return "\n".join([draw.choice(asked[:3]), *draw.sample(asked[3:], draw.randint(1, 2))])


WORLDS: dict[str, Write] = {
    "mixed": write_mixed,
    "one condition: exact SKU": lambda _, number: f'sku = "S{number}"',
    "one condition: SKU pattern": lambda _, number: f'sku = "*-{number}-?"',
    "one condition: price": lambda _, number: f'price_from = "{2000 + number} EUR"',
    "one condition: window": lambda _, number: f'within_days = {number % 900}\ncounted_from = "ordered"\ngrace_days = 0',
}


def write_policy(write: Write, draw: random.Random) -> str:
    """Write a policy of so many rules, of which the last one fits every line."""
    rules = [f'[[rule]]\nid = "r{number}"\nthen = "ask"\n[rule.when]\n{write(draw, number)}\n' for number in range(RULES - 1)]
    return "".join([*rules, LAST])


def make_lines(draw: random.Random) -> list[LineFacts]:
    """Make an order's lines, with all that a shopper says of them; too old for any rule about days but the terms'."""
    ordered = TODAY - timedelta(days=1000)
    return [
        LineFacts(
            sku=f"X{number}-{draw.randrange(10**6)}",
            left=2,
            returnable_until=TODAY,
            ordered_on=ordered,
            delivered_on=ordered + timedelta(days=4),
            quantity=1,
            price_minor=draw.randrange(500, 150_000),
            currency="EUR",
            category="other",
            tags=(f"tag-{draw.randrange(200)}", "new"),
            country="FI",
            reason="changed_mind",
            condition="new",
            resolution="refund",
        )
        for number in range(LINES)
    ]


def take_turns(sides: dict[str, Callable[[], object]], turns: int) -> dict[str, float]:
    """Let the sides take turns and give the median time of each in milliseconds."""
    times: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(turns):
        for name, verb in sides.items():
            start = time.perf_counter()
            verb()
            times[name].append((time.perf_counter() - start) * 1000)
    return {name: round(statistics.median(spent), 3) for name, spent in times.items()}


def measure(name: str, turns: int) -> dict[str, float]:
    """Measure one kind of policy; both sides must come to the same."""
    draw = random.Random(name)
    book = read_policy(write_policy(WORLDS[name], draw))
    policy, lines = compile_policy(book.terms, book, 1), make_lines(draw)
    ours = [(decision.outcome, decision.rule) for decision in (decide(policy, line, TODAY) for line in lines)]
    assert ours == [decide_plainly(book.terms, book, line, TODAY) for line in lines], name
    sides: dict[str, Callable[[], object]] = {
        "sendback": lambda: [decide(policy, line, TODAY) for line in lines],
        "one after the other": lambda: [decide_plainly(book.terms, book, line, TODAY) for line in lines],
    }
    return take_turns(sides, turns)


def measure_rest(turns: int) -> dict[str, float]:
    """Measure what else is done with a policy: reading, making it ready, looking it through, the table of terms."""
    draw = random.Random("mixed")
    text = write_policy(write_mixed, draw)
    book = read_policy(text)
    policy, lines = compile_policy(book.terms, book, 1), make_lines(draw)
    return take_turns(
        {
            "read": lambda: read_policy(text),
            "make ready": lambda: compile_policy(book.terms, book, 1),
            "look through": lambda: inspect_policy(book),
            "table of terms, 20 lines": lambda: _survey(policy, lines),
        },
        max(turns // 8, 3),
    )


def _survey(policy: Policy, lines: list[LineFacts]) -> int:
    return sum(len(survey(policy, line, TODAY, CHOICES)) for line in lines)


def main() -> None:
    """Measure, print the table and write it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=20)
    turns, cases = parser.parse_args().turns, {}
    print(f"{RULES} rules, {LINES} lines, median of {turns} turns, milliseconds")
    for name in WORLDS:
        spent = measure(name, turns)
        times = round(spent["one after the other"] / spent["sendback"], 1)
        cases[name] = {"median_ms": spent, "times_ours": times}
        print(f"{name:<28} {'   '.join(f'{side} {time:.3f}' for side, time in spent.items())}   × {times}")
    rest = measure_rest(turns)
    print("   ".join(f"{name} {spent:.1f}" for name, spent in rest.items()))
    report = {"python": platform.python_version(), "rules": RULES, "lines": LINES, "turns": turns, "most_ms": MOST_MS}
    RESULTS.write_text(json.dumps({**report, "cases": cases, "rest_ms": rest}, indent=2) + "\n", "utf-8")
    if cases["mixed"]["median_ms"]["sendback"] >= MOST_MS:
        raise SystemExit(f"slower than {MOST_MS} ms")


if __name__ == "__main__":
    main()
