"""The timeline: each report by its file, with the days and the grade of its own item."""

from __future__ import annotations

from datetime import date

from pipelines.documents.reports_site.timeline import LifecycleEvent
from tests.documents.reports_site.pages import (
    REPORTS,
    ProviderMarkup,
    Report,
    archive,
    event,
    file_url,
    page_with_card,
)
from tests.documents.reports_site.reading import all_grades, by_file, codes, grades, read

SCHOOL = Report(50270001, "School inspection", "14 January 2020", "02 March 2020", "Good")


def test_entries_stand_in_page_order_with_their_own_days():
    page = read()
    assert [entry.file_id for entry in page.timeline] == [report.file_id for report in REPORTS]
    assert [entry.file_url for entry in page.timeline] == [file_url(report.file_id) for report in REPORTS]
    first = page.timeline[0]
    assert (first.inspection_date, first.publication_date) == (date(2025, 3, 18), date(2025, 5, 6))
    assert (first.event_type, first.nonvisual) == (
        "school_inspection",
        "School inspection, PDF - 06 May 2025",
    )


def test_grade_is_kept_as_published_and_read_by_the_scale_of_its_time():
    page = read()
    assert [entry.grade for entry in page.timeline if entry.grade] == [
        "Requires Improvement", "Good", "Satisfactory",
    ]  # fmt: skip
    found = by_file(page)
    assert grades(found[50130003]) == {"overall_effectiveness": "Requires improvement"}
    assert grades(found[920007]) == {"overall_effectiveness": "Satisfactory"}
    assert found[920007].framework == "section5_2005"


def test_kinds_follow_from_label_grade_and_day():
    assert [entry.kind for entry in read().timeline] == [
        "ambiguous", "ungraded", "graded", "short", "graded", "interim", "graded",
    ]  # fmt: skip


def test_school_inspection_is_not_called_ungraded_on_a_page_that_shows_no_grade():
    ungraded = Report(50230002, "School inspection", "11 October 2023", "27 November 2023")
    assert read(ProviderMarkup(items=[ungraded.item()])).timeline[0].kind == "ambiguous"


def test_day_in_the_link_is_the_inspection_and_the_other_the_publication():
    entry = read(page_with_card()).timeline[0]
    assert (entry.inspection_date, entry.publication_date) == (date(2026, 1, 13), date(2026, 2, 25))
    assert (entry.label, entry.date_in_link) == ("School inspection", True)


def test_publication_is_taken_from_the_text_for_screen_readers_where_nothing_else_has_it():
    spoken = SCHOOL.item().replace("Published <time pubdate>02 March 2020</time>", "")
    assert read(ProviderMarkup(items=[spoken])).timeline[0].publication_date == date(2020, 3, 2)


def test_two_days_of_publication_are_none():
    item = SCHOOL.item().replace("<time pubdate>02 March", "<time pubdate>03 March")
    page = read(ProviderMarkup(items=[item]))
    assert page.timeline[0].publication_date is None
    assert codes(page) == ["unreadable_date"]


def test_entry_without_a_day_has_none_and_no_grade():
    page = read(ProviderMarkup(items=[Report(1, "Full inspection", None, None, "Good").item()]))
    entry = page.timeline[0]
    assert (entry.inspection_date, entry.publication_date, entry.grade) == (None, None, "Good")
    assert not all_grades(page)
    assert codes(page) == ["no_inspection_date", "no_publication_date"]


def test_impossible_day_is_told_and_not_mended():
    page = read(ProviderMarkup(items=[Report(1, "Full inspection", "31 June 2014", "01 July 2014").item()]))
    assert page.timeline[0].inspection_date is None
    assert codes(page) == ["unreadable_date"]


def test_report_that_is_older_than_its_inspection_has_no_sure_day_and_no_grade():
    odd = Report(1, "Full inspection", "01 July 2014", "01 June 2014", "Good")
    page = read(ProviderMarkup(items=[odd.item()]))
    assert (page.timeline[0].inspection_date, all_grades(page)) == (None, [])
    assert codes(page) == ["published_before_inspected"]


def test_unknown_label_concerns_its_entry_only():
    odd = Report(3, "Themed visit", "01 July 2014", "01 August 2014", "Good")
    page = read(ProviderMarkup(items=[SCHOOL.item(), odd.item()]))
    entry = page.timeline[1]
    assert (entry.event_type, entry.kind, entry.grade) == ("unknown", "other", None)
    assert grades(by_file(page)[SCHOOL.file_id]) == {"overall_effectiveness": "Good"}
    assert codes(page) == ["unknown_label"]


def test_label_that_is_spoken_otherwise_is_not_believed():
    odd = Report(
        3, "Full inspection", "01 July 2014", "01 August 2014", "Good", spoken="Short inspection, PDF"
    )
    page = read(ProviderMarkup(items=[odd.item()]))
    assert (page.timeline[0].kind, all_grades(page)) == ("other", [])
    assert codes(page) == ["labels_differ"]


def test_two_grades_beside_one_report_are_none():
    item = SCHOOL.item().replace("<strong>Good</strong>", "<strong>Good</strong><strong>Inadequate</strong>")
    page = read(ProviderMarkup(items=[item]))
    assert (page.timeline[0].kind, all_grades(page)) == ("other", [])
    assert codes(page) == ["two_grades"]


def test_unknown_grade_word_is_kept_as_published_and_is_no_grade():
    page = read(
        ProviderMarkup(items=[Report(3, "Full inspection", "01 July 2014", "01 August 2014", "Fine").item()])
    )
    assert page.timeline[0].grade == "Fine"
    assert [(j.grade, j.status) for j in page.inspections[0].judgements] == [(None, "unknown")]
    assert codes(page) == ["unknown_grade"]


def test_grade_beside_a_visit_that_is_not_graded_is_no_judgement():
    page = read(
        ProviderMarkup(items=[Report(3, "Short inspection", "01 July 2017", "01 August 2017", "Good").item()])
    )
    assert (page.timeline[0].grade, all_grades(page)) == ("Good", [])
    assert codes(page) == ["grade_of_ungraded_visit"]


def test_file_that_stands_twice_is_kept_once():
    page = read(ProviderMarkup(items=[SCHOOL.item(), SCHOOL.item()]))
    assert len(page.timeline) == 1
    assert grades(page.inspections[0]) == {"overall_effectiveness": "Good"}
    assert codes(page) == ["duplicate_entry"]


def test_file_that_stands_twice_with_another_grade_has_none():
    other = Report(SCHOOL.file_id, SCHOOL.event, SCHOOL.inspected, SCHOOL.published, "Inadequate")
    page = read(ProviderMarkup(items=[SCHOOL.item(), other.item()]))
    assert len(page.timeline) == 1
    assert (page.timeline[0].kind, all_grades(page)) == ("other", [])
    assert codes(page) == ["duplicate_entry", "entries_differ"]


def test_archived_reports_are_read_with_the_others():
    old = Report(700001, "Full inspection", "15 November 2005", "12 January 2006", "Good")
    page = read(ProviderMarkup(items=[SCHOOL.item(), archive([old.item()]), event("opened", "Opened")]))
    assert [(entry.file_id, entry.archived) for entry in page.timeline] == [
        (SCHOOL.file_id, False),
        (700001, True),
    ]
    assert page.timeline[1].inspection_date == date(2005, 11, 15)
    assert [entry.event for entry in page.lifecycle] == ["opened"]
    assert not page.findings


def test_item_that_holds_the_archive_keeps_its_own_report_and_day():
    old = Report(700001, "Full inspection", "15 November 2005", "12 January 2006")
    inner = archive([old.item()]).partition("<details>")[2].rpartition("</li>")[0]
    holder = (
        SCHOOL.item()
        .replace("</div></li>", f"<details>{inner}</div></li>")
        .replace('class="timeline__day        "', 'class="timeline__day timeline__day--has-archive"')
    )
    page = read(ProviderMarkup(items=[holder]))
    assert [(entry.file_id, entry.inspection_date) for entry in page.timeline] == [
        (SCHOOL.file_id, date(2020, 1, 14)),
        (700001, date(2005, 11, 15)),
    ]


def test_two_reports_in_one_item_keep_their_publications_and_have_no_sure_day():
    second = Report(50270002, "Monitoring visit", None, "09 March 2020")
    span = second.item().partition('<div class="event">')[2].rpartition("</div></li>")[0]
    item = SCHOOL.item().replace("</div></li>", f"{span}</div></li>")
    page = read(ProviderMarkup(items=[item]))
    assert [(e.file_id, e.inspection_date, e.publication_date) for e in page.timeline] == [
        (50270001, None, date(2020, 3, 2)),
        (50270002, None, date(2020, 3, 9)),
    ]
    assert codes(page) == ["unreadable_date"] * 2


def test_two_reports_in_one_item_beside_a_card_have_their_own_days():
    first, second = (report.item_beside_card() for report in (SCHOOL, REPORTS[3]))
    span = second.partition('<div class="event">')[2].rpartition("</div></li>")[0]
    page = read(ProviderMarkup(items=[first.replace("</div></li>", f"{span}</div></li>")]))
    assert [entry.inspection_date for entry in page.timeline] == [date(2020, 1, 14), date(2018, 5, 2)]


def test_address_of_before_2018_names_the_file_too():
    item = SCHOOL.item().replace(file_url(50270001), "/provider/files/2631211/urn/199001.pdf")
    assert read(ProviderMarkup(items=[item])).timeline[0].file_id == 2631211


def test_link_without_a_file_number_is_set_aside():
    item = (
        Report(3, "Full inspection", "01 July 2014", "01 August 2014")
        .item()
        .replace("/v1/file/3", "/v1/file/x")
    )
    page = read(ProviderMarkup(items=[SCHOOL.item(), item]))
    assert [entry.file_id for entry in page.timeline] == [SCHOOL.file_id]
    assert [(part.position, part.reason_code) for part in page.rejected] == [(2, "no_file_number")]


def test_what_happened_to_the_school_is_kept_apart():
    link = '<a href="/provider/21/199077">Old Fernhollow School</a>'
    page = read(
        ProviderMarkup(
            items=[
                SCHOOL.item(),
                event("closed", "Closed", "31 May 2026"),
                event("predecessor", f"Predecessor: {link}"),
                event("successor", "Successor"),
                event("opened", "Opened"),
            ]
        )
    )
    assert page.lifecycle == (
        LifecycleEvent("closed", date(2026, 5, 31), "Closed"),
        LifecycleEvent("predecessor", None, "Predecessor: Old Fernhollow School", "199077", 199077, 21),
        LifecycleEvent("successor", None, "Successor"),
        LifecycleEvent("opened", None, "Opened"),
    )
    assert [entry.inspection_date for entry in page.timeline] == [date(2020, 1, 14)]


def test_unknown_event_is_told():
    page = read(ProviderMarkup(items=[SCHOOL.item(), event("painted", "Painted blue")]))
    assert not page.lifecycle
    assert codes(page) == ["unknown_event"]
