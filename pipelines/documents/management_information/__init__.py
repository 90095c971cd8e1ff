"""Management information and official statistics: the tables of inspection outcomes that Ofsted publishes.

Belongs here: reading every era of those tables. Column names, scales and frameworks stand in reference/.
Does not belong here: inspection identity, the shift of publication dates, comparisons (warehouse/, sql/).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipelines.documents.management_information.contract import to_contract_json
    from pipelines.documents.management_information.document import ParsedDocument
    from pipelines.documents.management_information.reader import parse_management_information

__all__ = ["ParsedDocument", "parse_management_information", "to_contract_json"]

HOMES = {
    "ParsedDocument": "document",
    "parse_management_information": "reader",
    "to_contract_json": "contract",
}


def __getattr__(name: str) -> Any:
    """Import on first use: a night with nothing new loads stored parses only and needs no pandas."""
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{HOMES[name]}"), name)
