"""Why a message did not go out, and whether another try may help."""

from enum import StrEnum


class Remedy(StrEnum):
    """What helps: a person, a later try, a mail server that answers again, or a setting of the operator."""

    PERSON = "person"
    LATER = "later"
    SERVER = "server"
    SETTING = "setting"


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
