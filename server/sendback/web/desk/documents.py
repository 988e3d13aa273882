"""The library at the desk: one box that finds what is kept by order, RMA number, tracking number or name."""

from dataclasses import dataclass

from flask import Response, render_template, request

from sendback.delivery.library_store import MOST_SOUGHT_CHARACTERS, FoundDocument, Wanted, find_documents
from sendback.paper.model import Form
from sendback.returns.model import PRINTABLE
from sendback.returns.rma import show_rma
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import Context, get_context
from sendback.web.desk.papers import PAPERS
from sendback.web.desk.states import STATES
from sendback.web.moments import write_moment
from sendback.web.paging import cut_page

MOST_ON_A_PAGE = 50
_IN_DOTS = frozenset({Form.PNG, Form.BMP, Form.ZPL})


@dataclass(frozen=True, slots=True)
class Shown:
    """One kept document as the desk lists it; `url` is empty where the paper is no longer valid."""

    found: FoundDocument
    text: str
    form: str
    rma: str
    url: str


@needs(Action.SEE_PEOPLE)
def list_documents() -> Response | str:
    """List what is kept, newest first; what is sought is posted, so that no shopper's name stands in an address."""
    shop, context = own_shop(), get_context()
    sought = request.form.get("find", "").strip()[:MOST_SOUGHT_CHARACTERS]
    before = request.form.get("before", "")[:40]
    wanted = Wanted(text=sought)
    found = context.database.read(find_documents, shop.shop_id, wanted, MOST_ON_A_PAGE + 1, before)
    page, older = cut_page(found, MOST_ON_A_PAGE, lambda one: one.saved.document_id)
    return render_template(
        "desk/documents.html",
        shop=shop,
        shown=[_show(context, one) for one in page],
        sought=sought,
        before=before,
        older=older,
        states=STATES,
        keeps=shop.settings.library.keeps_anything,
        moment=lambda at: write_moment(at, shop.settings.zone),
    )


def _show(context: Context, found: FoundDocument) -> Shown:
    saved = found.saved
    places = (("box", saved.box), ("page", saved.page))
    text = ", ".join([PAPERS[saved.kind], *(f"{what} {number}" for what, number in places if number > 1)])
    form = f"{saved.form.upper()}, {saved.dpi} dpi" if saved.form in _IN_DOTS else saved.form.upper()
    url = ""
    if found.status in PRINTABLE:
        page = f"&page={saved.page}" if saved.page > 1 else ""
        opened = context.links.document_url(saved.shop_id, saved.return_id, saved.kind, saved.form, saved.box)
        url = f"{opened}?dpi={saved.dpi}{page}"
    return Shown(found, text, form, show_rma(found.rma), url)
