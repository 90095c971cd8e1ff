"""The checks as Dagster shows them."""

from __future__ import annotations

from collections.abc import Iterator
from unittest import mock

import dagster as dg
import pytest

from assets.checks import warehouse_checks
from assets.warehouse import table_key
from pipelines.night import Night
from pipelines.warehouse.checks import check_purposes
from pipelines.warehouse.verdict import CheckResult, Verdict


@pytest.fixture
def night() -> mock.Mock:
    """A night whose candidate fails one check."""
    results = [
        CheckResult(
            table, name, name != "urn_has_six_digits", "what was seen", why, carried=True, sample=("900101",)
        )
        for (table, name), why in check_purposes().items()
    ]
    verdict = Verdict("w", "f", tuple(results), tables={}, judged={})
    return mock.Mock(spec=Night, check=mock.Mock(return_value=verdict))


def results(night: mock.Mock) -> Iterator[dg.AssetCheckResult]:
    yielded: Iterator[dg.AssetCheckResult] = warehouse_checks(night=night)  # type: ignore[assignment]  # typed as a definition
    return yielded


def test_every_check_blocks_and_says_why() -> None:
    specs = list(warehouse_checks.check_specs)
    assert {(spec.asset_key, spec.name): spec.description for spec in specs} == {
        (table_key(table), name): why for (table, name), why in check_purposes().items()
    }
    assert all(spec.blocking for spec in specs)


def test_a_failed_check_is_an_error_with_what_was_seen(night: mock.Mock) -> None:
    found = {(result.asset_key, result.check_name): result for result in results(night)}
    assert len(found) == len(check_purposes())
    result = found[table_key("school"), "urn_has_six_digits"]
    assert not result.passed
    assert result.severity is dg.AssetCheckSeverity.ERROR
    assert result.metadata["observed"].value == "what was seen"
    assert result.metadata["sample"].value == ["900101"]
    assert found[table_key("inspection"), "inspection_id_is_well_formed"].passed
