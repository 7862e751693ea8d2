"""The yardstick: Flask on waitress that parses the JSON of a post, answers, and stores nothing."""

from __future__ import annotations

import argparse

from flask import Flask, request
from flask.typing import ResponseReturnValue

from bench.ingest.serving import serve


def create_app() -> Flask:
    app = Flask(__name__)

    @app.post("/hooks/channels/<channel>/<hook>")
    def receive(channel: str, hook: str) -> ResponseReturnValue:
        report = request.get_json()
        return {"status": "opened" if "id" in report else "posted", "message": 1}

    return app


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, required=True)
    serve(create_app(), parser.parse_args().threads)


if __name__ == "__main__":
    main()
