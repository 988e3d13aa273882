"""A shop's own designs: kept for ever, chosen by a version of the settings, and nobody else's."""

import pytest

from sendback.database.model import Database
from sendback.errors import Code, Problem
from sendback.journal.store import list_events
from sendback.shops import store
from sendback.shops.design_store import drop_design, find_design, list_designs, save_design
from sendback.shops.model import Shop, ShopSettings, settings_from
from tests.conftest import MakeShop
from tests.factories import NOW

BODY = '{"name":"Ours","kind":"label","size":"a6","elements":[]}'


def save(database: Database, shop: Shop, based_on: int, body: str = BODY, size: str = "a6") -> ShopSettings:
    version = database.write(save_design, shop.shop_id, based_on, "label", size, body, "Kaisa", NOW)
    return database.read(store.get_settings, shop.shop_id, version)


def test_a_saved_design_is_named_by_the_next_version_of_the_settings(database: Database, shop: Shop) -> None:
    settings = save(database, shop, 1)
    assert list(settings.designs) == ["label.a6"]
    assert database.read(list_designs, shop.shop_id, settings.designs) == {"label.a6": BODY}
    assert database.read(store.get_settings, shop.shop_id, 1).designs == {}


def test_an_older_design_stays_for_the_paper_that_was_drawn_with_it(database: Database, shop: Shop) -> None:
    first = save(database, shop, 1)
    second = save(database, shop, 2, BODY.replace("Ours", "Newer"))
    third = database.read(
        store.get_settings, shop.shop_id, database.write(drop_design, shop.shop_id, 3, "label", "a6", "Kaisa", NOW)
    )
    assert third.designs == {}
    assert database.read(list_designs, shop.shop_id, first.designs) == {"label.a6": BODY}
    assert "Newer" in database.read(list_designs, shop.shop_id, second.designs)["label.a6"]


def test_each_paper_has_a_design_of_its_own(database: Database, shop: Shop) -> None:
    save(database, shop, 1)
    assert set(save(database, shop, 2, size="4x6").designs) == {"label.a6", "label.4x6"}


def test_who_saves_over_somebody_elses_change_is_told_and_nothing_is_kept(database: Database, shop: Shop) -> None:
    save(database, shop, 1)
    with pytest.raises(Problem) as refused:
        save(database, shop, 1, BODY.replace("Ours", "Theirs"))
    assert refused.value.code is Code.SETTINGS_CONFLICT
    bodies = database.read(lambda tx: tx.all("SELECT body FROM shop_designs WHERE shop_id = :s", s=shop.shop_id))
    assert [row["body"] for row in bodies] == [BODY]


def test_the_journal_tells_which_design_and_not_what_stands_in_it(database: Database, shop: Shop) -> None:
    design_id = save(database, shop, 1).designs["label.a6"]
    database.write(drop_design, shop.shop_id, 2, "label", "a6", "Kaisa", NOW)
    events = database.read(list_events, shop.shop_id, "settings")
    told = [(event.type, event.body) for event in events if event.type.startswith("design.")]
    assert told == [
        ("design.saved", {"kind": "label", "size": "a6", "design_id": design_id}),
        ("design.dropped", {"kind": "label", "size": "a6"}),
    ]


def test_a_design_is_found_by_its_own_shop_only(database: Database, shop: Shop, make_shop: MakeShop) -> None:
    design_id = save(database, shop, 1).designs["label.a6"]
    assert database.read(find_design, make_shop("Other").shop.shop_id, design_id) is None


@pytest.mark.parametrize("designs", [{"label": "x"}, {"../a6": "x"}, {"label.a6": ""}, {f"label.{n}": "x" for n in range(101)}])
def test_settings_name_no_other_places_and_no_end_of_them(designs: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="designs"):
        settings_from({"designs": designs})
