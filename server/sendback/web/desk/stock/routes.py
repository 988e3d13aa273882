"""The addresses of stock at the desk."""

from flask import Blueprint

from sendback.web.desk.stock import changing, files, item, listing, moves, places, taking

room = Blueprint("stock", __name__, url_prefix="/stock")
room.before_request(files.allow_file)
room.add_url_rule("", "show_stock", listing.show_stock)
room.add_url_rule("/item", "show_item", item.show_item)
room.add_url_rule("/changes", "change", changing.change, methods=["POST"])
room.add_url_rule("/moves", "list_moves", moves.list_moves)
room.add_url_rule("/places", "list_places", places.list_places)
room.add_url_rule("/places", "add_place", places.add_place, methods=["POST"])
room.add_url_rule("/places/change", "change_place", places.change_place, methods=["POST"])
room.add_url_rule("/places/close", "close_place", places.close_place, methods=["POST"])
room.add_url_rule("/places/open", "open_place", places.open_place, methods=["POST"])
room.add_url_rule("/files", "show_files", files.show_files)
room.add_url_rule("/files", "preview_file", files.preview_file, methods=["POST"])
room.add_url_rule("/files/take", "take_file", taking.take_file, methods=["POST"])
room.add_url_rule("/levels.csv", "download_levels", files.download_levels)
room.add_url_rule("/moves.csv", "download_moves", files.download_moves)
