"""The house's front."""

from flask import current_app, render_template


def show_front() -> str:
    """Say what this is, and where to go."""
    return render_template("sign_in/front.html", has_demo="demo" in current_app.blueprints)
