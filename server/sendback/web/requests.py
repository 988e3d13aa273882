"""What surrounds every request: its id, its headers, its line in the log."""

import json
import logging
import sys
import time

from flask import Flask, Response, g, request

from sendback.database.ids import new_id

_PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "frame-src 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
_API = "default-src 'none'; frame-ancestors 'none'"
_DOCUMENT = "default-src 'none'; frame-ancestors 'self'"
_POLICIES = (("/api/", _API), ("/documents/", _DOCUMENT), ("/widget/", _API), ("/dock/api/", _API))

log = logging.getLogger("sendback.requests")


def install_requests(app: Flask) -> None:
    """Give every request an id, and every answer its security headers and its log line."""
    app.before_request(_begin)
    app.after_request(_finish)


def _begin() -> None:
    g.request_id = new_id()
    g.began = time.perf_counter()


def _finish(response: Response) -> Response:
    headers = response.headers
    headers["X-Request-Id"] = g.get("request_id", "")
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "no-referrer")
    headers.setdefault("Cache-Control", "no-store")
    headers.setdefault("Content-Security-Policy", next((p for start, p in _POLICIES if request.path.startswith(start)), _PAGE))
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=63072000")
    _write_line(response)
    return response


def _write_line(response: Response) -> None:
    """Log the route's pattern, never its path: links and tokens ride in paths."""
    log.info(
        "request",
        extra={
            "facts": {
                "request_id": g.get("request_id"),
                "method": request.method,
                "route": str(request.url_rule) if request.url_rule else "none",
                "status": response.status_code,
                "ms": round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1),
                "shop": g.get("shop_slug"),
                "problem": g.get("problem_code"),
            }
        },
    )


class LogLine(logging.Formatter):
    """Write one line per event: JSON for machines, `key=value` for a terminal."""

    def __init__(self, as_json: bool) -> None:
        super().__init__()
        self._as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """Put the facts on one line; a crash adds its stack, which names code and not people."""
        facts = {"at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"), "level": record.levelname, "event": record.getMessage()}
        facts |= {key: value for key, value in getattr(record, "facts", {}).items() if value is not None}
        stack = list_frames(record) if record.exc_info else []
        if self._as_json:
            return json.dumps({**facts, "stack": stack} if stack else facts)
        return "\n  ".join([" ".join(f"{key}={value}" for key, value in facts.items()), *stack])


def list_frames(record: logging.LogRecord) -> list[str]:
    """List where a crash came through and its kind, never its message: that may hold what was typed."""
    kind, _, stack = record.exc_info or (None, None, None)
    frames = []
    while stack is not None:
        code = stack.tb_frame.f_code
        frames.append(f"{code.co_filename}:{stack.tb_lineno} {code.co_name}")
        stack = stack.tb_next
    return [*frames, kind.__name__ if kind else ""]


def install_logging(style: str) -> None:
    """Send our log lines to standard error."""
    as_json = style == "json" or (style == "auto" and not sys.stderr.isatty())
    out = logging.StreamHandler()
    out.setFormatter(LogLine(as_json))
    root = logging.getLogger("sendback")
    root.handlers[:] = [out]
    root.setLevel(logging.INFO)
    root.propagate = False
