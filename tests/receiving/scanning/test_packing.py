"""What a device carries says the same as what is told online, in far fewer bytes."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from sendback.database.model import Database, Tx
from sendback.receiving.expected import read_expected
from sendback.receiving.scanning.packing import pack_returns
from sendback.returns.model import Return
from sendback.shops.model import Shop
from sendback.shops.receiving import Disposition, DispositionRule, ReceivingSetting
from tests.receiving.conftest import Find, MakeSent, Receive
from tests.unpacking import unpack

VECTORS = Path("tests/vectors/packed_returns.json")


def test_a_device_carries_what_is_told_online(
    database: Database, shop: Shop, make_sent: MakeSent, receive: Receive, find: Find
) -> None:
    plain, begun, unannounced, travelling = make_sent(), make_sent(), make_sent(), make_sent()
    receive(begun, parcel=1, weight_g=900, note="Aino wrote on it")
    find(begun, "1", "arrived", 1, grade="a", place="A-1")
    find(begun, "1", "missing", 1)
    find(begun, "", "extra", 1, title="A glove")
    receive(unannounced, parcel=1)
    database.write(_have_travel, travelling)
    database.write(_have_come_without_number, unannounced)
    _compare(database, shop, [plain, begun, unannounced, travelling])


def test_what_the_rules_suggest_of_a_ware_is_carried_for_that_ware(database: Database, shop: Shop, make_sent: MakeSent) -> None:
    rules = (
        DispositionRule(name="wool", skus=("wool-*",), outcomes=("arrived",), disposition=Disposition.DONATE),
        DispositionRule(name="dear", price_from_minor=1, outcomes=("damaged",), disposition=Disposition.VENDOR),
        DispositionRule(name="small", reasons=("too_small",), disposition=Disposition.RESELL),
    )
    setting = ReceivingSetting(rules=rules)
    other = replace(shop, settings=shop.settings.model_copy(update={"receiving": setting}))
    told = _compare(database, other, [make_sent()])
    first, second = told[0]["lines"]
    assert first["suggestions"]["arrived:a"]["rule"] == "wool"
    assert "arrived:a" not in second["suggestions"]


def test_twenty_thousand_returns_fit(database: Database, shop: Shop, make_sent: MakeSent) -> None:
    items = database.read(pack_returns, shop, [make_sent().return_id]).items
    (size,) = (len(json.dumps(item, separators=(",", ":"))) for item in items.values())
    assert size * 20_000 < 8 * 1024 * 1024 * 1.25, "these have two lines each, one more than most"


def test_returns_are_read_from_the_vectors_alike() -> None:
    told = json.loads(VECTORS.read_text())
    for each in told["returns"]:
        assert unpack(each["item"], told["common"]) == {**each["expected"], "codes": set(each["expected"]["codes"])}


def _compare(database: Database, shop: Shop, items: list[Return]) -> list[dict[str, Any]]:
    packed = database.read(pack_returns, shop, [item.return_id for item in items])
    told = [unpack(item, packed.common) for item in packed.items.values()]
    for each in told:
        online = database.read(read_expected, shop, each["id"]).as_json()
        lines = [{**line, "picture": ""} for line in online["lines"]]
        assert set(online["codes"]) <= each["codes"]
        assert each == {**online, "lines": lines, "codes": each["codes"]}
    assert [each["id"] for each in told] == [item.return_id for item in items]
    return told


def _have_travel(tx: Tx, item: Return) -> None:
    tx.run(
        """UPDATE parcels SET tracking_number = 'JJFI 6430-0001', tracking_key = 'JJFI64300001', reference = 'own/77'
        WHERE shop_id = :s AND return_id = :r""",
        s=item.shop_id, r=item.return_id,
    )  # fmt: skip
    tx.run(
        "UPDATE returns SET because = :b WHERE shop_id = :s AND return_id = :r",
        b='{"rule": "withdrawal"}', s=item.shop_id, r=item.return_id,
    )  # fmt: skip


def _have_come_without_number(tx: Tx, item: Return) -> None:
    tx.run("UPDATE receipts SET parcel = NULL WHERE shop_id = :s AND return_id = :r", s=item.shop_id, r=item.return_id)
