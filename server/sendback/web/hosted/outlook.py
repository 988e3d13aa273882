"""What becomes of a choice, told before anything is sent: the same words as the widget's, from the same policy."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sendback.orders.model import OrderLine
from sendback.shops.resolutions import Resolution
from sendback.web.hosted.choices import write_lines
from sendback.web.hosted.orders import Proved
from sendback.web.hosted.reasons import list_resolutions
from sendback.web.hosted.visit import Visit
from sendback.web.previewing import preview_return


@dataclass(frozen=True, slots=True)
class LineOutlook:
    """What becomes of one chosen line: what was wished for, what the policy says, the fee; either may be empty."""

    title: str
    quantity: int
    wish: str
    text: str
    fee: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """What becomes of all that was chosen; `sends` says whether anything has to be sent at all."""

    lines: Sequence[LineOutlook]
    fee: str
    notes: Sequence[str]
    options: Sequence[tuple[str, str]]
    asks_first: bool
    sends: bool


def foresee(visit: Visit, chosen: Sequence[Proved], country: str = "") -> Outlook:
    """Ask the policy what would become of a choice; the same problems as making the return, and nothing is stored."""
    body = write_lines(visit, chosen)
    if country:
        body["contact"] = {"address": {"country": country}}
    told = preview_return(visit.shop, chosen[0].opened, body, visit.words)
    asked = [line for each in (body, *body["beside"]) for line in each["lines"]]
    return Outlook(
        lines=[_view(visit, chosen, line, one) for line, one in zip(told["lines"], asked, strict=True)],
        fee=told["fee_text"],
        notes=told["notes"],
        options=[(option["id"], option["label"]) for option in told["options"]],
        asks_first=told["asks_first"],
        sends=told["sends"],
    )


def _view(visit: Visit, chosen: Sequence[Proved], line: dict[str, Any], asked: dict[str, Any]) -> LineOutlook:
    proved = chosen[line["order"]]
    ware = next(ware for ware in proved.order.lines if ware.line_id == line["id"])
    wish = dict(list_resolutions(visit, list(Resolution))).get(asked["resolution"], "")
    if instead := _name_exchange(ware, asked):
        wish += f": \N{FIRST STRONG ISOLATE}{instead}\N{POP DIRECTIONAL ISOLATE}"
    is_plain = line["outcome"] == "allow" and not line["fee_minor"]
    return LineOutlook(ware.title, asked["quantity"], wish, "" if is_plain else line["text"], line["fee_text"])


def _name_exchange(ware: OrderLine, asked: dict[str, Any]) -> str:
    exchange = asked.get("exchange") or {}
    titles = {variant.sku: variant.title for variant in ware.variants}
    return titles.get(exchange.get("sku", "")) or exchange.get("title") or ""
