"""The strict policy that the storefront runs under, so that the tag is seen to need nothing loosened."""

import secrets
from collections import deque

from flask import Response, g, request

REPORTS: deque[str] = deque(maxlen=50)
"""What browsers reported since the start, newest last."""

_LINES = (
    "default-src 'none'",
    "script-src 'nonce-{nonce}'",
    "style-src 'nonce-{nonce}'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    "report-uri /demo/policy/reports",
)


def draw_nonce() -> None:
    """Draw the number that this answer's script and style sheet are allowed by."""
    g.nonce = secrets.token_urlsafe(16)


def set_policy(response: Response) -> Response:
    """Send the policy with a page of the shop."""
    if response.mimetype == "text/html":
        response.headers.setdefault("Content-Security-Policy", "; ".join(list_lines(g.nonce)))
    return response


def list_lines(nonce: str) -> list[str]:
    """Write the policy, a directive a line."""
    return [line.format(nonce=nonce) for line in _LINES]


def take_report() -> Response:
    """Remember one violation (CSP Level 3, 5.3)."""
    report = request.get_json(force=True, silent=True)
    told = report.get("csp-report") if isinstance(report, dict) else None
    if isinstance(told, dict):
        REPORTS.append(f"{str(told.get('effective-directive'))[:60]} {str(told.get('blocked-uri'))[:200]}")
    return Response(status=204)
