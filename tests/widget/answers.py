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
        "delivery": {"ways": ["popup", "email"]},
        "texts": words.area("widget"),
    }


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


def make_opened(proved: bool = True, lines: bool = True) -> dict[str, Any]:
    """Say an order of three lines: one of two, one of one, one that stays."""
    contact = {
        "name": "Lumi Järvenpää",
        "phone": None,
        "address": {"lines": ["Mannerheimintie 1 A 4"], "postcode": "00100", "city": "Helsinki", "country": "FI"},
    }
    return {
        "proved": proved,
        "session": "s-1" if proved else None,
        "proof_fields": ["postcode", "email"],
        "order": {"number": "1001", "ordered_on": "2026-11-01", "currency": "EUR"},
        "lines": LINES if lines else [],
        "contact": contact if proved else None,
        "email_masked": "l•••@post.example" if proved else None,
        "return_options": [],
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
    }


def make_problem(code: str, status: int, detail: str, errors: list[dict[str, str]] | None = None) -> dict[str, Any]:
    """Say no (RFC 9457)."""
    problem = {"type": f"/docs/problems#{code}", "title": code, "status": status, "code": code, "detail": detail}
    return problem | ({"errors": errors} if errors else {})
