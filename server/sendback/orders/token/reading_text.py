"""A reading as JSON facts and as lines for a terminal."""

from datetime import UTC, datetime
from typing import Any

from sendback.orders.token.reading import TokenReading
from sendback.orders.token.signing import write_claims


def list_facts(reading: TokenReading) -> dict[str, Any]:
    """List a reading as plain JSON values, in the order in which a person asks."""
    claims = reading.claims
    return {
        "accepted": reading.is_accepted,
        "problem": reading.problem.value if reading.problem is not None else None,
        "hint": reading.hint or None,
        "length": reading.length,
        "well_formed": reading.is_well_formed,
        "key_id": reading.kid,
        "key_known": reading.is_key_known,
        "mode": reading.mode,
        "signature_right": reading.is_signature_right,
        "signed_at": None if reading.signed_at is None else _write_time(reading.signed_at),
        "age_seconds": reading.age_seconds,
        "compressed": reading.is_compressed,
        "profile": claims.profile.value if claims is not None else None,
        "box_opened": reading.is_box_opened,
        "payload_json": reading.payload_json,
        "claims": write_claims(claims) if claims is not None else None,
    }


def render_reading(reading: TokenReading) -> str:
    """Render a reading as aligned lines; text of the token is escaped, so that it cannot steer a terminal."""
    facts = {name: value for name, value in list_facts(reading).items() if value is not None and name != "claims"}
    width = max(map(len, facts))
    return "\n".join(f"{name.replace('_', ' '):<{width}}  {_render_value(value)}" for name, value in facts.items())


def _render_value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in str(value))


def _write_time(seconds: int) -> str:
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError, OSError):
        return f"{seconds} s after 1970"
