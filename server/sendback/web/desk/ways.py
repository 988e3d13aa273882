"""The ways to send a return, as the shop's own people call them."""

from sendback.shops.model import ShopSettings
from sendback.shops.options import OptionKind, ReturnOption
from sendback.web.options import name_option
from sendback.words.catalogue import words_for

_ENGLISH = words_for("en")


def name_way(option: ReturnOption, settings: ShopSettings) -> str:
    """Name one as shoppers read it, but for "you pay": at the desk that is somebody else."""
    has_own = any(option.label.get(language) for language in (_ENGLISH.language, settings.default_language))
    if option.kind is OptionKind.SHOPPER_PAID and not has_own:
        return "Any post, the shopper pays"
    return name_option(option, settings, _ENGLISH)
