"""What Verify tells: one finding per question, with what to do when the answer is no."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `mend` is empty when all is well."""

    code: str
    ok: bool
    sentence: str
    mend: str = ""


class CannotCheck(Exception):
    """The page could not be looked at; says why and what to do."""

    def __init__(self, code: str, sentence: str, mend: str) -> None:
        super().__init__(sentence)
        self.finding = Finding(code, False, sentence, mend)
