"""Every door of the house, opened in one place."""

from flask import Flask

from sendback.web import merchant_api, ops, widget_api, widget_files

_DOORS = (
    widget_files.door,
    widget_api.door,
    merchant_api.door,
    ops.door,
)


def open_doors(app: Flask) -> None:
    """Register each audience's door."""
    for door in _DOORS:
        app.register_blueprint(door)
