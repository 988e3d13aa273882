"""The addresses of the shop's own systems."""

from flask import Blueprint

from sendback.web.merchant_api import library, orders, parcels, print_file, shipments

door = Blueprint("merchant_api", __name__, url_prefix="/api/v1")
door.add_url_rule("/orders", "push_orders", orders.push_orders, methods=["POST"])
door.add_url_rule("/shipments", "push_shipments", shipments.push_shipments, methods=["POST"])
door.add_url_rule("/shipments/<batch_id>.<ending>", "show_print_file", print_file.show_print_file)
door.add_url_rule("/returns/<rma>/parcels", "add_parcel", parcels.add_parcel, methods=["POST"])
door.add_url_rule("/returns/<rma>/documents", "save_document", library.save_document, methods=["POST"])
door.add_url_rule("/documents", "find_documents", library.find_documents)
door.add_url_rule("/documents/<document_id>", "fetch_document", library.fetch_document)
