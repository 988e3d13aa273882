"""An application for every test, its hundreds of addresses laid and its pages made ready once for them all."""

from copy import copy

from flask import Flask

from sendback.app import create_app
from sendback.web.context import Context
from sendback.web.rates import Rates

_standing: list[Flask] = []


def stand_up(context: Context) -> Flask:
    """Make the application of an installation behind no proxy: what differs among those is what their `extensions` hold."""
    assert not context.settings.proxies
    if not _standing:
        _standing.append(create_app(context))
    app = copy(_standing[0])
    app.view_functions = app.view_functions.copy()
    app.extensions = {"sendback": context, "sendback.rates": Rates(context.settings.api_rate)}
    return app
