"""May it come back? The whole of it told once, on the shop's own page under the strictest policy, with nothing made up.

Refused with its reason, allowed with a fee, approved from a mail, a gift, two orders in one box, something to keep, and a
withdrawal whose signed receipt is checked without Sendback.
"""

import email
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sendback.database.model import Tx
from sendback.delivery.mailer import open_mailer
from sendback.delivery.parts import WorkerParts
from sendback.delivery.worker import run_once
from sendback.journal.store import find_broken_link
from sendback.orders.model import Order, Variant
from sendback.orders.token.claims import OrderClaims
from sendback.orders.token.signing import draw_token_id, sign_order
from sendback.returns.model import Return, Status
from sendback.returns.store import list_returns
from sendback.shops.store import save_settings
from tests.browser.conftest import Live
from tests.browser.test_choosing import choose
from tests.browser.test_shopping import assert_no_violations, find_order, open_widget
from tests.factories import make_line, make_settings, push_order

pytestmark = pytest.mark.browser
NewPage = Callable[..., Page]
CHECKER = Path(__file__).parents[2] / "examples" / "verify_receipt" / "verify_receipt.py"
APPROVER = "teemu@nordlys.example"
POLICY = """
[terms]
window_days = 30
approval = "all"

[[rule]]
id = "hygiene"
then = "refuse"
[rule.when]
category = ["hygiene"]
[rule.shopper]
en = "Opened hygiene goods cannot come back."

[[rule]]
id = "cheap-and-broken"
then = "keep"
[rule.when]
reason = ["damaged"]
price_to = "15 EUR"
[rule.shopper]
en = "Please keep it. Your money comes back all the same."

[[rule]]
id = "dear"
then = "ask"
[rule.when]
price_from = "200 EUR"

[[rule]]
id = "regret"
then = "allow"
fee = "4.90 EUR"
[rule.when]
reason = ["changed_mind"]
"""
LINES = {
    "SB-1": (make_line("brush", title="Toothbrush", category="hygiene"), make_line("coat", title="Coat", quantity=1)),
    "SB-2": (make_line("scarf", title="Scarf", quantity=1),),
    "SB-3": (make_line("sofa", title="Sofa", quantity=1, unit_price_minor=90_000),),
    "SB-4": (make_line("mug", title="Mug", quantity=1, unit_price_minor=900),),
    "SB-5": (make_line("hat", title="Hat", quantity=1, variants=(Variant("HAT-L", "Hat, L"),)),),
}


@pytest.fixture
def orders(live: Live) -> dict[str, Order]:
    """The shop's policy and what was bought under it."""

    def open_shop(tx: Tx) -> dict[str, Order]:
        shop = live.founded.shop
        settings = make_settings(
            origins=[live.shop_url],
            policy={"text": POLICY},
            desk={"approvers": [APPROVER]},
            reasons=[
                {"code": "damaged", "label": {"en": "Damaged"}},
                {"code": "changed_mind", "label": {"en": "Changed my mind"}},
            ],
            resolutions=["refund", "exchange", "store_credit"],
        )
        save_settings(tx, shop.shop_id, shop.settings_version, settings, "tests", datetime.now(UTC))
        yesterday = (datetime.now(UTC) - timedelta(days=1)).date()
        return {n: push_order(tx, shop.shop_id, number=n, lines=lines, delivered_on=yesterday) for n, lines in LINES.items()}

    return live.context.database.write(open_shop)


def test_may_it_come_back(live: Live, orders: dict[str, Order], new_page: NewPage) -> None:
    page = new_page()
    refuse_and_take_two_orders_with_a_fee(page, live, orders)
    approve_from_a_mail(page, new_page(), live, orders)
    let_keep(page, live, orders)
    exchange_a_gift(new_page(), live)
    assert_no_violations(page)
    withdraw_and_check_the_receipt(new_page(), live)
    assert find_broken_link(live.context.database, live.founded.shop.shop_id) is None


def refuse_and_take_two_orders_with_a_fee(page: Page, live: Live, orders: dict[str, Order]) -> None:
    open_widget(page, live)
    find_order(page, orders["SB-1"])
    expect(page.get_by_text("Opened hygiene goods cannot come back.")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Toothbrush")).to_have_count(0)
    choose(page, "Coat", "Changed my mind", "Refund")
    expect(page.get_by_text("Fee: €4.90")).to_be_visible()
    page.get_by_role("button", name="Add another order").click()
    find_order(page, orders["SB-2"])
    choose(page, "Scarf", "Damaged", "Refund")
    page.get_by_role("button", name="Continue").click()
    page.get_by_text("By email", exact=True).click()
    page.get_by_role("button", name="Get my label").click()
    expect(page.get_by_role("heading", name="Your return is ready")).to_be_visible()
    item = newest(live)
    assert [(line.order_number, line.fee_minor) for line in item.lines] == [("SB-1", 490), ("SB-2", 0)]
    (mail,) = send_mails(live)
    assert mail["To"] == "aino@example.fi"
    assert "4.90" in read_text(mail)


def approve_from_a_mail(page: Page, approver: Page, live: Live, orders: dict[str, Order]) -> None:
    open_widget(page, live)
    find_order(page, orders["SB-3"])
    choose(page, "Sofa", "Changed my mind", "Refund")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send my request").click()
    expect(page.get_by_role("heading", name="We have your request")).to_be_visible()
    mails = {str(mail["To"]): mail for mail in send_mails(live)}
    link = re.search(r"http\S+/approve/\S+choose=approve", read_text(mails[APPROVER]))
    assert link
    approver.goto(link[0])
    assert newest(live).status is Status.REQUESTED  # looking decides nothing
    approver.get_by_role("button", name="Approve").click()
    expect(approver.get_by_role("heading", name="You approved")).to_be_visible()
    assert newest(live).status is Status.AUTHORIZED
    (label,) = send_mails(live)
    assert [part.get_content_type() for part in label.iter_attachments()] == ["application/pdf"]


def let_keep(page: Page, live: Live, orders: dict[str, Order]) -> None:
    open_widget(page, live)
    find_order(page, orders["SB-4"])
    choose(page, "Mug", "Damaged", "Refund")
    expect(page.get_by_text("Please keep it. Your money comes back all the same.").first).to_be_visible()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", name="You can keep it")).to_be_visible()
    assert newest(live).status is Status.CLOSED
    (mail,) = send_mails(live)
    assert not list(mail.iter_attachments())  # nothing to print, for nothing is sent


def exchange_a_gift(page: Page, live: Live) -> None:
    claims = OrderClaims(order="SB-5", token_id=draw_token_id(), is_reference=True, is_gift=True)
    live.link_attributes = f'data-token="{sign_order(claims, live.founded.signing_key, int(datetime.now(UTC).timestamp()))}"'
    open_widget(page, live)
    choose(page, "Hat", "Changed my mind", "Exchange", "Hat, L")
    assert "€" not in page.get_by_role("dialog").inner_text()
    page.get_by_role("button", name="Continue").click()
    for label, text in {"Name": "Kaisa Gift", "Email": "kaisa@example.fi", "Street address": "Katu 1"}.items():
        page.get_by_role("textbox", name=label).fill(text)
    page.get_by_role("textbox", name="Postcode").fill("00100")
    page.get_by_role("textbox", name="City").fill("Helsinki")
    page.get_by_text("By email", exact=True).click()
    page.get_by_role("button", name="Get my label").click()
    expect(page.get_by_role("heading", name="Your return is ready")).to_be_visible()
    assert newest(live).is_gift
    (mail,) = send_mails(live)
    assert mail["To"] == "kaisa@example.fi"
    assert "Aino" not in read_text(mail)
    live.link_attributes = ""


def withdraw_and_check_the_receipt(page: Page, live: Live) -> None:
    open_widget(page, live)
    page.get_by_role("button", name="Withdraw from contract here").click()
    page.get_by_label("Your name").fill("Aino Järvenpää")
    page.get_by_label("Order or contract number").fill("SB-1")
    page.get_by_label("Email address for the acknowledgement").fill("aino@example.fi")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("I hereby give notice that I withdraw from my contract with the number SB-1.")).to_be_visible()
    page.get_by_role("button", name="Confirm withdrawal").click()
    expect(page.get_by_role("heading", name="Your withdrawal was received")).to_be_visible()
    assert_no_violations(page)
    (mail,) = send_mails(live)
    pdf, receipt = (part.get_content() for part in mail.iter_attachments())  # type: ignore[attr-defined]
    assert pdf.startswith(b"%PDF")
    check_offline(page, live, receipt)


def check_offline(page: Page, live: Live, receipt: bytes) -> None:
    """Check the receipt from the mail by the published example, away from the server."""
    keys = page.request.get(f"{live.base_url}/withdrawals/keys.json?shop={live.founded.shop.slug}").body()
    folder = live.mail_folder.parent
    (folder / "receipt.txt").write_bytes(receipt)
    (folder / "keys.json").write_bytes(keys)
    said = subprocess.run([sys.executable, CHECKER, folder / "receipt.txt", folder / "keys.json"], capture_output=True, text=True)
    assert said.stdout == "The receipt is genuine.\n", said.stderr


def newest(live: Live) -> Return:
    return live.context.database.read(list_returns, live.founded.shop.shop_id)[0]


def read_text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body
    return str(body.get_content())


def send_mails(live: Live) -> list[EmailMessage]:
    """Let the worker send what waits, and read it out of the mail folder."""
    known, context = set(live.mail_folder.glob("*.eml")), live.context
    mailer = open_mailer(context.settings.mail_url)
    run_once(
        WorkerParts(
            context.database, context.vault, context.links, mailer, context.settings.mail_from, context.clock, context.store
        ),
        datetime.now(UTC),
    )
    files = sorted(set(live.mail_folder.glob("*.eml")) - known)
    return [email.message_from_bytes(file.read_bytes(), policy=default) for file in files]
