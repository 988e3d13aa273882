"""Sending a browser on to another page."""

from flask import Response


def see_other(address: str) -> Response:
    """Answer a form with the page to load next, so that loading that page again repeats nothing (RFC 9110, 15.4.4)."""
    return Response(status=303, headers={"Location": address})


def name_own_pages(response: Response) -> Response:
    """Let forms of this page say where they were sent from, to ourselves only: without, browsers post `Origin: null`."""
    response.headers["Referrer-Policy"] = "same-origin"
    return response
