"""The reports site as a source: what was published since the last complete night, and a patrol of all pages.

Belongs here: searches, which pages and report files are read on a night, what the archive knows of them.
Does not belong here: reading pages and reports (pipelines/documents), HTTP and manners (client.py beside this
package), what follows from it all (sql/core).
"""

from __future__ import annotations

from pipelines.sources.reports_site.discovery import discover_reports

__all__ = ["discover_reports"]
