"""The pages of the desk, one module for each; a module is listed here to be served.

Belongs here: what a page reads and hands to its template. Does not belong here: what may be done with a case
(desk/casework), and texts (reference/desk_texts/).
"""

from __future__ import annotations

from desk.pages import (
    account,
    audit,
    awaited,
    case_assign,
    case_page,
    find,
    how_we_know,
    list_files,
    metrics,
    objection,
    officers,
    organisation_sign_in,
    other_lists,
    outreach_list,
    overview,
    password,
    prompts,
    readings,
    school,
    sign_in,
)

PAGE_MODULES = (
    sign_in,
    organisation_sign_in,
    account,
    password,
    officers,
    audit,
    outreach_list,
    list_files,
    other_lists,
    find,
    school,
    objection,
    how_we_know,
    case_assign,
    case_page,
    prompts,
    awaited,
    readings,
    overview,
    metrics,
)
