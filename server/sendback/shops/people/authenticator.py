"""The second factor: six digits of an authenticator app, each good once (RFC 6238)."""

import base64
import io
from datetime import datetime

import pyotp
import segno

_STEP_SECONDS = 30
_DRIFT = 1
"""How many steps a phone's clock may be off, either way."""


def new_totp_secret() -> str:
    """Make a secret that authenticator apps take: 160 random bits in base 32."""
    return pyotp.random_base32()


def find_step(secret: str, code: str, now: datetime) -> int | None:
    """Find the step whose code was typed, spaces and all; None when it is none of those that could be shown now."""
    typed, current = "".join(code[:20].split()), int(now.timestamp()) // _STEP_SECONDS
    totp = pyotp.TOTP(secret)
    found = [s for s in range(current - _DRIFT, current + _DRIFT + 1) if pyotp.utils.strings_equal(totp.generate_otp(s), typed)]
    return max(found, default=None)


def write_totp_address(secret: str, email: str) -> str:
    """Write the address that an authenticator app reads from the picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name="Sendback")


def draw_totp_picture(address: str) -> str:
    """Draw that address as a QR symbol, in an SVG that stands in an image's address."""
    out = io.BytesIO()
    symbol = segno.make(address, error="m", micro=False)
    symbol.save(out, kind="svg", xmldecl=False, border=4, dark="#000", light="#fff", omitsize=True)
    return f"data:image/svg+xml;base64,{base64.b64encode(out.getvalue()).decode()}"
