"""Bodies of requests: no longer than may be, sent in time, and in UTF-8 where they are text."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from email.message import Message
from pathlib import Path

from starlette.requests import ClientDisconnect, Request

from comity.serve.refusals import RequestError

_DIGITS = 18  # of a number of bytes that can be meant
_LINGER, _HEARD = 2.0, 4_000_000
"""Seconds for which, and bytes up to which, a body is read on that is refused."""

_SECONDS = 120.0
"""How long a client may take to send a body."""


async def whole(request: Request, most: int) -> bytes:
    """A request's body.

    Args:
        request: the request.
        most: how many bytes it may have.

    Raises:
        RequestError: where it is longer, packed, or does not come in time.
    """
    return b"".join([piece async for piece in _pieces(request, most)])


async def spooled(request: Request, most: int, path: Path) -> None:
    """Write a request's body to a file as it comes.

    Raises:
        RequestError: as for `whole`; the file is then of no use.
    """
    with path.open("wb") as file:
        async for piece in _pieces(request, most):
            file.write(piece)


async def text(request: Request, most: int) -> str:
    """A request's body as text.

    Raises:
        RequestError: as for `whole`, and where it is not UTF-8.
    """
    check_utf8(request)
    return decoded(await whole(request, most))


def decoded(body: bytes) -> str:
    """Bytes as text.

    Raises:
        RequestError: where they are not UTF-8.
    """
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        what = f"this is not UTF-8: byte {error.start} cannot be read"
        raise RequestError(what, hint="send UTF-8") from None


def media_of(request: Request) -> str:
    """The media type of a request's body, in small letters; empty where it does not say."""
    return _content_type(request).get_content_type() if _has_type(request) else ""


def check_utf8(request: Request) -> None:
    """Let through a body whose encoding is UTF-8, or is not named.

    Raises:
        RequestError: where it is named, and is another.
    """
    charset = _content_type(request).get_param("charset", "utf-8") if _has_type(request) else ""
    if str(charset).lower() not in ("", "utf-8", "utf8", "us-ascii"):
        what = f"a body in {charset} is not read"
        raise RequestError(what, hint="send UTF-8", status=415)


async def _pieces(request: Request, most: int) -> AsyncIterator[bytes]:
    _check_packing(request)
    pieces, size = request.stream(), 0
    if _says_more(request, most):
        await _hear_out(request, pieces)
        raise _too_long(most)
    try:
        async with asyncio.timeout(_SECONDS):
            async for piece in pieces:
                size += len(piece)
                if size > most:
                    await _hear_out(request, pieces)
                    raise _too_long(most)
                yield piece
    except TimeoutError:
        raise RequestError(f"the body did not come in {_SECONDS:g} seconds", status=408) from None
    except ClientDisconnect:
        raise RequestError("the client hung up before the body was whole") from None


async def _hear_out(request: Request, pieces: AsyncIterator[bytes]) -> None:
    """Let a client send on for a while: most read no answer before they have sent all.

    One that asks before it sends is not kept waiting.
    """
    heard = 0
    if request.headers.get("expect"):
        return
    with suppress(TimeoutError, ClientDisconnect):
        async with asyncio.timeout(_LINGER):
            async for piece in pieces:
                heard += len(piece)
                if heard > _HEARD:
                    return


def _check_packing(request: Request) -> None:
    packed = request.headers.get("content-encoding", "identity")
    if packed.strip().lower() not in ("", "identity"):
        what = f"a body packed with {packed} is not read"
        raise RequestError(what, hint="send it as it is", status=415)


def _says_more(request: Request, most: int) -> bool:
    """Whether the head alone condemns a body."""
    length = request.headers.get("content-length", "0")
    return length.isdecimal() and (len(length) > _DIGITS or int(length) > most)


def _too_long(most: int) -> RequestError:
    what = f"a body may have {most:,} bytes here, and this has more"
    headers = {"Connection": "close"}  # what else comes is not read
    return RequestError(what, hint="send it in parts", status=413, headers=headers)


def _has_type(request: Request) -> bool:
    return bool(request.headers.get("content-type", "").strip())


def _content_type(request: Request) -> Message:
    """The header of that name, read by who reads it for e-mail."""
    message = Message()
    message["Content-Type"] = request.headers.get("content-type", "")
    return message
