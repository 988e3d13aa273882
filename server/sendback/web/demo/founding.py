"""Nordlys itself: its settings as its owner would have made them in the builder."""

from datetime import datetime

from sendback.database.model import Tx
from sendback.shops.fields import FieldKind, FieldSetting, standard_fields
from sendback.shops.founding import Founded, found_shop
from sendback.shops.model import Mode, ShopSettings, settings_from
from sendback.shops.vault import Vault
from sendback.web.demo.terms import CONDITIONS, RESOLUTIONS, demo_policy, demo_reasons

SLUG = "nordlys"
NAME = "Nordlys"
OWNER = "owner"

_DROP_OFF = {
    "id": "sandpost",
    "kind": "drop_off",
    "label": {
        "en": "Drop off at SandPost (test)",
        "fi": "Jätä SandPostiin (testi)",
        "de": "Bei SandPost abgeben (Test)",
        "zh-Hans": "在 SandPost 投递（测试）",
        "ar": "سلّمه إلى SandPost (تجربة)",
    },
    "carrier": "sandbox",
    "service": "dropoff",
}
"""A carrier that moves nothing, so that anybody can see how a bought label comes."""

_PLACES = {"restock": "Shelf A-12", "resell": "Outlet", "refurbish": "Workshop", "vendor": "Gate 2", "scrap": "Bin"}


def demo_settings(base_url: str) -> ShopSettings:
    """Give the settings: window from delivery, gift cards stay, both ways of delivery."""
    phone = FieldSetting(id="phone", kind=FieldKind.PHONE, required=False)
    home = {
        "name": "Nordlys Retur",
        "company": "Nordlys Friluft AS",
        "lines": ["Storgata 92"],
        "postcode": "9008",
        "city": "Tromsø",
        "country": "NO",
    }
    return settings_from(
        {
            "fields": [field.model_dump() for field in (*standard_fields(), phone)],
            "proof": {"fields": ["postcode", "email"]},
            "policy": demo_policy(),
            "reasons": demo_reasons(),
            "conditions": CONDITIONS,
            "resolutions": RESOLUTIONS,
            "look": {"accent": "#155e5b", "on_accent": "#ffffff", "radius_px": 12},
            "delivery": {
                "ways": ["popup", "email"],
                "paper": "a4",
                "carrier_message": "Retur / Return. Deliver to the returns dock.",
                "return_address": home,
                "from_email": "retur@nordlys.example",
            },
            "options": [{"id": "any_post", "kind": "shopper_paid"}, _DROP_OFF],
            "carriers": [{"code": "sandbox", "settings": {"kind": "sandbox", "name": "SandPost"}}],
            "origins": [base_url],
            "receiving": {"places": [{"disposition": what, "place": place} for what, place in _PLACES.items()]},
            "time_zone": "Europe/Oslo",
        }
    )


def found_nordlys(tx: Tx, vault: Vault, base_url: str, now: datetime) -> Founded:
    """Make the shop with its keys."""
    return found_shop(tx, vault, SLUG, NAME, Mode.TEST, demo_settings(base_url), OWNER, now)
