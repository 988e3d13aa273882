"""The addresses of the status page."""

from flask import Blueprint

from sendback.web.status import answering, asking, canceling, code, news, photos, showing, writing

door = Blueprint("status", __name__, url_prefix="/r/<secret>")
door.add_url_rule("", "show", showing.show)
door.add_url_rule("/email", "mail", asking.mail, methods=["POST"])
door.add_url_rule("/photos", "add_photos", photos.add_photos, methods=["POST"])
door.add_url_rule("/answer", "answer", answering.answer, methods=["POST"])
door.add_url_rule("/boxes", "add_box", asking.add_box, methods=["POST"])
door.add_url_rule("/boxes/<int(max=99):number>/label", "make_label_again", asking.make_label_again, methods=["POST"])
door.add_url_rule("/code-<int(max=99):number>.svg", "show_code", code.show_code)
door.add_url_rule("/messages", "write", writing.write, methods=["POST"])
door.add_url_rule("/boxes/<int(max=99):number>/number", "note", writing.note, methods=["POST"])
door.add_url_rule("/cancel", "ask_to_cancel", canceling.ask_to_cancel)
door.add_url_rule("/cancel", "cancel", canceling.cancel, methods=["POST"])
door.add_url_rule("/news", "show_mark", news.show_mark)
