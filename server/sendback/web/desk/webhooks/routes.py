"""The addresses of webhooks at the desk."""

from flask import Blueprint

from sendback.web.desk.webhooks import deeds, deliveries, editing, listing, secret, showing

room = Blueprint("webhooks", __name__, url_prefix="/webhooks")
room.add_url_rule("", "list_endpoints", listing.list_endpoints)
room.add_url_rule("/new", "show_new", editing.show_new)
room.add_url_rule("/new", "add", editing.add, methods=["POST"])
room.add_url_rule("/<endpoint_id>", "show", showing.show_endpoint)
room.add_url_rule("/<endpoint_id>/change", "show_change", editing.show_change)
room.add_url_rule("/<endpoint_id>/change", "change", editing.change, methods=["POST"])
room.add_url_rule("/<endpoint_id>/remove", "remove", editing.remove, methods=["POST"])
room.add_url_rule("/<endpoint_id>/secret", "show_secret", secret.show, methods=["POST"])
room.add_url_rule("/<endpoint_id>/roll", "roll", secret.roll, methods=["POST"])
room.add_url_rule("/<endpoint_id>/test", "send_test", deeds.test, methods=["POST"])
room.add_url_rule("/<endpoint_id>/pause", "pause", deeds.pause, methods=["POST"])
room.add_url_rule("/<endpoint_id>/resume", "resume", deeds.go_on, methods=["POST"])
room.add_url_rule("/<endpoint_id>/replay", "replay_failed", deeds.replay_all, methods=["POST"])
room.add_url_rule("/deliveries/<delivery_id>", "show_delivery", deliveries.show_delivery)
room.add_url_rule("/deliveries/<delivery_id>/replay", "replay", deliveries.replay, methods=["POST"])
