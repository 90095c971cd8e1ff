"""Messages to an organisation's channels (Teams, Slack, e-mail and the rest), through Apprise.

Belongs here: how a message leaves this machine, and whether it is known that it did. Does not belong here:
what is said, to whom, and how often. Addresses of channels hold secrets: they come from the environment and
are never repeated in a message.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from pipelines.settings import BadUsage


class Unreachable(Exception):
    """Nothing can be sent now; what was asked for last was not sent."""


class Unknown(Exception):
    """It is not known whether all that was handed over arrived."""


@dataclass(frozen=True)
class Channels:
    """An organisation's channels. addresses: as Apprise writes them. variable: what names them."""

    addresses: tuple[str, ...]
    variable: str

    @classmethod
    def of(cls, variable: str, environment: Mapping[str, str] = os.environ) -> Channels | None:
        """Those that a variable names, blanks between them; None where it names none. Raises BadUsage."""
        addresses = tuple(environment.get(variable, "").split())
        if not addresses:
            return None
        from apprise import Apprise

        for number, address in enumerate(addresses, start=1):
            if not Apprise().add(address):
                # The address itself holds a secret.
                raise BadUsage(f"Address {number} in {variable} is none that Apprise knows.")
        return cls(addresses, variable)

    def send(self, subject: str, text: str) -> None:
        """Hand one message to every channel. Raises Unreachable where none took it, Unknown where some did
        not."""
        from apprise import Apprise

        taken = 0
        for address in self.addresses:
            channel = Apprise()
            channel.add(address)
            taken += bool(channel.notify(title=subject, body=text))
        if taken == 0:
            raise Unreachable(f"no channel in {self.variable} took it")
        if taken < len(self.addresses):
            raise Unknown(f"{taken} of {len(self.addresses)} channels took it")
