"""`sendback mail bounce`: a mail server's pipe ends well, whatever comes through it."""

import json
import os

from sendback.app import make_context
from sendback.database.ids import new_id
from sendback.delivery.mail_log_store import log_mail
from sendback.delivery.model import Job, Kind, State
from sendback.settings.reading import read_settings
from sendback.shops.store import list_shops
from tests.cli.conftest import Type
from tests.delivery.bounces.notices import ON_HOLIDAY, POSTFIX, write_notice


def test_a_bounce_is_noted_and_anything_else_is_left(type_in_shop: Type) -> None:
    job_id = new_id()
    context = make_context(read_settings(os.environ))
    (shop,) = context.database.read(list_shops)
    now = context.clock()
    job = Job(shop.shop_id, job_id, Kind.LABEL, "gone", {}, State.PENDING, now, 1, "", now)
    context.database.write(log_mail, job, "aino@example.fi", now)
    context.database.close()
    noted = type_in_shop("mail", "bounce", "--json", input=write_notice(POSTFIX, job_id))
    assert json.loads(noted.output) == {"noted": True, "id": job_id, "status": "5.1.1"}
    for other in (write_notice(ON_HOLIDAY, job_id), write_notice(POSTFIX, new_id()), b"\0"):
        answer = type_in_shop("mail", "bounce", input=other)
        assert (answer.exit_code, "nothing was noted" in answer.output) == (0, True)
