"""The yardstick: a plain script that reads the same two files, melts the judgements and writes DuckDB.

It archives, checks, compares and flags nothing, and treats every value as text. It is started as a process of
its own and imports nothing of the program.

Usage: plain_pandas.py RECORDING OUTPUT.duckdb
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import duckdb
import pandas as pd

FILES = {
    "management_information": "Management_information_-_state-funded_schools_*.csv",
    "official_statistics": "State-funded_schools_inspections_and_outcomes_*.csv",
}
SCHOOL = ["URN", "School name"]
JUDGEMENT = re.compile(
    r"""(?:Latest\ OEIF\s+|Previous\ (?:graded\ inspection\ )?)?
    (?: safeguarding\ standards | safeguarding\ is\ effective\? | category\ of\ concern
      | inclusion | curriculum\ and\ teaching | achievement | attendance\ and\ behaviour
      | personal\ development\ and\ wellbeing | leadership\ and\ governance
      | overall\ effectiveness | quality\ of\ education | behaviour\ and\ attitudes | personal\ development
      | effectiveness\ of\ leadership\ and\ management
      | (?:early\ years|sixth\ form\ provision|post-16\ provision).*applicable\) )""",
    re.IGNORECASE | re.VERBOSE,
)


def main(recording: Path, output: Path) -> None:
    with duckdb.connect(str(output)) as connection:
        for name, pattern in FILES.items():
            (path,) = recording.glob(pattern)
            schools = pd.read_csv(path, encoding="cp1252", dtype=str, keep_default_na=False)
            columns = [column for column in schools.columns if JUDGEMENT.fullmatch(column)]
            judgements = schools.melt(SCHOOL, columns, var_name="area", value_name="grade")
            connection.from_df(schools).create(f"{name}_school")
            connection.from_df(judgements).create(f"{name}_judgement")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
