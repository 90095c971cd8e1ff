"""Twenty years of invented inspections of 22,000 schools, as parsed relations, and the facts built from them.

    python -m benchmarks.twenty_years FOLDER [--schools N] [--busy N] [--only draw|build]

Belongs here: how much is invented and how it is spread: 6,000 inspections a year of every kind, six or more
judgements each, every tenth school once under another URN; busy ones more in the last weeks, for a list as
long as nobody has seen. Does not belong here: what is measured over it (reflagging.py, desk.py,
growth_curves.py). All is drawn by column: objects as in replica/generated would take minutes for as much.
"""

from __future__ import annotations

import argparse
import hashlib
from datetime import date, datetime
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from pipelines.database import create_database
from pipelines.documents.management_information.relations import RELATIONS
from pipelines.reference import read_csv
from pipelines.warehouse.facts import SCHEMA_VERSION, AdmittedDocument, BuildIdentity, build_facts, name_build

SCHOOLS, INSPECTIONS = 22_000, 120_000
FIRST_URN, FIRST_EARLIER_URN = 900_001, 800_001
FIRST_DAY, LAST_DAY = date(2006, 9, 1), date(2026, 4, 30)
FIRST_NIGHT = date(2026, 6, 9)
CARDS_SINCE, UNGRADED_SINCE, CONVERSIONS = "2025-11-10", "2012-09-01", "2016-09-01"
DAYS_TO_PUBLICATION = 35
BUSY_DAYS = 28
ONE_OF_URNS = 10  # every tenth school has an earlier URN
KINDS = {"graded": 0.64, "ungraded": 0.28, "monitoring": 0.06, "focused_monitoring": 0.02}
#: Overall grade of a first graded inspection, and after each grade, as replica/generated/history.py has it.
FIRST_GRADES = (0.13, 0.71, 0.13, 0.03)
NEXT_GRADES = (
    (0.55, 0.41, 0.03, 0.01),
    (0.06, 0.84, 0.08, 0.02),
    (0.01, 0.76, 0.19, 0.04),
    (0.0, 0.55, 0.40, 0.05),
)
BESIDE = (0.08, 0.82, 0.10)  # an area one grade better than overall, the same, one worse
OUTCOMES = {
    "ungraded": ("School remains Good", "School remains Good", "School remains Good (Concerns) - S5 Next"),
    "monitoring": ("Taking effective action", "Taking effective action", "Not taking effective action"),
}
PHASES = ("Primary", "Primary", "Primary", "Secondary")
FACTS = "facts.duckdb"
DOCUMENT = hashlib.sha256(b"Twenty invented years").hexdigest()


def draw(folder: Path, number: int, busy: int) -> None:
    """Write what a parser would have read of so many schools, with as many inspections each as England's.
    busy: inspections in the last weeks beside those spread over the years."""
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(7)
    schools = _schools(random, number)
    spread = INSPECTIONS * number // SCHOOLS
    inspections = _inspections(random, number, _first_days(random, spread, busy))
    judgements = _judgements(random, inspections)
    relations = {"school": schools, "inspection": inspections, "judgement": judgements}
    for relation in RELATIONS:
        _write(folder, relation, relations.get(relation, pd.DataFrame()))


def build(folder: Path) -> None:
    """Write FOLDER/facts.duckdb from what was drawn."""
    document = _document({relation: _file(folder, relation) for relation in RELATIONS})
    build_facts(folder / FACTS, [document], spill=folder / "spill")
    identity = BuildIdentity("benchmark", FIRST_NIGHT, "benchmark", SCHEMA_VERSION, "benchmark", "invented")
    with create_database(folder / FACTS, spill=folder / "spill") as connection:
        name_build(connection, identity)


def _schools(random: np.random.Generator, schools: int) -> pd.DataFrame:
    number = np.arange(schools)
    is_academy = number % ONE_OF_URNS == 0
    return pd.DataFrame(
        {
            "row_number": number + 1,
            "urn": FIRST_URN + number,
            "school_name": [f"Invented School {each}" for each in number],
            "phase": random.choice(PHASES, schools),
            "type_of_education": np.where(is_academy, "Academy Converter", "Community School"),
            "local_authority": [f"Invented Authority {each % 153}" for each in number],
            "region": "South East",
            "trust_uid": pd.Series("95001", number).where(is_academy),
            "trust_name": pd.Series("Invented Trust", number).where(is_academy),
            "pupils": random.integers(40, 1200, schools),
        }
    )


def _first_days(random: np.random.Generator, spread: int, busy: int) -> np.ndarray:
    """The first day of each inspection."""
    over_years = np.datetime64(FIRST_DAY) + random.integers(0, (LAST_DAY - FIRST_DAY).days, spread)
    return np.concatenate([over_years, np.datetime64(LAST_DAY) - random.integers(0, BUSY_DAYS, busy)])


def _inspections(random: np.random.Generator, schools: int, started: np.ndarray) -> pd.DataFrame:
    """In order of row_number; a report card from November 2025 on, only graded ones before September 2012."""
    number = len(started)
    school = random.integers(0, schools, number)
    kind = random.choice(list(KINDS), number, p=list(KINDS.values())).astype(object)
    kind[started < np.datetime64(UNGRADED_SINCE)] = "graded"
    cards = started >= np.datetime64(CARDS_SINCE)
    kind[cards & np.isin(kind, ["graded", "ungraded"])] = "report_card"
    has_earlier = (school % ONE_OF_URNS == 0) & (started < np.datetime64(CONVERSIONS))
    frameworks = read_csv("frameworks.csv")
    first_days = np.array([row["first_day"] for row in frameworks], dtype="datetime64[D]")
    place = np.searchsorted(first_days, started, side="right") - 1
    is_judged = np.isin(kind, ["graded", "report_card"])
    grade = _walk(random, school, started, is_judged)
    category = np.where(cards, "requires_significant_improvement", "serious_weaknesses").astype(object)
    category[random.random(number) < 0.5] = "special_measures"
    category[grade < 4] = None
    outcome = np.full(number, None, dtype=object)
    for each, words in OUTCOMES.items():
        outcome[kind == each] = random.choice(words, int((kind == each).sum()))
    return pd.DataFrame(
        {
            "row_number": np.arange(number) + 1,
            "block": "in_year",
            "urn": FIRST_URN + school,
            "urn_at_inspection": np.where(has_earlier, FIRST_EARLIER_URN, FIRST_URN) + school,
            "inspection_number": [f"{10_000_000 + each}" for each in range(number)],
            "kind": kind,
            "framework": np.array([row["framework"] for row in frameworks], dtype=object)[place],
            "inspection_start_date": started,
            "inspection_end_date": started + 1,
            "publication_date": started + DAYS_TO_PUBLICATION,
            "category_of_concern": category,
            "category_known": is_judged,
            "outcome": outcome,
            "relates_to_current_school": ~has_earlier,
            "grade": grade,
        }
    )


def _walk(
    random: np.random.Generator, school: np.ndarray, started: np.ndarray, is_judged: np.ndarray
) -> np.ndarray:
    """The overall grade of each inspection, drawn by the one before it at the school; 0 where none."""
    judged = np.flatnonzero(is_judged)
    judged = judged[np.lexsort((started[judged], school[judged]))]
    of_school = pd.Series(school[judged])
    turn = of_school.groupby(of_school).cumcount().to_numpy()
    bounds = np.cumsum([FIRST_GRADES, *NEXT_GRADES], axis=1)
    draw = random.random(len(judged))
    drawn = np.zeros(len(judged), dtype=int)
    for each in range(turn.max() + 1):
        now = np.flatnonzero(turn == each)
        before = drawn[now - 1] if each else np.zeros(len(now), dtype=int)
        drawn[now] = 1 + (draw[now, None] > bounds[before, :3]).sum(axis=1)
    grade = np.zeros(len(school), dtype=int)
    grade[judged] = drawn
    return grade


def _judgements(random: np.random.Generator, inspections: pd.DataFrame) -> pd.DataFrame:
    """Each area of the framework, at the overall grade or one beside it; no overall since September 2024."""
    scales = {row["framework"]: row["scale"] for row in read_csv("frameworks.csv")}
    found = []
    for area in read_csv("areas.csv"):
        for framework in area["frameworks"].split():
            if (framework, area["area"]) == ("education_inspection_2024", "overall_effectiveness"):
                continue
            on_card = framework == "report_card_2025"
            scale = area["report_card_scale" if on_card else "four_grade_scale"] or scales[framework]
            judged = inspections[(inspections["framework"] == framework) & (inspections["grade"] > 0)]
            words = _words(scale)
            worst = len(words)
            near = judged["grade"].to_numpy() + random.choice((-1, 0, 1), len(judged), p=BESIDE) + on_card
            rank = np.where(judged["grade"] == 4, worst, 1) if worst == 2 else np.clip(near, 1, worst)
            place = judged[["row_number", "block"]]
            found.append(place.assign(area=area["area"], grade_rank=rank, grade=np.array(words)[rank - 1]))
    return pd.concat(found, ignore_index=True).assign(status="graded", column_name="Grade")


def _words(scale: str) -> list[str]:
    """The grades of a scale, best first."""
    by_rank = {row["rank"]: row["grade"] for row in read_csv("scales.csv") if row["scale"] == scale}
    return [by_rank[rank] for rank in sorted(filter(None, by_rank))]


def _file(folder: Path, relation: str) -> Path:
    return folder / f"{relation}.parquet"


def _write(folder: Path, relation: str, frame: pd.DataFrame) -> None:
    """Store a relation as the parser's memo does; columns that were not invented are blank."""
    with duckdb.connect() as connection:
        columns = RELATIONS[relation]
        invented = connection.from_df(frame.reindex(columns=list(columns)))
        typed = [duckdb.ColumnExpression(name).cast(kind).alias(name) for name, kind in columns.items()]
        invented.select(duckdb.ConstantExpression(DOCUMENT[:16]).alias("document_id"), *typed).write_parquet(
            str(_file(folder, relation))
        )


def _document(relations: dict[str, Path]) -> AdmittedDocument:
    return AdmittedDocument(
        document_id=DOCUMENT[:16],
        sha256=DOCUMENT,
        url="https://publications.example/list.csv",
        fetched_at=datetime.combine(FIRST_NIGHT, datetime.min.time()),
        known_from=FIRST_NIGHT,
        ledger_sequence=1,
        bytes=1,
        title="Twenty invented years",
        series="state_funded_latest",
        as_at=LAST_DAY,
        era="year_to_date",
        parser="management_information",
        parser_version="1",
        rows_read=INSPECTIONS,
        rows_rejected=0,
        relations=relations,
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.twenty_years")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--schools", type=int, default=SCHOOLS)
    parser.add_argument("--busy", type=int, default=0, help="inspections more in the last weeks")
    parser.add_argument("--only", choices=("draw", "build"), help="one of the two steps; without it, both")
    options = parser.parse_args()
    if options.only != "build":
        draw(options.folder, options.schools, options.busy)
    if options.only != "draw":
        build(options.folder)


if __name__ == "__main__":
    main()
