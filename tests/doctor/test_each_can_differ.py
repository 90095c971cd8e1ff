"""No check is one that cannot fail: each assumption differs when what it is about is changed."""

from __future__ import annotations

import pytest

from pipelines.doctor import checks
from pipelines.doctor.assumptions import Assumption, assumptions
from pipelines.doctor.judging import evidence, judge
from pipelines.doctor.looks import Looks
from pipelines.doctor.verdicts import CANNOT_BE_TOLD, CHECKS, DIFFERS
from tests.doctor.twists import TWISTS

LOOKED_AT = [assumption for assumption in assumptions() if not assumption.cannot]
#: Judged by whatever was asked of a host: nothing that came of it is worth a copy.
WITHOUT_COPY = "accepted-"


def test_every_assumption_has_a_check_and_every_check_an_assumption() -> None:
    assert checks.__all__
    assert {assumption.id for assumption in LOOKED_AT} == CHECKS.keys()


def test_every_check_has_a_twist() -> None:
    assert TWISTS.keys() == CHECKS.keys()


@pytest.mark.parametrize("assumption", LOOKED_AT, ids=lambda assumption: assumption.id)
def test_it_differs(assumption: Assumption, country: Looks) -> None:
    assert judge(assumption, country).verdict != DIFFERS
    twisted = TWISTS[assumption.id](country)
    seen = judge(assumption, twisted)
    assert seen.verdict == DIFFERS, seen
    assert seen.seen
    assert evidence(assumption, twisted) or assumption.id.startswith(WITHOUT_COPY)


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[]", b'{"details": {"attachments": [null, {}]}}', b"<html></html>"]
)
def test_whatever_comes_every_assumption_gets_a_verdict(body: bytes, country: Looks) -> None:
    """What cannot be read at all concerns some assumptions, and must not hide the others."""
    looks = country
    for look in country:
        if look.body is not None:
            looks = looks.with_changed(look.name, body=body)
    assert all(judge(assumption, looks).seen for assumption in LOOKED_AT)


@pytest.mark.parametrize("assumption", LOOKED_AT, ids=lambda assumption: assumption.id)
def test_without_any_look_nothing_is_concluded(assumption: Assumption) -> None:
    seen = judge(assumption, Looks([]))
    assert seen.verdict == CANNOT_BE_TOLD
    assert seen.seen
