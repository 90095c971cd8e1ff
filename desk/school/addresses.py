"""Links that lead out of the desk: only to web pages, and reports only to the sites that publish them.

What stands in published data may be anything. Whatever is no such address is shown as text, never as a link.
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


def _host(address: str | None) -> str | None:
    if not address or any(character.isspace() for character in address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts.hostname if parts.scheme in ("http", "https") and not parts.username else None
