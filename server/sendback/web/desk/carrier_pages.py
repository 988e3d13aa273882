"""Where carriers tell of a parcel themselves: a link for whoever clicks it, and never a call of ours."""

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote

_PAGES: Mapping[str, str] = MappingProxyType(
    {
        "karrio:australiapost": "https://auspost.com.au/mypost/track/details/{}",
        "karrio:bpost": "https://track.bpost.cloud/btr/web/#/search?itemCode={}",
        "karrio:canadapost": "https://www.canadapost-postescanada.ca/track-reperage/en#/details/{}",
        "karrio:chronopost": "https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT={}",
        "karrio:colissimo": "https://www.laposte.fr/outils/suivre-vos-envois?code={}",
        "karrio:dhl_express": "https://www.dhl.com/en/express/tracking.html?AWB={}",
        "karrio:dhl_parcel_de": "https://www.dhl.de/de/privatkunden/pakete-empfangen/verfolgen.html?piececode={}",
        "karrio:dpd": "https://tracking.dpd.de/status/en_US/parcel/{}",
        "karrio:fedex": "https://www.fedex.com/fedextrack/?trknbr={}",
        "karrio:gls": "https://gls-group.com/track/{}",
        "karrio:postnl": "https://jouw.postnl.nl/track-and-trace/{}",
        "karrio:posti": "https://www.posti.fi/en/tracking#/lahetys/{}",
        "karrio:royalmail": "https://www.royalmail.com/track-your-item#/tracking-results/{}",
        "karrio:ups": "https://www.ups.com/track?tracknum={}",
        "karrio:usps": "https://tools.usps.com/go/TrackConfirmAction?tLabels={}",
    }
)


def find_carrier_page(carrier: str, tracking_number: str | None) -> str:
    """Give the address of a carrier's own page about a parcel; empty where it has none that is known."""
    page = _PAGES.get(carrier, "")
    return page.format(quote(tracking_number, safe="")) if page and tracking_number else ""
