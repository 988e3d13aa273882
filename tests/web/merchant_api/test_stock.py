"""Stock by the API: read in pages, counted and moved by a shop's own systems."""

from typing import Any

from tests.web.merchant_api.system import System


def change(system: System, *moves: dict[str, Any]) -> list[dict[str, Any]]:
    answer = system.post("/stock", {"moves": list(moves)})
    assert answer.status_code == 200, answer.text
    return list(answer.get_json()["results"])


def wish(kind: str, quantity: int, sku: str = "W-1", **more: Any) -> dict[str, Any]:
    return {"kind": kind, "sku": sku, "place": "A-1", "condition": "sellable", "quantity": quantity, **more}


def test_each_is_done_in_its_order_and_what_cannot_be_is_told(system: System) -> None:
    told = change(
        system, wish("count", 3), wish("take", 4), wish("take", 1, reason="sold"), wish("move", 1, to_place="B-2"),
        wish("add", -1), wish("move", 1, condition="blocked", to_condition="sellable"),
    )  # fmt: skip
    assert [each["state"] for each in told] == ["done", "refused", "done", "done", "refused", "refused"]
    assert [each["problem"]["errors"][0]["field"] for each in told if each["problem"]] == ["quantity", "quantity", "to_condition"]
    assert [move["quantity"] for each in told for move in each["moves"]] == [3, -1, -1, 1]
    moves = system.get("/stock/moves", sku="W-1").get_json()["data"]
    assert [(move["quantity"], move["because"], move["reason"]) for move in moves] == [
        (1, "move", None), (-1, "move", None), (-1, "taken", "sold"), (3, "count", None),
    ]  # fmt: skip


def test_levels_come_in_pages_and_by_sku_place_and_condition(system: System) -> None:
    change(system, *(wish("count", 1, f"W-{n}") for n in range(5)), wish("count", 2, "W-1", place="", condition="repair"))
    seen, cursor = [], ""
    while True:
        page = system.get("/stock", limit=2, cursor=cursor).get_json()
        seen += [(each["sku"], each["place"]) for each in page["data"]]
        if (cursor := page["next_cursor"]) is None:
            break
    assert seen == [("W-0", "A-1"), ("W-1", ""), ("W-1", "A-1"), ("W-2", "A-1"), ("W-3", "A-1"), ("W-4", "A-1")]
    assert len(system.get("/stock", sku="W-1").get_json()["data"]) == 2
    assert len(system.get("/stock", sku="W-1", place="A-1").get_json()["data"]) == 1
    assert [each["quantity"] for each in system.get("/stock", place="").get_json()["data"]] == [2]
    assert [each["quantity"] for each in system.get("/stock", condition="repair").get_json()["data"]] == [2]
    assert system.get("/stock", cursor="%%%").get_json()["code"] == "invalid-fields"
    assert system.get("/stock", condition="new").get_json()["code"] == "invalid-fields"
