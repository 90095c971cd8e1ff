"""Writes the generated pages of the dictionary: ``python -m pipelines.dictionary``.

With ``--release`` it also takes the schema as it is now for the released one
(reference/released_schema.csv); a release is made with it, and nothing else.
"""

from __future__ import annotations

import csv
import sys

from pipelines.dictionary.pages import MARKDOWN, PAGE, markdown, page
from pipelines.dictionary.schema import Schema, current_schema
from pipelines.reference import reference_path
from pipelines.warehouse.facts import SCHEMA_VERSION


def main() -> None:
    schema = current_schema()
    MARKDOWN.write_text(markdown(schema), encoding="utf-8")
    PAGE.write_text(page(schema), encoding="utf-8")
    if "--release" in sys.argv[1:]:
        _release(schema)


def _release(schema: Schema) -> None:
    with reference_path("released_schema.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["schema_version", "table", "column", "type"])
        writer.writerows([SCHEMA_VERSION, *column] for column in schema.columns())


if __name__ == "__main__":
    main()
