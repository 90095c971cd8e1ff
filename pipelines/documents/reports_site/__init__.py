"""The pages of the reports site: search results and provider pages.

Belongs here: reading both kinds of page, in every layout that is known.
Does not belong here: fetching them (sources/), report files (documents/report/), joining (warehouse/).
"""

from __future__ import annotations

from pipelines.documents.reports_site.contract import to_contract_json
from pipelines.documents.reports_site.labels import Label, read_label
from pipelines.documents.reports_site.provider_page import ProviderPage, parse_provider_page
from pipelines.documents.reports_site.search_page import SearchPage, parse_search_page

__all__ = [
    "Label",
    "ProviderPage",
    "SearchPage",
    "parse_provider_page",
    "parse_search_page",
    "read_label",
    "to_contract_json",
]
