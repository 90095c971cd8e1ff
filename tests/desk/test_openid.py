"""The organisation's own sign-in, against a real provider on loopback: who is let in, and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import OctKey, RSAKey
from sqlalchemy import select

from desk.casework.codes import Action
from desk.security import accounts
from desk.security.accounts import By
from desk.security.openid import require_complete
from desk.security.roles import Role
from desk.settings import DeskSettings
from desk.store.models import Audit, Officer
from pipelines.reference import read_toml
from pipelines.settings import BadUsage
from tests.desk.provider import CLIENT, SECRET, Provider, listening_provider
from tests.desk.served import Now, Served, serve_desk

Serve = Callable[..., Served]


@pytest.fixture(scope="module")
def listening() -> Iterator[Provider]:
    with listening_provider() as provider:
        yield provider


@pytest.fixture
def provider(listening: Provider) -> Provider:
    listening.restore()
    return listening


@pytest.fixture
def serve(data: Path, provider: Provider, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Opens a desk whose organisation has this provider, with other settings of sign_in.openid on top."""
    monkeypatch.setenv("WELFARE_MONITOR_DESK_OPENID_SECRET", SECRET)
    with ExitStack() as stack:

        def open_desk(**settings: Any) -> Served:
            said = read_toml("desk.toml")["sign_in"]["openid"]
            said = said | {"issuer": provider.address, "client_id": CLIENT} | settings
            return stack.enter_context(serve_desk(data, Now(), sign_in={"openid": said}))

        yield open_desk


def invite(served: Served, name: str = "robin.vale@example.org", role: Role = Role.OFFICER) -> Officer:
    """An account that an administrator made for somebody whom the organisation signs in."""
    with served.desk.store.write() as session:
        return accounts.add(
            session, sign_in_name=name, display_name="Robin V", role=role, by=By(None, served.now.moment)
        )


def everybody(served: Served) -> list[Officer]:
    with served.desk.store.read() as session:
        return list(session.scalars(select(Officer).order_by(Officer.officer_id)))


def test_somebody_with_an_account_goes_there_and_comes_back_to_what_they_wanted(
    serve: Serve, provider: Provider
) -> None:
    served = serve()
    officer = invite(served)
    browser = served.browser()
    assert "/sign-in/organisation?next=" in browser.get("/sign-in").text
    answer = browser.get("/sign-in/organisation?next=/account%3Fdone%3D")
    assert answer.url == f"{served.address}/account?done="
    assert "Robin V" in answer.text
    assert served.known(officer).subject == f"{provider.address}#248289"
    assert "desk-sign-in" not in browser.session.cookies
    # From now on it is the subject that counts: the address may be somebody else's one day.
    provider.person["email"] = "r.vale@example.org"
    assert served.browser().get("/sign-in/organisation").url == f"{served.address}/"


@pytest.fixture(scope="module")
def refusing(listening: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk for all who are let in nowhere, with an account that waits for Robin Vale."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("WELFARE_MONITOR_DESK_OPENID_SECRET", SECRET)
        said = read_toml("desk.toml")["sign_in"]["openid"]
        said = said | {"issuer": listening.address, "client_id": CLIENT}
        folder = tmp_path_factory.mktemp("refusing")
        with serve_desk(folder, Now(), sign_in={"openid": said}) as served:
            invite(served)
            yield served


@pytest.mark.parametrize(
    "instead, reason",
    [
        pytest.param({"nonce": "another"}, "nonce", id="nonce_of_another_attempt"),
        pytest.param({"nonce": None}, "nonce", id="no_nonce"),
        pytest.param({"aud": "another-client"}, "aud", id="audience"),
        pytest.param({"aud": [CLIENT, "another"]}, "another client", id="shared_audience_without_azp"),
        pytest.param({"azp": "another-client"}, "another client", id="authorised_party"),
        pytest.param({"iss": "https://elsewhere.example.org"}, "iss", id="issuer"),
        pytest.param({"exp": 1_700_000_000}, "exp", id="expired"),
        pytest.param({"exp": None}, "exp", id="no_expiry"),
        pytest.param({"iat": 4_000_000_000}, "iat", id="from_the_future"),
        pytest.param({"sub": None}, "sub", id="no_subject"),
        pytest.param({"sub": ""}, "sub", id="empty_subject"),
        pytest.param({"email_verified": False}, "nobody has made an account", id="unverified_address"),
        pytest.param({"email": "sam.reed@example.org"}, "nobody has made an account", id="unknown_subject"),
    ],
)
def test_a_token_that_proves_nothing_lets_nobody_in(
    refusing: Served,
    provider: Provider,
    instead: dict[str, Any],
    reason: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    provider.instead = instead
    assert_nobody_is_let_in(refusing)
    assert reason in caplog.text


def test_a_signature_by_another_key_lets_nobody_in(
    refusing: Served, provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    provider.signed_with = RSAKey.generate_key(2048)
    assert_nobody_is_let_in(refusing)
    assert "BadSignatureError" in caplog.text


def test_a_token_signed_with_the_client_s_own_secret_lets_nobody_in(
    refusing: Served, provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    provider.signed_with, provider.algorithm = OctKey.import_key(SECRET), "HS256"
    assert_nobody_is_let_in(refusing)
    assert "UnsupportedAlgorithmError" in caplog.text


def test_another_state_lets_nobody_in(
    refusing: Served, provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    provider.state = "another"
    assert_nobody_is_let_in(refusing)
    assert "the state is not the one that was sent" in caplog.text


def test_whoever_declines_at_the_provider_is_not_signed_in(
    refusing: Served, provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    provider.refusal = "access_denied"
    assert_nobody_is_let_in(refusing)
    assert "access_denied" in caplog.text


def test_an_answer_meant_for_another_browser_lets_nobody_in(serve: Serve, provider: Provider) -> None:
    served = serve()
    invite(served)
    victim, attacker = served.browser(), served.browser()
    away = attacker.session.get(
        f"{served.address}/sign-in/organisation", allow_redirects=False, timeout=30
    ).headers["location"]
    back = attacker.session.get(away, allow_redirects=False, timeout=30).headers["location"]
    victim.get("/sign-in")
    assert victim.session.get(back, timeout=30).status_code == 403
    assert attacker.session.get(back, timeout=30).url == f"{served.address}/"
    assert attacker.session.get(back, timeout=30).status_code == 403, "the answer is good once"


def assert_nobody_is_let_in(served: Served) -> None:
    browser = served.browser()
    answer = browser.get("/sign-in/organisation")
    assert answer.status_code == 403
    assert "not signed in" in answer.text
    assert "desk" not in browser.session.cookies
    assert [officer.subject for officer in everybody(served)] in ([], [None])
    with served.desk.store.read() as session:
        refused = session.scalars(select(Audit).order_by(Audit.audit_id.desc())).first()
    assert refused is not None
    assert (refused.action, refused.details) == (Action.SIGN_IN_REFUSED, {"through": "organisation"})


def test_an_account_with_a_password_is_not_taken_over_by_its_address(serve: Serve) -> None:
    served = serve()
    officer = served.add_officer("Robin Vale", "administrator")
    served.set_password(officer, "lantern quiet meadow")
    assert served.browser().get("/sign-in/organisation").status_code == 403
    waiting = served.add_officer("Robin Vale Too")
    served.one_time_token(waiting)
    assert served.browser().get("/sign-in/organisation").status_code == 403
    assert served.known(officer).subject is None


def test_a_disabled_account_stays_closed(serve: Serve) -> None:
    served = serve()
    officer = invite(served)
    served.browser().get("/sign-in/organisation")
    with served.desk.store.write() as session:
        session.get_one(Officer, officer.officer_id).disabled_at = served.now.moment
    assert served.browser().get("/sign-in/organisation").status_code == 403


GROUPS = {
    "role_claim": "groups",
    "officer_groups": ["welfare"],
    "lead_groups": ["welfare-leads"],
    "areas_claim": "covers",
}


def test_groups_make_an_account_and_follow_at_each_sign_in(serve: Serve, provider: Provider) -> None:
    served = serve(**GROUPS)
    provider.person |= {"groups": ["welfare", "choir"], "covers": ["region:North West", "trust:99102"]}
    assert served.browser().get("/sign-in/organisation").status_code == 200
    (robin,) = everybody(served)
    assert (robin.role, robin.display_name, robin.password_hash) == ("officer", "Robin Vale", None)
    with served.desk.store.read() as session:
        assert accounts.areas_of(session, 1) == [["region", "North West"], ["trust", "99102"]]
    provider.person |= {"groups": ["welfare-leads"], "covers": "england"}
    served.browser().get("/sign-in/organisation")
    with served.desk.store.read() as session:
        assert (session.get_one(Officer, 1).role, accounts.areas_of(session, 1)) == ("lead", [])
    provider.person["groups"] = ["choir"]
    assert served.browser().get("/sign-in/organisation").status_code == 403


def test_claims_that_give_no_role_or_no_area_make_no_account(serve: Serve, provider: Provider) -> None:
    served = serve(**GROUPS)
    for person in (
        {"groups": ["administrator"], "covers": ["england"]},
        {"groups": ["welfare"]},
        {"groups": ["welfare"], "covers": ["county:Rutland"]},
        {"groups": {"welfare": True}, "covers": ["england"]},
        {"groups": ["welfare"], "covers": ["england"], "email": ""},
    ):
        provider.restore()
        provider.person |= person
        assert served.browser().get("/sign-in/organisation").status_code == 403, person
    assert not everybody(served)


def test_claims_make_nobody_an_administrator_and_take_it_from_nobody(
    serve: Serve, provider: Provider
) -> None:
    served = serve(**GROUPS)
    invite(served, role=Role.ADMINISTRATOR)
    provider.person |= {"groups": ["welfare"], "covers": ["region:London"]}
    served.browser().get("/sign-in/organisation")
    assert everybody(served)[0].role == "administrator"


def test_a_provider_that_is_away_is_said_in_words(serve: Serve) -> None:
    served = serve(issuer="http://127.0.0.1:9")
    answer = served.browser().get("/sign-in/organisation")
    assert answer.status_code == 503
    assert "Traceback" not in answer.text


def test_without_one_there_is_no_such_page(served: Served) -> None:
    browser = served.browser()
    assert browser.get("/sign-in/organisation").status_code == 404
    assert browser.get("/sign-in/organisation/back?code=x&state=y").status_code == 404
    assert "/sign-in/organisation" not in browser.get("/sign-in").text


@pytest.mark.parametrize(
    "said, told",
    [
        ({"issuer": "http://login.example.org"}, "https"),
        ({"issuer": "https://login.example.org"}, "client_id"),
        ({"issuer": "https://login.example.org", "client_id": "x"}, "not set in the environment"),
    ],
)
def test_half_a_configuration_does_not_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: dict[str, str], told: str
) -> None:
    monkeypatch.delenv("WELFARE_MONITOR_DESK_OPENID_SECRET", raising=False)
    file = tmp_path / "own.toml"
    file.write_text("[sign_in.openid]\n" + "".join(f'{name} = "{value}"\n' for name, value in said.items()))
    settings = DeskSettings.read(tmp_path, environment={"WELFARE_MONITOR_DESK_SETTINGS": str(file)})
    with pytest.raises(BadUsage, match=told):
        require_complete(settings)
