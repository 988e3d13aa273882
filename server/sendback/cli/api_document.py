"""`sendback api-document`: the OpenAPI document of this version."""

import json

import click

from sendback.web.api_document.drawing import EXAMPLE_URL, draw_document


@click.command("api-document")
@click.option("--base-url", default=EXAMPLE_URL, show_default=True, help="The address it names as the server's.")
def api_document(base_url: str) -> None:
    """Print the OpenAPI document that /api/v1/openapi.json gives."""
    click.echo(json.dumps(draw_document(base_url), indent=2, ensure_ascii=False))
