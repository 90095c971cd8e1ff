"""Where a link or a redirect may lead: within the desk, or out of it to web pages alone.

What stands in published data, or in an address that somebody opened, may be anything. What may be no link is
shown as text.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit


def report_link(address: str | None, hosts: Iterable[str]) -> str | None:
    """An address of a report on one of the hosts, or on one below them; None for anything else."""
    host = _host(address)
    known = host is not None and any(host == each or host.endswith(f".{each}") for each in hosts)
    return address if known else None


def website_link(address: str | None) -> str | None:
    """A school's website as the register writes it, often without its scheme; None for anything else."""
    if not address:
        return None
    full = address.strip() if "://" in address else f"https://{address.strip()}"
    host = _host(full)
    return full if host is not None and "." in host else None


def own_address(address: str) -> str:
    """A path of this desk; anything that would lead elsewhere becomes the list."""
    leads_elsewhere = not address.startswith("/") or address.startswith("//")
    # Browsers take a backslash for a slash, and pass over line breaks and tabs.
    return "/" if leads_elsewhere or any(character in address for character in "\\\r\n\t") else address


def _host(address: str | None) -> str | None:
    if not address or any(character.isspace() for character in address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts.hostname if parts.scheme in ("http", "https") and not parts.username else None
