"""What every page of the reports site has around its contents.

Belongs here: head, banner and footer, text made safe. Does not belong here: any page's contents.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

SITE = "https://reports.ofsted.gov.uk"
TITLE = "Find an Inspection Report - Ofsted"


def text(words: str) -> str:
    """Words as the site writes them, apostrophes escaped too."""
    return escape(words, quote=True).replace("&#x27;", "&#039;")


def web_page(title: str, contents: str, *, canonical: str) -> str:
    """A whole page; contents stand in its main element."""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8"/>
  <link rel="stylesheet" href="/css/style.css" />
  <meta name="viewport" content="width=device-width, initial-scale=1" />
          <link rel="canonical" href="{text(canonical)}">
          <title>{text(title)} - {TITLE}</title>
        </head>
<body>

  <div class="container">
    <a class="skip-link" href="#main">Skip to main content</a>
  </div>
  <div class="main-content">
              <header class="header">
  <div class="container">
    <a class="header__home-link" href="/">
      <span class="nonvisual">Ofsted homepage</span>
    </a>
  </div>
</header>
    <main id="main" tabindex="-1">
{contents}
    </main>
  </div>
<footer class="footer">
  <div class="container">
    <ul class="footer__links list-inline">
              <li><a href="/copyright">Copyright</a></li>
          </ul>
  </div>
</footer>
  </body>
</html>
"""


def lines(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)
