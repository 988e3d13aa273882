"""What the scripted door says: the shapes of docs/http-api, with the real catalogues."""

from typing import Any

from sendback.words.catalogue import words_for

PROOF = {"postcode": "00100", "email": "lumi@post.example"}


def make_config(language: str, base: str) -> dict[str, Any]:
    """Say a shop's settings in one language."""
    words = words_for(language)
    label = {"en": "Shipping address", "fi": "Lähetysosoite", "ar": "عنوان الإرسال"}.get(language, "Address")

    def field(kind: str, **more: Any) -> dict[str, Any]:
        named = {"id": kind, "kind": kind, "label": label if kind == "address" else words(f"widget.{kind}")}
        return named | {"hint": "", "required": True, "pattern": None, "input_mode": None, "autocomplete": kind} | more

    return {
        "shop": {"name": "Nordlys", "hosted_url": f"{base}/s/nordlys", "logo_url": None},
        "language": words.language,
        "direction": words.direction,
        "version": 3,
        "look": {
            "accent": "#1f5e4b",
            "on_accent": "#ffffff",
            "background": "#ffffff",
            "text": "#1a1d1f",
            "radius_px": 10,
            "font": "system",
            "scheme": "auto",
        },
        "fields": [
            field("order_number", hint=_hint(words.language), autocomplete="off"),
            field("postcode", autocomplete="postal-code"),
            field("name"),
            field("email", input_mode="email"),
            field("phone", required=False, autocomplete="tel", input_mode="tel"),
            field("address"),
        ],
        "proof": {"fields": ["postcode", "email"]},
        "countries": [
            _country("FI", words.country("FI"), [["street"], ["postcode", "city"]], r"^\d{5}$"),
            _country("US", words.country("US"), [["street"], ["city", "region", "postcode"]], r"^\d{5}(-\d{4})?$")
            | {"regions": [["AL", "Alabama"], ["NY", "New York"]], "labels": {"postcode": "ZIP", "region": "State"}},
        ],
        "reasons": [{"code": code, "label": text} for code, text in _reasons(words.language).items()],
        "conditions": [],
        "resolutions": [{"code": "refund", "label": "Refund"}],
        "withdrawal": {"enabled": True, "url": f"{base}/s/nordlys/withdraw", "texts": LAW},
        "delivery": {"ways": ["popup", "email"]},
        "texts": words.area("widget"),
    }


LAW = {
    "entry": "Withdraw from contract here",
    "name": "Your name",
    "order": "Order or contract number",
    "order_hint": "Whatever your contract is known by.",
    "email": "Email address for the acknowledgement",
    "items": "Which items?",
    "items_hint": "Leave this empty to withdraw from the whole contract.",
    "check_title": "Check your statement",
    "confirm": "Confirm withdrawal",
    "change": "Change something",
    "received_title": "Your withdrawal was received",
    "received_means": "This acknowledges that your statement arrived, and when. It is no decision about it.",
    "pdf": "Acknowledgement (PDF)",
    "text": "Signed receipt (text file)",
}


def make_richer(config: dict[str, Any]) -> None:
    """Ask for everything a shop can ask of a line."""
    plain = {"subs": [], "photos": "off", "note": "optional"}
    subs = [{"code": "cracked", "label": "Cracked"}, {"code": "torn", "label": "Torn"}]
    for reason in config["reasons"]:
        reason |= plain
        if reason["code"] == "damaged":
            reason |= {"subs": subs, "photos": "required", "note": "required"}
    config["conditions"] = [{"code": "unworn", "label": "Unworn"}, {"code": "worn", "label": "Worn"}]
    ways = {"refund": "Refund", "exchange": "Exchange", "store_credit": "Store credit"}
    config["resolutions"] = [{"code": code, "label": label} for code, label in ways.items()]


def enrich_lines(opened: dict[str, Any]) -> None:
    """Give the first line variants and terms, and the second terms by which nothing of it may go back."""
    first, second = opened["lines"][:2]
    opened["lines"][0] = first | {
        "variants": [{"sku": "S", "title": "Small"}, {"sku": "L", "title": "Large"}],
        "reasons": ["too_large", "damaged", "changed_mind"],
        "terms": [
            _term("keep", "You can keep it.", reasons=["damaged/cracked"]),
            _term("refuse", "Worn goods cannot come back.", conditions=["worn"]),
            _term("ask", "The shop looks at it first.", reasons=["damaged"]),
            _term("allow", "Can be returned until December 12, 2026.", resolutions=["store_credit"]),
            _term("allow", "Can be returned until December 12, 2026.", fee_text="€4.90", fee_minor=490, fee_each=True),
        ],
    }
    opened["lines"][1] = second | {"terms": [_term("refuse", "Trousers on sale cannot come back.")]}


def _term(outcome: str, text: str, **more: Any) -> dict[str, Any]:
    every = {
        "reasons": None,
        "conditions": None,
        "resolutions": None,
        "fee_minor": 0,
        "currency": "",
        "fee_text": "",
        "fee_each": False,
        "option": "",
    }
    return {**every, "outcome": outcome, "text": text, **more}


def make_preview(body: dict[str, Any]) -> dict[str, Any]:
    """Say what would become of the lines asked for: all may come, each for nothing."""
    boxes = [body, *body.get("beside", [])]
    lines = [
        {"id": line["id"], "order": place, "outcome": "allow", "text": "Can be returned.", "fee_minor": 0, "fee_text": ""}
        for place, box in enumerate(boxes)
        for line in box["lines"]
    ]
    notes = ["Nordlys pays your money back itself. Nothing is paid on this page."]
    return {"lines": lines, "fee_text": "", "options": [], "asks_first": False, "sends": True, "notes": notes}


def make_statement(body: dict[str, Any]) -> dict[str, Any]:
    """Write the statement of a withdrawal."""
    said = f"I hereby give notice that I withdraw from my contract with the number {body['order_number']}."
    text = f"To: Nordlys\n{said}\nName: {body['name']}"
    work = {"needed": False, "challenge": "1.abc", "bits": 8, "wait_seconds": 30}
    return {"statement": text, "facts": [], "work": work}


def make_receipt(base: str, body: dict[str, Any]) -> dict[str, Any]:
    """Acknowledge a withdrawal to the second."""
    receipt = {
        "id": "w1",
        "received_at": "2026-11-27T14:03:09Z",
        "received_text": "Nordlys received your statement on November 27, 2026 at 16:03:09.",
        "statement": make_statement(body)["statement"],
        "pdf": f"{base}/documents/receipt.pdf",
        "text": f"{base}/documents/receipt.txt",
        "url": f"{base}/s/nordlys/withdraw/receipt/x",
        "check_url": f"{base}/s/nordlys/check/w1",
    }
    return {"receipt": receipt, "email": {"masked": "l•••@post.example"}}


def _hint(language: str) -> str:
    hints = {"fi": "Löydät sen tilausvahvistuksesta.", "ar": "تجده في رسالة تأكيد الطلب."}
    return hints.get(language, "It is in your confirmation email.")


def _reasons(language: str) -> dict[str, str]:
    codes = ("too_small", "too_large", "damaged", "wrong_item", "changed_mind")
    texts = {
        "fi": ("Liian pieni", "Liian suuri", "Vaurioitunut", "Väärä tuote", "Muutin mieleni"),
        "ar": ("صغير جدًا", "كبير جدًا", "تالف", "منتج خاطئ", "غيّرت رأيي"),
    }.get(language, ("Too small", "Too large", "Damaged", "Wrong item", "Changed my mind"))
    return dict(zip(codes, texts, strict=True))


def _country(code: str, name: str, rows: list[list[str]], pattern: str) -> dict[str, Any]:
    required = ["street", "city", "postcode"]
    return {"code": code, "name": name, "fields": rows, "labels": {}, "required": required, "postcode_pattern": pattern}


def make_opened(proved: bool = True, lines: bool = True, number: str = "1001") -> dict[str, Any]:
    """Say an order of three lines: one of two, one of one, one that stays."""
    contact = {
        "name": "Lumi Järvenpää",
        "phone": None,
        "address": {"lines": ["Mannerheimintie 1 A 4"], "postcode": "00100", "city": "Helsinki", "country": "FI"},
    }
    return {
        "proved": proved,
        "session": f"s-{number}" if proved else None,
        "proof_fields": ["postcode", "email"],
        "order": {"number": number, "ordered_on": "2026-11-01", "currency": "EUR"},
        "lines": [dict(line) for line in LINES] if lines else [],
        "contact": contact if proved else None,
        "email_masked": "l•••@post.example" if proved else None,
        "gift": False,
        "resolutions": None,
    }


def _line(line_id: str, title: str, quantity: int, left: int, price: int, because: str | None = None) -> dict[str, Any]:
    return {
        "id": line_id,
        "title": title,
        "sku": line_id.upper(),
        "quantity": quantity,
        "left": left,
        "unit_price_minor": price,
        "returnable": because is None,
        "because": {"code": "x", "text": because or "Can be returned until December 12, 2026."},
        "until_on": None if because else "2026-12-12",
    }


LINES = [
    _line("l1", "Wool sweater, forest green, M", 2, 2, 8900),
    _line("l2", "Canvas trousers", 1, 1, 7450),
    _line("l3", "Gift card", 1, 1, 5000, "Gift cards cannot be returned."),
]


def make_return(base: str, requested: bool = False) -> dict[str, Any]:
    """Say a return that was made, or one that waits for the shop."""
    label = {"pdf": f"{base}/documents/label.pdf", "expires_at": "2026-12-12T00:00:00Z"}
    return {
        "return": {"rma": "R1000-0001-7", "status": "requested" if requested else "authorized"},
        "label": None if requested else label,
        "packing_slip": {"pdf": f"{base}/documents/slip.pdf"},
        "status_url": f"{base}/r/secret1",
        "email": None,
        "kept": False,
        "fee_text": "",
    }


def make_problem(code: str, status: int, detail: str, errors: list[dict[str, str]] | None = None) -> dict[str, Any]:
    """Say no (RFC 9457)."""
    problem = {"type": f"/docs/problems#{code}", "title": code, "status": status, "code": code, "detail": detail}
    return problem | ({"errors": errors} if errors else {})
