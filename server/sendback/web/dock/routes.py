"""The addresses of the dock."""

from flask import Blueprint

from sendback.web.dock import events, joining, labels, pages, photos, scanning, shifts, snapshot, telling

door = Blueprint("dock", __name__, url_prefix="/dock")
door.add_url_rule("/api/join", "join", joining.join, methods=["POST"])
door.add_url_rule("/api/leave", "leave", joining.leave, methods=["POST"])
door.add_url_rule("/api/me", "show_me", telling.show_me)
door.add_url_rule("/api/shifts", "begin_shift", shifts.begin_shift, methods=["POST"])
door.add_url_rule("/api/shifts/end", "end_shift", shifts.end_shift, methods=["POST"])
door.add_url_rule("/api/scan", "scan", scanning.scan, methods=["POST"])
door.add_url_rule("/api/search", "search", scanning.search, methods=["POST"])
door.add_url_rule("/api/returns/<slug>/<return_id>", "show_return", scanning.show_return)
door.add_url_rule("/api/returns/<slug>/<return_id>/photos/<photo_id>", "show_photo", photos.show_photo)
door.add_url_rule("/api/snapshot", "show_snapshot", snapshot.show_snapshot)
door.add_url_rule("/api/events", "take_events", events.take_events, methods=["POST"])
door.add_url_rule("/api/photos", "take_photo", photos.take_photo, methods=["POST"])
door.add_url_rule("/api/labels/<inspection_id>.pdf", "print_label", labels.print_label)
door.add_url_rule("/", "show_shell", pages.show_shell)
door.add_url_rule("/sw.js", "send_worker", pages.send_worker)
door.add_url_rule("/manifest.webmanifest", "send_manifest", pages.send_manifest)
door.add_url_rule("/static/<build>/<part>", "send_part", pages.send_part)
door.add_url_rule("/words/<language>.json", "send_words", pages.send_words)
