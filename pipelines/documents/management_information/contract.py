"""A parsed document in the words of the ``parse`` command's contract.

Belongs here: the JSON shape of that command. Does not belong here: any reading.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from pipelines.documents.management_information.document import ParsedDocument

SCHOOL = {
    "urn": "urn",
    "name": "school_name",
    "phase": "phase",
    "type": "type_of_education",
    "local_authority": "local_authority",
    "region": "region",
    "trust_uid": "trust_uid",
    "trust_name": "trust_name",
    "pupils": "pupils",
    "postcode": "postcode",
    "open_date": "open_date",
}
INSPECTION = (
    "urn",
    "inspection_number",
    "kind",
    "framework",
    "inspection_start_date",
    "publication_date",
    "category_of_concern",
    "outcome",
)
JUDGEMENT = ("area", "grade", "grade_rank", "status", "grade_date")
REJECTED = ("row_number", "urn", "column_name", "value", "reason_code", "reason")


def to_contract_json(parsed: ParsedDocument, sha256: str) -> dict[str, Any]:
    """One JSON object: dates ISO, absent values None, each judgement with the row and column it stands in."""
    links = dict(zip(_values(parsed.schools["row_number"]), _values(parsed.schools["web_link"]), strict=True))
    judgements: dict[tuple[Any, Any], list[dict[str, Any]]] = {}
    for row in _records(parsed.judgements, ("row_number", "block", *JUDGEMENT, "column_name")):
        place = (row.pop("row_number"), row.pop("block"))
        row["locator"] = f"row {place[0]}, column '{row.pop('column_name')}'"
        judgements.setdefault(place, []).append(row)
    inspections = []
    for row in _records(parsed.inspections, ("row_number", "block", *INSPECTION)):
        place = (row.pop("row_number"), row.pop("block"))
        inspections.append(
            {**row, "report_url": links.get(place[0]), "judgements": judgements.get(place, [])}
        )
    schools = parsed.schools[list(SCHOOL.values())].set_axis(list(SCHOOL), axis=1)
    return {
        "document": {"sha256": sha256, "kind": "management_information", "framework": None},
        "schools": _records(schools, tuple(SCHOOL)),
        "inspections": inspections,
        "rejected": _records(parsed.rejected_rows, REJECTED),
    }


def _records(frame: pd.DataFrame, names: tuple[str, ...]) -> list[dict[str, Any]]:
    columns = [_values(frame[name]) for name in names]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _values(series: pd.Series[Any]) -> list[Any]:
    """Plain values: ISO text for dates, None for whatever is absent."""
    if pd.api.types.is_datetime64_any_dtype(series.dtype):
        series = series.dt.strftime("%Y-%m-%d")
    return [
        None if value is None or value is pd.NA or value != value else value
        for value in series.astype(object)
    ]
