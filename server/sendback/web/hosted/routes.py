"""The addresses of the hosted page; each step posts to the next, and whoever loads a step's address begins anew."""

from flask import Blueprint

from sendback.web.hosted import choosing, done, finding, linking, look, photographing, telling, withdrawing

door = Blueprint("hosted", __name__, url_prefix="/s/<slug>")
door.add_url_rule("", "show", finding.show_find)
door.add_url_rule("/order", "order", finding.open_typed, methods=["POST"])
door.add_url_rule("/lines", "lines", choosing.choose_lines, methods=["POST"])
door.add_url_rule("/photos", "photos", photographing.send_photos, methods=["POST"])
door.add_url_rule("/details", "details", telling.tell_details, methods=["POST"])
for step in ("order", "lines", "photos", "details", "link"):
    door.add_url_rule(f"/{step}", f"begin_{step}", finding.begin_anew, methods=["GET"])
door.add_url_rule("/done/<secret>", "done", done.show_done)
door.add_url_rule("/link", "link", linking.request_link, methods=["POST"])
door.add_url_rule("/open/<secret>", "open", linking.show_link)
door.add_url_rule("/open/<secret>", "spend", linking.spend_link, methods=["POST"])
door.add_url_rule("/look-<int(max=999999999):version>.css", "look", look.send_look)
door.add_url_rule("/withdraw", "withdraw", withdrawing.show_form)
door.add_url_rule("/withdraw", "withdraw_statement", withdrawing.show_statement, methods=["POST"])
door.add_url_rule("/withdraw/confirm", "withdraw_confirm", withdrawing.confirm, methods=["POST"])
door.add_url_rule("/withdraw/confirm", "begin_withdraw", withdrawing.begin_anew, methods=["GET"])
door.add_url_rule("/withdraw/receipt/<secret>", "withdraw_receipt", withdrawing.show_receipt)
