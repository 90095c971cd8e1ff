"""A digest leaves for a mail server that proves its name, signs in there, and otherwise does not leave."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.digest.message import Message
from desk.digest.post import PASSWORD_VARIABLE, MailServer
from pipelines.channels import Unreachable
from pipelines.reference import read_toml
from pipelines.settings import BadUsage
from tests.desk.certificates import Authority, make_authority
from tests.desk.mail_server import MailServerHere, mail_server

MESSAGE = Message("This morning", "Two cases are due.\n")
PASSWORD = "a password of a test"  # noqa: S105 (invented)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("authority"))


def server_of(here: MailServerHere, authority: Authority | None, **said: str) -> MailServer:
    digest = read_toml("desk.toml")["digest"] | {
        "server": "127.0.0.1",
        "port": here.port,
        "sender": "desk@example.org",
        "user_name": "desk",
        "authorities_file": str(authority.file) if authority else "",
        **said,
    }
    found = MailServer.of({"digest": digest}, {PASSWORD_VARIABLE: PASSWORD})
    assert found is not None
    return found


def send(here: MailServerHere, authority: Authority | None, **said: str) -> None:
    server_of(here, authority, **said).send("robin.vale@example.org", MESSAGE)


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_letter_goes_to_a_server_that_proves_its_name_after_signing_in(
    authority: Authority, security: str
) -> None:
    with mail_server(authority.server(), from_the_start=security == "tls") as here:
        here.password = PASSWORD
        send(here, authority, security=security)
        assert here.to() == ["robin.vale@example.org"]
        assert here.signed_in == [("desk", PASSWORD)]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_server_of_an_authority_that_nobody_named_is_sent_nothing(
    authority: Authority, tmp_path: Path, security: str
) -> None:
    other = make_authority(tmp_path / "other")
    for trusted in (None, other):
        with mail_server(authority.server(), from_the_start=security == "tls") as here:
            with pytest.raises(Unreachable, match="CERTIFICATE_VERIFY_FAILED"):
                send(here, trusted, security=security)
            assert (here.signed_in, here.letters) == ([], [])


def test_a_server_that_proves_another_name_is_sent_nothing(authority: Authority) -> None:
    with mail_server(authority.server("127.0.0.2")) as here:
        with pytest.raises(Unreachable, match="IP address mismatch"):
            send(here, authority)
        assert (here.signed_in, here.letters) == ([], [])


def test_no_password_crosses_the_network_to_a_server_that_speaks_no_tls(authority: Authority) -> None:
    with mail_server() as here:
        with pytest.raises(Unreachable, match="STARTTLS"):
            send(here, authority)
        assert (here.signed_in, here.letters) == ([], [])


def test_a_wrong_password_is_told_without_the_password(authority: Authority) -> None:
    with mail_server(authority.server()) as here:
        here.password = "another"  # noqa: S105 (invented)
        with pytest.raises(Unreachable) as told:
            send(here, authority)
        assert str(told.value) == "535 not known"
        assert here.letters == []


def test_a_file_without_certificates_is_bad_usage(tmp_path: Path) -> None:
    file = tmp_path / "authority.pem"
    for content in (None, "not a certificate"):
        if content:
            file.write_text(content, encoding="utf-8")
        with mail_server() as here, pytest.raises(BadUsage, match=r"digest\.authorities_file"):
            server_of(here, None, authorities_file=str(file))
