"""One person at the desk: found, told, erased. What was typed travels in the body alone, never in an address."""

from dataclasses import dataclass

from flask import Response, request, url_for

from sendback.database.model import Tx
from sendback.errors import Code, Problem, refuse_field
from sendback.journal.store import record
from sendback.orders.normalize import norm_email
from sendback.privacy.archive import write_archive
from sendback.privacy.erasing import KeptReceipt, erase_person, list_kept, mark_person
from sendback.privacy.exporting import export_person, list_photo_names
from sendback.privacy.person_store import Found, Sought, find_person
from sendback.privacy.request_store import close_request
from sendback.privacy.wiping import SUBJECT
from sendback.returns.number_store import list_rmas
from sendback.returns.rma import show_rma
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.deciding import own_name
from sendback.web.desk.privacy import draw_privacy
from sendback.web.going import see_other


@dataclass(frozen=True, slots=True)
class Shown:
    """What is kept of somebody: how many orders, which returns, and the receipts that would stay."""

    found: Found
    rmas: tuple[tuple[str, str], ...]
    kept: tuple[KeptReceipt, ...]


@needs(Action.ERASE, fresh=True)
def find_one() -> Response | str:
    """Show what is kept of somebody, and what would go."""
    shop, sought = own_shop(), _read_sought()
    try:
        return _draw_found(shop, sought)
    except Problem as problem:
        return draw_privacy(shop, problem, sought=sought)


@needs(Action.ERASE, fresh=True)
def export_one() -> Response | str:
    """Give what is kept of somebody as a file."""
    shop, sought, context = own_shop(), _read_sought(), get_context()
    mark = mark_person(context.pepper, shop.shop_id, _check(sought))
    found = context.database.read(find_person, shop.shop_id, sought)
    photos = context.database.read(list_photo_names, shop.shop_id, found)
    told = context.database.write(export_person, shop, found, mark, own_name(), context.clock())
    response = Response(write_archive(told, photos, context.store), mimetype="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="person-{mark}.zip"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@needs(Action.ERASE, fresh=True)
def erase_one() -> Response | str:
    """Erase somebody, once what was looked for is typed again."""
    shop, sought, context = own_shop(), _read_sought(), get_context()
    try:
        _check(sought)
        typed = request.form.get("again", "").strip()
        if typed not in (sought.email, *sought.orders, sought.phone) and norm_email(typed) != norm_email(sought.email):
            raise refuse_field("again", "format", "This is not what you looked for. Type it again to erase it.")
    except Problem as problem:
        return _draw_found(shop, sought, problem)
    mark = mark_person(context.pepper, shop.shop_id, sought)
    erasure = erase_person(context.database, shop, sought, mark, own_name(), context.clock())
    return draw_privacy(shop, erased=erasure)


@needs(Action.ERASE, fresh=True)
def close_one(request_id: str) -> Response | str:
    """Note that what another system asked about somebody was answered."""
    shop, context = own_shop(), get_context()
    now, person = context.clock(), own_name()

    def work(tx: Tx) -> None:
        if not close_request(tx, shop.shop_id, request_id, now):
            raise Problem(Code.NOT_FOUND, "There is no such request, or somebody has seen to it.")
        record(tx, shop.shop_id, "privacy.answered", SUBJECT, {}, person, now)

    context.database.write(work)
    return see_other(url_for("desk.show_privacy", done="saved"))


def _draw_found(shop: Shop, sought: Sought, problem: Problem | None = None) -> Response:
    shown = get_context().database.read(_find, shop, _check(sought))
    return draw_privacy(shop, problem, sought=sought, found=shown)


def _find(tx: Tx, shop: Shop, sought: Sought) -> Shown:
    found = find_person(tx, shop.shop_id, sought)
    rmas = list_rmas(tx, shop.shop_id, found.returns[:50])
    numbers = tuple((return_id, show_rma(rma)) for return_id, rma in sorted(rmas.items()))
    return Shown(found, numbers, list_kept(tx, shop, found))


def _read_sought() -> Sought:
    form = {name: request.form.get(name, "").replace("\0", "").strip()[:254] for name in ("email", "order", "phone")}
    return Sought(form["email"], (form["order"],) if form["order"] else (), form["phone"])


def _check(sought: Sought) -> Sought:
    if sought.is_empty:
        raise refuse_field("email", "required", "Type an e-mail address, an order number or a phone number.")
    return sought
