"""Running the server until it is stopped."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable

import uvicorn

from comity.errors import ComityError
from comity.serve.app import application
from comity.serve.connections import Connection
from comity.serve.journal import LOG
from comity.serve.settings import Settings

_BEHIND = 128
"""Connections that may wait to be taken."""

_AT_ONCE = 400
"""Connections that are served; to more, the answer is 503, and beyond twice as many there is none.
Many systems let a process have 1,024 files and connections."""


def run(settings: Settings, say: Callable[[str], None]) -> None:
    """Serve until a signal says stop.

    Args:
        settings: what to serve, and where.
        say: told the address once requests are taken.

    Raises:
        BuildError: where there is nothing to serve.
        ComityError: where the address cannot be listened on.
    """
    app = application(settings)
    if settings.log:
        LOG.setLevel(logging.INFO)
        LOG.addHandler(logging.StreamHandler())
    listening = _listen(settings)
    port = listening.getsockname()[1]
    say(f"serving {settings.folder} at http://{_shown(settings.host)}:{port}/ (Ctrl-C stops)")
    config = uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        log_level="warning",
        server_header=False,
        backlog=_BEHIND,
        limit_concurrency=_AT_ONCE,
    )
    with listening:
        uvicorn.Server(config).run(sockets=[listening])


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # With its protocol named: only then does asyncio send an answer's end without delay.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
        listening.listen(_BEHIND)  # who comes before all is ready waits, and is not turned away
    except OSError as error:
        listening.close()
        raise ComityError(
            f"nothing can be served there: {error.strerror}",
            where=f"{settings.host}:{settings.port}",
            hint="another --port may be free",
        ) from error
    return listening


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
