"""The names of those who did things: the journal keeps a mark for each, pages show a name."""

from collections.abc import Iterable, Mapping

from sendback.database.model import Tx
from sendback.shops.people.store import list_members
from sendback.shops.sign_in import name_subject
from sendback.shops.worker_name_store import find_worker_name

_NAMES = {
    "shopper": "The shopper",
    "consumer": "The consumer",
    "operator": "The operator",
    "worker": "Sendback",
    "api": "The shop's system",
    "carrier": "The carrier",
    "device": "The device itself",
}


def name_actor(tx: Tx, shop_id: str, actor: str) -> str:
    """Name who did something, at the beginning of a sentence."""
    return name_actors(tx, shop_id, [actor])[actor]


def name_actors(tx: Tx, shop_id: str, actors: Iterable[str]) -> Mapping[str, str]:
    """Name each of several actors, by the mark the journal keeps."""
    people = {name_subject(member.account_id): member.name for member in list_members(tx, shop_id)}
    return {actor: people.get(actor) or _NAMES.get(actor) or _name_worker(tx, actor) or _say(actor) for actor in actors}


def _name_worker(tx: Tx, actor: str) -> str:
    """Name somebody at a dock by `worker:<home shop>:<id>`: a shop that a dock serves reads nothing else of them."""
    mark, _, rest = actor.partition(":")
    home, _, worker_id = rest.partition(":")
    return find_worker_name(tx, home, worker_id) if mark == "worker" and worker_id else ""


def _say(actor: str) -> str:
    """Say who it was where nobody of that mark works here, or where the mark is from before there were accounts."""
    return "Somebody" if actor.startswith(("person:", "worker:")) else f"{actor[:1].upper()}{actor[1:]}"
