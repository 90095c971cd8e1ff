"""The known pitfalls of the reports site, in the order of the notes on it, each with a case that shows it.

Those that concern asking the site (its filters, the order of its pages) belong to the tests of discovery;
here stands what a page must say so that discovery can avoid them.
"""

from __future__ import annotations

import json
from datetime import date

from pipelines.documents.reports_site import parse_provider_page, parse_search_page, to_contract_json
from tests.documents.reports_site.pages import (
    KEY_JUDGEMENTS,
    REPORTS,
    ProviderMarkup,
    Report,
    card_html,
    event,
    outcome_without_overall,
    page_with_card,
    pagination,
    result,
    result_of_2018,
    search_page,
)
from tests.documents.reports_site.reading import all_grades, by_file, codes, grades, read


def test_01_page_size_is_capped_and_the_page_tells_that_there_is_more():
    rows = [result(identifier=str(199001 + n)) for n in range(100)]
    page = parse_search_page(search_page(rows, count=250, paging=pagination(0, 100, 250)))
    assert (page.results_count, page.rows_listed, page.rows) == (250, 100, 100)
    assert page.next_path is not None
    assert page.next_path.endswith("start=100&rows=100")
    # A server that lists fewer than its own page size does not look complete either.
    page = parse_search_page(search_page(rows[:90], count=250, paging=pagination(0, 100, 250)))
    assert codes(page) == ["results_differ_from_count"]


def test_02_provider_listed_twice_on_a_shifting_page_is_kept_once_and_counted():
    page = parse_search_page(search_page([result(), result(), result(identifier="199002")], count=3))
    assert [found.identifier for found in page.results] == ["199001", "199002"]
    assert (page.rows_listed, codes(page)) == (3, ["duplicate_result"])


def test_03_older_of_two_new_reports_stands_in_the_timeline_only():
    two = [
        Report(50270002, "Monitoring visit", "01 April 2025", "06 May 2025"),
        Report(50270001, "School inspection", "18 March 2025", "05 May 2025"),
    ]
    page = read(ProviderMarkup(items=[report.item() for report in two]))
    assert [(entry.file_id, entry.publication_date) for entry in page.timeline] == [
        (50270002, date(2025, 5, 6)),
        (50270001, date(2025, 5, 5)),
    ]


def test_04_two_files_of_one_school_and_day_are_two_entries():
    two = [
        Report(50270002, "Monitoring visit", "18 March 2025", "06 May 2025"),
        Report(50270001, "School inspection", "18 March 2025", "06 May 2025"),
    ]
    markup = ProviderMarkup(items=[r.item() for r in two], outcome=outcome_without_overall(KEY_JUDGEMENTS))
    page = read(markup)
    assert [entry.file_id for entry in page.timeline] == [50270002, 50270001]
    # The key judgements are the graded inspection's, not the visit's of the same day.
    assert not by_file(page)[50270002].judgements
    assert by_file(page)[50270001].kind == "graded"


def test_05_conversion_letter_is_a_letter_and_the_predecessor_is_linked():
    letter = Report(50270003, "Academy conversion letter", "07 May 2026", "07 May 2026")
    link = '<a href="/provider/21/199077">Old Fernhollow School</a>'
    page = read(ProviderMarkup(items=[letter.item(), event("predecessor", f"Predecessor: {link}")]))
    inspection = page.inspections[0]
    assert (inspection.kind, inspection.framework, inspection.judgements) == ("conversion_letter", None, ())
    assert [(fact.event, fact.linked_urn, fact.linked_category_id) for fact in page.lifecycle] == [
        ("predecessor", 199077, 21)
    ]


def test_06_page_of_a_closed_school_is_read():
    items = [event("closed", "Closed", "31 May 2026"), *(report.item() for report in REPORTS)]
    page = read(ProviderMarkup(status="Closed", items=items))
    assert (page.status, len(page.timeline)) == ("closed", len(REPORTS))
    # The day of closing is not taken for the next report's.
    assert page.timeline[0].inspection_date == date(2025, 3, 18)


def test_07_grades_that_vanish_beside_a_report_card_leave_no_blank_behind():
    before, after = by_file(read()), by_file(read(page_with_card()))
    assert grades(before[50130003]) == {"overall_effectiveness": "Requires improvement"}
    # No judgement at all: nothing that could replace the grade that was seen before.
    assert after[50130003].judgements == ()


def test_08_school_without_a_rating_is_a_result_like_any_other():
    page = parse_search_page(search_page([result(rating=None), result(identifier="199002")]))
    assert [found.rating for found in page.schools] == [None, "Good"]


def test_09_replaced_report_is_a_new_file_of_the_same_inspection():
    replaced = Report(50279999, "School inspection", "18 March 2025", "20 August 2025")
    page = read(ProviderMarkup(items=[replaced.item(), *(report.item() for report in REPORTS)]))
    of_that_day = [entry for entry in page.timeline if entry.inspection_date == date(2025, 3, 18)]
    assert [entry.file_id for entry in of_that_day] == [50279999, 50270001]


def test_10_untidy_mark_up_is_read():
    markup = ProviderMarkup(rating="Requires Improvement", name="St Ann's  Primary ")
    untidy = (
        markup.build().replace(b"</span></div></li>", b"</span></p></div>").replace(b"<main", b"<main\n  ")
    )
    page = parse_provider_page(untidy)
    assert (page.name, page.rating, page.trust) == ("St Ann's Primary", "Requires improvement", None)
    assert [entry.file_id for entry in page.timeline] == [report.file_id for report in REPORTS]
    assert not page.findings


def test_11_names_of_persons_are_not_kept():
    people = "<p>Headteacher: Mrs Imogen Ashfield</p><p>Lead inspector: Piers Oakhurst, HMI</p>"
    markup = page_with_card(card_html(end=f"<h3>About this inspection</h3>{people}"))
    markup.information |= {"Headteacher": "Imogen Ashfield"}
    page = read(markup)
    person = result("Imogen Ashfield", category_id=17, identifier="199005", category="Childminder")
    listed = parse_search_page(search_page([person]))
    for told in (repr(page), repr(listed)):
        assert "Ashfield" not in told
        assert "Oakhurst" not in told


def test_12_rating_is_the_providers_and_no_grade_of_its_latest_report():
    page = parse_search_page(
        search_page([result(rating="Inadequate"), result(identifier="199002", rating=None)])
    )
    inspections = to_contract_json(page, "0" * 64)["inspections"]
    assert [(found["kind"], found["judgements"]) for found in inspections] == [("other", []), ("other", [])]


def test_13_identifier_that_is_no_urn_is_kept_apart():
    page = parse_search_page(
        search_page(
            [
                result(),
                result(category_id=1, identifier="SC923666", category="Boarding School"),
                result(category_id=10, identifier="SC923667", category="Residential Special School"),
                result(category_id=40, identifier="199003", category="Sixth Form College"),
                result(category_id=28, identifier="199004", category="Other schools"),
                # Six digits, but a childminder's: they collide with URNs.
                result(category_id=17, identifier="199005", category="Childminder"),
            ]
        )
    )
    assert [found.urn for found in page.schools] == [199001, 199004]
    assert [(found.identifier, found.urn) for found in page.other_providers] == [
        ("SC923666", None), ("SC923667", None), ("199003", 199003), ("199005", None),
    ]  # fmt: skip
    assert len(page.results) == 6


def test_14_names_are_unescaped_and_a_single_page_has_no_pagination():
    page = parse_search_page(
        search_page([result("St Ann's & St Bede's"), result_of_2018(identifier="199002")])
    )
    assert page.results[0].name == "St Ann's & St Bede's"
    assert page.results[1].rating == "Requires improvement"
    assert (page.next_path, page.start, codes(page)) == (None, 0, [])
    twice = result("St Ann").replace("St Ann", "St Ann&amp;#039;s")
    assert parse_search_page(search_page([twice])).results[0].name == "St Ann's"


def test_15_footer_legend_headings_glossary_and_prose_are_no_grades():
    prose = card_html(
        end="<p>Pupils reach the expected standard in reading.</p><p>Achievement is at a strong standard.</p>"
        "<p>Inspection report: Fernhollow Primary School, 13 January 2026</p><h3>Next steps</h3>"
    )
    page = read(page_with_card(prose))
    assert page.report_card is not None
    assert len(page.report_card.judgements) == 8
    assert grades(by_file(page)[50290008])["achievement"] == "Expected standard"
    assert not page.findings


def test_16_grades_are_read_in_small_and_capital_letters():
    outcome = outcome_without_overall(
        {"Quality of education": "requires Improvement", "Personal development": "GOOD"}
    )
    assert grades(by_file(read(ProviderMarkup(outcome=outcome)))[50270001]) == {
        "quality_of_education": "Requires improvement",
        "personal_development": "Good",
    }


def test_17_publication_dates_are_the_sites_own_unshifted():
    assert read().timeline[0].publication_date == date(2025, 5, 6)


def test_scripts_and_forms_are_no_grades():
    """The invented pages carry the word in a script and in a filter."""
    assert b"Inadequate" in ProviderMarkup().build()
    assert "Inadequate" not in all_grades(read())
    content = search_page([result(rating=None)])
    assert b"Inadequate" in content
    assert "Inadequate" not in json.dumps(to_contract_json(parse_search_page(content), ""))
