"""The addresses of boxes at the desk."""

from flask import Blueprint

from sendback.web.desk.receiving import acting, printing, settings, unknown

room = Blueprint("receiving", __name__)
room.add_url_rule("/returns/<return_id>/arrived", "receive", acting.receive, methods=["POST"])
room.add_url_rule("/returns/<return_id>/findings", "find", acting.find, methods=["POST"])
room.add_url_rule("/returns/<return_id>/findings/<inspection_id>", "correct", acting.correct, methods=["POST"])
room.add_url_rule("/returns/<return_id>/findings/<inspection_id>/label.pdf", "print_label", printing.print_label)
room.add_url_rule("/returns/<return_id>/arrived/<subject_id>/back", "undo", acting.undo, methods=["POST"])
room.add_url_rule("/returns/<return_id>/waive", "waive", acting.waive, methods=["POST"])
room.add_url_rule("/unknown", "list_unknown", unknown.list_boxes)
room.add_url_rule("/unknown/<receipt_id>/join", "join_unknown", unknown.join, methods=["POST"])
room.add_url_rule("/unknown/<receipt_id>/back", "undo_unknown", unknown.undo, methods=["POST"])
room.add_url_rule("/settings/receiving", "show_settings", settings.show_settings)
room.add_url_rule("/settings/receiving", "save_settings", settings.save_settings, methods=["POST"])
