"""Verify: what it finds on a page, where it never goes, and what the tag reports of itself."""

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from flask.testing import FlaskClient

from sendback.database.model import Database
from sendback.egress.reach import PUBLIC as OPEN
from sendback.egress.reach import Reach
from sendback.egress.targets import Target
from sendback.shops import tag_report_store as tag_reports
from sendback.shops.founding import Founded
from sendback.shops.model import Shop
from sendback.web.builder import page_fetch
from sendback.web.builder.findings import CannotCheck
from sendback.web.builder.inspection import Expected, inspect_page
from sendback.web.builder.page_fetch import FetchedPage, fetch_page
from sendback.web.builder.release import get_release
from tests.conftest import Clock, MakeShop
from tests.web.owner import sign_in

PUBLIC = "https://returns.example"
LOOPBACK = "http://127.0.0.1:1"
NEAR = Reach(has_neighbours=True)
SCRIPT = f'<script async src="{PUBLIC}/widget/v1/sendback.js" data-shop="sbpk_live_1"></script>'
TAG = f'{SCRIPT}<a href="{PUBLIC}/s/x" data-sendback>x</a>'
Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture
def owner(client: FlaskClient, database: Database, founded: Founded, clock: Clock) -> FlaskClient:
    return sign_in(client, database, founded.shop, clock())


@pytest.fixture
def serve() -> Iterator[Callable[[dict[str, Answer]], str]]:
    """Serve pages by path on loopback: `serve({"/": (200, headers, body)})` gives the origin."""
    servers: list[ThreadingHTTPServer] = []

    def start(pages: dict[str, Answer]) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, headers, body = pages[self.path]
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *values: Any) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def refuse(url: str, base: str) -> str:
    with pytest.raises(CannotCheck) as refusal:
        fetch_page(url, base, OPEN)
    return refusal.value.finding.code


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254", "2130706433", "0x7f.1", "①②⑦.⓪.⓪.①"]
)
def test_a_private_address_is_never_fetched(host: str) -> None:
    assert refuse(f"http://{host}/", PUBLIC) == "address-private"


def test_an_installation_reaches_itself_and_on_loopback_its_neighbours(serve: Callable[[dict[str, Answer]], str]) -> None:
    origin = serve({"/": (200, {}, b"own")})
    assert fetch_page(f"{origin}/", origin, OPEN).html == "own"
    assert fetch_page(f"{origin}/", LOOPBACK, NEAR).html == "own"
    assert refuse(f"{origin}/", PUBLIC) == "address-private"
    assert refuse("http://10.0.0.1/", LOOPBACK) == "address-private"


@pytest.mark.parametrize(
    "url", ["ftp://shop.example/", "file:///etc/passwd", "https://", "https://a:b@shop.example/", "http://[", "x" * 9]
)
def test_what_is_no_page_address_is_refused(url: str) -> None:
    assert refuse(url, PUBLIC) == "address-wrong"


def test_redirects_are_followed_on_their_host_and_never_inwards(serve: Callable[[dict[str, Answer]], str]) -> None:
    inside = "http://169.254.169.254/latest/"
    pages: dict[str, Answer] = {
        "/": (302, {"Location": "/here"}, b""),
        "/here": (200, {}, b"ok"),
        "/in": (302, {"Location": inside}, b""),
        "/out": (302, {"Location": "http://localhost:1/"}, b""),
        "/round": (302, {"Location": "/round"}, b""),
        "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    }
    origin = serve(pages)
    assert fetch_page(f"{origin}/", LOOPBACK, NEAR).html == "ok"
    codes = {}
    for path in ("/in", "/out", "/round", "/file"):
        with pytest.raises(CannotCheck) as refusal:
            fetch_page(origin + path, LOOPBACK, NEAR)
        codes[path] = refusal.value.finding.code
    assert codes == {"/in": "address-private", "/out": "redirected", "/round": "redirected", "/file": "address-wrong"}


def test_a_page_is_read_up_to_its_limits(serve: Callable[[dict[str, Answer]], str]) -> None:
    bomb = gzip.compress(b"a" * 50_000_000)
    origin = serve({"/long": (200, {}, b"a" * 2_000_000), "/bomb": (200, {"Content-Encoding": "gzip"}, bomb)})
    assert len(fetch_page(f"{origin}/long", LOOPBACK, NEAR).html) == page_fetch.MOST_BYTES
    assert len(fetch_page(f"{origin}/bomb", LOOPBACK, NEAR).html) <= page_fetch.MOST_BYTES


def test_a_server_that_drips_is_left_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_fetch, "SECONDS", 0.4)
    quiet = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        connection, _ = quiet.accept()
        with connection:
            for _ in range(40):
                try:
                    connection.sendall(b"H")
                except OSError:
                    return
                threading.Event().wait(0.1)

    threading.Thread(target=drip, daemon=True).start()
    with quiet, pytest.raises(CannotCheck) as refusal:
        fetch_page(f"http://127.0.0.1:{quiet.getsockname()[1]}/", LOOPBACK, NEAR)
    assert refusal.value.finding.code == "no-answer"


def find_faults(html: str, *policies: str, origin: str = "https://shop.example", status: int = 200) -> set[str]:
    scheme, host = origin.split("://")
    page = FetchedPage(Target(scheme, host, 443, "/", ("93.184.216.34",)), status, html, policies)
    expected = Expected(PUBLIC, ("sbpk_live_1",), ("https://shop.example",))
    return {finding.code for finding in inspect_page(page, expected) if not finding.ok}


def test_a_right_tag_has_no_fault() -> None:
    assert find_faults(TAG) == set()
    pinned = get_release()
    tag = TAG.replace("/v1/", f"/{pinned.version}/").replace(
        "></script>", f' integrity="{pinned.integrity}" crossorigin="anonymous"></script>'
    )
    assert find_faults(tag) == set()
    assert find_faults(tag.replace(' crossorigin="anonymous"', "")) == {"integrity"}
    assert find_faults(tag.replace(pinned.integrity, "sha384-AAAA")) == {"integrity"}


@pytest.mark.parametrize(
    ("html", "faults"),
    [
        ("<p>nothing</p>", {"tag-found", "link-found"}),
        (TAG.replace("sbpk_live_1", "sbpk_live_2"), {"shop-key"}),
        (TAG.replace(f"{PUBLIC}/widget", "https://evil.example/widget"), {"script-address"}),
        (TAG.replace("/v1/", "/9.9.9/"), {"script-address"}),
        (TAG.replace("async", 'async integrity="sha384-x"'), {"integrity"}),
        (TAG.replace("<a ", "<b "), set()),
        (TAG.split("<a")[0], {"link-found"}),
        ("<!-- " + TAG + " -->", {"tag-found", "link-found"}),
        ("<script><script " + "<" * 5000, {"tag-found", "link-found"}),
    ],
)
def test_each_fault_of_a_page_is_found(html: str, faults: set[str]) -> None:
    assert find_faults(html) == faults


def test_an_origin_that_is_not_allowed_and_an_error_page_are_told() -> None:
    assert find_faults(TAG, origin="https://other.example") == {"origin-allowed"}
    assert find_faults(TAG, status=503) == {"page-reached"}


@pytest.mark.parametrize(
    ("policy", "faults"),
    [
        ("default-src 'self'", {"policy-script", "policy-connect"}),
        (f"script-src {PUBLIC}; connect-src {PUBLIC}", set()),
        ("script-src https:; connect-src *", set()),
        ("script-src *.example; connect-src https://*.example", set()),
        ("script-src 'nonce-a'; connect-src 'self'", {"policy-script", "policy-connect"}),
        (f"script-src 'strict-dynamic' {PUBLIC}", {"policy-script"}),
        (f"script-src {PUBLIC}/widget/ ; connect-src {PUBLIC}:443", set()),
        (f"script-src {PUBLIC}/other/; connect-src http://returns.example", {"policy-script"}),
        (f"script-src-elem 'none'; script-src {PUBLIC}", {"policy-script"}),
        (f"default-src {PUBLIC}, default-src 'none'", {"policy-script", "policy-connect"}),
        (f"img-src 'none'; script-src {PUBLIC.upper()}", set()),
        (f"script-src {PUBLIC}/widget/v1/sendback.js; connect-src {PUBLIC}", {"policy-script"}),
        (f"script-src {PUBLIC}/widget/v1/sendback.js 'FORM'; connect-src {PUBLIC}", set()),
    ],
)
def test_a_policy_that_blocks_the_tag_is_found(policy: str, faults: set[str]) -> None:
    policy = policy.replace("FORM", get_release().form_integrity)
    assert find_faults(TAG, policy) == faults
    assert find_faults(f'<meta http-equiv="Content-Security-Policy" content="{policy}">{TAG}') == faults


def test_a_nonce_lets_the_tag_run() -> None:
    tag = TAG.replace("async", 'async nonce="a"')
    for more in ("", " 'strict-dynamic'"):
        assert find_faults(tag, f"script-src 'nonce-a'{more}; connect-src {PUBLIC}") == set()


def test_the_owner_is_told_what_stands_on_the_page(owner: FlaskClient, serve: Callable[[dict[str, Answer]], str]) -> None:
    origin = serve({"/": (200, {"Content-Security-Policy": "default-src 'none'"}, TAG.encode())})
    answer = owner.post("/builder/verify", json={"url": f"{origin}/"})
    told = {finding["code"]: finding for finding in answer.json["findings"]}
    assert told["page-reached"]["ok"]
    assert told["policy-script"]["mend"] == "Add to script-src: http://localhost"
    assert told["origin-allowed"]["ok"] is False
    assert owner.post("/builder/verify", json={"url": ""}).status_code == 422
    assert owner.post("/builder/verify", json={"url": "http://10.0.0.1/"}).json["findings"][0]["code"] == "address-private"


def test_a_tag_reports_itself_to_its_own_shop_only(
    owner: FlaskClient, founded: Founded, make_shop: MakeShop, clock: Clock, database: Database
) -> None:
    shop_id = founded.shop.shop_id
    nonce = database.write(tag_reports.expect_report, shop_id, clock())
    assert owner.get(f"/builder/verify/{nonce}").json == {"findings": None}
    body = {
        "page": "https://shop.example/",
        "version": "0.1.0",
        "trigger": True,
        "config": False,
        "violations": ["connect-src http://localhost/"],
    }
    assert not database.write(tag_reports.take_report, "another shop", nonce, body, clock())
    assert not database.write(tag_reports.take_report, shop_id, "unheard-of", body, clock())
    assert database.write(tag_reports.take_report, shop_id, nonce, body, clock())
    told = {finding["code"]: finding["ok"] for finding in owner.get(f"/builder/verify/{nonce}").json["findings"]}
    assert told == {"live-tag": True, "live-config": False, "live-link": True, "live-policy": False}
    stranger = sign_in(owner.application.test_client(), database, make_shop("Other").shop, clock())
    assert stranger.get(f"/builder/verify/{nonce}").json == {"findings": None}


def test_a_report_is_forgotten_after_ten_minutes_and_hostile_ones_are_cut(shop: Shop, clock: Clock, database: Database) -> None:
    nonce = database.write(tag_reports.expect_report, shop.shop_id, clock())
    hostile = {"page": "x" * 9999, "version": {}, "trigger": "yes", "violations": ["v" * 999] * 999}
    assert database.write(tag_reports.take_report, shop.shop_id, nonce, hostile, clock())
    report = database.read(tag_reports.find_report, shop.shop_id, nonce, clock())
    assert report
    assert (len(report.page), len(report.violations), report.has_trigger) == (300, 20, False)
    assert database.read(tag_reports.find_report, shop.shop_id, nonce, clock() + timedelta(minutes=10)) is None
