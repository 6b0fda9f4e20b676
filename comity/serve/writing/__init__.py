"""A store that is written: one process owns it, each write makes the next published snapshot.

Nothing that is published ever changes. A write works on a copy of the last snapshot (hard links, so
it costs little), in a process that is killed at the deadline; when it is whole, and on disk, it
takes the place of the last. So whatever stops a write, or the server, leaves the last good state.
"""

from comity.serve.writing.folder import StoreFolder, is_store
from comity.serve.writing.tokens import check_token, is_authorised
from comity.serve.writing.writer import Writer

__all__ = ["StoreFolder", "Writer", "check_token", "is_authorised", "is_store"]
