"""The shop's look as a style sheet: a strict policy for styles allows no colour in the page itself."""

from flask import Response

from sendback.shops import store
from sendback.shops.look import LEAST_CONTRAST, Look, contrast, mend_contrast
from sendback.shops.model import ShopSettings
from sendback.web.context import get_context

_FONTS = {"system": "", "serif": "ui-serif, Georgia, serif", "rounded": "ui-rounded, system-ui, sans-serif"}
_FONTS["mono"] = "ui-monospace, Menlo, Consolas, monospace"
_DARK_CARD, _DARK_INK = "#16191b", "#eceeef"
_WARM, _PALE = ("#b3261e", "#7a4b00"), ("#ffb0a8", "#f0c57a")
_PLENTY = 9.0


def send_look(slug: str, version: int) -> Response:
    """Send the look of one version of the settings; it never changes, so it is kept for ever."""
    context = get_context()
    shop = context.database.read(store.get_shop_by_slug, slug)
    settings: ShopSettings = context.database.read(store.get_settings, shop.shop_id, version)
    response = Response(write_look(settings.look), mimetype="text/css")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def write_look(look: Look) -> str:
    """Write the tokens of house.css as a shop wants them; what could not be read is mended, not drawn."""
    light = _tokens(look, look.background, look.text)
    dark = _tokens(look, _DARK_CARD, _DARK_INK)
    base = f"--radius:{look.radius_px}px;"
    if font := _FONTS[look.font]:
        base += f"--font:{font};"
    if look.scheme == "dark":
        return f":root:root{{color-scheme:dark;{base}{dark}}}\n"
    if look.scheme == "light":
        return f":root:root{{color-scheme:light;{base}{light}}}\n"
    return f":root:root{{{base}{light}}}\n@media (prefers-color-scheme:dark){{:root:root{{{dark}}}}}\n"


def _tokens(look: Look, card: str, ink: str) -> str:
    bad, warn = _WARM if contrast(_WARM[0], card) >= LEAST_CONTRAST else _PALE
    tokens = {
        "card": card,
        "paper": card,
        "ink": ink,
        "muted": f"color-mix(in srgb,{ink} 68%,{card})" if contrast(ink, card) >= _PLENTY else ink,
        "line": f"color-mix(in srgb,{ink} 14%,{card})",
        "edge": f"color-mix(in srgb,{ink} 52%,{card})",
        "accent": look.accent,
        "on-accent": look.on_accent,
        "strong": mend_contrast(look.accent, card),
        "tint": f"color-mix(in srgb,{look.accent} 9%,{card})",
        "on-tint": ink,
        "bad": bad,
        "bad-tint": f"color-mix(in srgb,{bad} 8%,{card})",
        "warn": warn,
        "warn-tint": f"color-mix(in srgb,{warn} 10%,{card})",
    }
    return "".join(f"--{name}:{value};" for name, value in tokens.items())
