"""Why a message did not go out, and whether another try may help."""

from enum import StrEnum


class Remedy(StrEnum):
    """What helps: nothing without a person, a later try, or a mail server that answers again."""

    PERSON = "person"
    LATER = "later"
    SERVER = "server"


class MailTrouble(Exception):
    """A message that was not sent; `reason` is shown to the shop's people and holds no address and no text of the mail."""

    def __init__(self, reason: str, remedy: Remedy) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


class Needless(Exception):
    """A message that nobody needs any more: what it tells of has changed meanwhile."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
