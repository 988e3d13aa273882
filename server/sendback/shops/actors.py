"""The names of those who did things: the journal keeps a mark for each, pages show a name."""

from collections.abc import Iterable, Mapping

from sendback.database.model import Tx

_NAMES = {
    "shopper": "The shopper",
    "consumer": "The consumer",
    "operator": "The operator",
    "worker": "Sendback",
    "api": "The shop's system",
}


def name_actor(tx: Tx, shop_id: str, actor: str) -> str:
    """Name who did something, at the beginning of a sentence."""
    return name_actors(tx, shop_id, [actor])[actor]


def name_actors(tx: Tx, shop_id: str, actors: Iterable[str]) -> Mapping[str, str]:  # noqa: ARG001
    """Name each of several actors, by the mark the journal keeps."""
    return {actor: _NAMES.get(actor) or f"{actor[:1].upper()}{actor[1:]}" for actor in actors}
