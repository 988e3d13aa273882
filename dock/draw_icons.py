"""Draw the icons that phones want as PNG, from the one SVG: `python dock/draw_icons.py`, after that changed.

Whatever a phone cuts its icons to, it cuts by itself: those have no round corners, and the mark stands well within the
middle that is never cut away.
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

STATIC = Path(__file__).parent.parent / "server" / "sendback" / "web" / "static"
ICONS = {
    "icon-192.png": (192, True),
    "icon-512.png": (512, True),
    "icon-whole-512.png": (512, False),
    "icon-touch.png": (180, False),
}
"""Each with its size, and whether its corners are round."""


def draw_icons(chromium: str) -> None:
    """Draw all of them."""
    svg = (STATIC / "icon.svg").read_text("utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, (size, is_round) in ICONS.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            drawn = svg if is_round else svg.replace(' rx="8"', "")
            page.set_content(f"<style>body {{ margin: 0; background: transparent }} svg {{ display: block }}</style>{drawn}")
            page.screenshot(path=STATIC / name, omit_background=is_round)
        browser.close()


if __name__ == "__main__":
    draw_icons(sys.argv[1] if len(sys.argv) > 1 else "/usr/bin/chromium")
