"""The policy as text: typed, loaded from a file, checked, saved; what cannot be saved is never lost."""

from dataclasses import dataclass

from flask import Response, render_template, request, url_for

from sendback.errors import Code, Problem
from sendback.paper.policy_addresses import find_unprintable
from sendback.policy.examples import ExampleResult, run_examples
from sendback.policy.faults import PolicyFault, PolicyFaults
from sendback.policy.inspecting import PolicyNotice, inspect_policy
from sendback.policy.reading import read_policy
from sendback.policy.text.toml import MOST_CHARACTERS
from sendback.returns.policies import known_of
from sendback.shops.model import Shop
from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.desk.policy.answering import answer
from sendback.web.desk.policy.forms import refuse
from sendback.web.desk.policy.reading import places_of, text_of, today_of
from sendback.web.desk.policy.saving import change_text, read_version
from sendback.web.desk.policy.versions import find_last_saved
from sendback.web.going import see_other
from sendback.web.moments import write_moment

MOST_FORM_BYTES = 4 * 1024 * 1024
"""The longest policy, as a form sends its every sign."""
MOST_NUMBERS = 20_000
_ROOM = 20


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a text: faults, or notices and what became of its examples."""

    faults: tuple[PolicyFault, ...] = ()
    notices: tuple[PolicyNotice, ...] = ()
    examples: tuple[ExampleResult, ...] = ()
    rules: frozenset[int] = frozenset()
    """The lines that rules begin on, for links from elsewhere."""


@needs(Action.SEE_SETTINGS)
def show_text() -> Response | str:
    """Show the policy in force as text."""
    shop = own_shop()
    return _draw(shop, text_of(shop.settings))


@needs(Action.SEE_SETTINGS)
def download_text() -> Response | str:
    """Send the policy in force as a file."""
    shop = own_shop()
    response = Response(text_of(shop.settings), mimetype="application/toml")
    response.headers["Content-Disposition"] = 'attachment; filename="policy.toml"'
    return response


@needs(Action.CHANGE_SETTINGS, most_bytes=MOST_FORM_BYTES)
def save_text() -> Response | str:
    """Save the typed text, or only check it; the old policy stays in force until a whole new one is saved."""
    text = request.form.get("text", "").replace("\r\n", "\n").removeprefix("\ufeff")
    if request.form.get("do") == "check":
        return _draw(own_shop(), text, is_checked=True)
    try:
        change_text(read_version(), lambda _: text)
    except Problem as problem:
        return _draw(own_shop(), text, problem)
    return see_other(url_for("desk.policy.show_rules", done="saved"))


@needs(Action.CHANGE_SETTINGS, most_bytes=MOST_FORM_BYTES)
def load_file() -> Response | str:
    """Show the text of a file where it can be looked at, changed and saved."""
    shop, sent = own_shop(), request.files.get("file")
    try:
        text = sent.read().decode("utf-8-sig").replace("\r\n", "\n") if sent else ""
        if not text.strip():
            raise refuse("file", "required", "Choose a file that has a policy in it.")
    except UnicodeDecodeError:
        return _draw(shop, text_of(shop.settings), refuse("file", "format", "This file is not text in UTF-8."))
    except Problem as problem:
        return _draw(shop, text_of(shop.settings), problem)
    return _draw(shop, text, is_loaded=True)


def check_text(text: str, shop: Shop) -> Checked:
    """Find what is wrong with a text, or what is worth a second look."""
    try:
        book = read_policy(text, shop.settings.policy)
    except PolicyFaults as refused:
        return Checked(faults=refused.faults)
    if unprintable := find_unprintable(text, book):
        return Checked(faults=unprintable)
    notices = inspect_policy(book, known_of(shop.settings, places_of(shop)), today_of(shop))
    return Checked((), tuple(notices), tuple(run_examples(book)), frozenset(rule.line for rule in book.rules))


def _draw(
    shop: Shop, text: str, problem: Problem | None = None, *, is_checked: bool = False, is_loaded: bool = False
) -> Response:
    is_late = problem is not None and problem.code is Code.SETTINGS_CONFLICT
    checked = check_text(text[: MOST_CHARACTERS + 1], shop)
    failed = [each for each in checked.examples if not each.passed]
    lines = text.count("\n") + 1
    marked = [each.line for each in checked.faults] + [each.line for each in checked.notices] + [each.line for each in failed]
    return answer(
        render_template(
            "desk/policy/text.html",
            shop=shop,
            text=text,
            lines=min(lines + _ROOM, MOST_NUMBERS),
            faults=checked.faults,
            notices=checked.notices,
            examples=checked.examples,
            failed=failed,
            marked=marked,
            anchors=checked.rules,
            is_checked=is_checked,
            is_loaded=is_loaded,
            theirs=text_of(shop.settings) if is_late else "",
            last=find_last_saved(shop),
            moment=lambda at: write_moment(at, shop.settings.zone),
            problem=None if problem and problem.code is Code.POLICY_INVALID else problem,
        ),
        problem,
    )
