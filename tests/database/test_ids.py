"""Identifiers sort by when they were made and never repeat."""

import time

from sendback.database.ids import new_id


def test_an_id_is_a_ulid() -> None:
    made = new_id()
    assert len(made) == 26
    assert set(made) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_ids_made_later_sort_later() -> None:
    made = []
    for _ in range(5):
        made.append(new_id())
        time.sleep(0.002)
    assert made == sorted(made)


def test_ids_do_not_repeat() -> None:
    assert len({new_id() for _ in range(20_000)}) == 20_000


def test_ids_made_in_one_millisecond_sort_in_a_row() -> None:
    made = [new_id() for _ in range(5_000)]
    assert made == sorted(made)
