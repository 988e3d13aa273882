"""The addresses of the mails at the desk."""

from flask import Blueprint

from sendback.web.desk.mails import listing, preview, sent, testing, wording

room = Blueprint("mails", __name__)
room.add_url_rule("/mails", "list_sent", sent.list_sent, methods=["GET", "POST"])
room.add_url_rule("/settings/mails", "show_mails", listing.show_mails)
room.add_url_rule("/settings/mails", "save_mails", listing.save_mails, methods=["POST"])
room.add_url_rule("/settings/mails/<mail>/<language>", "show_mail", wording.show_mail)
room.add_url_rule("/settings/mails/<mail>/<language>", "save_mail", wording.save_mail, methods=["POST"])
room.add_url_rule("/settings/mails/<mail>/<language>/preview", "show_preview", preview.show_preview)
room.add_url_rule("/settings/mails/<mail>/<language>/test", "send_test", testing.send_test, methods=["POST"])
