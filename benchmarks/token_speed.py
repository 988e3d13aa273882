"""Verified tokens per second beside PyJWT's HS256, with the same claims, taking turns in one run.

    python benchmarks/token_speed.py [--seconds 12]

Both sides hold the key in memory and check the signature and the time window. Ours also takes the strict road: grammar,
canonical base64, no duplicate keys, every claim's type and limits. PyJWT checks `iat` and `exp` and hands over a dict.
"""

import argparse
import json
import platform
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import jwt

from sendback.orders.token.claims import MatchTags, OrderClaims, TokenItem
from sendback.orders.token.keys import SigningKey
from sendback.orders.token.refusal import TokenRefused
from sendback.orders.token.signing import sign_order, write_claims
from sendback.orders.token.verifying import verify_token

RESULTS = Path(__file__).parent / "results" / "token_speed.json"
KEY = "sbsk_live_tfOoXTZh_BdzyQs_pu_BmoyCxm1g8tBHaTM7gPHeErNC3eCwGJ-g"
BATCH = 400
Verb = Callable[[], object]


def make_claims(items: int) -> OrderClaims:
    """Make an ordinary order with so many lines; without lines a reference token."""
    lines = tuple(
        TokenItem(str(number), 1 + number % 3, f"SKU-{number:05}", "Linen shirt, white / M", 2999 + number)
        for number in range(items)
    )
    tags = MatchTags("LtFIpp1bLrGeWtUm", "hosjRg1TdkQ9J21o") if items else MatchTags()
    return OrderClaims("SB-2026/0042", "POVe6vnczGTHi8RD", lines, tags, is_reference=not items)


def make_sides(claims: OrderClaims, now: int) -> dict[str, Verb]:
    """Make the verbs that take turns; each returns only after accepting the token."""
    keys = {key.kid: key for key in [SigningKey(KEY, "shop")]}
    token, packed = (sign_order(claims, KEY, now, compress=compress) for compress in (False, True))
    peer = jwt.encode({**write_claims(claims), "iat": now, "exp": now + 86400}, KEY, algorithm="HS256")
    forged = token[:-10] + ("A" if token[-10] != "A" else "B") + token[-9:]

    def refuse_forged() -> None:
        try:
            verify_token(forged, keys.get, "shop", now)
        except TokenRefused:
            return
        raise AssertionError("a forged token was accepted")

    return {
        "sendback": lambda: verify_token(token, keys.get, "shop", now),
        "sendback_compressed": lambda: verify_token(packed, keys.get, "shop", now),
        "sendback_forged": refuse_forged,
        "pyjwt_hs256": lambda: jwt.decode(peer, KEY, algorithms=["HS256"]),
    }


def measure(sides: dict[str, Verb], seconds: float) -> dict[str, float]:
    """Let the sides take turns, a batch each, and give the median rate per second of each."""
    rates: dict[str, list[float]] = {name: [] for name in sides}
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for name, verb in sides.items():
            start = time.perf_counter()
            for _ in range(BATCH):
                verb()
            rates[name].append(BATCH / (time.perf_counter() - start))
    return {name: round(statistics.median(batch)) for name, batch in rates.items()}


def main() -> None:
    """Measure orders of 0, 2 and 12 lines, print the table and write it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=12.0)
    seconds = parser.parse_args().seconds
    now, cases = int(time.time()), {}
    for items in (0, 2, 12):
        claims = make_claims(items)
        rates = measure(make_sides(claims, now), seconds / 3)
        length = len(sign_order(claims, KEY, now))
        ratio = round(rates["sendback"] / rates["pyjwt_hs256"], 2)
        cases[f"{items}_lines"] = {"length": length, "per_second": rates, "sendback_to_pyjwt": ratio}
        print(f"{items:2} lines, {length:4} characters: {rates} ratio {ratio}")
    report = {"python": platform.python_version(), "pyjwt": jwt.__version__, "batch": BATCH, "cases": cases}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(report, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
