"""What can be wrong with a policy's text, by permanent codes, and where."""

from dataclasses import dataclass
from enum import StrEnum


class FaultCode(StrEnum):
    """The kinds of fault; a code never changes its meaning."""

    SYNTAX = "syntax"
    TOO_LONG = "too-long"
    TOO_MANY = "too-many"
    UNKNOWN_KEY = "unknown-key"
    MISSING = "missing"
    WRONG_TYPE = "wrong-type"
    WRONG_VALUE = "wrong-value"
    OUT_OF_RANGE = "out-of-range"
    DUPLICATE = "duplicate"
    EXAMPLE_FAILED = "example-failed"


@dataclass(frozen=True, slots=True)
class PolicyFault:
    """One fault; line and column count from 1."""

    line: int
    column: int
    code: FaultCode
    detail: str


class PolicyFaults(Exception):
    """A policy that cannot be read, with everything that is wrong with it."""

    def __init__(self, *faults: PolicyFault) -> None:
        super().__init__("; ".join(f"line {fault.line}, column {fault.column}: {fault.detail}" for fault in faults[:3]))
        self.faults = faults
