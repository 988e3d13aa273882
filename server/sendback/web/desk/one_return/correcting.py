"""Correcting who sends a return, and mailing once more what went to the wrong place."""

from datetime import datetime

from flask import Response, request

from sendback.database.model import Tx
from sendback.delivery.resending import mail_again
from sendback.returns import store
from sendback.returns.correcting import correct_consignor
from sendback.returns.faults import Faults
from sendback.shops.permissions import Action
from sendback.web.auth import needs
from sendback.web.desk.deciding import decide, own_name
from sendback.web.desk.sender import read_consignor
from sendback.words.catalogue import words_for


@needs(Action.DECIDE)
def correct(return_id: str) -> Response | str:
    """Store who sends it from now on, and mail where things stand to the new address where that is asked."""
    person, form = own_name(), request.form.to_dict()

    def work(tx: Tx, shop_id: str, now: datetime) -> None:
        store.get_return(tx, shop_id, return_id)
        faults = Faults(words_for("en"))
        consignor = read_consignor(form, faults)
        faults.refuse()
        correct_consignor(tx, shop_id, return_id, consignor, person, now)
        if "again" in form:
            mail_again(tx, shop_id, return_id, now)

    return decide(return_id, "corrected", work)


@needs(Action.DECIDE)
def resend(return_id: str) -> Response | str:
    """Mail once more where the return stands: its label, or whatever was last decided."""
    return decide(return_id, "mailed", lambda tx, shop_id, now: mail_again(tx, shop_id, return_id, now))
