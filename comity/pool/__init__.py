"""Work in processes that can be killed: each job with a deadline, a limit of memory and of answer.

A query can run for ever and cannot be told to stop, so it runs in a process that can. The processes
are forked, in milliseconds, from one that has imported what they need and has nothing else: no
threads, no files, no sockets of the server. The pool knows nothing of what the jobs do.
"""

from comity.pool.limits import Limits
from comity.pool.pool import Pool

__all__ = ["Limits", "Pool"]
