"""Work spread over processes comes back whole and in order, whatever happens to a process."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.workers import FEW, Work

MANY = 3 * FEW
BESIDE = Path(__file__).parent


def double(number: int) -> tuple[int, int]:
    """Twice a number, and the process it was doubled in; the number 50 ends that process."""
    if number == 50:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number, os.getpid()


def divide(number: int) -> tuple[int, int]:
    return 1 // (number - 7), 0


def lost(number: int) -> tuple[int, int]:
    return -number, 0


def test_results_come_in_the_order_of_the_items_from_several_processes() -> None:
    items = [n for n in range(MANY) if n != 50]
    results = list(Work(double, lost).spread(items, 2))
    assert [result for result, _ in results] == [2 * n for n in items]
    assert os.getpid() not in {process for _, process in results}


def test_few_items_are_worked_on_where_they_are() -> None:
    results = list(Work(double, lost).spread(range(FEW), 4))
    assert {process for _, process in results} == {os.getpid()}


def test_a_worker_that_cannot_travel_works_here() -> None:
    def tripled(number: int) -> tuple[int, int]:
        return 3 * number, os.getpid()

    results = list(Work(tripled, lost).spread(range(MANY), 2))
    assert results == [(3 * n, os.getpid()) for n in range(MANY)]


def test_an_item_that_ends_its_process_is_lost_alone() -> None:
    results = [result for result, _ in Work(double, lost).spread(range(MANY), 2)]
    assert results == [2 * n if n != 50 else -50 for n in range(MANY)]


def test_a_fault_of_the_worker_is_raised_where_the_work_was_asked_for() -> None:
    with pytest.raises(ZeroDivisionError):
        list(Work(divide, lost).spread(range(MANY), 2))


def test_items_are_taken_only_as_they_are_needed() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for n in (n for n in range(10 * MANY) if n != 50):
            taken.append(n)
            yield n

    results = Work(double, lost).spread(items(), 2)
    next(results)
    del results
    assert len(taken) < 3 * FEW


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_no_process_outlives_one_that_is_killed() -> None:
    command = [sys.executable, "-c", "import test_workers; test_workers.work_long()"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(BESIDE), *sys.path])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as run:
        assert run.stdout
        children = [int(run.stdout.readline()) for _ in range(2)]
        run.kill()
    ends = time.monotonic() + 20
    while any(map(is_running, children)) and time.monotonic() < ends:
        time.sleep(0.05)
    assert not any(map(is_running, children))


def is_running(process: int) -> bool:
    """Whether a process is there, and not only the memory of one that nobody asked after."""
    try:
        return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def work_long() -> None:
    """Work on in two processes, having printed their numbers."""
    results = Work(sleep, lost).spread(range(MANY), 2)
    told: set[int] = set()
    for _, process in results:
        if process not in told:
            told.add(process)
            sys.stdout.write(f"{process}\n")
            sys.stdout.flush()


def sleep(number: int) -> tuple[int, int]:
    time.sleep(0.2)
    return number, os.getpid()
