"""The report card inside a page: only an area and its grade, below the heading of that grade, is a grade."""

from __future__ import annotations

from datetime import date
from html import escape

import pytest

from tests.documents.reports_site.pages import (
    BANDS,
    CARD,
    ProviderMarkup,
    card_html,
    escaped_card,
    outcome_without_overall,
    page_with_card,
)
from tests.documents.reports_site.reading import by_file, card_of, codes, grades, read

AREAS = {
    "personal_development_and_wellbeing": "Strong standard",
    "achievement": "Expected standard",
    "attendance_and_behaviour": "Expected standard",
    "curriculum_and_teaching": "Needs attention",
    "early_years": "Expected standard",
    "inclusion": "Expected standard",
    "leadership_and_governance": "Needs attention",
    "safeguarding": "Met",
}


def test_card_gives_each_area_its_grade_and_belongs_to_the_report_of_its_day():
    page = read(page_with_card())
    inspection = by_file(page)[50290008]
    assert (inspection.kind, inspection.framework) == ("report_card", "report_card_2025")
    assert grades(inspection) == AREAS
    assert {judgement.grade_date for judgement in inspection.judgements} == {date(2026, 1, 13)}
    assert page.report_card is not None
    assert page.report_card.is_complete
    assert page.layout == "report_card"
    assert not page.findings


def test_no_other_report_of_the_page_has_a_grade():
    others = [
        inspection for inspection in read(page_with_card()).inspections if inspection.file_id != 50290008
    ]
    assert len(others) == 7
    assert not any(inspection.judgements for inspection in others)


@pytest.mark.parametrize(
    "pair",
    [
        "<h4>{area} {grade}</h4>",
        "<button><span>{area}</span><span>{grade}</span></button>",
        "<div>{area}</div><div><span>{grade}</span></div>",
        "<table><tr><th>{area}</th><td>{grade}</td></tr></table>",
        "<h4>{area}</h4>\n\n   <p> {grade} </p>",
    ],
)
def test_area_and_grade_may_stand_in_one_line_or_two(pair):
    found, _ = card_of(card_html(pair=pair))
    assert found == AREAS


def test_card_is_found_unescaped_twice_escaped_and_in_an_attribute():
    for card in (
        card_html(),
        escaped_card(escape(card_html())),
        f'<div data-card="{escape(card_html())}"></div>',
    ):
        markup = page_with_card()
        markup.card = card
        page = read(markup)
        assert grades(by_file(page)[50290008]) == AREAS


def test_card_in_a_script_is_not_read():
    markup = page_with_card()
    markup.card = f"<script>var card = '{card_html()}';</script>"
    page = read(markup)
    assert not by_file(page)[50290008].judgements
    assert codes(page) == ["report_card_unclear"]


def test_hyphen_that_does_not_break_is_a_hyphen():
    found, _ = card_of(card_html(CARD | {"Post&#8209;16 provision": "Exceptional"}))
    assert found["post_16"] == "Exceptional"


def test_safeguarding_not_met():
    found, _ = card_of(card_html(safeguarding="Safeguarding standards not met"))
    assert found["safeguarding"] == "Not met"


@pytest.mark.parametrize(
    "heading", ["Safeguarding", "Safeguarding standards: insufficient evidence", "Safeguarding standards"]
)
def test_safeguarding_in_other_words_has_no_grade(heading):
    found, page = card_of(card_html(safeguarding=heading))
    assert found == AREAS | {"safeguarding": None}
    assert page.report_card is not None
    assert not page.report_card.is_complete
    assert codes(page) == ["report_card_safeguarding_unread"]


def test_safeguarding_both_met_and_not_met_has_no_grade():
    both = "Safeguarding standards met</h3><h3>Safeguarding standards not met"
    assert card_of(card_html(safeguarding=both))[0]["safeguarding"] is None


def test_names_of_areas_in_the_picture_are_no_grades():
    """Each dot named: the band after an area's dot is the next row's, not its own."""
    rows = [
        f"<div><div>{band}</div>"
        + "".join(f"<p>{area}</p>" for area, grade in CARD.items() if grade == band)
        + "</div>"
        for band in BANDS
    ]
    found, page = card_of(card_html(picture="".join(rows)))
    assert found == AREAS
    assert not page.findings


def test_area_below_the_heading_of_another_grade_has_none():
    moved = card_html().replace("<h3>Needs attention</h3>", "<h3>Urgent improvement</h3>")
    found, page = card_of(moved)
    assert found == {area: grade for area, grade in AREAS.items() if grade != "Needs attention"}
    assert codes(page) == ["report_card_area_unread"] * 2


def test_other_text_may_stand_between_an_area_and_its_grade():
    found, page = card_of(card_html(pair="<h4>{area}</h4><button>Show</button><p>Grade:</p><p>{grade}</p>"))
    assert found == AREAS
    assert not page.findings


@pytest.mark.parametrize("area", ["Inclusion", "Curriculum and teaching", "Leadership and governance"])
def test_area_that_lost_its_grade_has_none(area):
    """Whatever follows it: the next area, the next heading or the end."""
    card = card_html()
    start = card.index("<p", card.index(f"<h4>{area}</h4>"))
    found, page = card_of(card[:start] + card[card.index("</p>", start) :])
    assert found == {name: grade for name, grade in AREAS.items() if name != area.lower().replace(" ", "_")}
    assert codes(page) == ["report_card_area_unread"]


def test_area_with_two_grades_has_none():
    twice = card_html(
        end="<h3>Strong standard</h3><h4>Inclusion</h4><p>Strong standard</p><h3>Next steps</h3>"
    )
    found, page = card_of(twice)
    assert found == AREAS | {"inclusion": None}
    assert codes(page) == ["report_card_grades_differ"]


def test_insufficient_evidence_is_a_status_and_no_grade():
    _, page = card_of(card_html(CARD | {"Inclusion": "Insufficient evidence"}))
    assert page.report_card is not None
    statuses = {
        judgement.area: (judgement.grade, judgement.status) for judgement in page.report_card.judgements
    }
    assert statuses["inclusion"] == (None, "insufficient_evidence")


def test_words_after_the_last_area_are_no_grades():
    late = "<h3>Next steps</h3><h3>Urgent improvement</h3><h4>Inclusion</h4><p>Urgent improvement</p>"
    assert card_of(card_html(end=late))[0] == AREAS


def test_missing_area_is_told():
    fewer = {area: grade for area, grade in CARD.items() if area not in ("Inclusion", "Early years")}
    found, page = card_of(card_html(fewer))
    assert "inclusion" not in found
    assert codes(page) == ["report_card_area_unread"]
    assert page.findings[0].value == "inclusion"
    assert page.report_card is not None
    assert not page.report_card.is_complete


def test_card_that_breaks_off_is_not_complete():
    card = card_html()
    _, page = card_of(card[: card.index("<h3>What it")])
    assert page.report_card is not None
    assert not page.report_card.is_complete
    assert codes(page) == ["report_card_cut_off"]


@pytest.mark.parametrize("day", ["13 Janury 2026", "31 February 2026", "last week"])
def test_card_without_a_day_is_not_read(day):
    markup = page_with_card(card_html(day=day))
    page = read(markup)
    assert not by_file(page)[50290008].judgements
    assert codes(page) == ["report_card_unclear"]


def test_card_from_before_there_were_any_is_not_read():
    page = read(page_with_card(card_html(day="13 January 2025"), day="13 January 2025"))
    assert codes(page) == ["report_card_too_early"]
    assert not by_file(page)[50290008].judgements


def test_card_of_another_day_than_any_report_stands_alone():
    page = read(page_with_card(card_html(day="20 January 2026")))
    alone = by_file(page)[None]
    assert (alone.kind, alone.inspection_date, grades(alone)) == ("report_card", date(2026, 1, 20), AREAS)
    assert codes(page) == ["grades_without_report"]


def test_two_cards_of_one_day_say_everything_twice():
    page = read(page_with_card(card_html() + card_html()))
    assert grades(by_file(page)[50290008]) == AREAS
    worse = card_html(CARD | {"Inclusion": "Urgent improvement"})
    page = read(page_with_card(card_html() + worse))
    assert grades(by_file(page)[50290008])["inclusion"] is None


def test_two_cards_of_two_days_are_not_read():
    page = read(page_with_card(card_html() + card_html(day="14 January 2026")))
    assert not by_file(page)[50290008].judgements
    assert codes(page) == ["report_card_unclear"]


def test_areas_of_a_card_in_the_outcome_block_are_read_too():
    markup = page_with_card()
    markup.card = ""
    markup.outcome = outcome_without_overall(CARD, day="13 January 2026")
    inspection = by_file(read(markup))[50290008]
    assert inspection.kind == "report_card"
    assert grades(inspection) == {area: grade for area, grade in AREAS.items() if area != "safeguarding"}


def test_outcome_block_that_contradicts_the_card_takes_its_grade_away():
    markup = page_with_card()
    markup.outcome = outcome_without_overall({"Inclusion": "Urgent improvement"}, day="13 January 2026")
    page = read(markup)
    assert grades(by_file(page)[50290008]) == AREAS | {"inclusion": None}
    assert codes(page) == ["grades_differ"]


def test_heading_followed_by_a_school_is_no_card():
    page = read(ProviderMarkup(card="<p>Inspection report: Fernhollow Primary School, 7–8 February 2011</p>"))
    assert page.report_card is not None
    assert page.report_card.judgements == ()
    assert codes(page) == ["report_card_unclear"]
