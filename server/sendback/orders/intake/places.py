"""Countries by name, as exports for people write them."""

import functools

from babel import Locale

_TONGUES = ("en", "de", "fi", "sv", "nb", "da", "nl", "fr", "es", "it", "pl", "pt")


def find_country(text: str) -> str:
    """Give the code of a country that is named or coded; what is neither stays as it is.

    >>> find_country("Finland"), find_country("de"), find_country("Deutschland")
    ('FI', 'DE', 'DE')
    """
    bare = text.strip()
    if len(bare) == 2 and bare.isascii() and bare.isalpha():
        return bare.upper()
    return _list_names().get(bare.casefold(), bare)


@functools.cache
def _list_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for tongue in reversed(_TONGUES):
        territories = Locale.parse(tongue).territories
        names |= {name.casefold(): code for code, name in territories.items() if len(code) == 2 and code.isalpha()}
    return {**names, "usa": "US", "uk": "GB", "great britain": "GB", "czech republic": "CZ"}
