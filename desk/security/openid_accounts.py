"""Whose account it is that the organisation's sign-in vouches for.

Belongs here: joining a person to an account, and what the settings of sign_in.openid make of their groups and
areas. Does not belong here: whether the provider's answer is true (openid.py).

Nobody is made an administrator by a claim, and no account that has a password, or waits for one, is ever
joined to somebody who merely has its e-mail address.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.security import accounts
from desk.security.accounts import Area, By
from desk.security.openid import NotSignedIn
from desk.security.roles import AREA_COLUMNS, Role
from desk.security.sign_in import officer_named
from desk.store.models import Officer

_ALL_OF_ENGLAND = "england"


def account_of(session: Session, claims: Mapping[str, Any], said: Mapping[str, Any], by: By) -> Officer:
    """The account of whoever the claims speak of: theirs already, one that was made for them, or a new one
    where the settings say so. said: the settings of sign_in.openid. Raises NotSignedIn."""
    # With its issuer: another provider's person of the same number is somebody else.
    subject = f"{claims['iss']}#{claims['sub']}"
    officer = session.scalars(
        select(Officer).where(Officer.subject == subject).with_for_update()
    ).one_or_none()
    name = _name(claims, said)
    if officer is None and name:
        officer = officer_named(session, name)
        if officer is not None:
            _require_waiting(officer)
            officer.subject = subject
    if officer is not None and officer.disabled_at is not None:
        raise NotSignedIn("the account is disabled")
    if not said["role_claim"]:
        if officer is None:
            raise NotSignedIn("nobody has made an account for this person")
        return officer
    if officer is not None and officer.role == Role.ADMINISTRATOR.name.lower():
        return officer
    role, areas = _role(claims, said), _areas(claims, said)
    if officer is not None:
        kept = [(kind, value) for kind, value in accounts.areas_of(session, officer.officer_id)]
        accounts.change(session, officer, role=role, areas=kept if areas is None else areas, by=by)
        return officer
    if not name:
        raise NotSignedIn("the token holds no name for an account, or one that nobody verified")
    shown = claims.get("name")
    return accounts.add(
        session,
        sign_in_name=name,
        display_name=shown if isinstance(shown, str) and shown.strip() else name,
        role=role,
        areas=areas or (),
        subject=subject,
        by=by,
    )


def _require_waiting(officer: Officer) -> None:
    """Raises NotSignedIn for an account that was not made for the organisation's sign-in, or is joined to
    somebody already."""
    has_a_way_in = officer.password_hash or officer.must_change_password or officer.one_time_token_hash
    if has_a_way_in or officer.subject is not None:
        raise NotSignedIn("an account of this name belongs to somebody who signs in otherwise")


def _name(claims: Mapping[str, Any], said: Mapping[str, Any]) -> str:
    """The name of an account that the claims give; empty for none that counts."""
    name = claims.get(said["name_claim"])
    if not isinstance(name, str):
        return ""
    needs_word = said["name_claim"] == "email" and said["require_verified_email"]
    return "" if needs_word and claims.get("email_verified") is not True else name


def _role(claims: Mapping[str, Any], said: Mapping[str, Any]) -> Role:
    groups = _texts(claims, said["role_claim"])
    if groups & set(said["lead_groups"]):
        return Role.LEAD
    if groups & set(said["officer_groups"]):
        return Role.OFFICER
    raise NotSignedIn("the person is in no group that works on the desk")


def _areas(claims: Mapping[str, Any], said: Mapping[str, Any]) -> list[Area] | None:
    """The areas that the claims give, empty for all of England; None where claims do not give areas."""
    if not said["areas_claim"]:
        return None
    told = _texts(claims, said["areas_claim"])
    if _ALL_OF_ENGLAND in told:
        return []
    areas = [(kind, value) for kind, colon, value in (text.partition(":") for text in sorted(told)) if colon]
    if not areas or any(kind not in AREA_COLUMNS or not value for kind, value in areas):
        raise NotSignedIn("the person covers no area, or one of a kind that there is not")
    return areas


def _texts(claims: Mapping[str, Any], name: str) -> set[str]:
    """A claim that is a text or a list of texts."""
    value = claims.get(name)
    values = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return {text for text in values if isinstance(text, str)}
