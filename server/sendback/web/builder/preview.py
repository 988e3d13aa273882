"""The preview beside the steps: a sample storefront with the production script, and a specimen label."""

from flask import Blueprint, Response, jsonify, make_response, render_template, request, url_for

from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.builder.body import read_builder_json
from sendback.web.builder.specimen import NUMBER, make_specimen_order
from sendback.web.builder.specimen_label import draw_specimen_label
from sendback.web.context import get_context, pick_language
from sendback.web.sent_settings import read_settings
from sendback.web.widget_config import widget_config

room = Blueprint("builder_preview", __name__, url_prefix="/builder/preview")
_FRAMED = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
)


@room.get("")
@needs(Action.CHANGE_SETTINGS)
def show_storefront() -> Response:
    """Show the storefront that the builder frames; the policy is as strict as a careful shop's."""
    shop = own_shop()
    order = make_specimen_order(shop, get_context().clock())
    dry_run = url_for(".show_storefront") + "/dry-run"
    response = make_response(render_template("builder/storefront.html", shop=shop, order=order, dry_run=dry_run))
    response.headers["Content-Security-Policy"] = _FRAMED
    return response


@room.post("/config")
@needs(Action.CHANGE_SETTINGS)
def show_draft_config() -> Response:
    """Turn settings not yet saved into what the widget would be told, in one language."""
    body, shop = read_builder_json(), own_shop()
    settings = read_settings(body.get("settings"))
    language = str(body.get("language") or settings.default_language)[:35]
    config = widget_config(shop, settings, language, get_context().settings.base_url, settings.proof.fields)
    return jsonify(config)


@room.get("/label.pdf")
@needs(Action.CHANGE_SETTINGS)
def show_specimen_label() -> Response:
    """Draw a label with the saved settings, in the shop's own language unless another is asked for."""
    shop, context = own_shop(), get_context()
    language = pick_language(request.args.get("lang"), shop.settings.languages, shop.settings.default_language)
    base_url = context.settings.base_url
    response = Response(
        draw_specimen_label(context.database, shop, language, base_url, context.clock()), mimetype="application/pdf"
    )
    response.headers["Content-Disposition"] = 'inline; filename="specimen-label.pdf"'
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    return response


@room.get("/status")
@needs(Action.CHANGE_SETTINGS)
def show_specimen_status() -> str:
    """Say what stands at this address for a real return."""
    return render_template("builder/specimen_status.html", shop=own_shop(), number=NUMBER)
