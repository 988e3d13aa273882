"""The photos that a shopper names for a line, checked against what its reason asks for."""

from collections.abc import Sequence

from sendback.returns.faults import Faults
from sendback.returns.model import Return, Status
from sendback.returns.photos import MOST_A_LINE
from sendback.shops.fields import ReasonSetting

_MOST_ID_CHARACTERS = 26


def check_photos(reason: ReasonSetting | None, raw: object, where: str, faults: Faults) -> tuple[str, ...]:
    """Return the ids named for one line, each once; none where its reason asks for no photo."""
    if reason is None or reason.photos == "off":
        return ()
    named = raw if isinstance(raw, list) else []
    ids = tuple(dict.fromkeys(str(photo_id)[: _MOST_ID_CHARACTERS + 1] for photo_id in named[: 10 * MOST_A_LINE]))
    if len(ids) > MOST_A_LINE:
        faults.add(f"{where}.photos", "range")
    if not ids and reason.photos == "required":
        faults.add(f"{where}.photos", "required")
    return ids[:MOST_A_LINE]


def takes_photos(reasons: Sequence[ReasonSetting], item: Return) -> bool:
    """Say whether a return that waits takes more photos: where a reason given for it asks for any."""
    asking = {reason.code for reason in reasons if reason.photos != "off"}
    return item.status is Status.REQUESTED and any(line.reason in asking for line in item.lines)
