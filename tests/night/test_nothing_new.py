"""Nights that find nothing new: the same day publishes nothing, the next day rests on the same facts."""

from __future__ import annotations

from tests.night.nights import FIRST_DAY, NEXT_DAY, Nights, builds, facts, published, shown_segments


def test_the_same_day_again_publishes_nothing(nights: Nights) -> None:
    before, shown = published(nights.data), shown_segments(nights.data)
    summary = nights.run(day=FIRST_DAY)
    assert (summary.state, summary.published, summary.new_documents) == ("nothing_new", False, [])
    assert (published(nights.data), shown_segments(nights.data)) == (before, shown)
    assert len(builds(nights.data)) == 1


def test_the_next_day_publishes_its_flags_over_the_same_facts(nights: Nights) -> None:
    before = facts(nights.data)
    with nights.open(day=NEXT_DAY) as night:
        night.fetch()
        night.parse()
        assert night.build().facts_reused
        verdict = night.check()
        night.publish()
    assert facts(nights.data) == before
    assert all(result.carried for result in verdict.results if result.table == "judgement")
    assert published(nights.data)[0].startswith(NEXT_DAY.isoformat())
    assert len(shown_segments(nights.data)) == 2
