"""Invented pages of the reports site, built like the real ones, in both layouts of provider pages.

Belongs here: putting together the mark-up of invented schools. Does not belong here: what the readers are
expected to make of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

CARD_DAY = "13 January 2026"
BANDS = ("Exceptional", "Strong standard", "Expected standard", "Needs attention", "Urgent improvement")
CARD = {
    "Personal development and wellbeing": "Strong standard",
    "Achievement": "Expected standard",
    "Attendance and behaviour": "Expected standard",
    "Curriculum and teaching": "Needs attention",
    "Early years": "Expected standard",
    "Inclusion": "Expected standard",
    "Leadership and governance": "Needs attention",
}


def result(
    name: str = "Fernhollow Primary School",
    *,
    category_id: int = 21,
    identifier: str = "199001",
    category: str = "Primary",
    rating: str | None = "Good",
    latest: str | None = "07 September 2023",
    urn: str | None = None,
    title_class: str = "",
    extra: str = "",
) -> str:
    """One item of a results list, on one line as the site writes it."""
    box = "search-result__provider-info"
    rated = f'<ul class="{box}"><li>Rating: <strong>{escape(rating)}</strong></li></ul>' if rating else ""
    dated = f"<li>Latest report: <strong><time>{latest}</time></strong></li>" if latest else ""
    return (
        f'<li class="search-result">\n      <h3 class="search-result__title heading--main{title_class}">'
        f'<a href="/provider/{category_id}/{identifier}">{escape(name)} </a></h3>'
        f'<ul class="{box}"><li>Category: <strong>{category}</strong></li></ul>'
        f'<address class="search-result__address">1 Invented Lane, Nowhere, NW1 9ZZ</address>{rated}{extra}'
        f'<ul class="{box}">{dated}<li>URN: <strong>{urn or identifier}</strong></li></ul>    </li>'
    )


def result_of_2018(name: str = "Fernhollow Primary School", identifier: str = "199001") -> str:
    """An item as in 2018: URN first, and the rating in a box of its own."""
    return (
        '<li class="search-result"><h3 class="search-result__title heading--main">'
        f'<a href="/provider/21/{identifier}">{escape(name)}</a></h3>'
        '<ul class="search-result__provider-info">'
        f"<li>URN: <strong>{identifier}</strong></li><li>Category: <strong>Primary</strong></li>"
        "<li>Latest report: <strong><time>20 March 2018</time></strong></li></ul>"
        '<div class="search-result__provider-rating"><p>'
        "<strong>Requires improvement to be good</strong></p></div></li>"
    )


def pagination(start: int, rows: int, count: int) -> str:
    """The links to the neighbours of a page; none where everything fits."""
    if count <= rows:
        return ""

    def link(which: str, offset: int) -> str:
        address = (
            f"/search?q=&amp;level_1_types=1&amp;level_2_types%5B0%5D=1&amp;start={offset}&amp;rows={rows}"
        )
        numbers = f'<span class="pagination__numbers">{start // rows + 1} of {-(-count // rows)}</span>'
        return f'<a class="pagination__{which}" href="{address}">{which}{numbers}</a>'

    previous_link = link("previous", start - rows) if start else ""
    next_link = link("next", start + rows) if start + rows < count else ""
    return (
        f'<div class="pagination row"><div class="col half">{previous_link}</div>'
        f'<div class="col half">{next_link}</div></div>'
    )


def search_page(
    results: Sequence[str],
    *,
    count: int | None = None,
    counts: Sequence[str] | None = None,
    paging: str = "",
    before_list: str = "",
) -> bytes:
    """A page of results; counts: what its two headings print."""
    printed = counts if counts is not None else [str(len(results) if count is None else count)] * 2
    headings = [
        f'<div class="search-results__heading"><h2><strong class="results-count js-results-count">{number}'
        "</strong><strong> results</strong></h2></div>"
        for number in printed
    ]
    listing = f'<ul class="results-list list-unstyled">{"".join(results)}</ul>' if results else ""
    return _document(
        "<title>Search - Find an Inspection Report - Ofsted</title>",
        '<main id="main"><h1 class="heading--title title-block__heading">Search results</h1>'
        '<form action="/search"><ul><li>Rating: <strong>Inadequate</strong></li></ul></form>'
        f"{''.join(headings)}{before_list}{listing}{paging}</main>",
    )


NO_RESULTS = '<div class="search-no-results__suggestions"><p>No results. Try another search.</p></div>'


@dataclass(frozen=True)
class Report:
    """A report of an invented timeline; grade is printed bold beside its event."""

    file_id: int
    event: str
    inspected: str | None
    published: str | None
    grade: str | None = None
    spoken: str | None = None

    def item(self) -> str:
        """As on pages before report cards: the day stands before the link."""
        day = f'<p class="timeline__date"><time>{self.inspected}</time></p>' if self.inspected else ""
        grade = f": <strong>{self.grade}</strong>" if self.grade else "                "
        return (
            f'<li class="timeline__day        "><div class="event">{day}'
            '<span class="event__title heading--sub">'
            f'<a class="publication-link" target="_blank" href="{file_url(self.file_id)}">'
            f"\n   {self.event}{grade}{self._spoken()}</a>{self._metadata()}</span></div></li>"
        )

    def item_beside_card(self) -> str:
        """As on pages with a report card: the day stands in the link, and no grade is shown."""
        day = f"<time>{self.inspected}</time>" if self.inspected else ""
        return (
            '<li class="timeline__day        "><div class="event"><span class="event__title heading--sub">'
            f'<a class="publication-link" target="_blank" href="{file_url(self.file_id)}">{day}: '
            f'{self.event}: (<span class="filetype">PDF</span>){self._spoken()}</a>'
            f"{self._metadata()}</span></div></li>"
        )

    def _spoken(self) -> str:
        spoken = self.spoken or f"{self.event}, PDF" + (f" - {self.published}" if self.published else "")
        return f'<span class="nonvisual">{spoken}</span>'

    def _metadata(self) -> str:
        published = f"Published <time pubdate>{self.published}</time>" if self.published else ""
        return (
            '<div class="event__metadata"><span class="filetype">PDF</span> &ndash; '
            f'<!--<span class="filesize">10kb</span>--> {published}</div>'
        )


def file_url(file_id: int) -> str:
    return f"https://files.ofsted.gov.uk/v1/file/{file_id}"


def event(mark: str, title: str, day: str | None = None) -> str:
    """An item without a report."""
    dated = f'<p class="timeline__date"><time>{day}</time></p>' if day else ""
    return (
        f'<li class="timeline__day   timeline__day--{mark}     "><div class="event">{dated}'
        f'<span class="event__title heading--sub">{title}</span></div></li>'
    )


def archive(items: Sequence[str]) -> str:
    """The item that holds older reports."""
    return (
        '<li class="timeline__day timeline__day--has-archive"><details><summary>Older reports</summary>'
        f'<div class="timeline__archive"><ol>{"".join(items)}</ol></div></details></li>'
    )


REPORTS = (
    Report(50270001, "School inspection", "18 March 2025", "06 May 2025"),
    Report(50230002, "School inspection", "11 October 2023", "27 November 2023"),
    Report(50130003, "School inspection", "14 January 2020", "02 March 2020", "Requires Improvement"),
    Report(2770004, "Short inspection", "02 May 2018", "05 June 2018"),
    Report(2340005, "Full inspection", "26 February 2014", "18 March 2014", "Good"),
    Report(1900006, "Interim assessment", "09 January 2011", "20 March 2011"),
    Report(920007, "Full inspection", "09 July 2009", "10 September 2009", "Satisfactory"),
)


def outcome_without_overall(
    judgements: dict[str, str], day: str = "18 March 2025", kind: str = "school inspection"
) -> str:
    return (
        '<h3>Inspection outcome</h3><div class="subjudgements__no__overall"><p>Ofsted made the following key '
        f"judgements following {kind} on {day}:</p></div>{_rates(judgements)}"
        '<div class="overall__effectivness__notice"><p>From September 2024, Ofsted no longer makes an '
        "overall effectiveness judgement in inspections of state-funded schools.</p></div>"
    )


def outcome_with_overall(grade: str, judgements: dict[str, str], day: str) -> str:
    return (
        '<h3>Inspection outcome</h3><div class="subjudgements__overall"><p>The overall outcome of the '
        f"inspection on {day} was:</p><strong>{grade}</strong></div>{_rates(judgements)}</p>"
    )


def _rates(judgements: dict[str, str]) -> str:
    items = [
        f'<div class="subjudgements__rates__item"><p>{label}:</p><strong>{grade}</strong></div>'
        for label, grade in judgements.items()
    ]
    return f'<div class="subjudgements__rates">{"".join(items)}</div>'


KEY_JUDGEMENTS = {
    "Quality of education": "Requires improvement",
    "Behaviour and attitudes": "Good",
    "Personal development": "Good",
    "Leadership and management": "Inadequate",
    "Early years provision": "Good",
    "Sixth form provision": "Outstanding",
}


@dataclass
class ProviderMarkup:
    """An invented provider page, part by part; tests change a part and build it."""

    urn: str = "199001"
    name: str = "Fernhollow Primary School"
    status: str = "Open"
    canonical: str | None = "https://reports.ofsted.gov.uk/provider/21/199001"
    trust: str = '<a class="title-block__mat-link" href="/provider/1000/"></a>'
    rating: str | None = None
    outcome: str = ""
    items: list[str] = field(
        default_factory=lambda: [*(report.item() for report in REPORTS), event("opened", "Opened")]
    )
    card: str = ""
    information: dict[str, str] = field(
        default_factory=lambda: {
            "Type": "Primary",
            "Boarding": "No",
            "Local authority": "Nowhereshire",
            "Number of pupils": "102",
            "Address": "1 Invented Lane, Nowhere, NW1 9ZZ",
            "Region": "West Midlands",
        }
    )

    def build(self) -> bytes:
        canonical = f'<link rel="canonical" href="{self.canonical}">' if self.canonical else ""
        rating = (
            '<div class="module latest-rating"><h2 class="latest-rating__title">Rating and reports '
            f'<span class="nonvisual">{self.rating}</span></h2></p></div>'
            if self.rating
            else '<h2 class="timeline__title heading__main">Rating and reports</h2>'
        )
        information = "".join(
            f'<li class="info-block__item"><span>{label}: </span><span>{value}</span></li>'
            for label, value in self.information.items()
        )
        title = f"{escape(self.name)} - {self.status} - Find an Inspection Report - Ofsted"
        return _document(
            f'<link rel="stylesheet" href="/css/style.css">{canonical}<title>{title}</title>',
            '<main id="main"><div class="module title-block  ">'
            f'<h1 class="heading--title title-block__heading">{escape(self.name)} </h1>'
            f'<p class="heading--main title-block__subheading">URN: {self.urn}</p>'
            f'<address class="title-block__address">Address: 1 Invented Lane</address>{self.trust}</div>'
            f'{rating}{self.outcome}{self.card}<div class="module">'
            '<h2 class="timeline__title heading--sub">All reports</h2>'
            f'<ol class="timeline">{"".join(self.items)}</ol></div><h2>Next inspection</h2>'
            "<p>We also carry out monitoring inspections of schools with any evaluation areas graded ‘needs "
            "attention’, or ‘urgent improvement’.</p>"
            f'<ul class="info-block__items list-unstyled">{information}</ul>'
            f'<h2 class="title-block__heading form-title">Get report alerts for {escape(self.name)}</h2>'
            "<script>var grade = '<strong>Inadequate</strong>';</script></main>",
        )


def card_html(
    grades: dict[str, str] | None = None,
    *,
    day: str = CARD_DAY,
    safeguarding: str = "Safeguarding standards met",
    end: str = "<h3>What it's like to be a pupil at this school</h3><p>Pupils like it.</p>"
    "<h3>Next steps</h3><p>Leaders should go on.</p>",
    picture: str | None = None,
    pair: str = '<div class="area"><h4>{area}</h4><p class="grade">{grade}</p></div>',
) -> str:
    """A report card's HTML, in the order of the PDF: picture, safeguarding, groups best first, the rest."""
    grades = CARD if grades is None else grades
    if picture is None:
        picture = "".join(
            f'<div class="row"><div class="w-48">{band}</div>'
            + '<div class="w-5 h-5 rounded-full"></div>' * list(grades.values()).count(band)
            + "</div>"
            for band in BANDS
        )
    groups = []
    for band in dict.fromkeys([*BANDS, *grades.values()]):
        areas = [area for area, grade in grades.items() if grade == band]
        if areas:
            texts = [
                pair.format(area=area, grade=band) + "<p>Leaders do this and that.</p>" for area in areas
            ]
            groups.append(f"<h3>{band}</h3>{''.join(texts)}")
    explained = "".join(f"<h4>{band}</h4><p>What it means.</p>" for band in BANDS)
    return (
        f"<h2>Inspection report: {day}</h2><div>{picture}</div><h3>{safeguarding}</h3>"
        "<p>The safeguarding standards are met. This means something.</p>"
        "<h4>How we evaluate safeguarding</h4>"
        "<p>Met: The school has an open culture.</p><p>Not met: It has not.</p>"
        f"{''.join(groups)}{end}<h3>Facts and figures used on inspection</h3>"
        "<p>Pupils reaching the expected standard in reading</p>"
        f"<h3>Our grades explained</h3>{explained}"
    )


def escaped_card(markup: str | None = None) -> str:
    """The card as it stands in the page: escaped."""
    return f'<div class="report-card" id="card">{escape(card_html() if markup is None else markup)}</div>'


def page_with_card(
    markup: str | None = None, *, event_type: str = "School inspection", day: str = CARD_DAY
) -> ProviderMarkup:
    """A page whose latest inspection is a report card."""
    card_report = Report(50290008, event_type, day, "25 February 2026")
    reports = [card_report, *(Report(r.file_id, r.event, r.inspected, r.published) for r in REPORTS)]
    return ProviderMarkup(
        items=[*(report.item_beside_card() for report in reports), event("opened", "Opened")],
        card=escaped_card(markup),
    )


def _document(head: str, body: str) -> bytes:
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n  <meta charset="utf-8"/>{head}</head>\n<body>'
        '<div class="cookie-banner"><p>We use <a href="/privacy">cookies</a></p></div>'
        f'{body}<footer class="footer"><a href="/terms-and-conditions">Terms of use</a></footer>'
        "\n</body>\n</html>\n"
    ).encode()
