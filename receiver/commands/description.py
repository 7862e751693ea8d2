"""hookdeskctl openapi: the endpoint as machines read it, without a receiver that runs."""

import click


@click.command("openapi")
def describe() -> None:
    """Print the OpenAPI 3.1 document of the endpoint, as GET /openapi.json answers it."""
    from receiver.how_to_post import openapi

    click.echo(openapi.text(), nl=False)
