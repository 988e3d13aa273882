"""Every signer under examples/sign_order reproduces the vectors, and what it signs is accepted."""

import importlib.util
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sendback.orders.token.keys import SigningKey
from sendback.orders.token.match import ProofField, proves
from sendback.orders.token.verifying import VerifiedToken, verify_token

ROOT = Path(__file__).parents[2]
SIGNERS = ROOT / "examples" / "sign_order"
VECTORS = ROOT / "tests" / "vectors" / "order-token.json"
NOW = 1_795_000_000
KEY = "sbsk_live_Nordlys1_Ubv5D04VxaD8uwFjUY3ezYeDegTmodgrHdHOb4WVdn80000000"
ORDER: dict[str, Any] = {
    "order": "#SB-2026/0042",
    "items": [{"id": "1", "q": 2, "t": 'Tasse "Ära" 日本茶 🧦', "a": 2999}],
    "postcode": "10115",
    "email": "Ada@Example.com",
    "c": "EUR",
}
LONGEST_SIGNER = 40

Answers = dict[str, Any]


def run_python(**change: Any) -> Answers:
    spec = importlib.util.spec_from_file_location("sign_order", SIGNERS / "python" / "sign_order.py")
    assert spec is not None
    assert spec.loader is not None
    signer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(signer)
    vectors = json.loads(VECTORS.read_text("utf-8"))
    return {
        "tokens": [signer.sign_payload(v["payload_json"].encode(), v["key"], v["ts"]) for v in vectors["sign"]],
        "tags": [signer.match_tag(v["field"], v["order"], v["value"], v["key"]) for v in vectors["tag"]],
        "order": signer.sign_order(**{**ORDER, **change}, key=KEY, now=NOW),
    }


def run_node(name: str, **change: Any) -> Answers:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    signer, run = SIGNERS / "javascript" / name, Path(__file__).parent / "run_signer.mjs"
    order = json.dumps({**ORDER, **change, "key": KEY, "now": NOW})
    done = subprocess.run([node, run, signer, VECTORS, order], capture_output=True, check=True, timeout=60)
    answers: Answers = json.loads(done.stdout)
    return answers


RUNS: dict[str, Callable[..., Answers]] = {
    "python/sign_order.py": run_python,
    "javascript/node.mjs": lambda **change: run_node("node.mjs", **change),
    "javascript/webcrypto.mjs": lambda **change: run_node("webcrypto.mjs", **change),
}


@pytest.fixture(scope="module", params=RUNS)
def answers(request: pytest.FixtureRequest) -> Answers:
    return RUNS[request.param]()


def test_the_vectors_are_reproduced_byte_for_byte(answers: Answers) -> None:
    vectors = json.loads(VECTORS.read_text("utf-8"))
    assert answers["tokens"] == [vector["token"] for vector in vectors["sign"]]
    assert answers["tags"] == [vector["tag"] for vector in vectors["tag"]]
    assert (len(answers["tokens"]), len(answers["tags"])) == (40, 96)


def test_a_signed_order_is_accepted_and_proved(answers: Answers) -> None:
    key = SigningKey(KEY, "nordlys")
    token: VerifiedToken = verify_token(answers["order"], {key.kid: key}.get, "nordlys", NOW)
    item = token.claims.items[0]
    assert (token.claims.order, token.claims.currency, token.signed_at) == ("#SB-2026/0042", "EUR", NOW)
    assert (item.title, item.quantity, item.unit_price_minor) == ('Tasse "Ära" 日本茶 🧦', 2, 2999)
    assert proves(token.tags, KEY, "sb-2026/0042", ProofField.POSTCODE, "D-10115")
    assert proves(token.tags, KEY, "sb-2026/0042", ProofField.EMAIL, "ada@example.com")


def test_a_buyer_without_postcode_gets_no_postcode_tag() -> None:
    for name in RUNS:
        for nothing in (None, "", " - "):
            key = SigningKey(KEY, "nordlys")
            token = verify_token(RUNS[name](postcode=nothing)["order"], {key.kid: key}.get, "nordlys", NOW)
            assert token.tags.postcode is None
            assert token.tags.email is not None


def test_each_signer_is_one_short_file_without_dependencies() -> None:
    found = sorted(str(path.relative_to(SIGNERS)) for path in SIGNERS.rglob("*.*") if path.suffix in {".py", ".mjs"})
    assert found == sorted(RUNS)
    for name in RUNS:
        lines = (SIGNERS / name).read_text("utf-8").splitlines()
        assert sum(1 for line in lines if line.strip()) <= LONGEST_SIGNER
