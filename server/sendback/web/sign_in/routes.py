"""The addresses of the way in."""

from flask import Blueprint

from sendback.web.going import name_own_pages
from sendback.web.sign_in import confirm_page, front, links, page, recovering, switching

door = Blueprint("sign_in", __name__)
door.after_request(name_own_pages)
door.add_url_rule("/", "show_front", front.show_front)
door.add_url_rule("/sign-in", "show_sign_in", page.show_sign_in)
door.add_url_rule("/sign-in", "sign_in", page.sign_in, methods=["POST"])
door.add_url_rule("/sign-out", "sign_out", page.sign_out, methods=["POST"])
door.add_url_rule("/sign-in/recover", "show_recover", recovering.show_recover)
door.add_url_rule("/sign-in/recover", "mail_recovery", recovering.mail_recovery, methods=["POST"])
door.add_url_rule("/sign-in/confirm", "show_confirm", confirm_page.show_confirm)
door.add_url_rule("/sign-in/confirm", "take_confirm", confirm_page.take_confirm, methods=["POST"])
door.add_url_rule("/sign-in/shop", "change_shop", switching.change_shop, methods=["POST"])
door.add_url_rule("/sign-in/<link>", "show_link", links.show_link)
door.add_url_rule("/sign-in/<link>", "use_link", links.use_link, methods=["POST"])
