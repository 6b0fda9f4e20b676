"""Work that takes too long is ended, whatever it is at, and nothing else is touched."""

import re
import threading
import time

import pytest

from comity.deadline import at_most
from comity.errors import SourceError


def circle() -> None:
    while True:
        pass


def backtrack() -> None:
    re.match(r"(?:a|a)*b", "a" * 100)


@pytest.mark.parametrize("work", [circle, backtrack])
def test_work_without_an_end_is_ended(work: object) -> None:
    assert callable(work)
    with (
        pytest.raises(SourceError, match="the work took more than 0 seconds"),
        at_most(0.2, "the work"),
    ):
        work()


def test_time_spent_waiting_does_not_count() -> None:
    with at_most(0.1, "waiting"):
        time.sleep(0.3)


def test_the_limit_ends_with_the_work() -> None:
    with at_most(0.2, "the work"):
        pass
    ends = time.process_time() + 0.4
    while time.process_time() < ends:
        pass


def test_off_the_main_thread_there_is_no_limit() -> None:
    ended: list[bool] = []

    def work() -> None:
        with at_most(0.1, "the work"):
            ends = time.thread_time() + 0.3
            while time.thread_time() < ends:
                pass
        ended.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert ended
