"""The steps a shopper takes, for the tests to walk."""

from playwright.sync_api import Page

BUTTON = ".foot .button"


def find_order(page: Page, number: str = "1001", postcode: str = "00100") -> None:
    """Open the dialog and type which order it is."""
    if not page.locator("form").count():
        page.click("#link")
    page.fill("[name=order_number]", number)
    page.fill("[name=postcode]", postcode)
    page.click(BUTTON)


def pick_line(page: Page, place: int = 1, reason: str = "too_large") -> None:
    """Pick a line and say why."""
    line = page.locator(".line").nth(place)
    line.locator("[type=checkbox]").check()
    line.locator(f"[value={reason}]").check()


def reach_details(page: Page) -> None:
    """Walk up to the last form."""
    find_order(page)
    page.wait_for_selector(".line")
    pick_line(page)
    page.click(BUTTON)
    page.wait_for_selector(".address")


def make_return(page: Page, delivery: str = "email") -> None:
    """Walk the whole way."""
    reach_details(page)
    page.check(f"[value={delivery}]")
    page.click(BUTTON)
    page.wait_for_selector(".done")


def focused(page: Page) -> str:
    """Name what has the focus inside the form: its name, else its id or class."""
    name = page.evaluate(
        """() => { const one = document.querySelector("sendback-returns")?.shadowRoot.activeElement;
        return one ? one.name || one.id || one.className : ""; }"""
    )
    return str(name)


def listen(page: Page) -> None:
    """Keep every event of the widget in `window.events`."""
    names = ["open", "submit", "label-created", "error", "close"]
    page.evaluate(
        """names => { window.events = []; for (const name of names)
        document.addEventListener("sendback:" + name, e => events.push([name, JSON.stringify(e.detail)])); }""",
        names,
    )
