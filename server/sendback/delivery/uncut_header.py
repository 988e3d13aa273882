"""A header whose value is one long address: cut or encoded, no mail program could follow it."""

from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.policy import Policy


class UncutHeader(UnstructuredHeader, BaseHeader):
    """Stand on one line whatever its length: RFC 5322 (2.1.1) has room for 998 characters, and a link has no place to fold."""

    def fold(self, *, policy: Policy) -> str:
        """Write the line as it is."""
        return f"{self.name}: {self}{policy.linesep}"


HEADERS = HeaderRegistry()
HEADERS.map_to_type("list-unsubscribe", UncutHeader)
