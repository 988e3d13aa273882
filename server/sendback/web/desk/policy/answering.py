"""A page of the policy with what stood in the way, under the status that the problem has."""

from flask import Response, g

from sendback.errors import Code, Problem
from sendback.web.problems import STATUS

SHOWN_HERE = (Code.INVALID_FIELDS, Code.SETTINGS_CONFLICT, Code.POLICY_INVALID)


def answer(html: str, problem: Problem | None = None) -> Response:
    """Send a page; a problem that the page cannot tell of is raised again."""
    if problem is None:
        return Response(html, mimetype="text/html")
    if problem.code not in SHOWN_HERE:
        raise problem
    g.problem_code = problem.code.value
    return Response(html, STATUS[problem.code], mimetype="text/html")
