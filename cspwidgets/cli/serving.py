"""`csp serve`: customers' pages for whoever has a link."""

from __future__ import annotations

import click


@click.command(
    "serve", epilog="Example: csp serve --processes 2 --base-url https://plans.example.com"
)
@click.option("--host", default="", help="Where to listen; else this machine only (127.0.0.1).")
@click.option("--port", type=click.IntRange(0, 65535), help="Else 8866, or that of CSP_BASE_URL.")
@click.option(
    "--processes", type=click.IntRange(1, 64), default=1, show_default=True, help="How many."
)
@click.option(
    "--base-url", default="", metavar="URL", help="What links begin with; else CSP_BASE_URL."
)
def serve_command(host: str, port: int | None, processes: int, base_url: str) -> None:
    """Serve customers' pages with Voila until Ctrl-C: what is published, to who has a link.

    Put a web server with https before it. It can change nothing, runs no notebook, and looks at
    itself first: it serves only if every address and every header is as it should be.
    """
    from cspwidgets.portfolio.serving import DEFAULT_HOST, default_port, serve
    from cspwidgets.settings import Settings

    settings = Settings.from_environment()
    if base_url:
        settings = settings.at(base_url)
    serve(
        settings,
        host=host or DEFAULT_HOST,
        port=default_port(settings) if port is None else port,
        processes=processes,
        ready=lambda address: click.echo(
            f"Customers’ pages: {settings.base_url}/plans/… (listening at {address}; "
            "Ctrl-C stops it)"
        ),
    )
