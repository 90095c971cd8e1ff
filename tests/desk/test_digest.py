"""The morning digest: what it counts, that it names nobody's school, and that nobody gets it twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import click
import duckdb
import pytest
from click.testing import CliRunner
from sqlalchemy import select

from desk.commands.digest import send_digests, show_digests
from desk.digest.counts import Morning
from desk.digest.message import in_words
from desk.digest.post import CHANNELS_VARIABLE, MailServer
from desk.digest.sending import officers, team
from desk.facts import Facts, PublishedFacts
from desk.settings import DeskSettings
from desk.store.database import Store
from desk.store.models import AwaitedInspection, Case, FollowUp, Officer, OfficerArea, SentDigest
from pipelines.cli import main
from pipelines.layout import DataFolder
from pipelines.settings import BadUsage
from pipelines.warehouse.publish import published_build
from tests.desk.mail_server import MailServerHere, mail_server
from tests.desk.served import MORNING, Now


@pytest.fixture
def server() -> Iterator[MailServerHere]:
    with mail_server() as here:
        yield here


@pytest.fixture
def now() -> Now:
    return Now()


def settings_of(data: Path, server: MailServerHere, /, **said: Any) -> DeskSettings:
    told = DeskSettings.read(data, address="https://desk.example.org", environment={})
    mail = {"server": "127.0.0.1", "port": server.port, "security": "none", "sender": "desk@example.org"}
    digest = {**told.organisation["digest"], **mail, **said}
    return replace(told, organisation={**told.organisation, "digest": digest})


def officer(store: Store, name: str, area: str | None = None, **more: Any) -> int:
    with store.write() as session:
        added = Officer(
            sign_in_name=f"{name.lower()}@example.org",
            display_name=name,
            role="officer",
            created_at=MORNING,
            **more,
        )
        session.add(added)
        session.flush()
        if area:
            session.add(OfficerArea(officer_id=added.officer_id, kind="region", value=area))
    return added.officer_id


def case_of(store: Store, flag: dict[str, Any], officer_id: int, **more: Any) -> int:
    with store.write() as session:
        case = Case(
            flag_id=flag["flag_id"],
            urn=flag["urn"],
            tier=flag["tier"],
            state="contacted",
            assigned_to=officer_id,
            opened_at=MORNING,
            changed_at=MORNING,
            **{"seen_flag_events": 99, **more},
        )
        session.add(case)
    return case.case_id


def facts_of(data: Path) -> Facts:
    return PublishedFacts(DataFolder(data)).current()


def flags(data: Path) -> list[dict[str, Any]]:
    return list(facts_of(data).flags)


def as_published(data: Path) -> Facts:
    """The facts of the night over tables of the test's own, to which it may add."""
    build = published_build(DataFolder(data))
    assert build
    connection = duckdb.connect()
    connection.execute(f"ATTACH '{build.warehouse}' AS night (READ_ONLY)")
    for table in ("welfare_flag", "flag_event", "flag_alias", "school", "calendar"):
        connection.execute(f"CREATE TABLE {table} AS FROM night.{table}")
    return replace(facts_of(data), connection=connection)


def tell(facts: Facts, flag_id: str, event: str) -> None:
    """Publish an event of a flag."""
    cursor = facts.connection.cursor()
    values = (flag_id, MORNING.date(), event, "build", "Because it was.", None)
    cursor.execute("INSERT INTO flag_event VALUES (?, ?, ?, ?, ?, ?)", values)


def text_of(letter: EmailMessage) -> str:
    return str(letter.get_content())


def test_each_officer_gets_counts_of_their_own_areas_and_no_school(
    data: Path, store: Store, server: MailServerHere, now: Now
) -> None:
    open_flags = flags(data)
    region = open_flags[0]["region"]
    officer(store, "Robin", region)
    officer(store, "Sam", "Nowhere")
    send_digests(settings_of(data, server), store, now.clock())
    (letter,) = server.letters
    assert letter["To"] == "robin@example.org"
    told = text_of(letter)
    theirs = [flag for flag in open_flags if flag["region"] == region]
    due_today = sum(flag["respond_by"] == MORNING.date() for flag in theirs)
    assert due_today
    assert f"{due_today} first attempt" in told
    assert f"{len(theirs)} schools are new on the list in your areas" in told
    assert "https://desk.example.org/?sort=deadline" in told
    assert not [flag["school"] for flag in open_flags if flag["school"] and flag["school"] in told]
    assert not [flag["urn"] for flag in open_flags if str(flag["urn"]) in told]


def test_schools_are_named_only_where_the_organisation_says_so(
    data: Path, store: Store, server: MailServerHere, now: Now
) -> None:
    flag = flags(data)[0]
    officer(store, "Robin", flag["region"])
    send_digests(settings_of(data, server, names_schools=True), store, now.clock())
    assert flag["school"] in text_of(server.letters[0])


def test_corrections_come_first_and_what_was_promised_is_counted(data: Path, store: Store) -> None:
    """A case whose flag was put right since, one that has a prompt due, and an inspection long awaited."""
    facts = as_published(data)
    corrected, prompted, other, *_ = facts.flags
    tell(facts, corrected["flag_id"], "evidence_changed")
    tell(facts, other["flag_id"], "extended")
    robin, sam = officer(store, "Robin", "Nowhere"), officer(store, "Sam", "Nowhere")
    case_of(store, corrected, robin, seen_flag_events=1)
    case_of(store, other, sam, seen_flag_events=1)
    case_id = case_of(store, prompted, robin)
    with store.write() as session:
        session.add(FollowUp(case_id=case_id, after_days=30, due_on=MORNING.date()))
        session.add(
            AwaitedInspection(
                urn=900104,
                inspection_date=MORNING.date() - timedelta(days=90),
                heard_through="member",
                entered_by=robin,
                assigned_to=robin,
                entered_at=MORNING,
            )
        )
    morning = Morning(store, facts, MORNING.date(), 30)
    theirs, sams = (morning.digest(recipient) for recipient in officers(store))
    assert list(theirs.counts.items()) == [("corrected", 1), ("follow_ups", 1), ("awaited_long", 1)]
    assert dict(sams.counts) == {"changed": 1}
    # What is awaited never leaves the desk, also where schools are named.
    assert theirs.schools.keys() == {"corrected", "follow_ups"}
    told = in_words(
        officers(store)[0], theirs, address="https://desk.example.org", organisation="", names_schools=True
    ).text.split("\n\n")
    assert told[1].startswith("Something published about 1 of your cases was retracted or corrected.")
    assert corrected["school"] in told[1]
    assert morning.digest(team(store)).counts["changed"] == 1


def test_a_school_that_is_not_to_be_contacted_is_not_counted(data: Path, store: Store) -> None:
    facts = as_published(data)
    flag = facts.flags[0]
    tell(facts, flag["flag_id"], "retracted")
    case_of(store, flag, officer(store, "Robin", "Nowhere"), seen_flag_events=1)
    objected = replace(facts, not_shown=frozenset({flag["urn"]}))
    for known, counted in ((facts, 1), (objected, 0)):
        digest = Morning(store, known, MORNING.date(), 30).digest(officers(store)[0])
        assert digest.counts.get("corrected", 0) == counted


def test_a_second_run_on_a_day_sends_nothing_and_the_next_day_tells_nothing_new_again(
    data: Path, store: Store, server: MailServerHere, now: Now
) -> None:
    flag = flags(data)[0]
    officer(store, "Robin", flag["region"])
    settings = settings_of(data, server)
    send_digests(settings, store, now.clock())
    send_digests(settings, store, now.clock())
    assert len(server.letters) == 1
    now.moment += timedelta(days=1)
    send_digests(settings, store, now.clock())
    assert len(server.letters) == 2
    assert "new on the list" not in text_of(server.letters[1])
    assert "their day" in text_of(server.letters[1]) or "its day" in text_of(server.letters[1])


def test_nobody_is_written_to_who_switched_it_off_or_may_not_sign_in(
    data: Path, store: Store, server: MailServerHere, now: Now
) -> None:
    officer(store, "Robin", wants_digest=False)
    officer(store, "Sam", disabled_at=MORNING)
    send_digests(settings_of(data, server), store, now.clock())
    assert server.letters == []


def test_an_address_that_is_refused_stops_nobody_else(
    data: Path, store: Store, server: MailServerHere, now: Now, capsys: pytest.CaptureFixture[str]
) -> None:
    officer(store, "Robin")
    officer(store, "Sam")
    server.refused.add("robin@")
    with pytest.raises(SystemExit) as ended:
        send_digests(settings_of(data, server), store, now.clock())
    assert ended.value.code == 3
    assert server.to() == ["sam@example.org"]
    assert "Not taken by the server: Robin (550 nobody of that name)." in capsys.readouterr().out
    server.refused.clear()
    send_digests(settings_of(data, server), store, now.clock())
    assert server.to() == ["sam@example.org", "robin@example.org"]


def test_a_server_that_hangs_up_on_a_letter_does_not_get_that_one_again(
    data: Path, store: Store, server: MailServerHere, now: Now, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("Robin", "Sam"):
        officer(store, name)
    server.leaves_after = 1
    with pytest.raises(SystemExit):
        send_digests(settings_of(data, server), store, now.clock())
    server.leaves_after = None
    with pytest.raises(SystemExit):
        send_digests(settings_of(data, server), store, now.clock())
    assert server.to() == ["robin@example.org"]
    assert "is not known" in capsys.readouterr().out


def test_a_run_that_was_killed_sends_the_rest_when_it_is_called_again(
    data: Path, store: Store, server: MailServerHere, now: Now, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Robin", "Sam", "Alex"):
        officer(store, name)
    hand_over = MailServer.send

    def killed_at_sam(self: MailServer, to: str, message: Any) -> None:
        if to.startswith("sam"):
            raise KeyboardInterrupt
        hand_over(self, to, message)

    with monkeypatch.context() as while_killed:
        while_killed.setattr(MailServer, "send", killed_at_sam)
        with pytest.raises(KeyboardInterrupt):
            send_digests(settings_of(data, server), store, now.clock())
    with pytest.raises(SystemExit):
        send_digests(settings_of(data, server), store, now.clock())
    assert server.to() == ["robin@example.org", "alex@example.org"]
    with store.read() as session:
        rows = session.scalars(select(SentDigest).order_by(SentDigest.recipient)).all()
    assert [row.sent_at is not None for row in rows] == [True, False, True]


def test_a_server_that_is_away_is_said_and_everybody_gets_it_later(
    data: Path, store: Store, server: MailServerHere, now: Now
) -> None:
    officer(store, "Robin")
    with pytest.raises(click.ClickException, match="call this command again"):
        send_digests(settings_of(data, server, port=1), store, now.clock())
    send_digests(settings_of(data, server), store, now.clock())
    assert server.to() == ["robin@example.org"]


def test_the_team_s_channel_gets_counts_of_everything_once(
    data: Path, store: Store, now: Now, monkeypatch: pytest.MonkeyPatch
) -> None:
    came: list[bytes] = []

    class Channel(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            came.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Channel) as channel:
        Thread(target=channel.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        monkeypatch.setenv(CHANNELS_VARIABLE, f"json://127.0.0.1:{channel.server_address[1]}/hook")
        settings = settings_of(data, MailServerHere(), server="", names_schools=True)
        send_digests(settings, store, now.clock())
        send_digests(settings, store, now.clock())
        channel.shutdown()
    (told,) = came
    assert b"where the team's work stands" in told
    assert b"Your account" not in told
    assert not [flag for flag in flags(data) if flag["school"] and flag["school"].encode() in told]


def test_a_dry_run_shows_and_sends_and_records_nothing(
    data: Path, store: Store, server: MailServerHere, now: Now, capsys: pytest.CaptureFixture[str]
) -> None:
    officer(store, "Robin")
    show_digests(settings_of(data, server), store, now.clock())
    assert "Good morning, Robin." in capsys.readouterr().out
    assert server.letters == []
    with store.read() as session:
        assert session.scalars(select(SentDigest)).all() == []


def test_the_command_says_where_to_name_a_server(data: Path) -> None:
    answer = CliRunner().invoke(main, ["digest", "--data", str(data)])
    assert answer.exit_code == 2
    assert "[digest]" in answer.output


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"server": "mail.example.org"}, "crosses no network in the open"),
        ({"security": "plain"}, "one of starttls"),
        ({"sender": "desk"}, "digest.sender"),
        ({"user_name": "desk"}, "WELFARE_MONITOR_DESK_MAIL_PASSWORD"),
    ],
)
def test_what_a_mail_server_cannot_be_is_bad_usage(tmp_path: Path, said: dict[str, str], told: str) -> None:
    settings = settings_of(tmp_path, MailServerHere(), **said)
    with pytest.raises(BadUsage, match=told.replace("[", r"\[")):
        MailServer.of(settings.organisation, {})
