"""A damaged text of a report is read or refused by name, and no grade comes out that did not go in."""

from __future__ import annotations

import pytest

from tests.mutations import reports
from tests.mutations.cases import assert_cases_hold
from tests.mutations.kinds import documents, identity


@pytest.mark.parametrize("kind, document", documents(reports.KINDS), ids=identity)
def test_damaged(kind, document):
    assert_cases_hold(kind, document)
