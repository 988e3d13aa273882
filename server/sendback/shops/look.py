"""How a shop's widget looks, and whether that can be read."""

from typing import Literal, Self

from pydantic import Field, model_validator

from sendback.shops.frozen import Frozen

LEAST_CONTRAST = 4.5
"""The least ratio for text (WCAG 2.2, success criterion 1.4.3)."""

_HEX = r"^#[0-9a-fA-F]{6}$"


class Look(Frozen):
    """Colours, corners and letters; only values that CSS takes literally, so nothing can be smuggled in."""

    accent: str = Field(default="#1f5e4b", pattern=_HEX)
    on_accent: str = Field(default="#ffffff", pattern=_HEX)
    background: str = Field(default="#ffffff", pattern=_HEX)
    text: str = Field(default="#1a1d1f", pattern=_HEX)
    radius_px: int = Field(default=10, ge=0, le=32)
    font: Literal["system", "serif", "rounded", "mono"] = "system"
    scheme: Literal["auto", "light", "dark"] = "auto"
    logo: str | None = Field(default=None, max_length=40)

    @model_validator(mode="after")
    def _readable(self) -> Self:
        for name, front, back in find_poor_pairs(self):
            raise ValueError(f"contrast-too-low: {name} has {contrast(front, back):.1f}:1, at least {LEAST_CONTRAST}:1 is needed")
        return self


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two #rrggbb colours, from 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def find_poor_pairs(look: Look) -> list[tuple[str, str, str]]:
    """List the pairs of front and back that are too hard to read."""
    pairs = [("on_accent", look.on_accent, look.accent), ("text", look.text, look.background)]
    return [pair for pair in pairs if contrast(pair[1], pair[2]) < LEAST_CONTRAST]


def mend_contrast(front: str, back: str) -> str:
    """Return the readable colour nearest to `front`: darker or lighter until it stands out from `back`."""
    if contrast(front, back) >= LEAST_CONTRAST:
        return front
    towards = "#000000" if _luminance(back) > 0.18 else "#ffffff"
    for step in range(1, 101):
        mixed = _mix(front, towards, step / 100)
        if contrast(mixed, back) >= LEAST_CONTRAST:
            return mixed
    return towards


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mix(first: str, second: str, share: float) -> str:
    pairs = [(int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
