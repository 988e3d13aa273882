"""The addresses of the dock at the desk."""

from flask import Blueprint

from sendback.web.desk.dock import codes, devices, held, page, services, workers

room = Blueprint("dock", __name__, url_prefix="/dock")
room.add_url_rule("", "show_dock", page.show_dock)
room.add_url_rule("/held", "show_held", held.show_held)
room.add_url_rule("/held", "settle_held", held.settle_held, methods=["POST"])
room.add_url_rule("/pair", "pair", codes.pair, methods=["POST"])
room.add_url_rule("/pairings/<pairing_hash>", "show_pairing", codes.show_pairing)
room.add_url_rule("/devices/<device_id>", "change_device", devices.change_device, methods=["POST"])
room.add_url_rule("/devices/<device_id>/revoke", "revoke_device", devices.revoke_device, methods=["POST"])
room.add_url_rule("/devices/<device_id>/offer", "offer", codes.offer, methods=["POST"])
room.add_url_rule("/devices/<device_id>/guests/<guest>/end", "end_guest", services.end_guest, methods=["POST"])
room.add_url_rule("/hosts", "let_in", services.let_in, methods=["POST"])
room.add_url_rule("/hosts/<home>/<device_id>/end", "end_host", services.end_host, methods=["POST"])
room.add_url_rule("/workers", "add_worker", workers.add_worker, methods=["POST"])
room.add_url_rule("/workers/<worker_id>", "rename_worker", workers.rename_worker, methods=["POST"])
room.add_url_rule("/workers/<worker_id>/pin", "reset_pin", workers.reset_pin, methods=["POST"])
room.add_url_rule("/workers/<worker_id>/end", "end_worker", workers.end_worker, methods=["POST"])
