"""The page that every problem's `type` points at: each code, what it means, what to do (RFC 9457, 3.1.1)."""

from flask import Blueprint, render_template, request

from sendback.errors import Code
from sendback.web.context import pick_language
from sendback.web.problems import STATUS
from sendback.words.catalogue import words_for

door = Blueprint("problem_pages", __name__)


@door.get("/docs/problems")
def list_problems() -> str:
    """List every code with its status, one anchor each."""
    words = words_for(pick_language(request.args.get("lang")))
    return render_template("problem_list.html", words=words, codes=[(code.value, int(STATUS[code])) for code in Code])
