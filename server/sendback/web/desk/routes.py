"""The addresses of the desk."""

from flask import Blueprint

from sendback.web.desk import deciding, documents, exports, frame, journal, outbox, person, photos, privacy, token, warehouses
from sendback.web.desk.alerts import listing as alert_listing
from sendback.web.desk.alerts import marking as alert_marking
from sendback.web.desk.alerts import settings as alert_settings
from sendback.web.desk.alerts import wishes as alert_wishes
from sendback.web.desk.arrivals import delivered
from sendback.web.desk.arrivals import page as arrivals
from sendback.web.desk.arrivals import sources as tracking_sources
from sendback.web.desk.dock.routes import room as dock
from sendback.web.desk.keys import changing as key_changing
from sendback.web.desk.keys import page as keys
from sendback.web.desk.listing import bulk, page, views
from sendback.web.desk.mails.routes import room as mails
from sendback.web.desk.new_return import finding, making
from sendback.web.desk.one_return import asking, box_deciding, correcting, editing, noting, showing, undoing
from sendback.web.desk.orders.routes import room as orders
from sendback.web.desk.people import changing as people_changing
from sendback.web.desk.people import page as people
from sendback.web.desk.policy.routes import room as policy
from sendback.web.desk.receiving.routes import room as receiving
from sendback.web.desk.settings import changes as setting_changes
from sendback.web.desk.settings import index as settings_index
from sendback.web.desk.settings import shop as shop_settings
from sendback.web.desk.stock.routes import room as stock
from sendback.web.desk.today import page as today
from sendback.web.desk.waiting import deciding as waiting_deciding
from sendback.web.desk.waiting import listing as waiting_listing
from sendback.web.desk.webhooks.routes import room as webhooks
from sendback.web.desk.withdrawals import deciding as withdrawal_deciding
from sendback.web.desk.withdrawals import listing as withdrawals
from sendback.web.desk.withdrawals import page as withdrawal_page
from sendback.web.desk.withdrawals import settings as withdrawal_settings
from sendback.web.going import name_own_pages

door = Blueprint("desk", __name__, url_prefix="/desk")
door.after_request(name_own_pages)
door.app_context_processor(frame.give_frame)
door.add_url_rule("", "show_home", today.show_home)
door.add_url_rule("/returns", "list_returns", page.list_returns, methods=["GET", "POST"])
door.add_url_rule("/arrivals", "show_arrivals", arrivals.show_arrivals)
door.add_url_rule("/arrivals.csv", "send_arrivals", arrivals.send_arrivals)
door.add_url_rule("/delivered", "show_delivered", delivered.show_delivered)
door.add_url_rule("/delivered", "take_delivered", delivered.take_delivered, methods=["POST"])
door.add_url_rule(
    "/returns/<return_id>/boxes/<int(max=99):number>/arrived", "note_arrived", delivered.note_arrived, methods=["POST"]
)
door.add_url_rule("/settings/tracking", "show_tracking_sources", tracking_sources.show_tracking_sources)
door.add_url_rule("/settings/tracking/<kind>", "save_tracking_source", tracking_sources.save_tracking_source, methods=["POST"])
door.add_url_rule(
    "/settings/tracking/<kind>/forget", "forget_tracking_source", tracking_sources.forget_tracking_source, methods=["POST"]
)
door.add_url_rule("/alerts", "mark_alert", alert_marking.mark_alert, methods=["POST"])
door.add_url_rule("/alerts/settings", "alert_settings", alert_settings.show_settings)
door.add_url_rule("/alerts/settings", "save_alert_settings", alert_settings.save_settings, methods=["POST"])
door.add_url_rule("/alerts/mail", "alert_wishes", alert_wishes.show_wishes)
door.add_url_rule("/alerts/mail", "save_alert_wishes", alert_wishes.save_wishes, methods=["POST"])
door.add_url_rule("/settings", "show_settings", settings_index.show_settings)
door.add_url_rule("/settings/shop", "shop_settings", shop_settings.show_shop)
door.add_url_rule("/settings/shop", "save_shop_settings", shop_settings.save_shop, methods=["POST"])
door.add_url_rule("/settings/changes", "list_setting_changes", setting_changes.list_changes)
door.add_url_rule("/settings/changes/<int(max=999999999):number>", "show_setting_change", setting_changes.show_change)
door.add_url_rule("/alerts", "list_alerts", alert_listing.list_alerts)
door.add_url_rule("/returns/<return_id>/refund", "note_return_refund", alert_marking.note_return_refund, methods=["POST"])
door.add_url_rule("/returns/many", "act_on_many", bulk.act_on_many, methods=["POST"])
door.add_url_rule("/views", "save_view", views.save_view, methods=["POST"])
door.add_url_rule("/views/<view_id>/remove", "remove_view", views.remove_view, methods=["POST"])
door.add_url_rule("/views/<view_id>/raise", "raise_view", views.raise_view, methods=["POST"])
door.add_url_rule("/waiting", "show_waiting", waiting_listing.show_waiting)
door.add_url_rule("/waiting", "decide_many", waiting_deciding.decide_many, methods=["POST"])
door.add_url_rule("/returns/new", "new_return", finding.show_new_return)
door.add_url_rule("/returns/new", "make_return", making.make, methods=["POST"])
door.add_url_rule("/returns/new/find", "find_for_return", finding.find_for_return, methods=["POST"])
door.add_url_rule("/returns/<return_id>", "show_return", showing.show_return)
door.add_url_rule("/returns/<return_id>/approve", "approve", deciding.approve, methods=["POST"])
door.add_url_rule("/returns/<return_id>/decline", "decline", deciding.decline, methods=["POST"])
door.add_url_rule("/returns/<return_id>/cancel", "cancel", deciding.cancel, methods=["POST"])
door.add_url_rule("/returns/<return_id>/ask", "ask", asking.ask, methods=["POST"])
door.add_url_rule("/returns/<return_id>/lines", "edit", editing.edit, methods=["POST"])
door.add_url_rule("/returns/<return_id>/override", "add_line", editing.add_line, methods=["POST"])
door.add_url_rule("/returns/<return_id>/undo", "undo", undoing.undo, methods=["POST"])
door.add_url_rule("/returns/<return_id>/sender", "correct", correcting.correct, methods=["POST"])
door.add_url_rule("/returns/<return_id>/messages", "write", noting.write, methods=["POST"])
door.add_url_rule("/returns/<return_id>/notes", "note", noting.note, methods=["POST"])
door.add_url_rule("/returns/<return_id>/read", "read_words", noting.read_words, methods=["POST"])
door.add_url_rule("/returns/<return_id>/notes/<int(max=9999):number>/remove", "unnote", noting.unnote, methods=["POST"])
door.add_url_rule("/returns/<return_id>/email", "resend", correcting.resend, methods=["POST"])
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
door.register_blueprint(mails)
door.add_url_rule("/warehouses", "list_warehouses", warehouses.list_warehouses)
door.add_url_rule("/warehouses", "add_warehouse", warehouses.add_warehouse, methods=["POST"])
door.add_url_rule("/warehouses/<place>", "change_warehouse", warehouses.change_warehouse, methods=["POST"])
door.add_url_rule("/warehouses/<place>/close", "close_warehouse", warehouses.close_warehouse, methods=["POST"])
door.add_url_rule("/warehouses/<place>/open", "open_warehouse", warehouses.open_warehouse, methods=["POST"])
door.register_blueprint(dock)
door.register_blueprint(policy)
door.register_blueprint(webhooks)
door.register_blueprint(orders)
door.register_blueprint(stock)
door.register_blueprint(receiving)
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
door.add_url_rule("/people", "show_people", people.show_people)
door.add_url_rule("/people", "invite", people_changing.invite, methods=["POST"])
door.add_url_rule(
    "/people/invitations/<link_id>/withdraw", "withdraw_invitation", people_changing.withdraw_invitation, methods=["POST"]
)
door.add_url_rule("/people/<account_id>/role", "change_role", people_changing.change_role, methods=["POST"])
door.add_url_rule("/people/<account_id>/disable", "disable_person", people_changing.disable, methods=["POST"])
door.add_url_rule("/people/<account_id>/enable", "enable_person", people_changing.enable, methods=["POST"])
door.add_url_rule("/keys", "show_keys", keys.show_keys)
door.add_url_rule("/keys", "make_key", key_changing.make_key, methods=["POST"])
door.add_url_rule("/keys/<kid>/roll", "roll_key", key_changing.roll_key, methods=["POST"])
door.add_url_rule("/keys/<kid>/end", "end_key", key_changing.end_key, methods=["POST"])
