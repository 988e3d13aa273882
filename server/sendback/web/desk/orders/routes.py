"""The addresses of orders at the desk."""

from flask import Blueprint

from sendback.web.desk.orders import changing, importing, imports, listing, lookup, showing, sources

room = Blueprint("orders", __name__, url_prefix="/orders")
room.before_request(imports.allow_file)
room.add_url_rule("", "list_orders", listing.list_orders, methods=["GET", "POST"])
room.add_url_rule("/<order_id>", "show_order", showing.show_order)
room.add_url_rule("/import", "list_imports", imports.list_imports)
room.add_url_rule("/import", "take_file", imports.take_file, methods=["POST"])
room.add_url_rule("/import/<import_id>", "show_import", importing.show_import)
room.add_url_rule("/import/<import_id>/columns", "explain_columns", changing.explain_columns, methods=["POST"])
room.add_url_rule("/import/<import_id>/start", "start_import", changing.start_import, methods=["POST"])
room.add_url_rule("/import/<import_id>/resume", "resume_import", changing.resume_import, methods=["POST"])
room.add_url_rule("/import/<import_id>/undo", "undo_import", changing.undo_import, methods=["POST"])
room.add_url_rule("/import/<import_id>/left-out.csv", "download_report", changing.download_report)
room.add_url_rule("/sources", "show_sources", sources.show_sources)
room.add_url_rule("/sources/<kind>", "save_secret", sources.save_secret, methods=["POST"])
room.add_url_rule("/sources/<kind>/forget", "forget_secret", sources.forget_secret, methods=["POST"])
room.add_url_rule("/lookup", "show_lookup", lookup.show_lookup)
room.add_url_rule("/lookup", "save_lookup", lookup.save_hook, methods=["POST"])
room.add_url_rule("/lookup/try", "try_lookup", lookup.try_hook, methods=["POST"])
room.add_url_rule("/lookup/remove", "remove_lookup", lookup.remove_hook, methods=["POST"])
