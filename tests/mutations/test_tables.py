"""A damaged list, or file of the register, is read or refused by name, and nothing is invented."""

from __future__ import annotations

import pytest

from tests.mutations import lists, register
from tests.mutations.cases import assert_cases_hold
from tests.mutations.kinds import documents, identity


@pytest.mark.parametrize("kind, document", documents((*lists.KINDS, *register.KINDS)), ids=identity)
def test_damaged(kind, document):
    assert_cases_hold(kind, document)
