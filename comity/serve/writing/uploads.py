"""What is sent to be stored: files of RDF, alone or several in a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.policy import HTTP
from pathlib import Path

import pyoxigraph as ox

from comity.serve.refusals import RequestError

SEVERAL = "multipart/form-data"

FORMATS: Mapping[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
}
"""What may be sent. Not RDF/XML, whose entities grow, nor JSON-LD, whose contexts are fetched."""


@dataclass(frozen=True, slots=True)
class Upload:
    """Triples that were sent.

    Args:
        data: the file that they were put into, or the bytes of a part of it.
        form: their format.
        base: what relative IRIs in them are relative to.
    """

    data: Path | bytes
    form: ox.RdfFormat
    base: str

    @property
    def size(self) -> int:
        """How many bytes there are."""
        return len(self.data) if isinstance(self.data, bytes) else self.data.stat().st_size


def format_of(media: str) -> ox.RdfFormat:
    """The format that a media type is of.

    Raises:
        RequestError: where it is none that may be sent.
    """
    try:
        return FORMATS[media]
    except KeyError:
        what = f"{media} is not stored" if media else "the body does not say what it is"
        hint = f"send one of: {', '.join(FORMATS)}"
        raise RequestError(what, hint=hint, status=415) from None


def uploads(path: Path, content_type: str, base: str) -> list[Upload]:
    """What a file holds that was sent: itself, or the parts of a form.

    Args:
        path: the file.
        content_type: the header that it was sent with.
        base: what relative IRIs are relative to.

    Raises:
        RequestError: where it is no form, or a part has a format that may not be sent.
    """
    head = EmailMessage(HTTP)
    head["Content-Type"] = content_type
    if head.get_content_type() != SEVERAL:
        return [Upload(path, format_of(head.get_content_type()), base)]
    body = BytesParser(policy=HTTP).parsebytes(
        f"Content-Type: {content_type}\r\n\r\n".encode("latin-1") + path.read_bytes()
    )
    parts = list(body.iter_parts())
    if not parts:
        raise RequestError("the form has no parts", hint="does its boundary stand in its type?")
    return [Upload(_bytes(part), format_of(part.get_content_type()), base) for part in parts]


def _bytes(part: MIMEPart) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
