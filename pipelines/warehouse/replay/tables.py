"""The tables of a replay as Parquet files.

Does not belong here: what stands in them (intervals.py, outcomes.py).
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd


def write_tables(folder: Path, **frames: pd.DataFrame) -> None:
    """Write each frame as ``<name>.parquet``, for this account only: flags name schools."""
    with duckdb.connect(":memory:") as connection:
        for name, frame in frames.items():
            path = folder / f"{name}.parquet"
            connection.from_df(frame).write_parquet(str(path), compression="zstd")
            path.chmod(0o600)
