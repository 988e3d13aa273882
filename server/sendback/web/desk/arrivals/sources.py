"""Who tells of parcels by itself."""

from flask import Response, url_for

from sendback.delivery.tracking.sources.kinds import SPEECHES, TrackingSource
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.desk.sources import SourcesPage, draw, forget, keep_secret
from sendback.web.going import see_other

_ABOUT = {
    TrackingSource.PLAIN: "Any system of yours. It signs the body with HMAC-SHA256 and sends that, in hexadecimal, with it.",
    TrackingSource.KARRIO: "A karrio server of yours. Paste the secret that it shows beside its webhook for tracker events.",
    TrackingSource.EASYPOST: "Add a webhook for trackers there, with this address and the secret below.",
}
_PAGE = SourcesPage(
    template="desk/settings/tracking.html",
    titles={TrackingSource.PLAIN: "Plain JSON", TrackingSource.KARRIO: "karrio", TrackingSource.EASYPOST: "EasyPost"},
    path="/hooks/{slug}/tracking/{kind}",
    missing="Nothing that tells of parcels is called so.",
    more={"about": _ABOUT, "headers": {kind: speech.header for kind, speech in SPEECHES.items()}},
)


@needs(Action.MANAGE_KEYS)
def show_tracking_sources() -> Response | str:
    """Show each with the address to send to."""
    return draw(_PAGE, own_shop())


@needs(Action.MANAGE_KEYS, fresh=True)
def save_tracking_source(kind: str) -> Response | str:
    """Keep a secret: one that was typed, or a new one that is shown once."""
    return keep_secret(_PAGE, kind)


@needs(Action.MANAGE_KEYS, fresh=True)
def forget_tracking_source(kind: str) -> Response | str:
    """Believe one no more."""
    forget(_PAGE, kind)
    return see_other(url_for("desk.show_tracking_sources"))
