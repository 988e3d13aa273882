"""One mail address, and never two: what is written into a header cannot become another header or another recipient."""

import unicodedata
from email.errors import MessageError
from email.headerregistry import Address

from sendback.delivery.trouble import Remedy, Trouble
from sendback.shops.text import clean_line, is_email


def one_address(text: str) -> Address:
    """Read exactly one addr-spec (RFC 5322, 3.4.1) with its host in ASCII (RFC 5891), or Trouble.

    Encoded words are refused: a reader that decodes them finds commas and line breaks inside.

    >>> one_address("liisa@järvi.fi").addr_spec
    'liisa@xn--jrvi-loa.fi'
    """
    if not is_email(text) or "=?" in text or any(unicodedata.category(sign)[0] in "CZ" for sign in text):
        raise _not_one()
    local, _, host = text.rpartition("@")
    try:
        return Address(addr_spec=f"{local}@{host.encode('idna').decode('ascii')}")
    except (ValueError, MessageError):
        raise _not_one() from None


def sender(name: str, address: str) -> Address:
    """Name the shop as the sender; Trouble when there is no address to send from."""
    if not address:
        raise Trouble("No sender is set: neither SENDBACK_MAIL_FROM nor an address of the shop.", Remedy.SETTING)
    plain = one_address(address)
    return Address(display_name=clean_line(name), username=plain.username, domain=plain.domain)


def _not_one() -> Trouble:
    return Trouble("The address on record is not one mail address.", Remedy.PERSON)
