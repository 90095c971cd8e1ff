"""Going to the organisation's own sign-in, and coming back.

Belongs here: what the browser takes along, and where it goes on. Does not belong here: what the answer must
prove (desk/security/openid.py), and whose account it is (openid_accounts.py).
"""

from __future__ import annotations

import logging

from starlette.responses import RedirectResponse, Response

from desk.pages.sign_in import signed_in
from desk.security import openid
from desk.security.accounts import AccountRefused, By
from desk.security.openid import Attempt, NotSignedIn
from desk.security.openid_accounts import account_of
from desk.security.sign_in import record_refusal
from desk.web.addresses import own_address
from desk.web.cookies import attempt_in, drop_attempt, keep_attempt
from desk.web.errors import NotFound
from desk.web.page import page
from desk.web.visit import Visit

LOG = logging.getLogger("desk")


@page("/sign-in/organisation", needs=None)
def go(visit: Visit) -> Response:
    """Send the browser to the provider."""
    settings = visit.desk.settings
    if not openid.is_configured(settings):
        raise NotFound
    attempt = Attempt.begin(own_address(visit.query.get("next", "/")))
    try:
        answer: Response = RedirectResponse(openid.address_to_go_to(settings, attempt), status_code=303)
    except NotSignedIn as error:
        return _refused(visit, error, status=503)
    keep_attempt(answer, attempt.cookie, settings)
    return answer


@page(openid.BACK, needs=None)
def come_back(visit: Visit) -> Response:
    """Sign in whoever the provider vouches for; what the browser took along is used up either way."""
    settings, now = visit.desk.settings, visit.desk.clock.now()
    if not openid.is_configured(settings):
        raise NotFound
    attempt = Attempt.from_cookie(attempt_in(visit.request, settings))
    try:
        if attempt is None:
            raise NotSignedIn("the browser brings nothing along that it was given")
        claims = openid.who_came_back(settings, attempt, visit.query, now)
        said = settings.organisation["sign_in"]["openid"]
        with visit.desk.store.write() as session:
            officer = account_of(session, claims, said, By(None, now))
            answer = signed_in(visit, session, officer, attempt.back, "organisation")
    except (NotSignedIn, AccountRefused) as error:
        with visit.desk.store.write() as session:
            record_refusal(session, None, now, through="organisation")
        answer = _refused(visit, error, status=403)
    drop_attempt(answer, settings)
    return answer


def _refused(visit: Visit, error: Exception, *, status: int) -> Response:
    LOG.warning("The organisation's sign-in let nobody in: %s.", error)
    return visit.render("organisation_refused.html.j2", status=status)
