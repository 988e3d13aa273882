"""What the builder's page must know besides the settings: the shop, its key, the script, the words' defaults."""

from typing import Any

from sendback.shops import store
from sendback.shops.fields import OWN_KINDS, FieldKind
from sendback.shops.keys import KeyKind, is_accepted
from sendback.shops.model import Shop
from sendback.web.builder.release import FLOATING, get_release
from sendback.web.context import get_context
from sendback.web.widget_config import ALL_COUNTRIES
from sendback.words.catalogue import LANGUAGES, Words, words_for


def builder_facts(shop: Shop) -> dict[str, Any]:
    """Gather what the page's script starts from; nothing in it is secret."""
    return {
        "shop": {"name": shop.name, "slug": shop.slug, "mode": shop.mode.value},
        "version": shop.settings_version,
        "settings": shop.settings.model_dump(mode="json"),
        "tag": tag_facts(shop),
        "languages": [_language_facts(words_for(tag)) for tag in LANGUAGES],
        "countries": _country_names(words_for("en")),
    }


def tag_facts(shop: Shop) -> dict[str, str]:
    """Name everything that stands in the snippet."""
    base, release = get_context().settings.base_url, get_release()
    return {
        "origin": base,
        "key": list_accepted_keys(shop)[0],
        "hosted_url": f"{base}/s/{shop.slug}",
        "script": f"{base}/widget/{FLOATING}/sendback.js",
        "pinned_script": f"{base}/widget/{release.version}/sendback.js",
        "integrity": release.integrity,
        "version": release.version,
    }


def list_accepted_keys(shop: Shop) -> list[str]:
    """List the publishable keys that open this shop today, newest first."""
    context = get_context()
    keys = context.database.read(store.list_keys, shop.shop_id, KeyKind.PUBLISHABLE)
    return [key.lookup for key in keys if is_accepted(key, context.clock())]


def _language_facts(words: Words) -> dict[str, Any]:
    labels = {kind.value: words("widget.street" if kind is FieldKind.ADDRESS else f"widget.{kind.value}") for kind in _STANDARD}
    labels["title"] = words("widget.title")
    return {"tag": words.language, "name": words.language_name(), "direction": words.direction, "labels": labels}


def _country_names(words: Words) -> list[dict[str, str]]:
    named = [{"code": code, "name": words.country(code)} for code in ALL_COUNTRIES]
    return sorted(named, key=lambda country: country["name"].casefold())


_STANDARD = tuple(kind for kind in FieldKind if kind not in OWN_KINDS)
