"""How it is to travel: asked where more than one way is open to this sender for these reasons."""

from sendback.shops.options import list_options
from sendback.web.hosted.visit import Visit
from sendback.web.options import name_option


def list_choices(visit: Visit, country: str) -> list[tuple[str, str]]:
    """List the open ways as (id, text), the first of them taken where none is chosen; none where there is no choice."""
    settings = visit.shop.settings
    picked = [name.removeprefix("pick.") for name in visit.typed if name.startswith("pick.")]
    open_ones = list_options(settings.options, country, frozenset(visit.get(f"reason.{line_id}") for line_id in picked))
    choices = [(option.id, name_option(option, settings, visit.words)) for option in open_ones]
    return choices if len(choices) > 1 else []
