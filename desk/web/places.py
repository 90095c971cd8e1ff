"""Which place in the network a request comes from.

Belongs here: reading it from the connection, or from the header of a proxy that is named in the settings.
Does not belong here: what follows from a place (desk/security/places.py).
"""

from __future__ import annotations

import ipaddress
from contextlib import suppress

from starlette.requests import Request

NOT_KNOWN = "not known"


def place_of(request: Request, header: str) -> str:
    """An address, of version 6 the network that one subscriber has.

    header: what a proxy on this machine names the client's address in; empty: there is none. The last entry
    counts, which the proxy itself has written; what came before it anybody can have sent.
    """
    peer = request.client.host if request.client else ""
    named = request.headers.getlist(header)[-1:] if header else []
    if named and _is_this_machine(peer):
        return _place(named[0].rpartition(",")[2].strip())
    return _place(peer)


def _place(address: str) -> str:
    with suppress(ValueError):
        read = ipaddress.ip_address(address)
        if isinstance(read, ipaddress.IPv6Address):
            return str(read.ipv4_mapped or ipaddress.ip_network((int(read), 64), strict=False))
        return str(read)
    return NOT_KNOWN


def _is_this_machine(address: str) -> bool:
    with suppress(ValueError):
        return ipaddress.ip_address(address).is_loopback
    return False
