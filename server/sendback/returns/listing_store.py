"""Lists of a shop's returns: the rarest of what is asked for is read, the rest is tested, row by row."""

from collections.abc import Sequence

from sendback.database.model import Tx
from sendback.orders import spelling_store
from sendback.returns import source_store
from sendback.returns.filters import Filter, Place, Search, Sort
from sendback.returns.listed import Found
from sendback.returns.model import Status
from sendback.returns.page_store import Way, find_page
from sendback.returns.search_store import list_words_from
from sendback.returns.search_terms import PERSON, Term, read_terms, say_fact, say_sku
from sendback.returns.source_store import MOST_COUNTED, Source

_MOST_WORDS, _MOST_NAMES = 40, 8


def find_returns(tx: Tx, shop_id: str, wanted: Filter, search: Search, place: Place, most: int) -> Found:
    """Find a page of returns, by words that begin as those typed, or are spelt alike where none begins so."""
    terms = read_terms(search.text, search.sees_people)
    if search.text and not terms:
        return Found((), (), "")
    sources = [_find_term(tx, shop_id, f"t{number}", term) for number, term in enumerate(terms)]
    return _find(tx, shop_id, wanted, sources, place, most)


def find_alike(tx: Tx, shop_id: str, wanted: Filter, search: Search, most: int) -> Sequence[str]:
    """Find returns of people whose names are spelt much like what was typed, though other words begin so too."""
    terms = read_terms(search.text, search.sees_people)
    alike = [_find_names(tx, shop_id, term) for term in terms]
    if not any(alike):
        return ()
    sources = [
        source_store.find_words(f"t{number}", [*names, *_begin(tx, shop_id, term)], term.beginnings, term.rma, term.tracking)
        for number, (term, names) in enumerate(zip(terms, alike, strict=True))
    ]
    return _find(tx, shop_id, wanted, sources, Place(), most).ids


def count_listed(tx: Tx, shop_id: str, wanted: Filter) -> int | None:
    """Count what a filter lists, up to 1,001; None where counting would mean to look at every return."""
    sources = _list_sources(wanted)
    if len(sources) > 1 or wanted.waits_since or wanted.warehouse or wanted.awaited or (wanted.has_dates and sources):
        return None
    made = [source_store.find_made(wanted.created_from, wanted.created_before)] if wanted.has_dates else []
    return source_store.count_some(tx, shop_id, (sources or made or [source_store.find_all()])[0], MOST_COUNTED + 1)


def _find(tx: Tx, shop_id: str, wanted: Filter, terms: Sequence[Source], place: Place, most: int) -> Found:
    column = "" if terms else "updated_at" if wanted.sort is Sort.UPDATED else "created_at" if wanted.has_dates else ""
    way = Way(column, wanted.sort is not Sort.OLDEST).turn(bool(place.before))
    sources = [*terms, *_list_sources(wanted)]
    if not all(source.pieces for source in sources):
        return Found((), (), "")
    made = [source_store.find_made(wanted.created_from, wanted.created_before)] if wanted.has_dates else []
    counts = (
        [source_store.count_some(tx, shop_id, source) for source in sources] if len(sources) > 1 or column else [0] * len(sources)
    )
    rarest = min(range(len(sources)), key=lambda place: (counts[place], len(sources[place].pieces)), default=None)
    limits = [source_store.limit_age(wanted.waits_since)] if wanted.waits_since is not None else []
    limits += [source_store.limit_place(wanted.warehouse)] if wanted.warehouse else []
    mark = place.before or place.after
    if rarest is None or (column and counts[rarest] >= MOST_COUNTED):
        source = made[0] if column == "created_at" else source_store.find_all()
        tests, is_small = [*sources, *(made if column != "created_at" else []), *limits], False
    else:
        source = sources[rarest]
        tests, is_small = [*sources[:rarest], *sources[rarest + 1 :], *made, *limits], bool(column)
        tests += [source_store.find_awaited(wanted.awaited)] if wanted.awaited and source.values == wanted.awaited.values else []
    found = find_page(tx, shop_id, source, tests, way, mark, most, is_small)
    if place.before:
        return Found([*reversed(found.ids)], [*reversed(found.marks)], found.onward)
    return found


def _list_sources(wanted: Filter) -> list[Source]:
    facts = {
        "reason": wanted.reason,
        "resolution": wanted.resolution.value if wanted.resolution else "",
        "country": wanted.country,
        "option": wanted.option,
    }
    words = [say_fact(name, value) for name, value in facts.items() if value]
    words += [say_fact("withdrawal")] * wanted.is_withdrawal + [say_fact("mismatch")] * wanted.is_mismatched
    words += [say_sku(wanted.sku)] if wanted.sku else []
    sources = [source_store.find_fact(f"w{number}", word) for number, word in enumerate(words)]
    if wanted.waits_since is not None:
        sources.append(source_store.find_states("waits", (Status.REQUESTED,)))
    if wanted.states:
        sources.append(source_store.find_states("state", wanted.states))
    if wanted.is_due:
        sources.append(source_store.find_due())
    if wanted.unused_since is not None:
        sources.append(source_store.find_unused(wanted.unused_since))
    if wanted.awaited is not None:
        sources.append(source_store.find_awaited(wanted.awaited))
    return sources


def _find_term(tx: Tx, shop_id: str, name: str, term: Term) -> Source:
    words = _begin(tx, shop_id, term) or _find_names(tx, shop_id, term)
    return source_store.find_words(name, words, term.beginnings, term.rma, term.tracking)


def _begin(tx: Tx, shop_id: str, term: Term) -> list[str]:
    """List the words that begin as one that was typed."""
    return [word for beginning in term.beginnings for word in list_words_from(tx, shop_id, beginning, _MOST_WORDS)]


def _find_names(tx: Tx, shop_id: str, term: Term) -> list[str]:
    """List the names that are spelt much like one that was typed, the likest first."""
    return [f"{PERSON}{alike}" for name in term.names for alike in spelling_store.find_alike(tx, shop_id, name, _MOST_NAMES)]
