"""Builds that the cases of a module share (together.py)."""

from __future__ import annotations

import pytest

from tests.rules.together import Begun, Cases


@pytest.fixture(scope="module")
def cases(request: pytest.FixtureRequest) -> Cases:
    """Those of the module that are to be run."""
    return Cases(
        {
            item.name: item.function.__wrapped__(**item.callspec.params if hasattr(item, "callspec") else {})
            for item in request.session.items
            if isinstance(item, pytest.Function)
            and item.module is request.module
            and "begun" in item.fixturenames
        }
    )


@pytest.fixture
def begun(request: pytest.FixtureRequest, cases: Cases) -> Begun:
    return cases.begun[request.node.name]
