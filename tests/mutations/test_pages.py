"""A damaged page of the site is read or refused by name, and no grade comes out that did not go in."""

from __future__ import annotations

import pytest

from tests.mutations import pages
from tests.mutations.cases import assert_cases_hold
from tests.mutations.kinds import documents, identity


@pytest.mark.parametrize("kind, document", documents(pages.KINDS), ids=identity)
def test_damaged(kind, document):
    assert_cases_hold(kind, document)
