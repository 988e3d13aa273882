"""Every door of the house, opened in one place."""

from flask import Flask

from sendback.web import ops

_DOORS = (ops.door,)


def open_doors(app: Flask) -> None:
    """Register each audience's door."""
    for door in _DOORS:
        app.register_blueprint(door)
