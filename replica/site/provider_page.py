"""A provider's page: its header, outcome, reports and facts, as they stand until a report card comes.

Belongs here: layout A, and what both layouts have.
Does not belong here: the report card (report_card_page.py).
"""

from __future__ import annotations

from collections.abc import Mapping

from replica.site.frame import SITE, lines, text, web_page
from replica.site.model import Outcome, ProviderPage
from replica.site.report_card_page import report_card
from replica.site.timeline import timeline
from replica.site.words import day_text

WITHOUT_OVERALL = (
    "From September 2024, Ofsted no longer makes an overall effectiveness judgement in inspections of "
    "state-funded schools."
)
DETAILS = ("Type", "Boarding", "Religious character", "Local authority")
PUPILS = ("Age Range", "Gender", "Number of pupils", "School capacity")
LOCATION = ("Address", "Region")
CONTACT = ("Telephone", "Website")


def provider_page(page: ProviderPage, *, is_shell: bool = False) -> str:
    """The whole page; is_shell: as it came without its contents, answering 200 all the same."""
    name = page.listing.name.strip()
    body = '<ol class="timeline"></ol>' if is_shell else _reports(page) + _about(page)
    return web_page(
        f"{name} - {page.listing.status}",
        _header(page) + f'  <div class="provider provider--default">\n{body}\n  </div>',
        canonical=f"{SITE}{page.listing.path}",
    )


def _header(page: ProviderPage) -> str:
    """The link to a trust is there for schools without one too."""
    listing = page.listing
    uid, trust = (page.trust.uid, page.trust.name) if page.trust else ("", "")
    return f"""<div class="module title-block  ">
  <div class="container">
          <ol class="breadcrumbs">
            <li class="crumb">
        <a href="/">Home</a>
      </li>
                <li class="crumb">{text(listing.name)}</li>
      </ol>

    <h1 class="heading--title title-block__heading">{text(listing.name)}</h1>
        <p class="heading--main title-block__subheading">URN: {listing.identifier}</p>
        <address class="title-block__address">Address: {text(listing.address)}</address>
                  <a class="title-block__mat-link" href="/provider/1000/{uid}">{text(trust.upper())}</a>
      </div>
</div>
"""


def _reports(page: ProviderPage) -> str:
    return f"""          <div class="container">
{_outcome(page.outcome) if page.outcome else ""}
{report_card(page.card) if page.card else ""}
{timeline(page)}
              <h2>Next inspection</h2>
    <div class="next-inspection__content" data-nosnippet>
      <p><span>We normally inspect schools every 4 years or at any time if we have concerns.</span></p>
    </div>
              </div>
"""


def _outcome(outcome: Outcome) -> str:
    inspected = day_text(outcome.inspected)
    if outcome.overall:
        heading = f"""            <div class="module latest-rating">
        <h2 class="latest-rating__title"><span class="nonvisual">{text(outcome.overall)}</span></h2></p>
      </div>
            <div class="subjudgements__overall">
        <p>The overall outcome of the inspection on {inspected} was:</p>
        <strong>{text(outcome.overall)}</strong>
      </div>"""
    else:
        heading = f"""            <div class="subjudgements__no__overall">
        <p>Ofsted made the following key judgements following school inspection on {inspected}:</p>
      </div>"""
    items = lines(
        f"""                        <div class="subjudgements__rates__item">
            <p>{label}:</p>
            <strong>{text(grade)}</strong>
          </div>"""
        for label, grade in outcome.grades
    )
    rates = f'          <div class="subjudgements__rates">\n{items}\n              </div>' if items else ""
    notice = f'<div class="overall__effectivness__notice">\n    <p>{WITHOUT_OVERALL}</p>\n  </div>'
    return f"""              <h2 class="timeline__title heading__main">Rating and reports</h2>
              <h3>Inspection outcome</h3>
{heading}
{rates}
    {"" if outcome.overall else notice}"""


def _about(page: ProviderPage) -> str:
    about, name = page.about, text(page.listing.name.strip())
    urn = page.listing.identifier
    return f"""      <div class="module">
        <div class="container">
          <h2>
            <span class="js-details-collapse provider-details-header" role="button">
              About {name}
            </span>
          </h2>
          <div class="details-column">
            <div class="module info-block info-block--details">
    <ul class="info-block__items list-unstyled">
{_items(about, DETAILS)}
      </ul>

</div>
            <div class="module info-block info-block--pupils">
  <h3 class="info-block__title">Pupils</h3>
  <ul class="info-block__items list-unstyled">
{_items(about, PUPILS)}
      </ul>
</div>
                        <h3 class="info-block__title">Location</h3>
                    <ul class="info-block__items list-unstyled">
{_items(about, LOCATION)}
                  </ul>

                        <div class="module info-block info-block--details">
            <h3 class="info-block__title">Contact details and general enquiries</h3>
      <ul class="info-block__items list-unstyled">
{_items(about, CONTACT)}
                      </ul>

</div>
          </div>
        </div>
      </div>
      <div class="container">
  <div class="info-block">
    <h3 class="info-block__title">
      Give feedback on this school
    </h3>
    <p>Use our
      <a href="https://parentview.ofsted.gov.uk/parent-view-results/urn/{urn}">Ofsted Parent View Survey</a>
      to tell us what you think of this school.</p>
  </div>
      </div>
"""


def _items(about: Mapping[str, str], labels: tuple[str, ...]) -> str:
    return lines(
        f"""          <li class="info-block__item">
        <span>{label}: </span>
        <span>{_linked(about[label])}</span>
      </li>"""
        for label in labels
        if label in about
    )


def _linked(value: str) -> str:
    return f'<a href="{text(value)}">{text(value)}</a>' if value.startswith("http") else text(value)
