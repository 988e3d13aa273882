"""“Send me a test”: to whoever is signed in, and to no other address."""

from flask import Response, g, url_for

from sendback.delivery.trial import request_test
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.mails.wording import get_language, get_mail
from sendback.web.desk.mails.words import SHARED
from sendback.web.going import see_other


@needs(Action.CHANGE_SETTINGS)
def send_test(mail: str, language: str) -> Response | str:
    """Mail the signed-in person the mail as saved."""
    shop, context, tag = own_shop(), get_context(), get_language(language)
    name = "label" if get_mail(mail) is SHARED else mail
    context.database.write(request_test, shop.shop_id, name, tag, g.person.account_id, context.clock())
    return see_other(url_for("desk.mails.show_mail", mail=mail, language=tag, done="sent"))
