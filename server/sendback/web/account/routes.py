"""The addresses of one's own account."""

from flask import Blueprint

from sendback.web.account import codes, devices, page, passkeys, password, set_up
from sendback.web.going import name_own_pages

door = Blueprint("account", __name__, url_prefix="/account")
door.after_request(name_own_pages)
door.add_url_rule("", "show", page.show)
door.add_url_rule("/name", "rename", page.rename, methods=["POST"])
door.add_url_rule("/set-up", "show_set_up", set_up.show_set_up)
door.add_url_rule("/set-up", "take_set_up", set_up.take_set_up, methods=["POST"])
door.add_url_rule("/passkeys", "show_new_passkey", passkeys.show_new_passkey)
door.add_url_rule("/passkeys", "add_passkey", passkeys.add_passkey, methods=["POST"])
door.add_url_rule("/passkeys/<passkey_id>/remove", "remove_passkey", passkeys.remove_passkey, methods=["POST"])
door.add_url_rule("/password", "show_password", password.show_password)
door.add_url_rule("/password", "save_password", password.save_password, methods=["POST"])
door.add_url_rule("/password/remove", "remove_password", password.remove_password, methods=["POST"])
door.add_url_rule("/codes", "make_codes", codes.make_codes, methods=["POST"])
door.add_url_rule("/devices/<session_id>/end", "end_device", devices.end_device, methods=["POST"])
door.add_url_rule("/devices/end", "end_others", devices.end_others, methods=["POST"])
