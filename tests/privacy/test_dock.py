"""What the dock kept of people goes with the return, and of boxes that nobody ever knew by itself; that they came stays."""

import pytest

from sendback.database.ids import new_id
from sendback.delivery.parts import WorkerParts
from sendback.privacy.erasing import erase_person
from sendback.privacy.exporting import export_person
from sendback.privacy.person_store import Sought, find_person
from sendback.privacy.wiping import wipe_nightly
from sendback.receiving.devices.serving import list_served
from sendback.receiving.finding import note_finding
from sendback.receiving.inspection_store import list_inspections
from sendback.receiving.model import By
from sendback.receiving.mystery import join_unknown, take_unknown
from sendback.receiving.photo_store import list_photos, list_photos_of, save_photo
from sendback.receiving.receipt_store import list_receipts, list_unknown
from sendback.receiving.scanning.event import VERSION, Event, State
from sendback.receiving.scanning.taking import Sender, take_event
from sendback.receiving.taking_in import receive_box
from sendback.receiving.wishes import FindWish, MysteryWish, ReceiveWish
from sendback.returns.model import Return
from sendback.returns.requesting import request_return
from sendback.shops.model import Shop
from sendback.shops.receiving import Disposition, Outcome
from sendback.web.context import Context
from tests.conftest import Clock
from tests.docking import begin, hire, pair
from tests.factories import make_return_request, push_order
from tests.privacy.telling import DEPOT, EMAIL, NAME, SCRAWL, WORD, WORDS, dump, tell_all, tell_dock

SAID = {"tracking_events": DEPOT, "return_messages": WORD, "mail_log": EMAIL, "returns": NAME}
PICTURES = ("dock/box.jpg", "dock/unknown.jpg")


@pytest.fixture
def parts(context: Context) -> WorkerParts:
    return WorkerParts(context.database, context.vault, context.links, None, "s@example.org", context.clock, context.store)


@pytest.fixture
def item(context: Context, shop: Shop, clock: Clock) -> Return:
    """A return that is closed, and an unknown box: with a photo of each, and words about people."""
    write, now, photos = context.database.write, clock(), [new_id(), new_id()]
    order = write(push_order, shop.shop_id)
    made = write(request_return, shop, order, make_return_request(order), "shopper", now)
    for photo, name in zip(photos, PICTURES, strict=True):
        context.store.put(name, b"a picture")
        write(save_photo, shop.shop_id, photo, name, "worker", now)
    by = By("worker", now)
    box = ReceiveWish(return_id=made.return_id, note="Aino rang", photos=(photos[0],))
    write(receive_box, shop, box, new_id(), "main", by, now)
    thing = FindWish(
        return_id=made.return_id, line_id="1", outcome=Outcome.ARRIVED, quantity=1, grade="a",
        disposition=Disposition.DONATE, reason="Aino asked for it", note="Aino's",
    )  # fmt: skip
    write(note_finding, shop, thing, new_id(), "main", by, now)
    write(take_unknown, shop, MysteryWish(code="JJD1", note="From Aino", photos=(photos[1],)), new_id(), "main", by, now)
    return made


def test_photos_go_first_then_the_words(context: Context, parts: WorkerParts, shop: Shop, item: Return, clock: Clock) -> None:
    (unknown,) = context.database.read(list_unknown, shop.shop_id)
    for days, left in ((80, list(PICTURES)), (11, [])):
        clock.advance(days=days)
        wipe_nightly(parts, shop.shop_id, clock())
        photos = context.database.read(list_photos, shop.shop_id, item.return_id)
        photos += context.database.read(list_photos_of, shop.shop_id, unknown.receipt_id)
        assert [photo.name for photo in photos] == left
        assert [name for name in PICTURES if context.store.get(name) is not None] == left
    clock.advance(days=90)
    wipe_nightly(parts, shop.shop_id, clock())
    (receipt,) = context.database.read(list_receipts, shop.shop_id, item.return_id)
    (found,) = context.database.read(list_inspections, shop.shop_id, item.return_id)
    (unknown,) = context.database.read(list_unknown, shop.shop_id)
    assert (receipt.note, unknown.note, unknown.code, found.note, found.reason) == ("", "", "", "", "erased")
    assert (found.quantity, found.grade, found.disposition) == (1, "a", Disposition.DONATE)


@pytest.mark.parametrize("is_asked_for", [True, False])
def test_an_erased_return_leaves_nothing_of_a_person_in_what_the_dock_wrote(
    context: Context, parts: WorkerParts, shop: Shop, clock: Clock, is_asked_for: bool
) -> None:
    told = tell_all(context, shop)
    photo = tell_dock(context, told)
    before = dump(context.database, shop)
    assert all(SCRAWL in before[table] for table in ("receipts", "inspections", "dock_events"))
    assert all(canary in before[table] for table, canary in SAID.items())
    if is_asked_for:
        erase_person(context.database, shop, Sought(EMAIL), "mark", "tests", clock())
    clock.advance(days=0 if is_asked_for else 361)
    wipe_nightly(parts, shop.shop_id, clock())
    after = dump(context.database, shop)
    assert {table: word for table, text in after.items() for word in WORDS if word in text.casefold()} == {}
    assert after["dock_photos"] == after["tracking_events"] == "[]"
    assert context.store.get(photo) is None
    assert "arrived" in after["inspections"], "what came stays"


def test_what_comes_of_a_return_that_was_erased_is_taken_in_without_a_word(
    context: Context, parts: WorkerParts, shop: Shop, clock: Clock
) -> None:
    told = tell_all(context, shop)
    erase_person(context.database, shop, Sought(EMAIL), "mark", "tests", clock())
    tell_dock(context, told)
    mystery = context.database.write(
        take_unknown, shop, MysteryWish(note=SCRAWL), new_id(), "main", By("worker", clock()), clock()
    )
    context.database.write(join_unknown, shop, mystery.receipt_id, told.item.return_id, By("worker", clock()), clock())
    clock.advance(days=361)
    wipe_nightly(parts, shop.shop_id, clock())
    after = dump(context.database, shop)
    assert [table for table, text in after.items() if SCRAWL in text] == []
    assert len(context.database.read(list_receipts, shop.shop_id, told.item.return_id)) == 2


def test_scans_that_were_refused_are_forgotten_though_their_return_is_unknown(
    context: Context, parts: WorkerParts, shop: Shop, clock: Clock
) -> None:
    database = context.database
    device, _ = pair(database, shop, clock())
    shift = begin(database, device, hire(database, shop, clock()), clock())
    sender = Sender(device, database.read(list_served, device))
    body = {"return_id": "nobody's", "note": SCRAWL}
    event = Event(new_id(), 1, shop.slug, shift.shift_id, "receive", VERSION, clock(), clock(), body)
    assert take_event(database, sender, event, clock()).state is State.REFUSED
    for days, is_there in ((179, True), (2, False)):
        wipe_nightly(parts, shop.shop_id, clock.advance(days=days))
        assert (SCRAWL in dump(database, shop)["dock_events"]) is is_there


def test_an_export_tells_what_came_and_what_was_found_and_not_who_worked_there(
    context: Context, shop: Shop, item: Return, clock: Clock
) -> None:
    found = context.database.read(find_person, shop.shop_id, Sought(item.consignor.email))
    told = context.database.write(export_person, shop, found, "mark", "tests", clock())
    (one,) = told["returns"]
    assert [(box["box"], box["note"]) for box in one["boxes"]] == [(1, "Aino rang")]
    assert [(each["quantity"], each["outcome"], each["disposition"], each["note"]) for each in one["findings"]] == [
        (1, "arrived", "donate", "Aino's")
    ]
    assert len(one["photos_at_dock"]) == 1
    assert not [key for row in (*one["boxes"], *one["findings"]) for key in row if key in ("by", "made_by", "device")]
