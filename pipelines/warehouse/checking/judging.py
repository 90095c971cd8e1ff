"""Hands data frames to Great Expectations and reads its answers. The only module that imports it.

Importing Great Expectations takes seconds and some 80 MB: this module is imported only when something must
be judged.
"""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from pipelines.warehouse.checking.broken import CheckBroken
from pipelines.warehouse.checking.imported_later import imported_later
from pipelines.warehouse.checking.suites import Check, Group
from pipelines.warehouse.verdict import CheckResult

SAMPLE_SIZE = 5
_NAMES_A_COLUMN = frozenset({"column", "column_A", "column_B"})
_NO_OFFENDERS = Check(
    "no_invariant_has_offenders",
    "ExpectColumnMaxToBeBetween",
    {"column": "offending_rows", "max_value": 0},
    why="An invariant holds where its query returns no row.",
)


def judge(group: Group, frame: pd.DataFrame) -> list[CheckResult]:
    """Judge one group on its data. Raises CheckBroken where an expectation raises instead of answering."""
    answers = _answers([_expectation(group, check) for check in group.checks], frame)
    return [_result(group, check, answers[check.name], frame) for check in group.checks]


def judge_together(groups: Sequence[Group], frames: Sequence[pd.DataFrame]) -> list[list[CheckResult]]:
    """Judge invariants, and groups whose checks look at values one by one, all in one batch: handing over a
    batch costs more than judging it.

    Each column is lengthened to the longest by repeating values, which changes nothing for such checks. The
    invariants without offenders are one check that none has any. A group that is not as expected is judged
    again alone, so that what is reported of it are its own counts. Results are in the order of ``groups``.
    """
    framed = dict(enumerate(zip(groups, frames, strict=True)))
    held = {number for number, (group, frame) in framed.items() if group.query is not None and frame.empty}
    looked_at = [n for n, (group, frame) in framed.items() if group.query is None and len(frame)]
    length = max([len(held), *(len(framed[number][1]) for number in looked_at)])
    columns: dict[str, Any] = {}
    expectations = []
    for number in looked_at:
        group, frame = framed[number]
        for column in frame.columns:
            columns[f"{number}.{column}"] = frame[column].take(np.arange(length) % len(frame)).array
        for check in group.checks:
            renamed = {
                name: f"{number}.{value}" if name in _NAMES_A_COLUMN else value
                for name, value in check.kwargs.items()
            }
            expectations.append(
                _expectation(group, replace(check, name=f"{number}.{check.name}", kwargs=renamed))
            )
    if held:
        columns["offending_rows"] = np.resize([len(framed[number][1]) for number in held], length)
        expectations.append(_expectation(framed[min(held)][0], _NO_OFFENDERS))
    answers = _answers(expectations, pd.DataFrame(columns)) if expectations else {}

    def is_as_expected(number: int) -> bool:
        checks = [f"{number}.{check.name}" for check in framed[number][0].checks]
        asked = [_NO_OFFENDERS.name] if number in held else checks
        return all(name in answers and answers[name].success for name in asked)

    return [
        [_as_expected(group, check, frame) for check in group.checks]
        if is_as_expected(number)
        else judge(group, frame)
        for number, (group, frame) in framed.items()
    ]


def _answers(expectations: list[Any], frame: pd.DataFrame) -> dict[str, Any]:
    """Great Expectations' answer to each expectation, by the name of its check."""
    suite = _great_expectations().ExpectationSuite(name="checks", expectations=expectations)
    with warnings.catch_warnings():
        # It warns of its own use of pandas, which a night cannot act upon.
        warnings.simplefilter("ignore")
        batch = _batch_definition().get_batch({"dataframe": frame})
        outcome = batch.validate(
            suite, result_format={"result_format": "BASIC", "partial_unexpected_count": SAMPLE_SIZE}
        )
    return {answer.expectation_config.meta["check"]: answer for answer in outcome.results}


def _as_expected(group: Group, check: Check, frame: pd.DataFrame) -> CheckResult:
    observed = (
        f"0 of {len(frame):,} distinct values are not as expected"
        if group.query is None
        else "0 offending rows"
    )
    return CheckResult(group.table, check.name, passed=True, observed=observed, why=check.why, carried=False)


def load() -> None:
    """Import Great Expectations now rather than at the first judgement."""
    _great_expectations()


def _great_expectations() -> Any:
    """The library, made quiet: it logs every class that it registers, and sets its level while loading."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    logger = logging.getLogger("great_expectations")
    logger.setLevel(logging.WARNING)
    # Imported for expectations that are not used here, and nearly half of the seconds that it takes.
    with warnings.catch_warnings(), imported_later("scipy.stats", "altair"):
        warnings.simplefilter("ignore")
        import great_expectations
        import great_expectations.expectations
    logger.setLevel(logging.WARNING)
    return great_expectations


@cache
def _batch_definition() -> Any:
    """The one place that takes frames: in memory, without the documentation site that would need a folder.

    It keeps the newest frame only, so that what was judged is freed.
    """
    from great_expectations.data_context.types.base import (
        DataContextConfig,
        InMemoryStoreBackendDefaults,
        ProgressBarsConfig,
    )

    context = _great_expectations().get_context(
        mode="ephemeral",
        project_config=DataContextConfig(
            store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
            progress_bars=ProgressBarsConfig(globally=False, metric_calculations=False),
            analytics_enabled=False,
        ),
    )
    asset = context.data_sources.add_pandas("warehouse").add_dataframe_asset("frame")
    return asset.add_batch_definition_whole_dataframe("all")


def _expectation(group: Group, check: Check) -> Any:
    try:
        expected = getattr(_great_expectations().expectations, check.expectation)
        return expected(
            meta={"check": check.name}, **{name: _argument(value) for name, value in check.kwargs.items()}
        )
    except (AttributeError, ValueError, TypeError) as error:
        raise CheckBroken(f"{group.table}.{check.name} is not a sound expectation: {error}") from error


def _argument(value: Any) -> Any:
    """Great Expectations compares dates as pandas Timestamps only."""
    return pd.Timestamp(value) if isinstance(value, date) else value


def _result(group: Group, check: Check, answer: Any, frame: pd.DataFrame) -> CheckResult:
    raised = _exception_message(answer.exception_info)
    if raised is not None:
        raise CheckBroken(f"{group.table}.{check.name} could not be judged: {raised}")
    return CheckResult(
        table=group.table,
        name=check.name,
        passed=bool(answer.success),
        observed=_observed(group, answer.result),
        why=check.why,
        carried=False,
        sample=() if answer.success else _sample(group, answer.result, frame),
    )


def _exception_message(info: Mapping[str, Any] | None) -> str | None:
    """The first message of an expectation that raised. The information is flat, or stands by metric."""
    for one in [info, *(info or {}).values()]:
        if isinstance(one, Mapping) and one.get("raised_exception"):
            return str(one.get("exception_message"))
    return None


def _observed(group: Group, result: Mapping[str, Any]) -> str:
    if "observed_value" in result:
        counted = "offending rows" if group.query is not None else "rows"
        return f"{result['observed_value']:,} {counted}"
    counted = "distinct values" if group.distinct else "rows"
    return f"{result['unexpected_count']:,} of {result['element_count']:,} {counted} are not as expected"


def _sample(group: Group, result: Mapping[str, Any], frame: pd.DataFrame) -> tuple[str, ...]:
    if group.query is not None:
        rows = frame.head(SAMPLE_SIZE).to_dict("records")
        return tuple(", ".join(f"{name}={value}" for name, value in row.items()) for row in rows)
    return tuple(str(value) for value in result.get("partial_unexpected_list", []))
