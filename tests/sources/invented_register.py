"""An invented register of schools: small files with heads that nobody is called, and its Downloads form."""

from __future__ import annotations

import io
import zipfile
from datetime import date

from tests.sources.loopback import Answer, Handler, PublicServer, answer

NAMES = ("Zorabel", "Quenlin", "Vintlesham", "O'Quillaver", "Ockenbrooke")
"""What must be found nowhere."""

EXTRACT = (
    "URN,EstablishmentName,HeadTitle (name),HeadFirstName,HeadLastName,HeadPreferredJobTitle,PropsName\r\n"
    "900001,Corven Road School,Mx,Zorabel,Vintlesham,Headteacher,\r\n"
    "900002,Nether School,,Zorabel and Quenlin,O'Quillaver,Co Headteachers,Quenlin Ockenbrooke Limited\r\n"
)
LINKS = "URN,LinkURN,LinkName,LinkType,LinkEstablishedDate\r\n900002,900001,Corven,Predecessor,01-09-2025\r\n"
GROUPS = (
    "URN,Group UID,Group ID,Group Name,HeadFirstName,HeadLastName\r\n"
    "900002,5001,TR5001,Corvendale Trust,Quenlin,O'Quillaver\r\n"
)
FILES = {"edubasealldata": EXTRACT, "links_edubasealldata": LINKS, "academiesmatmembership": GROUPS}
TAGS = ("all.edubase.data", "all.edubase.data.links", "academies.mat.membership", "all.governance.records")
TOKEN = "invented-token"  # noqa: S105 (a form's field; nothing stands behind it)
WAITING_PAGE = "/Downloads/Generated/0001"


def path_of(file: str, day: date) -> str:
    return f"/edubase/downloads/public/{file}{day:%Y%m%d}.csv"


def publish(server: PublicServer, day: date, *files: str) -> None:
    """Have dated files (all three when none is named) on a day."""
    for file in files or FILES:
        server.on(path_of(file, day), answer(200, FILES[file].encode("cp1252"), Content_Type="text/csv"))


def zip_of(day: date, members: dict[str, str] | None = None) -> bytes:
    """The form's zip, with the files of a day unless told otherwise."""
    members = members or {f"{file}{day:%Y%m%d}.csv": text for file, text in FILES.items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text.encode("cp1252"))
    return buffer.getvalue()


def offer_form(server: PublicServer, content: bytes, *, polls: int = 2) -> None:
    """Have a Downloads form whose files are ready when the page was asked so many times."""
    server.on("/Downloads", answer(200, _downloads_page(), Set_Cookie="session=invented; path=/"))
    server.on("POST /Downloads/Collate", _with_session(answer(302, Location=WAITING_PAGE)))
    preparing = answer(200, b"<html><h1>Your download is being prepared</h1></html>")
    server.on(WAITING_PAGE, *[preparing] * polls, answer(200, _ready_page()))
    server.on("POST /Downloads/Download/Extract", _with_session(answer(200, content)))


def _with_session(then: Answer) -> Answer:
    """Answers only within the session in which the form was opened."""

    def send(handler: Handler) -> None:
        is_known = "session=invented" in (handler.headers["Cookie"] or "")
        (then if is_known else answer(400, b"no session"))(handler)

    return send


def _downloads_page() -> bytes:
    boxes = "".join(
        f'<input type="hidden" name="Downloads[{number}].Tag" value="{tag}">'
        f'<input type="checkbox" name="Downloads[{number}].Selected" value="true">'
        f'<input type="hidden" name="Downloads[{number}].Selected" value="false">'
        for number, tag in enumerate(TAGS)
    )
    return (
        '<!DOCTYPE html><form action="/search"><input name="q"></form>'
        '<form action="/Downloads/Collate" method="post">'
        f'<input type="hidden" name="__RequestVerificationToken" value="{TOKEN}">{boxes}</form>'
    ).encode()


def _ready_page() -> bytes:
    return (
        '<html><h1 id="generation-completed-heading">Download generation completed</h1>'
        '<form action="/Downloads/Download/Extract" method="post">'
        f'<input type="hidden" name="__RequestVerificationToken" value="{TOKEN}">'
        '<input type="hidden" name="id" value="0001"><button>Results.zip</button></form></html>'
    ).encode()
