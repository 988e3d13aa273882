"""Why a return is declined: a sentence ready in every language, what an agent writes, or both."""

from dataclasses import dataclass

from sendback.returns.deciding import check_reason
from sendback.words.catalogue import Words

PRESETS = ("late", "used", "incomplete", "not_ours", "no_defect", "refunded")
"""The reasons at hand; each is a sentence `policy.decline.…` of the catalogues."""


@dataclass(frozen=True, slots=True)
class DeclineReason:
    """What an agent chose and typed; at least one of the two."""

    preset: str = ""
    typed: str = ""

    def write(self, words: Words) -> str:
        """Write the reason as its shopper reads it, or Problem invalid-fields where nothing was said."""
        chosen = words(f"policy.decline.{self.preset}") if self.preset in PRESETS else ""
        return check_reason(f"{chosen} {self.typed}")
