"""What can be wrong with a visit, each told in a page of its own (templates/error.html.j2)."""

from __future__ import annotations


class VisitError(Exception):
    """A visit that ends in a page saying what is wrong. status: as HTTP says it. text: what the page says,
    a name in the texts ``desk.error``."""

    status = 500
    text = "unexpected"


class NotFound(VisitError):
    """There is no such page, school, flag or case, or this person does not cover it: both look the same."""

    status, text = 404, "not_found"


class Forbidden(VisitError):
    """The page needs another role."""

    status, text = 403, "forbidden"


class StaleForm(VisitError):
    """The form was not made by this session, or came from another site; nothing was changed."""

    status, text = 403, "stale_form"


class BadRequest(VisitError):
    """What was sent cannot be a form of this desk; nothing was changed."""

    status, text = 400, "bad_request"


class TooLarge(VisitError):
    """More was sent than any form of this desk holds; nothing was changed."""

    status, text = 413, "too_large"


class MethodNotAllowed(VisitError):
    """The page is there, and does not answer to what was asked of it."""

    status, text = 405, "method_not_allowed"


class Conflict(VisitError):
    """Somebody else changed it first; what this person sent was not kept."""

    status, text = 409, "conflict"


class NothingPublished(VisitError):
    """No night has published yet, or the build cannot be read."""

    status, text = 503, "nothing_published"
