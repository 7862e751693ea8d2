"""How files are fetched, weakened."""

from __future__ import annotations

from models.files.draft import Draft
from tests.torture.weakened.weakness import replace, weakness


@weakness
def plain_requests() -> None:
    """Files are fetched as everybody does at first: by requests.get."""
    import requests

    from models.files import content_types
    from receiver.fetching import errand

    def download(url: str, draft: Draft, *_: object) -> str:
        draft.write(requests.get(url, timeout=2).content)
        return content_types.UNKNOWN

    replace(errand, "download", download)
