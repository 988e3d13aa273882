"""withdrawal-keys: what receipts are signed with."""

import json

from tests.cli.conftest import Type


def test_keys_of_receipts_are_listed_and_rotated(type_in_shop: Type) -> None:
    assert type_in_shop("withdrawal-keys", "list").output == ""
    first, second = (type_in_shop("withdrawal-keys", "rotate").output.split()[0] for _ in range(2))
    listed = json.loads(type_in_shop("withdrawal-keys", "list", "--json").output)
    assert {key["id"]: bool(key["retired_at"]) for key in listed} == {first: True, second: False}
    assert f"{second}  " in type_in_shop("withdrawal-keys", "list").output
