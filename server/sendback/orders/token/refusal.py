"""Why a token was refused: one word for the log, one sentence for the merchant, nothing for the shopper."""

from enum import StrEnum


class TokenReason(StrEnum):
    """Name each reason; the inspector, the log and the test vectors share the text."""

    FORMAT = "format"
    SIGNATURE = "signature"
    KEY_RETIRED = "key_retired"
    NOT_YET_VALID = "not_yet_valid"
    EXPIRED = "expired"
    PAYLOAD = "payload"
    SCHEMA = "schema"
    REVOKED = "revoked"


class TokenRefused(Exception):
    """Refuse a token; `hint` is for the merchant only and holds no text of the token but names of claims."""

    def __init__(self, reason: TokenReason, hint: str) -> None:
        super().__init__(f"{reason.value}: {hint}")
        self.reason = reason
        self.hint = hint
