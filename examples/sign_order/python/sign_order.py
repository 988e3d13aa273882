"""Sign an order for Sendback. Python 3.8+, standard library only: copy this file into your shop."""

import base64
import hashlib
import hmac
import json
import re
import secrets
import time


def sign_order(order, items, key, postcode="", email="", now=None, **claims):
    """Give the token for a link: items are [{"id": "1", "q": 2, "t": "Shirt", "a": 2999}], prices in cents."""
    tags = {"p": match_tag("p", order, postcode, key), "e": match_tag("e", order, email, key)}
    tags = {field: tag for field, tag in tags.items() if tag}
    facts = {"v": 1, "o": order, "j": secrets.token_urlsafe(12), "m": tags, "i": items, **claims}
    payload = json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()
    return sign_payload(payload, key, int(time.time()) if now is None else now)


def sign_payload(payload, key, seconds):
    stamp = b64u(seconds.to_bytes((seconds.bit_length() + 7) // 8, "big"))
    signed = b64u(payload) + "." + stamp
    order_key = mac(key.encode(), b"sendback.order.v1")
    return "sbo1_" + key.split("_")[2] + "." + signed + "." + b64u(mac(order_key, signed.encode()))


def match_tag(field, order, value, key):
    """Tag a postcode ("p") or e-mail ("e"); empty when there is nothing to tag."""
    value = value or ""
    value = norm_postcode(value) if field == "p" else value.strip(" \t\r\n").translate(LOWER)
    order = re.sub(r"[ \t\r\n#]", "", order).translate(UPPER)
    message = "\x1f".join([field, order, value]).encode()
    return value and b64u(mac(mac(key.encode(), b"sendback.match.v1"), message)[:12])


def norm_postcode(postcode):
    kept = re.sub(r"[^0-9A-Za-z-]", "", postcode)
    return kept[:5] if re.fullmatch(r"[0-9]{5}-[0-9]{4}", kept) else kept.replace("-", "").translate(UPPER)


def mac(key, message):
    return hmac.new(key, message, hashlib.sha256).digest()


def b64u(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


UPPER = {small: small - 32 for small in range(ord("a"), ord("z") + 1)}
LOWER = {large: large + 32 for large in range(ord("A"), ord("Z") + 1)}
