"""The settings as saved: read, and replaced whole by whoever read the newest."""

import re

from flask import Blueprint, Response, g, jsonify, request

from sendback.errors import Code, FieldError, Problem
from sendback.shops import store
from sendback.shops.model import ShopSettings
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.builder.body import read_builder_json
from sendback.web.builder.keeping import keep_others
from sendback.web.context import get_context
from sendback.web.printing import refuse_unprintable
from sendback.web.sent_settings import read_settings
from sendback.words.catalogue import LANGUAGES, words_for

room = Blueprint("builder_saved", __name__, url_prefix="/builder")
SHOPPER_AREAS = ("widget", "hosted", "status", "parcel", "mail", "label", "policy")
"""What a shop may reword, in the order in which a shopper meets it."""


@room.get("/settings")
@needs(Action.CHANGE_SETTINGS)
def show_settings() -> Response:
    """Answer with the newest settings and their version, which is also the ETag."""
    shop = own_shop()
    return _answer(shop.settings_version, shop.settings)


@room.put("/settings")
@needs(Action.CHANGE_SETTINGS)
def replace_settings() -> Response:
    """Save settings that were changed from the version in If-Match; settings-conflict when a newer one exists.

    What the builder has no screen for stays as it is: it is saved where it is checked.
    """
    based_on, shop, context = _version_matched(), own_shop(), get_context()
    settings = read_settings(keep_others(read_builder_json(), shop.settings))
    refuse_unprintable(_printed(settings), for_owner=True)
    if shop.settings_version == based_on and shop.settings == settings:
        return _answer(based_on, settings)
    saved = context.database.write(store.save_settings, shop.shop_id, based_on, settings, g.person.actor, context.clock())
    return _answer(saved, settings)


@room.get("/texts/<language>")
@needs(Action.CHANGE_SETTINGS)
def show_texts(language: str) -> Response:
    """Answer with every sentence of one language that a shop may reword; those with plural forms stay as they are."""
    if language not in LANGUAGES:
        raise Problem(Code.NOT_FOUND, "There is no catalogue in this language.")
    words = words_for(language)
    every = [(f"{area}.{key}", text) for area in SHOPPER_AREAS for key, text in words.area(area).items()]
    return jsonify({"language": language, "texts": [[key, text] for key, text in every if isinstance(text, str)]})


def _printed(settings: ShopSettings) -> dict[str, str]:
    home = settings.delivery.return_address
    place = {name: getattr(home, name) for name in ("name", "company", "postcode", "city", "district", "region")}
    place["lines"] = " ".join(home.lines)
    fields = {f"delivery.return_address.{name}": text for name, text in place.items()}
    for language, texts in settings.texts.items():
        fields |= {f"texts.{language}.{key}": text for key, text in texts.items() if key.startswith("label.")}
    return {"delivery.carrier_message": settings.delivery.carrier_message, **fields}


def _version_matched() -> int:
    match = re.fullmatch(r'\s*"?(\d{1,9})"?\s*', request.headers.get("If-Match", ""))
    if match is None:
        fault = FieldError("If-Match", "required", "Name the version these settings were changed from.")
        raise Problem(Code.INVALID_FIELDS, fault.detail, errors=[fault])
    return int(match[1])


def _answer(version: int, settings: ShopSettings) -> Response:
    whole = settings.model_dump(mode="json")
    whole["policy"]["text"] = ""  # of no use to the builder, and possibly longer than all else
    response = jsonify({"version": version, "settings": whole})
    response.set_etag(str(version))
    return response
