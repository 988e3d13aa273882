"""What keeps a design from being printed, told while it is being made."""

from flask import Blueprint, Response, jsonify

from sendback.shops.permissions import Action
from sendback.web.auth import needs, own_shop
from sendback.web.builder.paper.body import list_sent_problems, read_designer_json
from sendback.web.turns import in_turn

room = Blueprint("builder_paper_checking", __name__, url_prefix="/builder/paper")


@room.post("/check")
@needs(Action.CHANGE_SETTINGS)
def check_sent_design() -> Response:
    """Answer with every fault of a design, also of one that cannot be read: `{"problems": [{code, element, detail}]}`."""
    body, settings = read_designer_json(), own_shop().settings
    with in_turn():
        problems = list_sent_problems(body, settings)
    told = [{"code": problem.code.value, "element": problem.element, "detail": problem.detail} for problem in problems]
    return jsonify({"problems": told})
