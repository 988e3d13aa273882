"""The operations of the widget's door, for the document; the door registers its addresses itself."""

from sendback.errors import Code
from sendback.web import widget_api, withdrawing
from sendback.web.api_document import widget_answers as told
from sendback.web.api_document import widget_shapes as sent
from sendback.web.api_document.widget_config_answers import ConfigShape
from sendback.web.merchant_api.operation import Operation

_CHOOSING = (Code.SESSION_EXPIRED, Code.NOT_RETURNABLE, Code.QUANTITY_GONE)
_TAG = "Widget"

WIDGET_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "GET", "/config", "show_config", "Describe the shop", widget_api.show_config, None, _TAG,
        query=sent.Language, answers={200: ConfigShape}, has_etag=True,
    ),
    Operation(
        "POST", "/orders/open", "show_order", "Open an order", widget_api.show_order, None, _TAG,
        body=sent.OrderOpening, answers={200: told.OpenedShape}, problems=(Code.NOT_VERIFIED, Code.TOO_MANY_TRIES),
    ),
    Operation(
        "POST", "/orders/link", "mail_link", "Mail a link to an order", widget_api.mail_link, None, _TAG,
        body=sent.LinkWish, answers={202: told.EmptyShape},
    ),
    Operation(
        "POST", "/photos", "send_photo", "Send a photo", widget_api.send_photo, None, _TAG, body_type="application/octet-stream",
        answers={201: told.PhotoShape}, is_creating=True,
        problems=(Code.SESSION_EXPIRED, Code.PHOTO_REFUSED, Code.TOO_MANY_PHOTOS, Code.TOO_LARGE),
    ),
    Operation(
        "POST", "/returns", "create_return", "Make a return", widget_api.create_return, None, _TAG,
        body=sent.WidgetReturn, answers={201: told.MadeShape, 202: told.MadeShape}, is_creating=True,
        problems=(*_CHOOSING, Code.GLYPH_MISSING),
    ),
    Operation(
        "POST", "/returns/preview", "show_preview", "Preview a return", widget_api.show_preview, None, _TAG,
        body=sent.WidgetChoice, answers={200: told.PreviewShape}, problems=_CHOOSING,
    ),
    Operation(
        "POST", "/returns/paste", "read_list", "Read a pasted list", widget_api.read_list, None, _TAG,
        body=sent.Pasted, answers={200: told.PickedShape}, problems=(Code.SESSION_EXPIRED,),
    ),
    Operation(
        "POST", "/returns/{secret}/email", "mail_label", "Mail the label again", widget_api.mail_label, None, _TAG,
        body=sent.Nothing, answers={202: told.MailedShape}, is_creating=True, problems=(Code.LINK_EXPIRED, Code.TOO_MANY_TRIES),
    ),
    Operation(
        "POST", "/withdrawals/statement", "show_statement", "Write a withdrawal", withdrawing.show_statement, None, _TAG,
        body=sent.StatementWish, answers={200: told.StatementShape},
    ),
    Operation(
        "POST", "/withdrawals", "create_withdrawal", "Send a withdrawal", withdrawing.create_withdrawal, None, _TAG,
        body=sent.WithdrawalWish, answers={201: told.WithdrawalShape}, is_creating=True, problems=(Code.WORK_NEEDED,),
    ),
)  # fmt: skip
"""All but the door that the builder's Verify listens at, which nobody else has a use for."""
