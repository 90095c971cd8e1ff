"""The page of a search: form, count, results and links to the pages beside it.

Belongs here: mark-up. Does not belong here: which providers are found (search.py).
"""

from __future__ import annotations

from replica.site.frame import SITE, lines, text, web_page
from replica.site.model import CLOSED, PROPOSED, Listing
from replica.site.query import Query
from replica.site.search import Results
from replica.site.words import day_text

SORTS = {"relevancy": "Best match", "date": "Latest report", "az": "Alphabetical A-Z"}
MARKS = {CLOSED: "closed", PROPOSED: "proposed"}
BOX = "search-result__provider-info"
DATE_PATTERN = "(?:0[1-9]|1[0-9]|2[0-9]|3[0-1])-(?:(?:0[1-9]|1[0-2]))-(?:19|20)[0-9]{2}"


def search_page(query: Query, results: Results) -> str:
    """The whole page; the heading with the count stands in it twice, for narrow and for wide screens."""
    heading = _heading(query, results.count)
    return web_page(
        "Search",
        f"""        <div class="module title-block title-block--clear title-block--search">
    <div class="container">
      <h1 class="heading--title title-block__heading">Search results</h1>
    </div>
  </div>

  <div class="container">
{_form(query)}
    <div class="row">
              <div class="visible-xs">
{heading}
        </div>
            <div class="col two-thirds-sm main-column search-results">
                  <div class="visible-sm visible-md visible-lg">
{heading}
          </div>
{_alerts(query)}
{_results(results)}
{_pagination(query, results.count)}
                        </div>
    </div>
  </div>""",
        canonical=f"{SITE}/inspection-reports/find-inspection-report",
    )


def _form(query: Query) -> str:
    return lines(
        (
            '        <form action="/search" class="form form--inline search-filters freetext-search">',
            '    <input class="form-control" type="text" id="search_name" name="q"'
            f' value="{text(query.words)}"/>',
            *(
                f'    <input class="form-control js-date-picker" name="latest_report_date_{which}" value="'
                f'{day.strftime("%d-%m-%Y") if day else ""}" type="text" pattern="{DATE_PATTERN}">'
                for which, day in (("start", query.first), ("end", query.last))
            ),
            "</form>",
        )
    )


def _heading(query: Query, count: int) -> str:
    options = "\n".join(
        f'          <option value="{text(query.address(sort=sort))}"'
        f"{' selected' if sort == query.sort else ' '}>{label}</option>"
        for sort, label in SORTS.items()
    )
    return f"""          <div class="search-results__heading">
  <h2><strong class="results-count js-results-count">{count}</strong><strong> results</strong></h2>
  <div class="search-results__sort">
  <form action="">
    <label for="sort_by" class="form-label">Sort by</label>
    <select name="sort_by" class="js-sort-by form-control" id="sort_by">
{options}
        </select>
  </form>
</div>
</div>"""


def _alerts(query: Query) -> str:
    """The link that robots.txt asks programs to leave alone."""
    address = text(query.address().replace("/search?", "/search/subscribe?"))
    link = f'<a href="{address}" class="email-alerts">Get email alerts</a>'
    return f'          <p class="search__alerts">{link} for this search</p>'


def _results(results: Results) -> str:
    if not results.count:
        return """<div class="search-no-results">
  <ul class="search-no-results__suggestions"><li>check your spelling</li><li>use fewer filters</li></ul>
</div>"""
    return f'<ul class="results-list list-unstyled">\n{lines(map(_result, results.rows))}\n  </ul>'


def _result(listing: Listing) -> str:
    """One provider, on one line in the source; a rating only where there is an overall grade."""
    mark = MARKS.get(listing.status, "")
    title = "search-result__title heading--main" + (f" search-result__title--{mark}" if mark else "")
    badge = f'<span class="badge badge--{mark}">{listing.status}</span>' if mark else ""
    rating = _box(f"<li>Rating: <strong>{listing.rating}</strong></li>") if listing.rating else ""
    latest = (
        f"<li>Latest report: <strong><time>{day_text(listing.latest)}</time></strong></li>"
        if listing.latest
        else ""
    )
    return (
        '          <li class="search-result">\n'
        f'      <h3 class="{title}"><a href="{listing.path}">{text(listing.name)}</a>{badge}</h3>'
        + _box(f"<li>Category: <strong>{text(listing.label)}</strong></li>")
        + f'<address class="search-result__address">{text(listing.address)}</address>'
        + rating
        + _box(f"{latest}<li>URN: <strong>{listing.identifier}</strong></li>")
        + "    </li>"
    )


def _box(items: str) -> str:
    return f'<ul class="{BOX}">{items}</ul>'


def _pagination(query: Query, count: int) -> str:
    """The links to the neighbours; nothing where everything fits on one page."""
    if count <= query.rows:
        return ""
    number = f"{query.start // query.rows + 1} of {-(-count // query.rows)}"
    before = _page_link("previous", query.at(max(0, query.start - query.rows)), number) if query.start else ""
    behind = query.start + query.rows
    after = _page_link("next", query.at(behind), number) if behind < count else ""
    return f"""                      <div class="pagination row">
  <div class="col half">
{before}      </div>
  <div class="col half">
{after}      </div>
</div>"""


def _page_link(which: str, query: Query, number: str) -> str:
    return f"""        <a class="pagination__{which}" href="{text(query.address())}">{which.title()}
      <span class="nonvisual">Page</span>
      <span class="pagination__numbers">{number}</span>
      <span class="nonvisual">of Search results for </span>
    </a>
"""
