"""The addresses of the dock."""

from flask import Blueprint

from sendback.web.dock import joining, shifts, telling

door = Blueprint("dock", __name__, url_prefix="/dock")
door.add_url_rule("/api/join", "join", joining.join, methods=["POST"])
door.add_url_rule("/api/me", "show_me", telling.show_me)
door.add_url_rule("/api/shifts", "begin_shift", shifts.begin_shift, methods=["POST"])
door.add_url_rule("/api/shifts/end", "end_shift", shifts.end_shift, methods=["POST"])
