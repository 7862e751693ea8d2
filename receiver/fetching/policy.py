"""From where files are fetched: private networks are allowed, this computer and what only it can reach are not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from models.problems import Words
from models.settings.config import Config
from models.settings.fetch_options import Place
from receiver.fetching import addresses
from receiver.fetching.addresses import Address
from receiver.fetching.refusals import LONGEST, Refused


@dataclass(frozen=True, slots=True)
class Policy:
    """`also`: allowed although a rule forbids it. `only`: if there are some, nothing but these, and `also`.

    `public` is the host and port that senders know this receiver by, if it is behind a proxy.
    """

    also: tuple[Place, ...] = ()
    only: tuple[Place, ...] = ()
    public: tuple[str, int] | None = None

    def check(self, host: str, port: int, found: Iterable[Address]) -> None:
        """Raise Refused unless a file may be fetched from a host at each of its addresses."""
        for address in found:
            self._check(host.lower().rstrip("."), port, address)

    def check_name(self, host: str, port: int) -> None:
        """Raise Refused where a host must not be asked for whose addresses nobody knows here."""
        self._check(host.lower().rstrip("."), port, None)

    def _check(self, host: str, port: int, address: Address | None) -> None:
        if _names(self.also, host, address):
            return
        if self.only and not _names(self.only, host, address):
            raise Refused(
                Words("{host} is none of the hosts and networks that files are fetched from.", {"host": host[:LONGEST]})
            )
        if (host, port) == self.public:
            raise Refused(Words("{host} is this receiver: nothing is fetched from there.", {"host": host}))
        if address is None:
            return
        rule = addresses.forbidden(address)
        if rule is not None:
            raise Refused(rule)
        if addresses.is_of_this_computer(address):
            raise Refused(
                Words(
                    "{address} is an address of this computer: nothing is fetched from there.",
                    {"address": str(address)},
                )
            )


def policy_of(config: Config) -> Policy:
    """The policy that the options say."""
    public = None
    if config.public_url is not None:
        parts = urlsplit(config.public_url)
        public = (parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))
    return Policy(config.fetch_also, config.fetch_only, public)


def _names(places: Iterable[Place], host: str, address: Address | None) -> bool:
    return any(_is_at(place, host, address) for place in places)


def _is_at(place: Place, host: str, address: Address | None) -> bool:
    if not isinstance(place, str):
        return address is not None and address in place
    return host.endswith(place) if place.startswith(".") else host == place
