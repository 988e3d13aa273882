"""The page that asks for proof before a visit goes on."""

from flask import Response, request, url_for

from sendback.web.asking_back import answer_stranger, read_next
from sendback.web.auth import refuse_foreign_page
from sendback.web.confirming import confirm, draw_confirm
from sendback.web.going import see_other
from sendback.web.sessions import find_session, set_session_cookie


def show_confirm() -> Response | str:
    """Ask."""
    session = find_session()
    if session is None:
        return answer_stranger()
    asked = read_next(request.args.get("next", ""))
    response = draw_confirm(session, url_for("sign_in.take_confirm"), [("next", asked)])
    response.status_code = 200
    return response


def take_confirm() -> Response | str:
    """Take the proof, and go on to the page that was wanted."""
    refuse_foreign_page()
    session = find_session()
    if session is None:
        return answer_stranger()
    asked, confirmed = read_next(request.form.get("next", "")), confirm(session)
    if confirmed.secret is None:
        return draw_confirm(session, url_for("sign_in.take_confirm"), [("next", asked)], confirmed.fault)
    response = see_other(asked)
    set_session_cookie(response, confirmed.secret)
    return response
