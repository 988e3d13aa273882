"""The policy in every version: who saved it when, what changed, and bringing one back."""

import difflib
from collections.abc import Iterator

from flask import Response, render_template, request, url_for

from sendback.database.model import Tx
from sendback.errors import Code, Problem
from sendback.shops import store
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.shops.version_store import SavedVersion, list_policy_versions
from sendback.web.auth import needs, own_shop
from sendback.web.context import get_context
from sendback.web.desk.policy.answering import answer
from sendback.web.desk.policy.reading import text_of
from sendback.web.desk.policy.saving import change_text, read_version
from sendback.web.going import see_other
from sendback.web.moments import write_moment
from sendback.web.paging import cut_page, read_place

MOST_ON_A_PAGE = 50
_LINES_AROUND = 3


@needs(Action.SEE_SETTINGS)
def list_versions() -> Response | str:
    """List the versions that changed the policy, newest first."""
    return _draw_list(own_shop())


@needs(Action.SEE_SETTINGS)
def show_version(number: int) -> Response | str:
    """Show one version as text, and what it changed; of settings that left the policy as it was, the version then in force."""
    shop, database = own_shop(), get_context().database
    saved = database.read(list_policy_versions, shop.shop_id)
    place = next((place for place, each in enumerate(saved) if each.version <= number <= shop.settings_version), None)
    if place is None:
        raise Problem(Code.NOT_FOUND, "There is no such version of the policy.")
    if saved[place].version != number:
        return see_other(url_for("desk.policy.show_version", number=saved[place].version))
    before = saved[place + 1] if place + 1 < len(saved) else None
    text = database.read(_read_text, shop.shop_id, number)
    return render_template(
        "desk/policy/version.html",
        shop=shop,
        saved=saved[place],
        before=before,
        is_newest=place == 0,
        text=text,
        difference=list(compare(database.read(_read_text, shop.shop_id, before.version), text)) if before else [],
        moment=lambda at: write_moment(at, shop.settings.zone),
    )


@needs(Action.CHANGE_SETTINGS)
def restore_version(number: int) -> Response | str:
    """Put an earlier version in force again, as a new one."""
    shop, database = own_shop(), get_context().database
    text = database.read(_read_text, shop.shop_id, number)
    try:
        change_text(read_version(), lambda _: text)
    except Problem as problem:
        return _draw_list(shop, problem)
    return see_other(url_for("desk.policy.list_versions", done="back"))


def compare(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Give what changed line by line as (sign, line): `+` came, `-` went, a space stayed, `…` leaps over what stayed.

    >>> list(compare("a\\nb", "a\\nc"))
    [(' ', 'a'), ('-', 'b'), ('+', 'c')]
    """
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=_LINES_AROUND, lineterm="")
    for place, line in enumerate(list(lines)[2:]):
        if line.startswith("@@"):
            if place:
                yield "…", ""
        else:
            yield line[0], line[1:]


def _draw_list(shop: Shop, problem: Problem | None = None) -> Response:
    saved = get_context().database.read(list_policy_versions, shop.shop_id)
    before = read_place(request.args.get("before", ""))
    page, more = cut_page(
        [each for each in saved if before is None or each.version < before], MOST_ON_A_PAGE, lambda each: each.version
    )
    return answer(
        render_template(
            "desk/policy/versions.html",
            shop=shop,
            saved=page,
            newest=saved[0],
            more=more,
            moment=lambda at: write_moment(at, shop.settings.zone),
            problem=problem,
            done=request.args.get("done", ""),
        ),
        problem,
    )


def find_last_saved(shop: Shop) -> SavedVersion:
    """Find who made the policy that is in force."""
    return get_context().database.read(list_policy_versions, shop.shop_id)[0]


def _read_text(tx: Tx, shop_id: str, version: int) -> str:
    return text_of(store.get_settings(tx, shop_id, version))
