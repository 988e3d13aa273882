"""The settings, by section, with a search that finds sections and single settings."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from flask import Response, render_template, request, url_for

from sendback.shops.permissions import Action, may
from sendback.shops.sign_in import Person
from sendback.web.auth import get_person, needs, own_shop
from sendback.web.desk.frame import may_open
from sendback.web.desk.sections import SECTIONS
from sendback.web.desk.settings.single import SINGLES

MOST_TYPED = 80


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the page: where it leads, and what it is found by, in small letters."""

    group: str
    title: str
    about: str
    url: str
    words: str
    is_shown: bool


@needs(Action.SEE_RETURNS)
def show_settings() -> Response | str:
    """Show every section that the role may open; of what was typed, those and the single settings that it fits."""
    shop, sought = own_shop(), request.args.get("find", "").strip()[:MOST_TYPED]
    sections, singles = list_sections(get_person(), sought), list_singles(get_person(), sought)
    return render_template(
        "desk/settings/index.html",
        shop=shop,
        sought=sought,
        groups=[(group, list(found)) for group, found in groupby(sections, lambda each: each.group)],
        singles=singles,
        has_none=not any(each.is_shown for each in (*sections, *singles)),
    )


def list_sections(person: Person, sought: str) -> list[Found]:
    """List the sections that somebody may open, grouped."""
    open_ = [each for each in SECTIONS if may(person, each.action, person.shop_id) and may_open(each.endpoint)]
    order = list(dict.fromkeys(each.group for each in SECTIONS))
    open_.sort(key=lambda each: order.index(each.group))
    return [
        _find(each.group, each.title, each.about, url_for(each.endpoint), (each.title, each.about, each.words), sought, True)
        for each in open_
    ]


def list_singles(person: Person, sought: str) -> list[Found]:
    """List the single settings that somebody may change; none is shown before something is typed."""
    open_ = [each for each in SINGLES if may(person, each.action, person.shop_id) and may_open(each.endpoint)]
    return [
        _find("", each.title, "", url_for(each.endpoint, _anchor=each.anchor or None), (each.title, each.words), sought, False)
        for each in open_
    ]


def fits(words: str, sought: str) -> bool:
    """Say whether every word that was typed begins or stands in one of the words, whatever its letters' size.

    >>> fits("time zone clock", "Zone ti"), fits("time zone clock", "zonal")
    (True, False)
    """
    return all(part in words for part in sought.casefold().split())


def _find(group: str, title: str, about: str, url: str, texts: Iterable[str], sought: str, unasked: bool) -> Found:
    words = " ".join(texts).casefold()
    return Found(group, title, about, url, words, fits(words, sought) if sought else unasked)
