"""Why a call was not made, and why one that was made brought nothing."""

from enum import StrEnum


class Refusal(StrEnum):
    """What is wrong with an address to call, found before anything was sent."""

    MALFORMED = "malformed"
    NOT_HTTPS = "not-https"
    NOT_A_NAME = "not-a-name"
    PORT = "port"
    UNKNOWN_HOST = "unknown-host"
    INNER = "inner"


class Failure(StrEnum):
    """What went wrong on the way."""

    NO_CONNECTION = "no-connection"
    CERTIFICATE = "certificate"
    TIME = "time"
    BROKEN = "broken"


_SENTENCES = {
    Refusal.MALFORMED: "This is no web address; it looks like https://shop.example/returns.",
    Refusal.NOT_HTTPS: "The address must begin with https://.",
    Refusal.NOT_A_NAME: "The address must name a host, such as shop.example, not a number.",
    Refusal.PORT: "The address must not name a port: calls go to 443.",
    Refusal.UNKNOWN_HOST: "There is no server of that name.",
    Refusal.INNER: "The address leads into a private network.",
    Failure.NO_CONNECTION: "The server could not be reached.",
    Failure.CERTIFICATE: "The server has no certificate that is valid for its name.",
    Failure.TIME: "The server did not answer in time.",
    Failure.BROKEN: "The server broke the connection off, or answered in no HTTP.",
}


class CallRefused(Exception):
    """Nothing was sent: the address is not one that may be called."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(_SENTENCES[reason])
        self.reason = reason


class CallFailed(Exception):
    """The call was made, or begun, and brought no answer."""

    def __init__(self, reason: Failure) -> None:
        super().__init__(_SENTENCES[reason])
        self.reason = reason
