"""A shop with a return whose every corner says something of its shopper."""

from dataclasses import dataclass, replace
from pathlib import Path

from sendback.carriers.model import Milestone, TrackingEvent
from sendback.database.ids import new_id
from sendback.database.model import Database
from sendback.delivery.library import Copy, Library, save_copy
from sendback.delivery.links import Document
from sendback.delivery.mail_log_store import find_logged, log_mail, save_bounce
from sendback.delivery.model import Job, Kind, State
from sendback.delivery.tracking.reading import read_words
from sendback.delivery.tracking.store import keep_words
from sendback.orders.intake.deciding import begin_import, check
from sendback.orders.intake.receiving import receive_file
from sendback.orders.intake.store import find_import
from sendback.orders.intake.working import go_on
from sendback.orders.model import Order
from sendback.paper.model import Form
from sendback.receiving.devices.serving import list_served
from sendback.receiving.photo_store import name_photo, save_photo
from sendback.receiving.scanning.event import VERSION, Event
from sendback.receiving.scanning.event import State as Became
from sendback.receiving.scanning.taking import Sender, take_event
from sendback.returns.asking import ask_shopper
from sendback.returns.deciding import approve
from sendback.returns.model import LineRequest, Return, Status
from sendback.returns.noting import add_note
from sendback.returns.parcel_store import list_parcels
from sendback.returns.photo_store import add_photo, keep_photo, use_photo
from sendback.returns.photos import plan_photo
from sendback.returns.requesting import request_return
from sendback.returns.words_in import write_to_shop
from sendback.shops.model import Shop
from sendback.web.context import Context
from sendback.withdrawals.model import Statement, Withdrawal
from sendback.withdrawals.receiving import receive
from tests.docking import begin, hire, pair
from tests.factories import make_address, make_buyer, make_consignor, make_return_request, push_order
from tests.pictures import make_picture

NAME, EMAIL, PHONE, STREET = "Kanarialintu Keltanen", "kanaria@lintu.example", "+358409998877", "Häkkikuja 77"
NOTE, QUESTION, OWN = "the CANARY note of the shopper", "QUESTIONABLE canary", "OWN-FIELD-canary"
REMARK = "REMARK of a colleague, canary"
WORD, DEPOT = "WORD of the shopper, canary", "DEPOT beside the canary"
SCRAWL = "SCRAWLED on the box, canary"
"""What `tell_dock` adds."""
CANARIES = (NAME, EMAIL, PHONE, STREET, NOTE, QUESTION, OWN, REMARK, WORD, DEPOT)
WORDS = (
    "kanarialintu",
    "keltanen",
    "lintu.example",
    "409998877",
    "häkkikuja",
    *(text.lower() for text in (NOTE, QUESTION, OWN, REMARK, WORD, DEPOT, SCRAWL)),
)
"""Every piece of it that tells of somebody, in small letters."""


@dataclass(frozen=True, slots=True)
class Told:
    """An order, its approved return with photo, question and kept label, and the names of the files."""

    shop: Shop
    order: Order
    item: Return
    photo: str
    document: str


def tell_all(context: Context, shop: Shop, email: str = EMAIL) -> Told:
    """Make a return that tells everything, approve it and keep its label."""
    database, now, shop_id = context.database, context.clock(), shop.shop_id
    where = make_address(name=NAME, lines=(STREET,))
    order = database.write(push_order, shop_id, buyer=make_buyer(name=NAME, email=email, phone=PHONE, address=where))
    request = make_return_request(
        order,
        consignor=make_consignor(name=NAME, email=email, phone=PHONE, address=where),
        lines=(LineRequest(order.lines[0].line_id, 1, "too_small", NOTE),),
        own_fields={"shoe": OWN},
    )
    item = database.write(request_return, shop, order, request, "shopper", now)
    photo = plan_photo(shop_id, order.order_id, now)
    database.write(add_photo, photo)
    context.store.put(photo.name, make_picture("JPEG"))
    database.write(keep_photo, shop_id, photo.photo_id, now)
    assert database.write(use_photo, photo.photo_id, (order.order_id, ""), replace(photo, return_id=item.return_id))
    if item.status is Status.REQUESTED:
        database.write(ask_shopper, shop_id, item.return_id, QUESTION, False, "tests", now)
        item = database.write(approve, shop_id, item.return_id, "tests", now)
    database.write(add_note, shop_id, item.return_id, REMARK, "tests", now)
    database.write(write_to_shop, shop_id, item.return_id, WORD, "shopper", now)
    (parcel,) = database.read(list_parcels, shop_id, item.return_id)
    database.write(keep_words, parcel, read_words(parcel, [TrackingEvent(now, Milestone.MOVING, "Scanned", DEPOT)], now), now)
    for subject in (item.return_id, order.order_id):
        log(context, shop, subject, email)
    library = Library(database, context.store, context.settings.base_url)
    saved = save_copy(library, shop, item.return_id, Copy(Document.LABEL, Form.PDF), "tests", now)
    return Told(shop, order, item, photo.name, saved[0].name)


def log(context: Context, shop: Shop, subject: str, email: str) -> None:
    """Write down that a mail about something went to them, and came back with their name in it."""
    now = context.clock()
    job = Job(shop.shop_id, new_id(), Kind.MESSAGE, subject, {}, State.PENDING, now, 1, "", now)
    context.database.write(log_mail, job, email, now)
    logged = context.database.read(find_logged, shop.shop_id, job.job_id)
    assert logged is not None
    context.database.write(save_bounce, logged, "5.1.1", f"no {NAME} here", True, now)


def tell_dock(context: Context, told: Told) -> str:
    """Have a device say words about a return: of a box, with a photo, of a thing in it, and in vain; name the photo's file."""
    database, now, shop = context.database, context.clock(), told.shop
    device, _ = pair(database, shop, now)
    sender, shift = Sender(device, database.read(list_served, device)), begin(database, device, hire(database, shop, now), now)
    photo = new_id()
    context.store.put(name_photo(shop.shop_id, photo), b"a picture")
    database.write(save_photo, shop.shop_id, photo, name_photo(shop.shop_id, photo), "tests", now)
    box = {"return_id": told.item.return_id, "code": SCRAWL, "note": SCRAWL}
    thing = {**box, "line_id": told.order.lines[0].line_id, "outcome": "arrived", "quantity": 1, "grade": "a"}
    del thing["code"]
    deeds = [
        ("receive", {**box, "photos": [photo]}, shift.shift_id, Became.APPLIED),
        ("receive", box, shift.shift_id, Became.REFUSED),
        ("inspect", {**thing, "disposition": "donate", "reason": SCRAWL}, "nobody's", Became.HELD),
        ("inspect", {**thing, "disposition": "donate", "reason": SCRAWL}, shift.shift_id, Became.APPLIED),
    ]
    for number, (kind, body, shift_id, state) in enumerate(deeds):
        event = Event(new_id(), number, shop.slug, shift_id, kind, VERSION, now, now, body)
        assert take_event(database, sender, event, now).state is state
    return name_photo(shop.shop_id, photo)


def import_again(context: Context, told: Told, folder: Path) -> str:
    """Import a file that changes the order, leave another waiting that names its buyer, and return the waiting one's id."""
    database, shop_id, clock = context.database, told.shop.shop_id, context.clock
    ids = []
    for number, is_for_good in ((told.order.number, True), ("N-77", False)):
        file = folder / f"{EMAIL} {number}.csv"
        row = f'{number},"{NAME}",{EMAIL},{PHONE},Another mug,1'
        file.write_text(f"order_number,name,email,phone,title,quantity\n{row}\n", "utf-8")
        ids.append(receive_file(database, shop_id, file, file.name, "tests", clock()))
        for step in (check, begin_import) if is_for_good else (check,):
            item = database.read(find_import, shop_id, ids[-1])
            assert item is not None
            database.write(step, shop_id, item, clock())
            while go_on(database, shop_id, ids[-1], clock, 60):
                pass
    return ids[-1]


def withdraw(context: Context, shop: Shop, order: Order, email: str = EMAIL) -> Withdrawal:
    """Withdraw from an order."""
    statement = Statement(NAME, order.number, email, "", "en")
    received = context.database.write(receive, context.vault, shop, context.settings.base_url, statement, context.clock())
    log(context, shop, received.withdrawal_id, email)
    return received


def dump(database: Database, shop: Shop) -> dict[str, str]:
    """Write down everything that the database holds of a shop, by table."""
    return {
        table: str(database.read(lambda tx, table: tx.all(f"SELECT * FROM {table} WHERE shop_id = :s", s=shop.shop_id), table))
        for table in list_tables(database, of_shops=True)
    }


def list_tables(database: Database, of_shops: bool = False) -> list[str]:
    """Name every table there is, or those whose rows belong to a shop."""
    sql = {
        "sqlite": """SELECT DISTINCT t.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c ON c.name LIKE :c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name""",
        "postgres": """SELECT DISTINCT table_name AS name FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name LIKE :c ORDER BY 1""",
    }[database.engine]
    return [row["name"] for row in database.read(lambda tx: tx.all(sql, c="shop_id" if of_shops else "%"))]
