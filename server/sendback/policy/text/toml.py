"""Reading TOML in little time and room, whatever it is."""

import re
import tomllib
from typing import Any

from sendback.policy.faults import FaultCode, PolicyFault, PolicyFaults

MOST_CHARACTERS = 500_000
MOST_RULES = 2_000
"""Of rules, and of seasons and of examples too."""

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_LISTED = re.compile(r"^[ \t]*\[\[", re.MULTILINE)
_DEEP = re.compile(r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){32}""")
"""A name of so many parts: none here has more than three, and TOML takes the square of their number to read it."""


def read_toml(text: str) -> dict[str, Any]:
    """Read TOML, or raise PolicyFaults that names the line and column that cannot be read."""
    if len(text) > MOST_CHARACTERS:
        raise PolicyFaults(PolicyFault(1, 1, FaultCode.TOO_LONG, f"A policy has at most {MOST_CHARACTERS:,} characters."))
    if len(_LISTED.findall(text)) > 3 * MOST_RULES:
        raise PolicyFaults(PolicyFault(1, 1, FaultCode.TOO_MANY, say_too_many("rule")))
    if deep := _DEEP.search(text):
        line, column = _find_end(text[: deep.start()])
        raise PolicyFaults(PolicyFault(line, column, FaultCode.SYNTAX, "This name has too many parts."))
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise PolicyFaults(PolicyFault(1, 1, FaultCode.SYNTAX, "Too many lists or tables are inside one another.")) from None
    except ValueError as refusal:
        at = _AT.search(str(refusal))
        line, column = (int(at[1]), int(at[2])) if at and at[1] else _find_end(text)
        detail = f"This is not TOML: {_AT.sub('', str(refusal))}."
        raise PolicyFaults(PolicyFault(line, column, FaultCode.SYNTAX, detail)) from None


def _find_end(text: str) -> tuple[int, int]:
    """Give the line and column after a text.

    >>> _find_end("ab"), _find_end("a\\n")
    ((1, 3), (2, 1))
    """
    return text.count("\n") + 1, len(text) - text.rfind("\n")


def say_too_many(name: str) -> str:
    """Say that there are more of a kind than may be."""
    return f"A policy has at most {MOST_RULES:,} of [[{name}]]."
