"""Hands data frames to Great Expectations and reads its answers. The only module that imports it.

Importing Great Expectations takes seconds and some 80 MB: this module is imported only when something must
be judged.
"""

from __future__ import annotations

import logging
import os
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
_WITH_A_SAMPLE = {"result_format": "BASIC", "partial_unexpected_count": SAMPLE_SIZE}
_NAMES_A_COLUMN = frozenset({"column", "column_A", "column_B"})
#: What an expectation of a number of rows says of that number.
_BOUNDS: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "ExpectTableRowCountToEqual": lambda given: {"min_value": given["value"], "max_value": given["value"]},
    "ExpectTableRowCountToBeBetween": dict,
}


def judge(group: Group, frame: pd.DataFrame) -> list[CheckResult]:
    """Judge one group on its data. Raises CheckBroken where an expectation raises instead of answering."""
    expectations = [_expectation(group.table, check, called=check.name) for check in group.checks]
    answers = _answers(expectations, frame, _WITH_A_SAMPLE)
    return [_result(group, check, answers[check.name], frame) for check in group.checks]


def judge_together(groups: Sequence[Group], frames: Sequence[pd.DataFrame]) -> list[list[CheckResult]]:
    """Judge invariants, counts of rows, and checks that look at values one by one, all in one batch: most of
    the judging is what each batch and each expectation costs, whatever it looks at.

    What is expected alike of several columns is expected once, of their values one beneath the other; of an
    invariant the value is the number of its offending rows, of a table that of its rows. A group that is not
    as expected, or of which nothing was looked at, is judged again alone, so that what is reported of it are
    its own counts. Results are in the order of ``groups``.
    """
    framed = list(zip(groups, frames, strict=True))
    looked_at: dict[_Expected, list[tuple[int, pd.DataFrame]]] = defaultdict(list)
    for number, (group, frame) in enumerate(framed):
        for expected, values in _values_to_look_at(group, frame):
            looked_at[expected].append((number, values))
    stacks = {
        expected: pd.concat([values for _, values in of_groups if len(values)], ignore_index=True)
        for expected, of_groups in looked_at.items()
        if any(len(values) for _, values in of_groups)
    }
    answers = _answers_together(stacks) if stacks else {}
    held: dict[int, bool] = {}
    for expected, of_groups in looked_at.items():
        for number, _ in of_groups:
            held[number] = held.get(number, True) and answers.get(expected, False)
    return [
        [_as_expected(group, check, frame) for check in group.checks]
        if held.get(number, False)
        else judge(group, frame)
        for number, (group, frame) in enumerate(framed)
    ]


@dataclass(frozen=True)
class _Expected:
    """What is expected of values, whatever column they stand in: an expectation and its other arguments."""

    expectation: str
    arguments: str
    table: str = field(compare=False)
    check: Check = field(compare=False)


def _values_to_look_at(group: Group, frame: pd.DataFrame) -> Iterator[tuple[_Expected, pd.DataFrame]]:
    """Each check of a group as one of values, which stand in columns named as the arguments that name them.
    An invariant with offenders has nothing to look at: it does not hold."""
    for check in group.checks:
        if group.distinct:
            named = {name: value for name, value in check.kwargs.items() if name in _NAMES_A_COLUMN}
            others = {name: value for name, value in check.kwargs.items() if name not in _NAMES_A_COLUMN}
            expectation = check.expectation
            values = pd.DataFrame({name: frame[column] for name, column in named.items()})
        elif group.query is None or frame.empty:
            expectation, others = "ExpectColumnValuesToBeBetween", _BOUNDS[check.expectation](check.kwargs)
            values = pd.DataFrame({"column": [len(frame)]})
        else:
            return
        asked = replace(check, expectation=expectation, kwargs=others)
        yield _Expected(expectation, repr(sorted(others.items())), group.table, asked), values


def _answers_together(stacks: Mapping[_Expected, pd.DataFrame]) -> dict[_Expected, bool]:
    """Whether each holds of its values. Each column is lengthened to the longest by repeating its values,
    which changes nothing for such checks."""
    length = max(len(values) for values in stacks.values())
    columns: dict[str, Any] = {}
    expectations = []
    for number, (expected, values) in enumerate(stacks.items()):
        places = np.arange(length) % len(values)
        names = {argument: f"{number}.{argument}" for argument in values.columns}
        columns |= {name: values[argument].take(places).array for argument, name in names.items()}
        asked = replace(expected.check, kwargs={**expected.check.kwargs, **names})
        expectations.append(_expectation(expected.table, asked, called=str(number)))
    answers = _answers(expectations, pd.DataFrame(columns), "BOOLEAN_ONLY")
    return {expected: bool(answers[str(number)].success) for number, expected in enumerate(stacks)}


def _answers(expectations: list[Any], frame: pd.DataFrame, result_format: Any) -> dict[str, Any]:
    """Great Expectations' answer to each expectation, by what it is called."""
    suite = _great_expectations().ExpectationSuite(name="checks", expectations=expectations)
    with warnings.catch_warnings():
        # It warns of its own use of pandas, which a night cannot act upon.
        warnings.simplefilter("ignore")
        batch = _batch_definition().get_batch({"dataframe": frame})
        outcome = batch.validate(suite, result_format=result_format)
    return {answer.expectation_config.meta["check"]: answer for answer in outcome.results}


def _as_expected(group: Group, check: Check, frame: pd.DataFrame) -> CheckResult:
    if group.distinct:
        observed = f"0 of {len(frame):,} distinct values are not as expected"
    else:
        observed = f"{len(frame):,} {_counted(group)}"
    return CheckResult(group.table, check.name, passed=True, observed=observed, why=check.why, carried=False)


def load() -> None:
    """Import Great Expectations now rather than at the first judgement."""
    _great_expectations()


def _great_expectations() -> Any:
    """The library, made quiet: it logs every class that it registers, and sets its level while loading."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    logger = logging.getLogger("great_expectations")
    logger.setLevel(logging.WARNING)
    # Imported for what is not used here, and nearly half of the seconds that it takes.
    with warnings.catch_warnings(), imported_later("scipy.stats", "altair", "boto3"):
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


def _expectation(table: str, check: Check, *, called: str) -> Any:
    """A check of a table as Great Expectations has it; called: the name by which its answer is found."""
    try:
        expected = getattr(_great_expectations().expectations, check.expectation)
        return expected(
            meta={"check": called}, **{name: _argument(value) for name, value in check.kwargs.items()}
        )
    except (AttributeError, ValueError, TypeError) as error:
        raise CheckBroken(f"{table}.{check.name} is not a sound expectation: {error}") from error


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
        return f"{result['observed_value']:,} {_counted(group)}"
    counted = "distinct values" if group.distinct else "rows"
    return f"{result['unexpected_count']:,} of {result['element_count']:,} {counted} are not as expected"


def _counted(group: Group) -> str:
    return "offending rows" if group.query is not None else "rows"


def _sample(group: Group, result: Mapping[str, Any], frame: pd.DataFrame) -> tuple[str, ...]:
    if group.query is not None:
        rows = frame.head(SAMPLE_SIZE).to_dict("records")
        return tuple(", ".join(f"{name}={value}" for name, value in row.items()) for row in rows)
    return tuple(str(value) for value in result.get("partial_unexpected_list", []))
