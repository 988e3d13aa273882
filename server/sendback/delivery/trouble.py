"""Why a job was not done, and whether another try may help."""

from enum import StrEnum


class Remedy(StrEnum):
    """What helps: a person, a later try, a mail server that answers again, or a setting of the operator."""

    PERSON = "person"
    LATER = "later"
    SERVER = "server"
    SETTING = "setting"


class Trouble(Exception):
    """A job that was not done; `reason` is shown to the shop's people and holds no address and no text of a mail."""

    def __init__(self, reason: str, remedy: Remedy) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


class Needless(Exception):
    """A job that nobody needs any more: what it is about has changed meanwhile."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
