"""The addresses of the desk."""

from flask import Blueprint

from sendback.web.desk import (
    asking,
    box_deciding,
    deciding,
    documents,
    editing,
    exports,
    home,
    journal,
    listing,
    outbox,
    person,
    photos,
    privacy,
    showing,
    token,
    withdrawal_deciding,
    withdrawal_page,
    withdrawal_settings,
    withdrawals,
)
from sendback.web.desk.policy.routes import room as policy
from sendback.web.desk.waiting import count
from sendback.web.desk.waiting import deciding as waiting_deciding
from sendback.web.desk.waiting import listing as waiting_listing
from sendback.web.going import name_own_pages

door = Blueprint("desk", __name__, url_prefix="/desk")
door.after_request(name_own_pages)
door.context_processor(count.give_count)
door.add_url_rule("", "show_home", home.show_home)
door.add_url_rule("/returns", "list_returns", listing.list_returns)
door.add_url_rule("/waiting", "show_waiting", waiting_listing.show_waiting)
door.add_url_rule("/waiting", "decide_many", waiting_deciding.decide_many, methods=["POST"])
door.add_url_rule("/returns/<return_id>", "show_return", showing.show_return)
door.add_url_rule("/returns/<return_id>/approve", "approve", deciding.approve, methods=["POST"])
door.add_url_rule("/returns/<return_id>/decline", "decline", deciding.decline, methods=["POST"])
door.add_url_rule("/returns/<return_id>/cancel", "cancel", deciding.cancel, methods=["POST"])
door.add_url_rule("/returns/<return_id>/ask", "ask", asking.ask, methods=["POST"])
door.add_url_rule("/returns/<return_id>/lines", "edit", editing.edit, methods=["POST"])
door.add_url_rule("/returns/<return_id>/override", "add_line", editing.add_line, methods=["POST"])
door.add_url_rule("/returns/<return_id>/email", "mail_label", deciding.mail_label, methods=["POST"])
door.add_url_rule("/returns/<return_id>/boxes", "add_box", box_deciding.add_box, methods=["POST"])
door.add_url_rule("/returns/<return_id>/boxes/<int(max=99):number>/buy", "buy_again", box_deciding.buy_again, methods=["POST"])
door.add_url_rule("/returns/<return_id>/boxes/<int(max=99):number>/void", "give_back", box_deciding.give_back, methods=["POST"])
door.add_url_rule("/photos/<signed>/<any(full,small):scale>.jpg", "show_photo", photos.show_photo)
door.add_url_rule("/documents", "list_documents", documents.list_documents, methods=["GET", "POST"])
door.add_url_rule("/outbox", "list_mails", outbox.list_mails)
door.add_url_rule("/outbox/<job_id>/replay", "replay", outbox.replay_mail, methods=["POST"])
door.add_url_rule("/journal", "show_journal", journal.show_journal)
door.add_url_rule("/journal/head.txt", "download_head", journal.download_head)
door.add_url_rule("/privacy", "show_privacy", privacy.show_privacy)
door.add_url_rule("/privacy", "save_retention", privacy.save_retention, methods=["POST"])
door.add_url_rule("/privacy/person", "find_one", person.find_one, methods=["POST"])
door.add_url_rule("/privacy/export", "export_one", person.export_one, methods=["POST"])
door.add_url_rule("/privacy/erase", "erase_one", person.erase_one, methods=["POST"])
door.add_url_rule("/privacy/requests/<request_id>", "close_one", person.close_one, methods=["POST"])
door.add_url_rule("/exports", "show_exports", exports.show_exports)
door.add_url_rule("/exports", "send_export", exports.send_export, methods=["POST"])
door.add_url_rule("/exports/chosen", "choose_export", exports.choose_export, methods=["POST"])
door.add_url_rule("/token", "read_token", token.show_reading, methods=["GET", "POST"])
door.register_blueprint(policy)
door.add_url_rule("/withdrawals", "list_withdrawals", withdrawals.list_withdrawals)
door.add_url_rule("/withdrawals/settings", "withdrawal_settings", withdrawal_settings.show_settings)
door.add_url_rule("/withdrawals/settings", "save_withdrawal_settings", withdrawal_settings.save_settings, methods=["POST"])
door.add_url_rule("/withdrawals/wording", "withdrawal_wording", withdrawal_settings.show_wording)
door.add_url_rule("/withdrawals/wording", "save_withdrawal_wording", withdrawal_settings.save_wording, methods=["POST"])
door.add_url_rule("/withdrawals/<receipt>", "show_withdrawal", withdrawal_page.show_withdrawal)
door.add_url_rule("/withdrawals/<receipt>/order", "tie_withdrawal", withdrawal_deciding.tie_withdrawal, methods=["POST"])
door.add_url_rule("/withdrawals/<receipt>/return", "return_withdrawal", withdrawal_deciding.return_withdrawal, methods=["POST"])
door.add_url_rule("/withdrawals/<receipt>/goods", "note_goods", withdrawal_deciding.note_goods, methods=["POST"])
door.add_url_rule("/withdrawals/<receipt>/refund", "note_refund", withdrawal_deciding.note_refund, methods=["POST"])
door.add_url_rule("/withdrawals/<receipt>/done", "finish_withdrawal", withdrawal_deciding.finish_withdrawal, methods=["POST"])
