"""A drawn history, replayed, is what its builds show; python -m tests.replay.drawn_histories compares
many."""

from __future__ import annotations

from pathlib import Path

from tests.replay.drawn_histories import differences, drawn, nights_of


def test_a_drawn_history_as_its_builds_show_it(tmp_path: Path) -> None:
    assert not list(differences(seed=3, schools=3, folder=tmp_path))


def test_drawn_histories_differ_and_have_nights_enough() -> None:
    assert len({str(drawn(seed, 3).facts.rows) for seed in range(5)}) == 5
    assert len(nights_of(drawn(3, 3))) > 12
