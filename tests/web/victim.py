"""A shop with something to hide, and whoever would like to see it."""

from dataclasses import dataclass, replace

from flask.testing import FlaskClient

from sendback.database.ids import new_id
from sendback.delivery.library import Copy, Library, save_copy
from sendback.delivery.links import Document
from sendback.delivery.model import Kind
from sendback.delivery.outbox_store import add_job
from sendback.delivery.shipping import Shipment, record_shipments
from sendback.delivery.webhooks.endpoints import Wish, add_endpoint
from sendback.delivery.webhooks.replaying import send_test
from sendback.egress.reach import PUBLIC
from sendback.orders.intake.model import Head, Row
from sendback.orders.intake.rows_store import add_rows
from sendback.orders.intake.stages import Stage
from sendback.orders.intake.store import add_import, move
from sendback.orders.model import Order
from sendback.paper.model import Form
from sendback.receiving.devices.model import Device
from sendback.receiving.devices.pairing import make_pairing
from sendback.receiving.inspection_store import add_inspection
from sendback.receiving.model import By
from sendback.receiving.mystery import take_unknown
from sendback.receiving.stock.posting import post_inspection
from sendback.receiving.wishes import MysteryWish
from sendback.returns.approval_store import make_approval_link
from sendback.returns.model import Return
from sendback.returns.photo_pictures import redraw_photo
from sendback.returns.photo_store import add_photo, keep_photo, use_photo
from sendback.returns.photos import plan_photo
from sendback.returns.requesting import request_return
from sendback.returns.rma import show_rma
from sendback.returns.viewing import save_view
from sendback.shops.founding import Founded, add_secret_key
from sendback.shops.keys import KeyKind, get_kid
from sendback.shops.model import Shop
from sendback.shops.secret import hash_secret
from sendback.shops.sign_in import Role
from sendback.shops.store import save_image
from sendback.shops.warehouses import MAIN
from sendback.web.context import Context
from sendback.withdrawals.model import Statement
from sendback.withdrawals.receiving import receive
from tests.docking import hire, pair
from tests.factories import make_address, make_buyer, make_consignor, make_inspection, make_line, make_return_request, push_order
from tests.people import make_link, make_member, open_session
from tests.pictures import make_picture

COOKIE = "sendback_session"
"""As it is called where there is no https."""

NAME, EMAIL, PHONE = "Kanarialintu Keltanen", "kanaria@lintu.example", "+358409998877"
SCANNER, WORKER = "Häkkiskanneri", "Kanarianhoitaja"
HOOK = "a-path-that-only-the-receiver-knows"
STREET, POSTCODE, NUMBER = "Häkkikuja 77", "XQ99887", "CANARY-4711"


@dataclass(frozen=True, slots=True)
class Victim:
    """One shop's order, return and secrets."""

    founded: Founded
    order: Order
    item: Return
    job_id: str
    image_id: str
    document_id: str
    batch_id: str
    api_key: str
    session: str
    status_secret: str
    document: str
    link: str
    approval_link: str
    cookie: str
    photo: str
    receipt_id: str
    account_id: str
    endpoint_id: str
    delivery_id: str
    view_id: str
    import_id: str
    box_id: str
    finding_id: str
    device: Device
    device_cookie: str
    worker_id: str
    pairing_hash: str

    @property
    def facts(self) -> list[str]:
        """List what nobody else may read anywhere."""
        typed = [NAME, EMAIL, PHONE, STREET, POSTCODE, NUMBER, self.item.rma, show_rma(self.item.rma)]
        keys = [self.founded.signing_key, self.api_key, self.photo, self.approval_link]
        return [
            *typed,
            *keys,
            self.session,
            self.status_secret,
            self.document,
            self.link,
            self.approval_link,
            self.cookie,
            self.photo,
            HOOK,
            self.device_cookie,
            SCANNER,
            WORKER,
        ]


def make_victim(context: Context, founded: Founded) -> Victim:
    """Let a shop have an order, a return, a waiting mail, a logo not yet shown, keys, and its owner signed in."""
    database, now, shop = context.database, context.clock(), founded.shop
    where = make_address(name=NAME, lines=(STREET,), postcode=POSTCODE)
    buyer = make_buyer(name=NAME, email=EMAIL, phone=PHONE, address=where)
    order = database.write(push_order, shop.shop_id, number=NUMBER, buyer=buyer, lines=(make_line(quantity=9),))
    request = make_return_request(order, consignor=make_consignor(name=NAME, email=EMAIL, phone=PHONE, address=where))
    item = database.write(request_return, shop, order, request, "shopper", now)
    device, secret = pair(database, shop, now, SCANNER)
    return Victim(
        founded,
        order,
        item,
        job_id=database.write(add_job, shop.shop_id, Kind.LABEL, item.return_id, now),
        document_id=keep_label(context, shop, item),
        image_id=database.write(save_image, shop.shop_id, b"not a picture", "Kaisa", now),
        batch_id=ship(context, founded, order),
        api_key=database.write(add_secret_key, context.vault, shop, KeyKind.API, "Kaisa", now),
        session=context.links.session(shop.shop_id, order.order_id),
        status_secret=context.links.status_secret(shop.shop_id, item.return_id),
        document=context.links.document_url(shop.shop_id, item.return_id, Document.LABEL).rsplit("/", 1)[1].removesuffix(".pdf"),
        link=make_link(database, shop.shop_id, Role.OWNER, now),
        approval_link=database.write(make_approval_link, shop.shop_id, item.return_id, "0123abcd", now),
        cookie=sign_in(context, founded, Role.OWNER),
        photo=photograph(context, shop, item),
        receipt_id=withdraw(context, shop),
        account_id=database.write(
            make_member, shop.shop_id, Role.AGENT, now, "Lintu", f"lintu-{shop.shop_id}@victim.example".lower()
        ),
        endpoint_id=(endpoint_id := hook(context, shop)),
        delivery_id=database.write(send_test, shop.shop_id, endpoint_id, now),
        view_id=database.write(save_view, shop.shop_id, "Mine", "due=1", "Kaisa", True, now).view_id,
        import_id=upload(context, shop),
        box_id=find_box(context, shop),
        finding_id=find_inside(context, item),
        device=device,
        device_cookie=f"{device.home}.{device.device_id}.{secret}",
        worker_id=hire(database, shop, now, WORKER).worker_id,
        pairing_hash=hash_secret(database.write(make_pairing, shop.shop_id, MAIN, "tests", now)),
    )


def find_box(context: Context, shop: Shop) -> str:
    """Take in a box that nobody knows, with what stands on it, and return its id."""
    wish, by = MysteryWish(code=NUMBER[::-1], note=NAME), By("worker", context.clock())
    return context.database.write(take_unknown, shop, wish, new_id(), "main", by, context.clock()).receipt_id


def find_inside(context: Context, item: Return) -> str:
    """Find something of a return and put it on the shelf, and return the finding's id."""
    found = make_inspection(item.shop_id, return_id=item.return_id, order_id=item.order_id)
    context.database.write(add_inspection, found)
    context.database.write(post_inspection, found, context.clock())
    return found.inspection_id


def photograph(context: Context, shop: Shop, item: Return) -> str:
    """Keep a photo of a return and give what its link is signed with."""
    photo = plan_photo(shop.shop_id, item.order_id, context.clock())
    context.store.put(photo.name, redraw_photo(make_picture()))
    context.database.write(add_photo, photo)
    context.database.write(keep_photo, shop.shop_id, photo.photo_id, context.clock())
    used = replace(photo, return_id=item.return_id, line_order_id=item.order_id, line_id="1")
    assert context.database.write(use_photo, photo.photo_id, (item.order_id, item.order_id), used)
    return context.links.photo_url(shop.shop_id, photo.photo_id).split("/")[-2]


def keep_label(context: Context, shop: Shop, item: Return) -> str:
    """Keep a return's label in the library and return the document's id."""
    library = Library(context.database, context.store, context.links.base_url)
    (saved,) = save_copy(library, shop, item.return_id, Copy(Document.LABEL, Form.PDF), "tests", context.clock())
    return saved.document_id


def upload(context: Context, shop: Shop) -> str:
    """Have a file of orders read, with the secrets in it, and return the import's id."""
    head, row = (
        Head("csv", ("order_number", "title", "quantity", "name", "email")),
        Row(2, {"order_number": NUMBER, "name": NAME}),
    )
    import_id = context.database.write(add_import, shop.shop_id, f"{NAME}.csv", head, "Kaisa", context.clock())
    context.database.write(add_rows, shop.shop_id, import_id, [row])
    context.database.write(move, shop.shop_id, import_id, (Stage.READING, 0), Stage.UPLOADED, context.clock())
    return import_id


def withdraw(context: Context, shop: Shop) -> str:
    """Withdraw from the order and return the receipt's number."""
    statement = Statement(NAME, NUMBER, EMAIL, "", "en")
    base_url, now = context.settings.base_url, context.clock()
    return context.database.write(receive, context.vault, shop, base_url, statement, now).withdrawal_id


def hook(context: Context, shop: Shop) -> str:
    """Have a system told of what happens and return the endpoint's id."""
    wish = Wish(f"https://hooks.example/{HOOK}")
    added = context.database.write(add_endpoint, context.vault, PUBLIC, shop.shop_id, wish, "tests", context.clock())
    return added.endpoint_id


def ship(context: Context, founded: Founded, order: Order) -> str:
    """Prepare a label for the box of an order, and give the batch it is printed in."""
    kid, shipments = get_kid(founded.signing_key), [Shipment(order)]
    return context.database.write(record_shipments, founded.shop, kid, shipments, "api", context.clock()).batch_id


def sign_in(context: Context, founded: Founded, role: Role) -> str:
    """Sign a person in to a shop and return the session their cookie holds."""
    return open_session(context.database, founded.shop.shop_id, role, context.clock())


def as_person(client: FlaskClient, session: str) -> FlaskClient:
    """Let a browser hold a session."""
    client.set_cookie(COOKIE, session)
    return client
