"""Posts a digest by e-mail through the organisation's server.

Belongs here: how a letter leaves this machine, and whether it is known that it did. Does not belong here: who
gets one, and once only (sending.py); the team's channels (pipelines/channels.py). The password comes from the
environment and is never repeated in a message.
"""

from __future__ import annotations

import ipaddress
import os
import smtplib
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import make_msgid
from typing import Any

from desk.digest.message import Message
from pipelines.channels import Unknown, Unreachable
from pipelines.settings import BadUsage

PASSWORD_VARIABLE = "WELFARE_MONITOR_DESK_MAIL_PASSWORD"  # noqa: S105 (the name of a variable)
CHANNELS_VARIABLE = "WELFARE_MONITOR_DESK_DIGEST_CHANNELS"
_SECURITY = ("starttls", "tls", "none")
_SECONDS = 30


class Refused(Exception):
    """The server does not take a message for this one address; nothing was sent to it."""


@dataclass(frozen=True)
class MailServer:
    """The organisation's mail server, as [digest] of its settings names it. trusted: whom it may prove who
    it is by; nobody's certificate is taken unseen."""

    server: str
    port: int
    security: str
    user_name: str
    sender: str
    password: str
    trusted: ssl.SSLContext

    @classmethod
    def of(
        cls, organisation: Mapping[str, Any], environment: Mapping[str, str] = os.environ
    ) -> MailServer | None:
        """None while no server is named. Raises BadUsage."""
        said = organisation["digest"]
        if not said["server"]:
            return None
        if said["security"] not in _SECURITY:
            raise BadUsage(f"digest.security is one of {', '.join(_SECURITY)}, not {said['security']!r}.")
        if said["security"] == "none" and not _is_loopback(said["server"]):
            raise BadUsage(
                "digest.security = none is for a mail server on this machine alone: a digest crosses no "
                "network in the open. Say starttls or tls."
            )
        if "@" not in said["sender"]:
            raise BadUsage("digest.sender should be the e-mail address that a digest comes from.")
        password = environment.get(PASSWORD_VARIABLE, "")
        if said["user_name"] and not password:
            raise BadUsage(
                f"digest.user_name signs in with the password in {PASSWORD_VARIABLE}: it is empty."
            )
        named = {name: said[name] for name in ("server", "port", "security", "user_name", "sender")}
        return cls(**named, password=password, trusted=_trusted(said["authorities_file"]))

    def send(self, to: str, message: Message) -> None:
        """Hand one message to the server. Raises Refused, Unreachable, Unknown."""
        letter = EmailMessage()
        try:
            letter["From"] = self.sender
            letter["To"] = Address(addr_spec=to)
        except (ValueError, MessageError, IndexError) as error:
            raise Refused(str(error)) from error
        letter["Subject"] = message.subject
        letter["Message-ID"] = make_msgid(domain=self.sender.rpartition("@")[2].strip(">"))
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(message.text)
        try:
            connection = self._connected()
        except (OSError, smtplib.SMTPException) as error:
            raise Unreachable(_said(error)) from error
        try:
            connection.send_message(letter)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError) as error:
            raise Refused(_said(error)) from error
        except smtplib.SMTPResponseException as error:
            raise Unreachable(_said(error)) from error
        except (OSError, smtplib.SMTPException) as error:
            raise Unknown(_said(error)) from error
        finally:
            with suppress(
                OSError, smtplib.SMTPException
            ):  # the message is with the server by now, or it is not
                connection.quit()

    def _connected(self) -> smtplib.SMTP:
        if self.security == "tls":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                self.server, self.port, timeout=_SECONDS, context=self.trusted
            )
        else:
            connection = smtplib.SMTP(self.server, self.port, timeout=_SECONDS)
        try:
            if self.security == "starttls":
                connection.starttls(context=self.trusted)
            if self.user_name:
                connection.login(self.user_name, self.password)
        except BaseException:
            connection.close()
            raise
        return connection


def _trusted(authorities_file: str) -> ssl.SSLContext:
    """What a server's certificate is checked by: the authorities in a file, or this machine's where none is
    named. Raises BadUsage."""
    try:
        return ssl.create_default_context(cafile=authorities_file or None)
    except OSError as error:
        raise BadUsage(
            f"digest.authorities_file={authorities_file!r} holds no certificates ({error}). Name a file in "
            "PEM form, or leave it empty for the authorities that this machine trusts."
        ) from error


def _is_loopback(server: str) -> bool:
    with suppress(ValueError):
        return ipaddress.ip_address(server).is_loopback
    return server == "localhost"


def _said(error: Exception) -> str:
    """What a server answered, in a line; never what was sent to it."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        (code, answer), *_ = error.recipients.values()
        return f"{code} {_line(answer)}"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_line(error.smtp_error)}"
    return str(error) or type(error).__name__


def _line(answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(text.split())
