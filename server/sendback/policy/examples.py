"""Trying the examples that stand in a policy: what is decided, and whether it is what its owner expects."""

from dataclasses import dataclass

from sendback.policy.book import Example, PolicyBook
from sendback.policy.compiling import compile_policy
from sendback.policy.decide import decide
from sendback.policy.model import Decision
from sendback.policy.text.amounts import write_money


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What came of one example; `line` is where it stands, `detail` says what is otherwise than expected."""

    line: int
    passed: bool
    detail: str
    name: str = ""


def run_examples(book: PolicyBook) -> list[ExampleResult]:
    """Decide every example of a policy, in its order."""
    policy = compile_policy(book.terms, book, 0)
    return [_judge(example, decide(policy, example.facts, example.today)) for example in book.examples]


def _judge(example: Example, decision: Decision) -> ExampleResult:
    fee = (decision.fee_minor, decision.fee_currency)
    wrong = []
    if decision.outcome is not example.expect:
        wrong.append(f"the policy says {decision.outcome.value}, not {example.expect.value}")
    if example.rule not in (None, decision.rule):
        wrong.append(f"it is {decision.rule} that decides, not {example.rule}")
    if example.fee is not None and fee != example.fee and (fee[0] or example.fee[0]):
        wrong.append(f"the fee is {_write(fee)}, not {_write(example.fee)}")
    by = f", by {decision.rule}" if wrong and decision.outcome is not example.expect else ""
    return ExampleResult(example.line, not wrong, "; ".join(wrong) + by, example.name)


def _write(fee: tuple[int, str]) -> str:
    return write_money(fee[1], fee[0]) if fee[1] else "nothing"
