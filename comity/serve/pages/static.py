"""Static files: styles, scripts, and what `make assets` has put beside them.

Their addresses carry one hash of all of them, so that a browser may keep them for ever and gets
new ones together: a script that imports another by a relative path stays with its own kind.
"""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from comity import report

_FOLDER = Path(__file__).parent / "static"
_SHARED = {"look.css": Path(report.__file__).parent / "templates" / "look.css"}
"""What a report looks by as well."""

_FOR_EVER = "public, max-age=31536000, immutable"


def address(name: str) -> str:
    """The path of a static file, such as `style.css`, below the root of the server."""
    return f"/static/{version()}/{name}"


@cache
def files() -> Mapping[str, Path]:
    """All static files by their names, with slashes."""
    own = sorted(path for path in _FOLDER.rglob("*") if path.is_file())
    return {path.relative_to(_FOLDER).as_posix(): path for path in own} | _SHARED


@cache
def version() -> str:
    """The hash of all static files."""
    digest = hashlib.sha256()
    for name, path in sorted(files().items()):
        digest.update(name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


async def static(request: Request) -> Response:
    """A static file; under the hash of other files it may not be kept."""
    path = files().get(request.path_params["name"])
    if path is None:
        raise HTTPException(404, "there is no such file")
    is_this = request.path_params["version"] == version()
    headers = {"Cache-Control": _FOR_EVER if is_this else "no-cache"}
    return FileResponse(path, headers=headers, media_type=_type(path))


def _type(path: Path) -> str:
    """Its media type, whatever the machine's own tables say of scripts."""
    known = {".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript"}
    guessed = mimetypes.guess_type(path.name)[0]
    return known.get(path.suffix) or guessed or "application/octet-stream"


ROUTES: tuple[BaseRoute, ...] = (Route("/static/{version}/{name:path}", static),)
