"""The addresses of the policy at the desk."""

from flask import Blueprint

from sendback.web.desk.policy import choices, conditions, reasons

room = Blueprint("policy", __name__, url_prefix="/policy")
room.add_url_rule("/choices", "show_choices", choices.show_choices)
room.add_url_rule("/choices", "save_choices", choices.save_choices, methods=["POST"])
room.add_url_rule("/choices/conditions", "show_conditions", conditions.show_conditions)
room.add_url_rule("/choices/conditions", "save_conditions", conditions.save_conditions, methods=["POST"])
room.add_url_rule("/choices/reasons", "show_new_reason", reasons.show_new_reason)
room.add_url_rule("/choices/reasons", "add_reason", reasons.add_reason, methods=["POST"])
room.add_url_rule("/choices/reasons/<code>", "show_reason", reasons.show_reason)
room.add_url_rule("/choices/reasons/<code>", "save_reason", reasons.save_reason, methods=["POST"])
room.add_url_rule("/choices/reasons/<code>/move", "move_reason", reasons.move_reason, methods=["POST"])
room.add_url_rule("/choices/reasons/<code>/remove", "remove_reason", reasons.remove_reason, methods=["POST"])
